from __future__ import annotations

import pytest

from bot.language.facts.sector import SECTOR_NAMES, Trade, is_craft, read_sectors, trade_of
from bot.language.facts.trades import ROWS
from bot.language.text.sentence import Sentence

PHRASES: list[tuple[str, str]] = [
    ("Tischlerei", "holz"),
    ("wir sind eine tischlerei", "holz"),
    ("Schreinerei", "holz"),
    ("Bautischlerei", "holz"),
    ("Tischlermeister", "holz"),
    ("Tischlerrei", "holz"),
    ("schreinerrei", "holz"),
    ("Sägewerk", "holz"),
    ("Dachdecker", "bau"),
    ("dachdeckerbetrieb", "bau"),
    ("Malerbetrieb", "bau"),
    ("Maler und Lackierer", "bau"),
    ("Bauunternehmen", "bau"),
    ("Hoch- und Tiefbau", "bau"),
    ("Zimmerei", "bau"),
    ("wir arbeiten auf dem Bau", "bau"),
    ("Fliesenleger", "bau"),
    ("Architekturbüro", "bau"),
    ("Metzgerei", "lebensmittel"),
    ("Landmetzgerei", "lebensmittel"),
    ("Fleischerei", "lebensmittel"),
    ("Biobäckerei", "lebensmittel"),
    ("Bio-Bäckerei", "lebensmittel"),
    ("Baeckerei", "lebensmittel"),
    ("backerei", "lebensmittel"),
    ("bäkerei", "lebensmittel"),
    ("Brauerei", "lebensmittel"),
    ("Friseursalon", "koerperpflege"),
    ("Friseurin", "koerperpflege"),
    ("frisör", "koerperpflege"),
    ("Friesör", "koerperpflege"),
    ("Kosmetikstudio", "koerperpflege"),
    ("Zahnarztpraxis", "gesundheit"),
    ("meine Praxis", "gesundheit"),
    ("Apotheke", "gesundheit"),
    ("ambulanter Pflegedienst", "gesundheit"),
    ("Augenoptiker", "gesundheit"),
    ("Physiotherapie", "gesundheit"),
    ("Steuerbüro", "dienstleistung"),
    ("ich bin Steuerberater", "dienstleistung"),
    ("Anwaltskanzlei", "dienstleistung"),
    ("Gebäudereinigung", "dienstleistung"),
    ("Immobilienmakler", "dienstleistung"),
    ("Ingenieurbüro", "dienstleistung"),
    ("Spedition", "logistik"),
    ("Taxiunternehmen", "logistik"),
    ("Fuhrbetrieb", "logistik"),
    ("Lohnfertiger", "metall"),
    ("Zerspanung", "metall"),
    ("Schlosserei", "metall"),
    ("Metallbau", "metall"),
    ("Werkzeugbau", "metall"),
    ("Maschinenbau", "maschinenbau"),
    ("Sondermaschinenbau", "maschinenbau"),
    ("wir sind Anlagenbauer", "maschinenbau"),
    ("Elektrobetrieb", "elektro"),
    ("Elektriker", "elektro"),
    ("Elektro Müller", "elektro"),
    ("Heizung Sanitär", "sanitaer"),
    ("SHK-Betrieb", "sanitaer"),
    ("Klempnerei", "sanitaer"),
    ("Heizungsbauer", "sanitaer"),
    ("Kfz-Werkstatt", "kfz"),
    ("KFZ Werkstatt", "kfz"),
    ("Autohaus", "kfz"),
    ("Hotel", "gastgewerbe"),
    ("Wellnesshotel im Harz", "gastgewerbe"),
    ("Pension", "gastgewerbe"),
    ("Gasthof", "gastgewerbe"),
    ("unser Café", "gastgewerbe"),
    ("Campingplatz", "gastgewerbe"),
    ("Fahrschule", "bildung"),
    ("Musikschule", "bildung"),
    ("Einzelhandel", "handel"),
    ("wir sind im Handel", "handel"),
    ("Buchladen", "handel"),
    ("ich habe einen Onlineshop", "handel"),
    ("Großhändler", "handel"),
    ("Blumenladen", "handel"),
    ("drei Blumenläden", "handel"),
    ("IT-Firma", "it"),
    ("Systemhaus", "it"),
    ("Softwareentwicklung", "it"),
    ("Werbeagentur", "medien"),
    ("Druckerei", "medien"),
    ("Fotograf", "medien"),
    ("Produktionsbetrieb", "industrie"),
    ("Automobilzulieferer", "industrie"),
    ("Kunststoffverarbeitung", "chemie"),
    ("Landwirt", "landwirtschaft"),
    ("ich bin Bauer", "landwirtschaft"),
    ("Garten- und Landschaftsbau", "landwirtschaft"),
    ("Weingut", "landwirtschaft"),
    ("Schneiderei", "textil"),
    ("Stadtwerke", "energie"),
    ("Beispiele aus dem Handwerk", "handwerk"),
    ("Handwerksbetrieb", "handwerk"),
    ("Handwerksbetrieb, Tischlerei", "holz"),
    ("Schornsteinfeger", "handwerk"),
    ("Hotel mit Bäckerei", "gastgewerbe lebensmittel"),
]

