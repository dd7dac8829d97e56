from __future__ import annotations

import pytest

from bot.language.facts.names import Names
from bot.language.text.sentence import Sentence

PROGRAMMES: list[tuple[str, str]] = [
    ("Digital Jetzt", "digital-jetzt"),
    ("gibts digital jetzt noch", "digital-jetzt"),
    ("digtal jezt", "digital-jetzt"),
    ("digital-jetzt", "digital-jetzt"),
    ("DigitalJetzt", "digital-jetzt"),
    ("digital jetz", "digital-jetzt"),
    ("Digital Jetzt – Investitionsförderung für KMU", "digital-jetzt"),
    ("go-digital", "go-digital"),
    ("go digital", "go-digital"),
    ("Godigital", "go-digital"),
    ("go digtal", "go-digital"),
    ("go inno", "go-inno"),
    ("ZIM", "zim"),
    ("was ist mit zim", "zim"),
    ("Zentrales Innovationsprogramm Mittelstand", "zim"),
    ("zentrales inovationsprogramm mittelstand", "zim"),
    ("IGP", "igp"),
    ("GRW Förderung", "grw"),
    ("KfW 380", "kfw-380"),
    ("kfw 390", "kfw-380"),
    ("KfW380", "kfw-380"),
    ("KfW 067", "startgeld"),
    ("Startgeld", "startgeld"),
    ("bafa beratungsförderung", "bafa"),
    ("BAFA-Beratungsfoerderung", "bafa"),
    ("KOMPASS", "kompass"),
    ("kompass förderung", "kompass"),
    ("das Programm Kompass", "kompass"),
    ("inqa coaching", "inqa"),
    ("INQA-Coching", "inqa"),
    ("INVESTIERT", "st-investiert"),
    ("Sachsen-Anhalt investiert", "st-investiert"),
    ("DIGITAL INNOVATION", "st-digital-innovation"),
    ("digital innovation", "st-digital-innovation"),
    ("Zukunftszentrum Sachsen-Anhalt", "st-zukunftszentrum"),
    ("zukunftszentrum sachsen anhalt", "st-zukunftszentrum"),
    ("Zukunftszentrum Digitale Arbeit", "st-zukunftszentrum"),
    ("MDZ Magdeburg", "mdz-magdeburg"),
    ("Mittelstand-Digital Zentrum Magdeburg", "mdz-magdeburg"),
    ("CyberRisikoCheck", "cyberrisikocheck"),
    ("cyber risiko check", "cyberrisikocheck"),
    ("cyberrisikochek", "cyberrisikocheck"),
    ("Cyber-Risiko-Check", "cyberrisikocheck"),
    ("Digitalbonus Bayern", "by-digitalbonus"),
    ("digitalbonus niedersachsen", "ni-digitalbonus"),
    ("Digitalbonus.Niedersachsen", "ni-digitalbonus"),
    ("Digitalbonus TH", "th-digitalbonus"),
    ("digitalbonus thueringen", "th-digitalbonus"),
    ("Digitalprämie", "be-digitalpraemie"),
    ("digitalpraemie berlin", "be-digitalpraemie"),
    ("Distr@l", "he-distral"),
    ("Digi-D", "sn-digi-d"),
    ("Digitalisierungsförderung MV", "mv-foerderung"),
    ("KI4KMU", "ki4kmu"),
    ("wipano", "wipano"),
    ("Forschungszulage", "forschungszulage"),
    ("forschungzulage", "forschungszulage"),
    ("Innovationsprogramm für Geschäftsmodelle und Pionierlösungen", "igp"),
    ("INVESTIERT Programm", "st-investiert"),
    ("gibts das startgeld noch?", "startgeld"),
    ("haben Sie was zum go-digital-Programm", "go-digital"),
]

