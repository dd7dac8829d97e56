"""A Land that is named or asked for in a talk: its authority, the last answer for it, and the question beside it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversations.test_in_context import talk

BREACH = "Uns sind Kundendaten abhandengekommen. Müssen wir das melden?"
MV, HESSEN = "0385 59494-0", "0611 1408-0"


@pytest.mark.parametrize(
    ("named", "number"),
    [
        ("Mecklenburg-Vorpommern, wir sind in Warnemünde", MV),
        ("Und in Hessen?", HESSEN),
        ("wir sitzen in Fulda", HESSEN),
        ("Sie haben mich doch gefragt. Welche Behörde ist denn für MV zuständig?", MV),
        ("Das ist völlig am Thema vorbei. Datenschutzbehörde Hessen!", HESSEN),
        ("Ich will die zuständige Datenschutzaufsicht für Mecklenburg-Vorpommern wissen", MV),
    ],
)
def test_the_authority_of_the_land_that_is_named(in_process_bot: Any, named: str, number: str) -> None:
    answer = talk(in_process_bot, BREACH, named)[-1]
    assert number in answer.text
    assert "0391" not in answer.text


def test_the_earlier_question_again_has_the_authority(in_process_bot: Any) -> None:
    answers = talk(in_process_bot, BREACH, "Rostock", "Uns sind Kundendaten weggekommen, müssen wir das melden?")
    assert MV in answers[-1].text
    assert "72 Stunden" in answers[-1].text


@pytest.mark.parametrize(
    "asked",
    [
        "Welche Datenschutzbehörde ist in Hessen zuständig?",
        "nummer datenschutzaufsicht kassel",
        "Wie heißt die Datenschutzaufsicht in Fulda?",
    ],
)
def test_asked_for_at_once_and_then_for_another_land(in_process_bot: Any, asked: str) -> None:
    first, second = talk(in_process_bot, asked, "und in Rostock?")
    assert HESSEN in first.text
    assert MV in second.text


def test_a_land_in_another_question_does_not_bring_the_index(in_process_bot: Any) -> None:
    (answer,) = talk(in_process_bot, "unser Internet ist mies hier in der Südpfalz, 16 mbit, geht das dann überhaupt?")
    assert answer.ids == ["internet-anschluss"]


def test_the_index_again_for_another_land(in_process_bot: Any) -> None:
    first, second = talk(in_process_bot, "Wie digital ist Bayern?", "und in Hessen?")
    assert (first.kind, first.ids) == ("region", ["DE-BY"])
    assert (second.kind, second.ids) == ("region", ["DE-HE"])


@pytest.mark.parametrize(
    "asked",
    [
        "Liegt unser Betrieb im Fördergebiet?",
        "Und das GRW, zählt Fulda da dazu?",
        "Wir sind aber in Hessen nicht Sachsen-Anhalt! wen frag ich da wegen GRW, WIBank?",
    ],
)
def test_what_holds_in_another_land_is_not_told(in_process_bot: Any, asked: str) -> None:
    answer = talk(
        in_process_bot, "Wir sitzen bei Fulda, Handel, 34 Leute, neue Warenwirtschaft, welche Förderung?", asked
    )[-1]
    assert "Sachsen-Anhalt" not in answer.text
    assert answer.ids == ["grw"]


def test_a_land_after_an_answer_for_another_one_brings_what_holds_everywhere(in_process_bot: Any) -> None:
    asked = "Liegt unser Betrieb in einem Fördergebiet, und was bringt das?"
    assert talk(in_process_bot, asked, "Hessen")[-1].ids == ["grw"]


def test_what_is_asked_beside_the_authority_is_answered(in_process_bot: Any) -> None:
    asked = "Wie lange habe ich Zeit, eine Datenpanne zu melden? Und welche Datenschutzbehörde ist in Hessen zuständig?"
    (answer,) = talk(in_process_bot, asked)
    assert HESSEN in answer.text
    assert "72 Stunden" in answer.text
    assert "Datenschutzbehörde ist in Hessen" not in answer.text


def test_in_an_open_emergency_it_stays_an_emergency(in_process_bot: Any) -> None:
    answers = talk(
        in_process_bot,
        "Unsere Daten sind verschlüsselt, Erpresser!",
        "Welche Datenschutzbehörde ist für Rostock zuständig?",
    )
    assert answers[-1].kind == "emergency"
    assert MV in answers[-1].text
