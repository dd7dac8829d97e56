"""Amounts as owners write them; ids of findings in /shared/findings/funding.md stand behind the rows (F12-F18)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.facts.number_words import mended, run_value
from bot.language.facts.reader import Reader
from bot.language.facts.several import settled

SPELLINGS: list[tuple[str, int]] = [
    ("ERP für 30,000 Euro, Förderung?", 30_000),  # F12
    ("ERP für 15,500 €", 15_500),  # F12
    ("1,250,000 Euro", 1_250_000),  # F12
    ("€12,500.00", 12_500),  # F12
    ("eine Million fünfhunderttausend Euro", 1_500_000),  # F13
    ("1 Mio 200 Tausend Euro", 1_200_000),  # F13
    ("2 Millionen und 300.000 Euro", 2_300_000),  # F13
    ("zwanzig tausend fünfhundert Euro", 20_500),  # F14
    ("zwei hundert fünfzig tausend Euro", 250_000),  # F14
    ("fünf und zwanzig tausend Euro", 25_000),  # F14
    ("dreizig tausend Euro", 30_000),  # F15
    ("dreissigtausend Euro", 30_000),  # F15
    ("zwanzich tausend Euro", 20_000),  # F15
    ("siebeneinhalbtausend Euro", 7_500),  # F16
    ("anderthalbtausend Euro", 1_500),  # F16
    ("fünzigtausend Euro", 50_000),  # F17
    ("fuffzigtausend Euro", 50_000),  # F17
    ("vierzigtausent Euro", 40_000),  # F17
    ("20 000,- Euro", 20_000),  # F17
    ("drei Millionen vierhundertfünfzigtausend", 3_450_000),  # F18
    ("dreiviertel Million", 750_000),  # F18
    ("zwölfeinhalbtausend", 12_500),  # F18
    ("15 000,50 Euro", 15_001),  # F18
    ("achzigtausend", 80_000),  # F18
    ("sechzentausend", 16_000),  # F18
    ("50 Mille", 50_000),  # F18
    ("30 Riesen für eine Maschine", 30_000),
    ("zwischen 20 und 30 tausend", 30_000),
    ("etwa 25.000 Euro", 25_000),
    ("30.000 Euro, nein, 40.000 Euro", 40_000),
]
NO_SUM_OF_EUROS = [
    "Tausend Dank für die Hilfe",
    "riesen Problem mit 3 riesen Servern",
    "1,250 kg Stahl",
    "Achtung, wichtige Einladung",
    "wir haben ein paar tausend Euro",
]
TENS = {2: "zwanzig", 3: "dreißig", 4: "vierzig", 5: "fünfzig", 6: "sechzig", 7: "siebzig", 8: "achtzig", 9: "neunzig"}
SMALL = """
    null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn
    neunzehn
    """
ONES = dict(enumerate(SMALL.split()))


def in_words(value: int) -> str:
    """Spell a number below a million as German does, in one word."""
    if value >= 1_000:
        return in_words(value // 1_000) + "tausend" + (in_words(value % 1_000) if value % 1_000 else "")
    if value >= 100:
        return ONES[value // 100] + "hundert" + (in_words(value % 100) if value % 100 else "")
    if value < 20:
        return ONES[value]
    return (f"{ONES[value % 10]}und" if value % 10 else "") + TENS[value // 10]


def amounts(reader: Reader, text: str) -> list[str | int]:
    return [entity.value for entity in reader.read(text) if entity.name == "amount"]


@pytest.mark.parametrize(("text", "value"), SPELLINGS, ids=[row[0] for row in SPELLINGS])
def test_reads_the_amount(reader: Reader, text: str, value: int) -> None:
    assert amounts(reader, text) == [value]


@pytest.mark.parametrize("text", NO_SUM_OF_EUROS)
def test_is_no_amount(reader: Reader, text: str) -> None:
    assert amounts(reader, text) == []


GROUPS = st.sampled_from((".", ",", " ", "'", ""))
BEHIND = st.sampled_from((" Euro", " €", "€", " EUR", ",- Euro", ",00 Euro", ".- €"))
AROUND = st.sampled_from(("{}", "etwa {}", "rund {}", "ERP für {}", "knapp {}, Stendal", "maximal {}"))


@given(value=st.integers(100, 9_999_999), group=GROUPS, behind=BEHIND, around=AROUND)
def test_any_amount_in_digits_reads_back(reader: Reader, value: int, group: str, behind: str, around: str) -> None:
    if group == "," and ",00" in behind:
        behind = " Euro"  # nobody mixes both commas
    written = around.format(f"{value:,}".replace(",", group) + behind)
    assert amounts(reader, written) == [value]


@given(
    value=st.integers(100, 9_999),
    scale=st.sampled_from(("k", " Tsd. Euro", " T€", " TEUR", " tausend Euro", " Mille", "tsd €")),
)
def test_any_number_of_thousands_reads_back(reader: Reader, value: int, scale: str) -> None:
    assert amounts(reader, f"ERP für {value}{scale}") == [value * 1_000]


@given(value=st.integers(100, 999_999), capital=st.booleans())
def test_any_amount_in_one_word_reads_back(reader: Reader, value: int, capital: bool) -> None:
    word = in_words(value)
    assert amounts(reader, f"{word.capitalize() if capital else word} Euro") == [value]


@given(thousands=st.integers(1, 999), hundreds=st.integers(1, 9))
def test_any_amount_in_several_words_reads_back(reader: Reader, thousands: int, hundreds: int) -> None:
    text = f"{in_words(thousands)} tausend {in_words(hundreds)}hundert Euro"
    assert amounts(reader, text) == [thousands * 1_000 + hundreds * 100]


@given(millions=st.integers(2, 9), thousands=st.integers(1, 999))
def test_any_amount_over_a_million_reads_back(reader: Reader, millions: int, thousands: int) -> None:
    text = f"{in_words(millions)} Millionen {in_words(thousands * 1_000)} Euro"
    assert amounts(reader, text) == [millions * 1_000_000 + thousands * 1_000]


@pytest.mark.parametrize(
    "word", ["einkaufen", "neueste", "achten", "vierte", "hundehalter", "zweifel", "einfach", "tausende"]
)
def test_ordinary_words_are_no_misspelt_numbers(word: str) -> None:
    assert run_value([mended(word)])[0] == 0


def test_two_numbers_side_by_side_stay_two() -> None:
    assert run_value(["drei", "vier"]) == (1, 3.0)
    assert run_value(["zwanzigtausend", "zwoelf"]) == (1, 20_000.0)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Software 12.000 €, Hardware 8.000 €", None),
        ("Software 12.000 €, Hardware 8.000 €, zusammen 20.000 €", 20_000),
        ("Software 12.000 €, Hardware 8.000 €: 20.000 € insgesamt", 20_000),
        ("30.000 €, davon 10.000 € Eigenanteil", 30_000),
        ("20.000 €, also 20.000 €", 20_000),
    ],
)
def test_of_several_sums_only_the_total_is_taken(reader: Reader, text: str, value: int | None) -> None:
    found = [(int(item.value), item.start, item.end) for item in reader.read(text) if item.name == "amount"]
    assert len(found) > 1
    assert settled(text, found) == value