COMPANIES: list[tuple[str, str]] = [
    ("Tonfunk", "tonfunk"),
    ("was hat tonfunk gemacht", "tonfunk"),
    ("Tonfunk GmbH", "tonfunk"),
    ("tonfung", "tonfunk"),
    ("Ton-Funk", "tonfunk"),
    ("TONFUNK", "tonfunk"),
    ("Bio-Bäckerei Fischer", "fischer"),
    ("biobäckerei fischer", "fischer"),
    ("Bio Baeckerei Fischer", "fischer"),
    ("Biobäckerei Fisher", "fischer"),
    ("FAM", "fam"),
    ("die fam in magdeburg", "fam"),
    ("GoePaTec", "goepatec"),
    ("goepatek", "goepatec"),
    ("Goe PaTec", "goepatec"),
    ("Eisenhuth", "eisenhuth"),
    ("eisenhut gmbh", "eisenhuth"),
    ("Eisenhuth GmbH & Co. KG", "eisenhuth"),
    ("Aerzener Maschinenfabrik", "aerzener"),
    ("aerzener maschinenfabrick", "aerzener"),
    ("Elektro Röckel", "roeckel"),
    ("elektro roeckel", "roeckel"),
    ("Elektro Rökel", "roeckel"),
    ("Röckel", "roeckel"),
    ("Malerbetrieb Adam Oswald", "oswald"),
    ("Malerbetrieb Oswald Adam und Malerbetrieb Adam Oswald", "oswald"),
    ("Tischlerei Kasper", "kasper"),
    ("tischlerei kasper", "kasper"),
    ("Tischlerei Kaspar", "kasper"),
    ("Eigenstetter", "eigenstetter"),
    ("tischlerei eigensteter", "eigenstetter"),
    ("Himolla", "himolla"),
    ("himola polstermöbel", "himolla"),
    ("Handwerkskammer Hannover", "hwk-hannover"),
    ("Bäckerei Förch", "foerch"),
    ("baeckerei foerch", "foerch"),
    ("Bäckerei Försch", "foerch"),
    ("Förch", "foerch"),
    ("Bäckerei Schöllkopf", "schoellkopf"),
    ("schoellkopf", "schoellkopf"),
    ("schölkopf", "schoellkopf"),
    ("Martin Beu", "beu"),
    ("Sanitär-Fachbetrieb Martin Beu", "beu"),
    ("Truck Norris", "truck-norris"),
    ("trucknorris", "truck-norris"),
    ("truck noris", "truck-norris"),
    ("Richter R&W Steuerungstechnik", "richter"),
    ("Malermeister Volker Geyer", "geyer"),
    ("Volker Geyer", "geyer"),
    ("German Baker Stapper", "stapper"),
    ("Stapper", "stapper"),
    ("stapper", "stapper"),
    ("Fasana", "fasana"),
    ("der angriff auf fasana", "fasana"),
    ("Jürgen Lindow", "lindow"),
    ("SHK-Betrieb Jürgen Lindow", "lindow"),
    ("was ist bei himolla passiert", "himolla"),
    ("Erzählen Sie von der Bäckerei Förch", "foerch"),
    ("Eigenstetter aus Rehna", "eigenstetter"),
    ("wie hat Elektro Röckel das geschafft", "roeckel"),
]

TERMS: list[tuple[str, str]] = [
    ("was ist ein ERP", "term:ERP"),
    ("CRM", "term:CRM"),
    ("was heißt DSGVO", "term:DSGVO"),
    ("datenschutzgrundverordnung", "term:DSGVO"),
    ("MVP", "term:MVP"),
    ("ransomware", "term:Ransomware"),
    ("ransomwear", "term:Ransomware"),
    ("E-Rechnung", "term:E-Rechnung"),
    ("e rechnungen", "term:E-Rechnung"),
    ("nis 2", "term:NIS2"),
    ("de minimis", "term:De-minimis"),
    ("Predictive Maintenance", "term:Predictive Maintenance"),
    ("predictiv maintenance", "term:Predictive Maintenance"),
]

NO_NAME = [
    "wer investiert in so etwas",
    "wir haben investiert",
    "mein kompass ist kaputt",
    "das ist digital",
    "digital ist jetzt wichtig",
    "jetzt digital werden",
    "zum Beispiel",
    "zimmer",
    "Zimt",
    "ein Zimmermann",
    "tischlerei",
    "Bäckerei",
    "Handwerkskammer Magdeburg",
    "Fischer",
    "Richter",
    "Tischlerei Schulz",
    "Digitalisierungsförderung",
    "Innovationsgutschein",
    "Förderung",
    "Darlehen",
    "Weiterbildung",
    "KfW",
    "KfW 999",
    "grow",
    "start",
    "Familie",
    "go",
    "kira",
    "Name nicht veröffentlicht",
    "Sanitärbetrieb",
    "",
    "?!",
]


@pytest.mark.parametrize(("text", "id_"), PROGRAMMES, ids=[row[0] for row in PROGRAMMES])
def test_reads_programme(names: Names, text: str, id_: str) -> None:
    assert {hit.id for hit in names.find(Sentence.of(text)) if hit.kind == "programme"} == {id_}


@pytest.mark.parametrize(("text", "id_"), COMPANIES, ids=[row[0] for row in COMPANIES])
def test_reads_company(names: Names, text: str, id_: str) -> None:
    assert {hit.id for hit in names.find(Sentence.of(text)) if hit.kind == "company"} == {id_}


@pytest.mark.parametrize(("text", "id_"), TERMS, ids=[row[0] for row in TERMS])
def test_reads_term(names: Names, text: str, id_: str) -> None:
    assert [hit.id for hit in names.find(Sentence.of(text)) if hit.kind == "term"] == [id_]


@pytest.mark.parametrize("text", NO_NAME)
def test_is_no_name(names: Names, text: str) -> None:
    assert names.find(Sentence.of(text)) == []


def test_region_chooses_among_namesakes(names: Names) -> None:
    sentence = Sentence.of("was ist mit dem digitalbonus")
    assert [hit.id for hit in names.find(sentence)] == ["by-digitalbonus"]
    assert [hit.id for hit in names.find(sentence, "DE-TH")] == ["th-digitalbonus"]
    assert set(names.alternatives("Digitalbonus")[0]) == {"by-digitalbonus", "ni-digitalbonus", "th-digitalbonus"}
    assert names.alternatives("Digitalbonus Bayern") == []


def test_general_name_needs_its_region(names: Names) -> None:
    sentence = Sentence.of("gibt es eine digitalisierungsförderung")
    assert names.find(sentence) == []
    assert [hit.id for hit in names.find(sentence, "DE-MV")] == ["mv-foerderung"]


def test_empty_index_finds_nothing() -> None:
    assert Names().find(Sentence.of("Digital Jetzt")) == []
