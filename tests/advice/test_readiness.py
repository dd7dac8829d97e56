"""The readiness check: what counts as an answer, what it scores, and what follows from it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.advice.profile import FirmProfile
from bot.advice.readiness import (
    FILE,
    SKIPPED,
    STAGES,
    BrokenCheckError,
    faults_of,
    questions,
    read_answer,
    read_questions,
    result_words,
    score,
    stage_of,
)
from bot.advice.readiness_replies import result_reply
from bot.advice.readiness_steps import next_steps
from bot.knowledge.checking import read_knowledge
from bot.knowledge.validity import validity
from bot.settings import KNOWLEDGE_DIR

KB = read_knowledge(KNOWLEDGE_DIR)
TODAY = dt.date(2026, 11, 24)
BACKUP = next(question for question in questions() if question.id == "sicherung")
levels = st.integers(SKIPPED, 3)
all_answers = st.fixed_dictionaries({question.id: levels for question in questions()})


def test_the_questions_fit_the_knowledge_base_and_a_button() -> None:
    assert faults_of(questions(), KB) == []
    assert len(questions()) == 12
    for question in questions():
        assert [option.level for option in question.options] == [0, 1, 2, 3]
        for option in question.options:
            assert read_answer(question, option.label) == option.level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("1", 0),
        ("4.", 3),
        ("b", 1),
        ("zwei", 1),
        ("das dritte", 2),
        ("die erste", 0),
        ("Nummer 3", 2),
        ("antwort 4", 3),
        ("gar nicht", 0),
        ("gar nich", 0),
        ("Täglich von selbst!", 2),
        ("taeglich von selbst", 2),
        ("täglich und getested", 3),
        ("ab und zu von hand", 1),
        ("weiß nicht", SKIPPED),
        ("weiß ich nicht", SKIPPED),
        ("keine Ahnung", SKIPPED),
        ("überspringen", SKIPPED),
        ("trifft bei uns nicht zu", SKIPPED),
        ("keine Angabe", SKIPPED),
        ("5", None),
        ("0", None),
        ("ja", None),
        ("nein", None),
        ("", None),
        ("👍", None),
        ("täglich", None),
        ("Wie sichern wir unsere Daten richtig?", None),
        ("was meinen Sie damit?", None),
        ("Gar nicht?", 0),
        ("täglich von selbst oder von Hand?", None),
        ("wir sind 12 leute", None),
        ("stopp", None),
        ("Löschen Sie alles", None),
        ("alles verschlüsselt", None),
    ],
)
def test_what_counts_as_an_answer(text: str, level: int | None) -> None:
    assert read_answer(BACKUP, text) == level


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert read_answer(BACKUP, text) in {None, SKIPPED, 0, 1, 2, 3}


@given(all_answers)
def test_scores_stay_on_the_scale(answers: dict[str, int]) -> None:
    result = score(answers)
    answered = [level for level in answers.values() if level != SKIPPED]
    assert result.unanswered == len(answers) - len(answered)
    assert (result.percent is None) == (not answered)
    for theme in result.themes:
        assert theme.percent is None or 0 <= theme.percent <= 100
    if answered:
        assert result.percent is not None
        assert min(answered) * 100 / 3 - 1 <= result.percent <= max(answered) * 100 / 3 + 1
        assert result.stage == stage_of(result.percent)
    assert result_words(result)


@given(all_answers, st.sampled_from(questions()))
def test_a_better_answer_never_lowers_the_score(answers: dict[str, int], question: object) -> None:
    id_ = question.id  # type: ignore[attr-defined]
    if not 0 <= answers[id_] < 3:
        return
    better = {**answers, id_: answers[id_] + 1}
    assert (score(better).percent or 0) >= (score(answers).percent or 0)


@pytest.mark.parametrize("start", [start for start, _ in STAGES])
def test_a_stage_begins_at_its_percent(start: int) -> None:
    assert stage_of(start) == dict(STAGES)[start]
    assert start == 0 or stage_of(start - 1) != stage_of(start)


@given(all_answers, st.dates(dt.date(2020, 1, 1), dt.date(2035, 1, 1)), st.sampled_from(["DE-ST", "DE-BY", None]))
@settings(max_examples=60, deadline=None)
def test_the_next_steps_are_for_the_weakest_and_offer_nothing_that_is_over(
    answers: dict[str, int], day: dt.date, region: str | None
) -> None:
    profile = FirmProfile(region=region, employees=8)
    steps = next_steps(answers, profile, KB, day)
    open_ = sorted(level for level in answers.values() if 0 <= level < 3)
    assert len(steps) == min(3, len(open_))
    if steps:
        assert answers[steps[0].question.id] == open_[0]
    themes = {question.theme for question in questions() if 0 <= answers[question.id] < 3}
    assert len({step.question.theme for step in steps}) == min(3, len(themes))
    shown = [step.programme.programme for step in steps if step.programme]
    assert len({programme.id for programme in shown}) == len(shown)
    for programme in shown:
        assert validity(programme, day).may_be_offered
        assert region is None or {"DE", region} & set(programme.regions)
    reply = result_reply(answers, profile, KB, day)
    assert reply.kind == "check"
    assert (reply.image is None) == (score(answers).percent is None)


def test_faults_in_the_file_are_named(tmp_path: Path) -> None:
    text = (KNOWLEDGE_DIR / FILE).read_text(encoding="utf-8")
    file = tmp_path / FILE
    file.write_text(text.replace("  - Gar nicht\n", "").replace("topic: akzeptanz", "topic: unsinn"), encoding="utf-8")
    with pytest.raises(BrokenCheckError, match="sicherung › answers"):
        read_questions(file)
    file.write_text(
        text.replace("topic: akzeptanz", "topic: unsinn").replace("article: key-user", "article: weg"), encoding="utf-8"
    )
    found = "\n".join(faults_of(read_questions(file), KB))
    assert "hilfe › topic" in found
    assert "hilfe › article" in found
