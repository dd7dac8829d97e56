"""The readers as the bot uses them: real regions, a handful of names."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.language.facts.gazetteer import Gazetteer
from bot.language.facts.names import Names
from bot.language.facts.reader import Reader
from bot.language.facts.region import RegionReader

REGIONS = Path(__file__).parents[2] / "data" / "knowledge" / "regions.yaml"

PROGRAMMES = {
    "digital-jetzt": ["Digital Jetzt – Investitionsförderung für KMU", "Digital Jetzt"],
    "go-digital": ["go-digital"],
    "go-inno": ["Innovationsgutscheine go-inno", "go-inno"],
    "zim": ["Zentrales Innovationsprogramm Mittelstand", "ZIM"],
    "igp": ["Innovationsprogramm für Geschäftsmodelle und Pionierlösungen (IGP)", "IGP"],
    "grw": ["Gemeinschaftsaufgabe „Verbesserung der regionalen Wirtschaftsstruktur“", "GRW"],
    "kfw-380": ["ERP-Digitalisierungs- und Innovationskredit (KfW 380, 390, 391)", "KfW 380/390/391"],
    "startgeld": ["ERP-Gründerkredit – StartGeld (KfW 067)", "StartGeld"],
    "bafa": ["Förderung von Unternehmensberatungen für KMU", "BAFA-Beratungsförderung"],
    "kompass": ["KOMPASS – Kompakte Hilfe für Solo-Selbstständige", "KOMPASS"],
    "inqa": ["INQA-Coaching"],
    "st-investiert": ["Sachsen-Anhalt INVESTIERT", "INVESTIERT"],
    "st-digital-innovation": ["Digital Innovation (Richtlinien Digital And Creative Economy)", "DIGITAL INNOVATION"],
    "st-digital-innovation-2018": ["Sachsen-Anhalt DIGITAL: Digital Innovation (EFRE)", "DIGITAL INNOVATION (alt)"],
    "st-zukunftszentrum": ["Zukunftszentrum Digitale Arbeit Sachsen-Anhalt", "Zukunftszentrum Sachsen-Anhalt"],
    "mdz-magdeburg": ["Mittelstand-Digital Zentrum Magdeburg", "MDZ Magdeburg"],
    "cyberrisikocheck": ["CyberRisikoCheck nach DIN SPEC 27076", "CyberRisikoCheck"],
    "by-digitalbonus": ["Digitalbonus Bayern – Standard", "Digitalbonus Standard"],
    "ni-digitalbonus": ["Digitalbonus.Niedersachsen", "Digitalbonus NI"],
    "th-digitalbonus": ["Digitalbonus Thüringen", "Digitalbonus TH"],
    "be-digitalpraemie": ["Digitalprämie Berlin", "Digitalprämie"],
    "he-distral": ["Distr@l – Digitalisierung stärken, Transfer leben", "Distr@l"],
    "mv-foerderung": ["Digitalisierungsförderung MV (Kleininvestitionen)", "Digitalisierungsförderung MV"],
    "sn-digi-d": ["Digitalisierungsdarlehen (Digi-D)", "Digi-D"],
    "ki4kmu": ["Erforschung und Nutzung von KI in KMU (KI4KMU)", "KI4KMU"],
    "wipano": ["WIPANO – Wissens- und Technologietransfer durch Patente und Normen", "WIPANO"],
    "forschungszulage": ["Forschungszulage nach dem Forschungszulagengesetz", "Forschungszulage"],
}
REGIONS_OF = {
    "by-digitalbonus": ["DE-BY"],
    "ni-digitalbonus": ["DE-NI"],
    "th-digitalbonus": ["DE-TH"],
    "mv-foerderung": ["DE-MV"],
    "st-investiert": ["DE-ST"],
}
COMPANIES = {
    "tonfunk": ["Tonfunk GmbH"],
    "fischer": ["Bio-Bäckerei Fischer"],
    "fam": ["FAM"],
    "goepatec": ["GoePaTec GmbH"],
    "eisenhuth": ["Eisenhuth GmbH & Co. KG"],
    "aerzener": ["Aerzener Maschinenfabrik"],
    "roeckel": ["Elektro Röckel GmbH"],
    "oswald": ["Malerbetrieb Adam Oswald"],
    "kasper": ["Tischlerei Kasper GmbH"],
    "eigenstetter": ["Tischlerei Eigenstetter GmbH"],
    "himolla": ["Himolla Polstermöbel"],
    "hwk-hannover": ["Handwerkskammer Hannover"],
    "foerch": ["Bäckerei Förch"],
    "schoellkopf": ["Bäckerei Schöllkopf"],
    "beu": ["Sanitär-Fachbetrieb Martin Beu"],
    "truck-norris": ["Truck Norris GmbH"],
    "richter": ["Richter R&W Steuerungstechnik GmbH"],
    "beutler-lang": ["SBB Beutler & Lang Schalungs- und Behälter-Bau GmbH"],
    "geyer": ["Malermeister Volker Geyer"],
    "stapper": ["German Baker Stapper"],
    "namenlos": ["Sanitärbetrieb (Name nicht veröffentlicht)"],
    "fasana": ["Fasana"],
    "lindow": ["SHK-Betrieb Jürgen Lindow"],
}
TERMS = {
    "term:ERP": ["ERP", "Enterprise Resource Planning", "Warenwirtschaft"],
    "term:CRM": ["CRM", "Kundenverwaltung"],
    "term:DSGVO": ["DSGVO", "Datenschutz-Grundverordnung"],
    "term:KI": ["KI", "Künstliche Intelligenz"],
    "term:MVP": ["MVP", "Minimum Viable Product"],
    "term:Ransomware": ["Ransomware", "Erpressungstrojaner"],
    "term:E-Rechnung": ["E-Rechnung", "elektronische Rechnung"],
    "term:NIS2": ["NIS2", "NIS-2"],
    "term:De-minimis": ["De-minimis", "De-minimis-Beihilfe"],
    "term:Cloud": ["Cloud", "Cloud-Computing"],
    "term:Predictive Maintenance": ["Predictive Maintenance", "vorausschauende Wartung"],
}


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.from_mappings(yaml.safe_load(REGIONS.read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def names() -> Names:
    return Names(PROGRAMMES, COMPANIES, TERMS, REGIONS_OF)


@pytest.fixture(scope="session")
def region_reader(gazetteer: Gazetteer) -> RegionReader:
    return RegionReader(gazetteer)


@pytest.fixture(scope="session")
def reader(gazetteer: Gazetteer, names: Names) -> Reader:
    return Reader(gazetteer, names)
