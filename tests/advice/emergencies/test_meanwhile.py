"""Every question has an answer for every kind of emergency; asked again, it is answered shorter and in other words."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest
from advice_checks import unexplained, words

from bot.advice.emergencies import meanwhile
from bot.advice.emergencies.case import Case
from bot.advice.emergencies.meanwhile import Circumstances
from bot.advice.emergencies.whom_to_call import CALLED
from bot.advice.wording import sentences
from bot.knowledge.emergencies.schema import MADE
from tests.content import own_content

KB = own_content()
KINDS, QUESTIONS = KB.emergencies.kinds, KB.emergencies.questions
AROUND = Circumstances(KB, dt.date(2026, 11, 24), "DE-TH")
PAIRS = list(product(KINDS, QUESTIONS))


def ask(question: str, case: Case, around: Circumstances = AROUND) -> tuple[str, Case]:
    reply, after = meanwhile.answer(QUESTIONS[question], case, around)
    return "\n".join(reply.texts), after


def test_there_are_the_kinds_and_questions_that_were_wanted() -> None:
    assert len(KINDS) >= 10
    assert len(QUESTIONS) >= 16
    assert all(len(kind.tells) >= 30 for kind in KINDS.values())
    assert all(len(question.asks) >= 25 for question in QUESTIONS.values())


@pytest.mark.parametrize(("kind", "question"), PAIRS)
def test_every_question_is_answered_for_every_kind(kind: str, question: str) -> None:
    """E1: the second sentence falls out of the emergency no more."""
    reply, _ = meanwhile.answer(QUESTIONS[question], Case((kind,)), AROUND)
    assert reply.kind == "emergency"
    assert reply.facet == question
    assert reply.texts[0]
    if question in MADE:
        return
    assert 2 <= len(sentences(reply.texts[0])) <= 5
    assert all(words(part) <= 25 for part in sentences(reply.texts[0]))
    assert reply.ids
    assert reply.sources
    cited = [KB.articles[id_] for id_ in reply.ids]
    assert not unexplained(reply, cited, KB.contacts, allowed={"110", "112", "615"})


@pytest.mark.parametrize(("kind", "question"), PAIRS)
def test_nothing_is_said_twice_and_the_second_time_is_shorter(kind: str, question: str) -> None:
    first, case = ask(question, Case((kind,)))
    second, case = ask(question, case)
    third, _ = ask(question, case)
    if question == meanwhile.CALLS:  # numbers are numbers
        return
    assert len({first, second, third}) == 3
    assert second
    if question not in MADE:
        assert len(second) < len(first)
        assert not set(sentences(first)) & set(sentences(second))


def test_the_authority_comes_with_the_duty_and_the_police_with_the_question_for_it() -> None:
    assert "Aufsicht für Datenschutz (Thüringen)" in ask("melden", Case(("geraet",)))[0]
    assert "Polizei für Firmen (Thüringen)" in ask("polizei", Case(("konto",)))[0]
    assert "Polizei für Firmen" not in ask("polizei", Case(("ausfall",)))[0]


def test_two_kinds_answer_together_the_latest_first() -> None:
    said, _ = ask("bank", Case(("fernwartung", "geld")))
    latest = QUESTIONS["bank"].answer_for("geld")
    earlier = QUESTIONS["bank"].answer_for("fernwartung")
    assert latest is not None and earlier is not None
    assert said.startswith(latest.text)
    assert earlier.text in said


def test_kinds_with_one_answer_say_it_once() -> None:
    said, _ = ask("zahlen", Case(("fernwartung", "angeklickt")))
    shared = QUESTIONS["zahlen"].answer_for("angeklickt")
    assert shared is not None
    assert said.count(shared.text) == 1


def test_two_questions_of_one_message_are_both_answered() -> None:
    reply, case = meanwhile.answers([QUESTIONS["dauer"], QUESTIONS["team"]], Case(("geraet",)), AROUND)
    assert len(reply.texts) == 2
    assert all(text.startswith("Zu „") for text in reply.texts)
    assert len(case.told) == 2


def test_steps_that_are_done_are_left_out() -> None:
    around = Circumstances(KB, AROUND.today, said="Notfallnummer der Versicherung hab ich angerufen")
    reply, _ = meanwhile.next_steps(Case(("verschluesselt",)), around)
    assert "Versicherung" not in reply.texts[0]
    assert "Papier" in reply.texts[0]


def test_who_knows_no_more_names_people_and_not_the_same_twice() -> None:
    reply, case = meanwhile.unknown(Case(("geld",)), AROUND)
    assert reply.asks == CALLED
    assert "Thüringen" in "\n".join(reply.texts)
    again, case = meanwhile.unknown(case, AROUND, called=True)
    assert "Thüringen" not in "\n".join(again.texts)
    third, _ = meanwhile.unknown(case, AROUND, called=True)
    assert third.texts != again.texts or third.texts != reply.texts


def test_the_end_says_what_comes_after() -> None:
    for kind in KINDS.values():
        assert kind.after in meanwhile.over(Case((kind.id,)), KB).texts


def test_a_case_of_an_older_layout_is_none() -> None:
    assert Case.of("ransomware-erste-hilfe") is None
    assert Case.of(None) is None
    case = Case(("geld",), ("bank-0",))
    assert Case.of(case.as_slot()) == case
