"""The topic of a project by meaning, where no word of the list stands in it; what is not digital has kinds of its own."""

from __future__ import annotations

import pytest

from bot.language.facts.topic import TOPIC_NAMES
from bot.language.project.topics import BUILDING, ENERGY, NOT_DIGITAL, OTHER, STAFF, VEHICLES, topic_by_meaning

# None of these words stands among the examples, nor in the list of words.
DIGITAL = [
    ("die Steuerung von unserer Waschstraße erneuern", "prozesse"),
    ("neue Steuerung für die Waschmaschinen", "prozesse"),
    ("elektronische Spinde mit Zahlencode", "prozesse"),
    ("Schankanlage, die den Verbrauch misst und meldet", "prozesse"),
    ("Sägeanlage mit Kamera", "prozesse"),
    ("automatische Fütterung per Handy steuern", "prozesse"),
    ("die Leute sollen bei uns übers Netz bestellen können", "vertrieb-online"),
    ("Kundschaft soll uns im Netz finden", "vertrieb-online"),
    ("Schutz gegen Erpresser im Netz", "datensicherheit"),
    ("Kurs für meine Verkäuferinnen", "qualifizierung"),
]


@pytest.mark.parametrize(("words", "topic"), DIGITAL, ids=[words for words, _ in DIGITAL])
def test_digital_projects_have_the_topic_that_they_are_near(words: str, topic: str) -> None:
    assert topic_by_meaning(words) == topic


OTHERS = [
    ("Luftwärmepumpe fürs Betriebsgebäude", ENERGY),  # F11
    ("PV Anlage auf dem Hallendach", ENERGY),
    ("einen Meister einstellen", STAFF),  # F11
    ("zwei neue Lehrlinge", STAFF),
    ("einen gebrauchten Kastenwagen", VEHICLES),
    ("Elektrotransporter", VEHICLES),
    ("Anbau an die Schreinerei", BUILDING),
    ("neue Produktionshalle", BUILDING),
    ("Stühle und Tische für die Gaststube", OTHER),
    ("gebrauchte Hobelmaschine", OTHER),
]


@pytest.mark.parametrize(("words", "kind"), OTHERS, ids=[words for words, _ in OTHERS])
def test_what_is_not_digital_is_told_apart(words: str, kind: str) -> None:
    assert topic_by_meaning(words) == kind


@pytest.mark.parametrize(
    "words", ["digitale Heizungssteuerung per App", "Software für die Baustelle", "Online-Buchung für Transporter"]
)
def test_a_word_for_digital_work_outweighs_the_thing(words: str) -> None:
    assert topic_by_meaning(words) not in NOT_DIGITAL | {OTHER}


def test_what_is_near_nothing_has_no_topic() -> None:
    assert topic_by_meaning("das was der Berater gesagt hat") is None


def test_no_kind_is_the_code_of_a_topic() -> None:
    assert not (NOT_DIGITAL | {OTHER}) & set(TOPIC_NAMES)
