"""The project in the owner's own words, in the first message or as an answer; what a firm is or sells is no project."""

from __future__ import annotations

import pytest

from bot.language.facts.reader import Reader
from bot.language.project.told import named_beside_money, own_words, purposes, told_project

OF_FIRM = {"region", "place", "sector", "employees", "number", "turnover", "balance"}


def project(reader: Reader, text: str) -> str | None:
    """Return the project of a message, with its facts read as the form reads them."""
    found = reader.read(text)

    def spans(*names: str) -> list[tuple[int, int]]:
        return [(item.start, item.end) for item in found if item.name in names]

    told = told_project(text, spans(*OF_FIRM), spans("amount"), spans("topic"))
    return told.words if told else None


TOLD = [
    (
        "ich habe eine Wäscherei und will die Steuerung von unserer Waschstraße erneuern. Gibts da Geld vom Staat?",
        "Steuerung",
    ),
    ("digitale Türschlösser für 15.000 Euro", "digitale Türschlösser"),
    ("Förderung für eine neue Absauganlage in der Lackiererei, Suhl", "Absauganlage"),
    ("gibts was vom staat wenn ich einen gesellen einstelle", "gesellen"),
    ("Moin, Fahrschule aus Husum, ein Simulator soll her, 19.000 €", "Simulator"),
    ("Apotheke Schwerin, Kommissionierautomat 135.000 Euro, 11 Mitarbeiter, Zuschuss?", "Kommissionierautomat"),
    ("mia brauchan a neie Kühlung mit Fernüberwachung, wer zahlt do mit?", "Kühlung mit Fernüberwachung"),
    ("Wir möchten unsere Grabsteine am Bildschirm zusammenstellen lassen", "Grabsteine am Bildschirm"),
    ("Schäferei, 650 Schafe. GPS-Halsbänder und virtueller Zaun, 31.000 €. Förderprogramm?", "GPS-Halsbänder"),
    ("Der Auftrag für die Badsteuerung ist unterschrieben, 40.000 €", "Badsteuerung"),
]


@pytest.mark.parametrize(("text", "words"), TOLD, ids=[words for _, words in TOLD])
def test_a_project_is_told_in_any_words(reader: Reader, text: str, words: str) -> None:
    assert words in (project(reader, text) or "")


@pytest.mark.parametrize(
    "text",
    [
        "Wir sind ein Familienbetrieb in Halle und suchen Fördergeld",
        "wir wollen einen Zuschuss",
        "Gibts da Geld vom Staat?",
        "Wir verkaufen Seifen und Kerzen. Gibt es da was?",
        "ich mach Computerkurse, 6 Leute, Dresden",
        "Unser Kunde will ein Zertifikat",
        "Welche Programme kommen für uns infrage?",
        "30.000 Euro, 8 Leute, Stendal",
        "moin, wir müssten mal digitaler werden",
    ],
)
def test_no_project_is_told(reader: Reader, text: str) -> None:
    assert project(reader, text) is None


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("hab ich doch geschrieben, neue Steuerung für die Waschmaschinen", "neue Steuerung für die Waschmaschinen"),
        ("Wie gesagt: ein Lager mit Scannern", "Lager mit Scannern"),
        ("das hab ich schon gesagt, Türschlösser", "Türschlösser"),
        ("Türsystem mit Codes und das passende Buchungsprogramm", "Türsystem mit Codes"),
        ("ne neue Hebebühne", "neue Hebebühne"),
    ],
)
def test_an_answer_is_kept_as_it_was_told(answer: str, words: str) -> None:
    assert words in (own_words(answer) or "")


@pytest.mark.parametrize(
    "answer", ["und als gmbh", "nur Zuschuss bitte", "noch eins", "ja bitte", "danke", "gründe gerade"]
)
def test_such_an_answer_tells_nothing(answer: str) -> None:  # F5
    assert own_words(answer) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [("Förderung Wärmepumpe", "Wärmepumpe"), ("zuschuss neue halle", "neue halle"), ("Förderung", None)],
)
def test_a_word_beside_the_kind_of_money(text: str, words: str | None) -> None:
    assert named_beside_money(text) == words


def themes(reader: Reader, text: str) -> list[str]:
    found = [item for item in reader.read(text) if item.name == "topic"]
    return [str(found[place].value) for place in purposes(text, [(item.start, item.end) for item in found])]


@pytest.mark.parametrize(
    "text",
    [
        "Wir verkaufen Onlinekurse, 5 Leute in Jena",
        "Ich mache Schulungen für Senioren",
        "Wir sind die Software Müller GmbH aus Halle",
        "Wir geben Computerkurse und Seminare in Dresden",
    ],
)
def test_what_a_firm_is_or_sells_is_not_what_the_money_is_for(reader: Reader, text: str) -> None:
    assert themes(reader, text) == []


def test_what_is_wanted_comes_before_what_stands_beside_it(reader: Reader) -> None:
    assert themes(reader, "Wir verkaufen Onlinekurse und brauchen eine neue Kasse")[0] == "prozesse"
    assert themes(reader, "Die Tablets sind da. Jetzt brauchen wir eine Schulung")[0] == "qualifizierung"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "na für den Telefonassistenten, hab ich doch gesagt. so 250 Euro im Monat plus 3000 Einrichtung",
            "Telefonassistenten",
        ),
        ("hab ich doch schon gesagt, eine neue Kasse", "neue Kasse"),
        ("ach naja, halt die Zeiterfassung", "Zeiterfassung"),
        ("ok, für eine digitale Waage. wie gesagt", "digitale Waage"),
        ("neue Kasse, Warenwirtschaft und Waage", "neue Kasse, Warenwirtschaft und Waage"),
    ],
)
def test_the_words_that_are_kept_are_the_thing_without_fillers_and_reproach(text: str, words: str) -> None:
    assert own_words(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "wir planen jetzt doch nur die hälfte, also 60.000, erst mal 6 maschinen. gibts da was in NRW?",
        "wir wollen nur ein Drittel",
        "wir wollen zwanzigtausend ausgeben",
        "wir brauchen doch das Doppelte",
    ],
)
def test_a_share_or_a_number_is_no_project(text: str) -> None:
    assert told_project(text) is None
