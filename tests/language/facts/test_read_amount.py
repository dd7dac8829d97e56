from __future__ import annotations

import pytest

from bot.language.facts.amount import read_amounts
from bot.language.facts.number_words import word_value
from bot.language.facts.numbers import read_numbers
from bot.language.text.sentence import Sentence

PHRASES: list[tuple[str, int]] = [
    ("30.000 €", 30_000),
    ("30.000€", 30_000),
    ("30000 euro", 30_000),
    ("30000euro", 30_000),
    ("30'000 €", 30_000),
    ("30 000 Euro", 30_000),
    ("€ 30.000", 30_000),
    ("EUR 5000", 5_000),
    ("30k", 30_000),
    ("30 k", 30_000),
    ("30K", 30_000),
    ("30k€", 30_000),
    ("30 T€", 30_000),
    ("30 TEUR", 30_000),
    ("30 tausend", 30_000),
    ("30tausend euro", 30_000),
    ("30 Tsd.", 30_000),
    ("30 Tsd. Euro", 30_000),
    ("ca. 20-25 Tsd. Euro", 25_000),
    ("20 bis 25 tausend euro", 25_000),
    ("20.000 - 30.000 €", 30_000),
    ("20.000 € bis 30.000 €", 30_000),
    ("zwischen 20.000 und 30.000 Euro", 30_000),
    ("zwanzigtausend Euro", 20_000),
    ("zwanzigtausend", 20_000),
    ("zwanzig tausend euro", 20_000),
    ("fünfzigtausend", 50_000),
    ("fuenfzigtausend", 50_000),
    ("fünf bis sechstausend Euro", 6_000),
    ("zwölftausendfünfhundert Euro", 12_500),
    ("hundert Euro", 100),
    ("fünfhundert euro", 500),
    ("hunderttausend", 100_000),
    ("2 Mio", 2_000_000),
    ("2 Mio. €", 2_000_000),
    ("2 mio euro", 2_000_000),
    ("1,5 Millionen", 1_500_000),
    ("1.5 Mio", 1_500_000),
    ("1/2 Million", 500_000),
    ("½ Million", 500_000),
    ("eine halbe Million", 500_000),
    ("eine Million Euro", 1_000_000),
    ("anderthalb Millionen", 1_500_000),
    ("zweieinhalb tausend euro", 2_500),
    ("1.234,50 €", 1_235),
    ("5.000,- ", 5_000),
    ("5000,-- Euro", 5_000),
    ("99 Euro", 99),
    ("0,5 Mio", 500_000),
    ("wir wollen 30000 in ein ERP stecken", 30_000),
    ("Budget 30000", 30_000),
    ("unser Budget liegt bei 15.000", 15_000),
    ("kostet so um die 8000", 8_000),
    ("ich meinte 40 tausend", 40_000),
    ("nein 40k nicht 30", 40_000),
    ("max. 10.000 Euro", 10_000),
    ("Tischlerei Stendal 14 Leute ERP 30k", 30_000),
    ("ein Angebot über 12.000 netto", 12_000),
    ("50.000 Euro für neue Software", 50_000),
    ("investieren wollen wir 2025 etwa 20.000 Euro", 20_000),
    ("hier: 7.500 EUR", 7_500),
]

NO_AMOUNT = [
    "2024",
    "2025 investieren",
    "im Jahr 2030",
    "14 Leute",
    "14",
    "39104 Magdeburg",
    "0391 1234567",
    "+49 391 123456",
    "Rufen Sie 0800 111 0 111 an",
    "14:30",
    "am 3.10.2024",
    "3. Oktober 2024",
    "20k Follower",
    "20 tausend Kunden",
    "30.000 Besucher",
    "tausend Dank",
    "tausend",
    "ein paar tausend Euro",
    "einige Millionen",
    "Umsatz von 2 Mio",
    "2 Mio Umsatz",
    "2 Millionen Euro Jahresumsatz",
    "Jahresumsatz 500.000 €",
    "Bilanzsumme 10 Mio",
    "Hacker wollen Lösegeld: 5000 Euro",
    "50 Euro pro Monat",
    "80 € die Stunde",
    "Stundensatz 65 Euro",
    "5 Euro pro Stück",
    "KfW 380",
    "§ 82a SGB III",
    "Industrie 4.0",
    "Windows 11",
    "ISO 27001",
    "DE12 3456 7890 1234 5678 90",
    "50 %",
    "50 Prozent",
    "ein Euro",
    "der Euro ist schwach",
    "wie viel Euro",
    "0,20 Euro",
    "12 km",
    "3D-Druck",
    "2021-2027",
    "kosten im Jahr 2026",
    "",
]


@pytest.mark.parametrize(("text", "euro"), PHRASES, ids=[row[0] for row in PHRASES])
def test_reads_amount(text: str, euro: int) -> None:
    assert [entity.value for entity in read_amounts(Sentence.of(text))] == [euro]


@pytest.mark.parametrize("text", NO_AMOUNT)
def test_is_no_amount(text: str) -> None:
    assert read_amounts(Sentence.of(text)) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1.234,50", [1234.5]), ("20k", [20_000]), ("2 Mio", [2e6]), ("zwanzigtausend", [20_000]),
        ("anderthalb", [1.5]),
        ("ein paar", []), ("ein Dutzend", [12]), ("halbes Dutzend", [6]), ("zwei Dutzend", [24]), ("20-25", [25]),
        ("elf", [11]), ("zwölf", [12]), ("zwoelf", [12]), ("zwo", [2]), ("einundzwanzig", [21]), ("dreissig", [30]),
        ("siebzehn", [17]), ("und", []), ("acht", [8]), ("Zwanzig Tausend", [20_000]), ("3.10.2024", []), ("4.0", []),
        ("2½ Mio", [2.5e6]), ("14 oder 15", [15]), ("15 oder 14", [15, 14]), ("mehrere hundert", []),
    ],
)  # fmt: skip
def test_reads_numbers(text: str, values: list[float]) -> None:
    assert [number.value for number in read_numbers(Sentence.of(text)) if not number.article] == values


def test_range_keeps_its_lower_end() -> None:
    (number,) = read_numbers(Sentence.of("20-25 Tsd."))
    assert (number.lower, number.value, number.scaled) == (20_000, 25_000, True)


@pytest.mark.parametrize(("word", "value"), [("hundertzwanzig", 120), ("tisch", None), ("", None), ("undzwei", None)])
def test_word_value(word: str, value: float | None) -> None:
    assert word_value(word) == value
