"""Which sum of a message is the project's: without a currency, by the piece, added up, spent already, or one of two offers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.facts.reader import Reader

OF_THE_PROJECT: list[tuple[str, int]] = [
    # No currency stands by it.
    ("Metzgerei in Miesbach, zu fünft. Kasse 9.500", 9_500),
    ("Wir zahlen 1.200 im Monat für Software und wollen für 35.000 umsteigen", 35_000),
    ("Melkroboter 2 Boxen ca. 290.000. Ich will nix zurückzahlen, gibt es einen Zuschuss?", 290_000),
    ("Abbundanlage is scho bstellt, kommt im Mai, 640.000. Geht da no ebbes?", 640_000),
    ("Dokumenten-KI auf eigenem Server, 55.000 zzgl. MwSt.", 55_000),
    ("Des Programm kost 640 em Monat plus 11.000 eirichta. Bekommt mr do ebbes?", 11_000),
    ("Koscht ebbe 6000. Krieg i do ebbes?", 6_000),
    ("der Anlagenbauer sagt 1,2 Hunderttausend", 120_000),
    ("Säge 160 T, gibt es Fördergeld?", 160_000),
    ("Vol. 130 TEUR, Beginn Q3", 130_000),
    ("12.000 bis max. 12.500 €", 12_500),
    # A price for one, and how many.
    ("3D-Steuerung für 5 Maschinen, jede 42.000. Wer zahlt mir das?", 210_000),
    ("Schulung für alle 33 Köpfe, 1.150 Euro pro Person", 37_950),
    ("420 Körbe, pro Korb 110 Euro + einmal 5000 fürs System", 51_200),
    ("vier Scanner für je 900 Euro", 3_600),
    # Added up.
    ("8.600 Euro plus 900 Euro Prüfung", 9_500),
    ("5000 Euro hab ich, 5000 fehlen mir", 10_000),
    # Spent or ordered beside what is open.
    (
        "Schranke ist bestellt und angezahlt (31.000), Buchungssystem noch nicht, nochmal 13.500. Wird das gefördert?",
        13_500,
    ),
    ("40.000 Euro reingesteckt, fehlen noch mal 90.000. Forschungszulage?", 90_000),
    ("neue Shopsoftware schon bestellt (7.900 netto)", 7_900),
]
NOBODYS = [
    "Für die Prüfung haben wir bereits einen Bescheid vom Land über 40.000 €. Geht auch die Forschungszulage?",
    "Vor zwei Jahren schon mal Digitalbonus bekommen (15.000). Darf ich nochmal?",
    "Einer verspricht mir Förderung, ich soll nur 890 Euro vorab überweisen",
    "Schulung kostet 650 pro Nase, wer zahlt das?",
    "1.150 Euro pro Person, wir sind viele",
    "Der Händler will 1800 Euro das Stück",
    "Ein Anbieter sagt 35.000, der andere 80.000. Wird die Beratung gefördert?",
    "Turnverein mit 1.350 Mitgliedern, gibt es Förderung?",
    "Kunden: 12.000. Gibt es Förderung für unseren Onlineshop?",
    "Hofladen macht vielleicht 60.000 im Jahr",
    "Druckerei, letztes Jahr einen Server für 11.000 gekauft",
    "LKW mit 12 T, gibt es was",
]


def amounts(reader: Reader, text: str) -> list[str | int]:
    return list(dict.fromkeys(entity.value for entity in reader.read(text) if entity.name == "amount"))


@pytest.mark.parametrize(("text", "euros"), OF_THE_PROJECT, ids=[row[0] for row in OF_THE_PROJECT])
def test_reads_what_the_project_costs(reader: Reader, text: str, euros: int) -> None:
    assert amounts(reader, text) == [euros]


@pytest.mark.parametrize("text", NOBODYS)
def test_takes_no_other_money_for_it(reader: Reader, text: str) -> None:
    assert amounts(reader, text) == []


@given(count=st.integers(2, 99), price=st.integers(50, 9_999))
def test_a_price_for_one_is_reckoned_up_or_left(reader: Reader, count: int, price: int) -> None:
    written = f"{price:,}".replace(",", ".")
    assert amounts(reader, f"Wir brauchen {count} Tablets, je {written} Euro. Zuschuss?") == [count * price]
    assert amounts(reader, f"Wir brauchen Tablets, je {written} Euro. Zuschuss?") == []


@given(first=st.integers(1_000, 99_999), second=st.integers(1_000, 99_999))
def test_two_sums_that_nobody_adds_stay_two(reader: Reader, first: int, second: int) -> None:
    text = f"Software {first} €, Hardware {second} €"
    assert amounts(reader, text) == list(dict.fromkeys((first, second)))
