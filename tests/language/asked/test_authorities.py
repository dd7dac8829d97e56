"""Who asks for the authority of a Land, and who only names a place. Places stand between < and > here."""

from __future__ import annotations

import re

import pytest

from bot.language.asked.authorities import asked_authorities, only_names_place
from bot.language.facts.region_answer import region_in_capitals


def without_marks(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text as it is typed, and where its places stand."""
    places = []
    while found := re.search(r"<([^>]*)>", text):
        text = text[: found.start()] + found[1] + text[found.end() :]
        places.append((found.start(), found.start() + len(found[1])))
    return text, places


@pytest.mark.parametrize(
    "text",
    [
        "Welche Datenschutzbehörde ist in <Bayern> zuständig?",
        "Datenschutzbehörde!",
        "Das ist ja völlig am Thema vorbei. Datenschutzbehörde!",
        "Ich will die zuständige Datenschutzaufsicht für <Mecklenburg-Vorpommern> wissen",
        "wie heißt die datenschutzaufsicht in <köln>",
        "Nummer vom Landesdatenschutzbeauftragten",
        "Wer ist die Aufsichtsbehörde für Datenschutz in <Kassel>?",
        "Können Sie mir die Telefonnummer der Datenschutzaufsicht geben?",
        "wo sitzt die Datenschutzaufsicht in <Rheinland-Pfalz>",
        "Landesbeauftragter für den Datenschutz <Thüringen>, Telefon?",
        "und die datenschutzaufsicht <Saarland>?",
    ],
)
def test_asks_for_data_protection(text: str) -> None:
    assert asked_authorities(*without_marks(text)) == ("datenschutz",)


@pytest.mark.parametrize(
    "text",
    [
        "zac <köln>",
        "ZAC Nummer?",
        "wo erreiche ich das LKA in <Kiel>?",
        "Welche Polizeistelle ist für uns zuständig?",
        "wie erreiche ich die Polizei für Firmen in <Hamburg>",
        "telefon cybercrime-stelle <sachsen>",
    ],
)
def test_asks_for_the_police_for_firms(text: str) -> None:
    assert asked_authorities(*without_marks(text)) == ("polizei",)


@pytest.mark.parametrize(
    "text",
    [
        "Sie haben mich doch gefragt in welchem Land. Welche Behörde ist denn für MV zuständig?",
        "wer ist da in <Hessen> zuständig?",
        "An welche Behörde muss ich mich wenden?",
        "Wer wäre denn für <Bremen> zuständig?",
    ],
)
def test_only_the_talk_says_which(text: str) -> None:
    assert asked_authorities(*without_marks(text)) == ("unnamed",)


@pytest.mark.parametrize(
    "text",
    [
        "Die Datenschutzaufsicht hat uns angeschrieben. Wie antworten wir?",
        "Kann die Datenschutzbehörde unangemeldet kommen?",
        "Müssen wir das der Datenschutzaufsicht melden?",
        "Welche Strafen verhängt die Datenschutzaufsicht?",
        "Brauchen wir einen Datenschutzbeauftragten?",
        "Wer wird bei uns Datenschutzbeauftragter?",
        "Wie ist auf ein Anhörungsschreiben der Datenschutzaufsichtsbehörde fristgerecht zu antworten?",
        "Was kostet uns der Datenschutz?",
        "Wer ist im Betrieb für die IT zuständig?",
    ],
)
def test_telling_of_an_authority_is_no_question_for_it(text: str) -> None:
    assert not asked_authorities(text)


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Und in <Hessen>?", True),
        ("<Mecklenburg-Vorpommern>, wir sind in <Warnemünde>", True),
        ("nein, unser Betrieb liegt in <Bayern>", True),
        ("und wie ist das in <Bremen>?", True),
        ("Und in <Hessen>? Gibts da auch so ein Darlehen?", False),
        ("in <Hessen> brauchen wir eine Kasse", False),
        ("und bei uns?", False),
    ],
)
def test_only_names_a_place(text: str, only: bool) -> None:
    assert only_names_place(*without_marks(text)) is only


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Welche Behörde ist denn für MV zuständig?", "DE-MV"),
        ("wer ist in BW zuständig", "DE-BW"),
        ("Welche Behörde ist zuständig?", None),
        ("WELCHE BEHÖRDE IST BEI UNS DA ZUSTÄNDIG", None),
    ],
)
def test_an_abbreviation_in_capitals(text: str, region: str | None) -> None:
    assert region_in_capitals(text) == region


@pytest.mark.parametrize(
    "text", ["Was ist ZAC?", "und was macht die Datenschutzaufsicht", "Was bedeutet ZAC eigentlich?"]
)
def test_what_it_is_asks_for_no_number(text: str) -> None:
    assert asked_authorities(text) == ()