NO_SECTOR = [
    "Bau einer Website",
    "Bau von Onlineshops",
    "im Handel mit Daten",
    "Handel mit Daten",
    "Tischlerplatte",
    "Malerei",
    "Suspension",
    "Verhandlung",
    "Behandlung",
    "Abhandlung",
    "verlagern",
    "handeln",
    "bauen",
    "will einen Onlineshop aufbauen",
    "Förderung für einen Onlineshop",
    "was kostet ein onlineshop",
    "mein Steuerberater sagt nein",
    "fragen Sie den Steuerberater",
    "unser IT-Dienstleister",
    "wie finde ich einen guten it dienstleister",
    "Handwerkskammer Magdeburg",
    "Industrie 4.0",
    "Industrie- und Handelskammer",
    "IT-Sicherheit",
    "unsere IT",
    "die Website laden",
    "maschinendaten auslesen",
    "Handwerker- oder Verkaufsplattformen",
    "neutrale Beratung",
    "hersteller gibt daten nicht raus",
    "unsere Kunden sind zufrieden",
    "Kunde ist ein Hotel",
    "in der Praxis",
    "Praxisbeispiele",
    "Wartung der Maschinen",
    "Handelsregister",
    "Hausverbot",
    "die Bar zahlung",
    "Pflege der Website",
    "Umbau",
    "Aufbau",
    "Abbau von Stellen",
    "Datenbereinigung",
    "Versicherung gegen Hacker",
    "Schulung",
    "hochschule",
    "14 Leute",
    "Stendal",
    "",
]


@pytest.mark.parametrize(("text", "sectors"), PHRASES, ids=[row[0] for row in PHRASES])
def test_reads_sector(text: str, sectors: str) -> None:
    assert [entity.value for entity in read_sectors(Sentence.of(text))] == sectors.split()


@pytest.mark.parametrize("text", NO_SECTOR)
def test_is_no_sector(text: str) -> None:
    assert read_sectors(Sentence.of(text)) == []


@pytest.mark.parametrize(
    ("text", "craft"),
    [("Tischlerei", True), ("Friseursalon", True), ("Kfz-Werkstatt", True), ("Hotel", False), ("Autohaus", False)],
)
def test_knows_crafts(text: str, craft: bool) -> None:
    assert is_craft(text) is craft


def test_trade_of_one_word() -> None:
    assert trade_of("bautischlerei") == Trade("holz", True)
    assert trade_of("tisch") is None


def test_every_sector_has_a_display_name_and_several_hundred_trades_are_known() -> None:
    assert {sector for sector, _, _ in ROWS} == set(SECTOR_NAMES)
    assert sum(len(words.split()) for _, _, words in ROWS) > 800


def test_every_listed_trade_leads_to_its_own_sector() -> None:
    wrong = []
    for sector, _, words in ROWS:
        for word in words.split():
            key = word.lstrip("=").replace("+", "").replace("-", "")
            trade = trade_of(key)
            if trade is None or trade.sector != sector:
                wrong.append((key, sector, trade))
    assert wrong == []
