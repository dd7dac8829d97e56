"""Sums as strangers write them: without a currency, for one of several, as a range, or of something that is no project's cost."""

from __future__ import annotations

import pytest

from bot.language.facts.reader import Reader

EUROS: list[tuple[str, int]] = [
    # No currency, no dot, but a word before it that announces a price.
    ("Café in Bremerhaven. Tablets am Tisch und neue Kasse ca. 5000. Lohnt das?", 5_000),
    ("Imkerei, Stockwaagen mit Funk, gibt es da töpfe? ca. 11000", 11_000),
    ("bin hufschmied, tablet + software vlt 2500. lohnt ein antrag", 2_500),
    ("Cloud fürs Büro ond d Monteur, koschdet 40000 ond a Beratung", 40_000),
    ("Der Anbieter will 28000 haben. Wer zahlt das?", 28_000),
    ("Wer zahlt bei so einer Seite mit? Die käme 3900", 3_900),
    ("Fördert das wer? Die Software selbst 7500.", 7_500),
    ("ich gründe, hab an 4500 gedacht. was gibts da?", 4_500),
    ("Metzgerei, neue Waage rund 6500. Zuschuss?", 6_500),
    ("Uns fehlen noch 60.000. Gibt es stille Teilhaber?", 60_000),
    ("Bildprüfung 150.000 Zuschuß oder Beteiligung bitte", 150_000),
    ("Säge 88.000 Förderung ja oder nein?", 88_000),
    ("wir verkaufen 5000 Gläser Honig im Jahr und brauchen einen Onlineshop für rund 6000. Zuschuss?", 6_000),
    ("Das Gerät wiegt ca. 1500 kg und kostet ca. 30000", 30_000),
    # Parted by a space.
    ("Kfz Werkstatt, Diagnosegerät mit Lizenz 14 500 und ein Kurs", 14_500),
    ("Neue Mühle für unseren Betrieb, kostet 85 500.", 85_500),
    ("Server 12 300 netto, Förderung möglich?", 12_300),
    # One of several, and how many.
    ("digitale Fallen, 100 Stück a 189 Euro. Steuer?", 18_900),
    ("Stockwaagen, Stück 390 Euro, ich bräuchte zehn", 3_900),
    ("neue Kassen in 4 Filialen je 3.200, Förderung?", 12_800),
    ("Für die vier Läden neue Kassen. Pro Laden will der Händler 3.200", 12_800),
    ("12 Tablets à 450 Euro für die Pflege", 5_400),
    ("zehn Stück zu je 390 Euro, Zuschuss?", 3_900),
    ("3 x 2.500 Euro für Drucker", 7_500),
    ("Scanner, 800 Euro das Stück, wir brauchen sechs", 4_800),
    ("Halsbänder ca 300 Euro das Stück, erstmal 150 Stück", 45_000),
    # Own money, fees and banks' limits beside the sum.
    ("alles zusammen 12 000 Euro. Eigenkapital hab ich 5000 Euro", 12_000),
    ("Wir brauchen 40.000 Euro, 10.000 Euro Eigenkapital sind da", 40_000),
    ("iPads und Software 9.000 Euro. Die Bank winkt unter 50.000 ab", 9_000),
    ("ich soll ihm vorher 890 Euro überweisen, die Seite kostet 3.900 Euro", 3_900),
    ("Software 7.500 Euro, er will 1.500 Euro vorab", 7_500),
    # A narrow range, and a range as an answer.
    ("Wir brauchen dafür in unserem Betrieb wohl 12.000 bis max. 12.500 Euro", 12_500),
    ("20 bis 25 tausend Euro", 25_000),
]
NONE = [
    # Ranges tell no sum.
    "ich will online terminbuchung und eine website, so 3-4k hab ich mir gedacht",
    "Wir würden gern einen Audioguide machen lassen, zwischen 20.000 und 30.000 Euro",
    "Angebote gehen von 9.000 bis 28.000, je nachdem wen man fragt",
    "Er will einen Konfigurator auf der Seite haben. 5 bis 6 Mille.",
    "Praxis, Software, zwei iPads, insgesamt vielleicht 8 oder 10 Tausend. Darlehen?",
    "Wir planen eine KI im Betrieb, Kosten 10 oder auch 25.000 Euro",
    # One of two prices for the same.
    "Neues Buchungssystem für unser Hotel. Zwei Angebote: 41.000 und 57.000. Zuschuss?",
    "Ein Freund meint 40.000, eine Agentur meint 110.000, keine Ahnung. Fördermittel?",
    "Listenpreis 198.000, wir kriegen sie vielleicht für 175. Darlehen?",
    "ein Cutter liegt bei sechzigtausend gebraucht vielleicht vierzig. Förderung?",
    "Angebot 1: 14.800, Angebot 2: 19.200. Gibt es Förderung?",
    # No cost of a project.
    "Eine Beraterin nimmt 1100 € am Tag. Gibt es Förderung?",
    "am Ende schreibt man drei Tage Anträge für 500 Euro",
    "Verein, Mitglieder ca. 1200. Förderung?",
    "Unsere Gäste ca. 5000, gibt es Förderung?",
    "Wir haben Patienten, rund 2500. Gibt es Zuschüsse?",
    "Wir haben eine Auflage von 14 500 und suchen Förderung",
    "Metallbau, Umsatz rund 3000000, Förderung?",
    "Kaufpreis der Software? Seit ca. 1995 haben wir die alte, Förderung?",
    "Wir zahlen 850 Euro im Monat für die Software, Förderung?",
    "Die Gewerbesteuer kostet uns 9000. Gibt es Zuschüsse?",
    "Steuernachzahlung 12.000 Euro, jetzt fehlt das Geld für die Software",
    "Unsere Stadt hat 14 500 Einwohner, gibt es Förderung?",
    "Telefon 0341 123 456 bitte um Rückruf, Förderung",
    "Rechnung 12 345 vom März, Förderung?",
    "Unser Verein hat ca. 2000 Mitglieder, gibt es Zuschüsse?",
    "Bäckerei, 7 Leute, Gewerbesteuer rund 9000 im Jahr, Zuschuss?",
]


def euros(reader: Reader, text: str) -> list[str | int]:
    return list(dict.fromkeys(entity.value for entity in reader.read(text) if entity.name == "amount"))


@pytest.mark.parametrize(("text", "value"), EUROS, ids=[row[0] for row in EUROS])
def test_reads_the_price_that_is_told(reader: Reader, text: str, value: int) -> None:
    assert euros(reader, text) == [value]


@pytest.mark.parametrize("text", NONE)
def test_takes_no_other_number_for_the_price(reader: Reader, text: str) -> None:
    assert euros(reader, text) == []
