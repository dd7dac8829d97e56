"""The readiness check: what counts as an answer, what it scores, and what follows from it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.advice.profile import FirmProfile
from bot.advice.readiness import (
    FILE,
    LONGEST_LABEL,
    SKIPPED,
    BrokenCheckError,
    Option,
    Question,
    check_faults,
    faults_of,
    load_check,
    questions,
    read_answer,
    result_words,
    score,
    stage_of,
)
from bot.advice.readiness_replies import result_reply
from bot.advice.readiness_steps import next_steps
from bot.knowledge.validity import validity
from bot.settings import KNOWLEDGE_DIR
from tests.content import own_content

KB = own_content()
TODAY = dt.date(2026, 11, 24)
BACKUP = next(question for question in questions() if question.id == "sicherung")
RANKED = sorted((q.id for q in questions()), key=lambda id_: id_ not in {"sicherung", "zugang", "notfall"})
"""Between equals the questions on data security come first, then the order in which they are asked."""
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
        ("Bei uns gar nicht", 0),
        ("also eher ab und zu von Hand", 1),
        ("Ich nehme die 2", 1),
        ("eher 2", 1),
        ("2 bitte", 1),
        ("2)", 1),
        ("Option 3", 2),
        ("dritte Antwort", 2),
        ("das letzte", 3),
        ("2 oder 3", None),
        ("1-2", None),
        ("12", None),
        ("2 Leute", None),
        ("2?", None),
        ("Täglich von selbs?", None),
        ("ich weiß nicht", SKIPPED),
        ("ich weiß es nicht", SKIPPED),
        ("Das weiß ich leider nicht.", SKIPPED),
        ("weiss net", SKIPPED),
        ("wissen wir nicht", SKIPPED),
        ("Leider keine Ahnung", SKIPPED),
        ("ich habe keine Ahnung", SKIPPED),
        ("keinen Plan", SKIPPED),
        ("k.A.", SKIPPED),
        ("Bitte überspringen", SKIPPED),
        ("trifft auf uns nicht zu", SKIPPED),
        ("nicht zutreffend", SKIPPED),
        ("Ist die 2 oder die 3 besser?", None),
        ("Warum fragen Sie das?", None),
        ("Was kostet ein Backup", None),
        ("Wir haben letzte Woche einen neuen Server gekauft", None),
        ("Welche Förderung gibt es?", None),
        ("Unser Server wurde gehackt", None),
        ("zurück", None),
        ("danke", None),
    ],
)
def test_what_counts_as_an_answer(text: str, level: int | None) -> None:
    assert read_answer(BACKUP, text) == level


SKIPS = ("weiß nicht", "Weiß ich nicht", "Das weiß ich nicht", "wissen wir nicht", "keine Ahnung", "trifft nicht zu")


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.id)
def test_not_knowing_is_never_taken_for_a_level(question: Question) -> None:
    for text in SKIPS:
        assert read_answer(question, text) == SKIPPED, text
    assert read_answer(question, question.text) is None


def test_yes_and_no_count_only_where_one_label_begins_so() -> None:
    by_id = {question.id: question for question in questions()}
    assert read_answer(by_id["angebote"], "nein") == 0
    assert read_answer(by_id["angebote"], "Ja") == 3
    assert {read_answer(by_id[id_], word) for id_ in by_id if id_ != "angebote" for word in ("ja", "nein")} == {None}
    double = replace(by_id["angebote"], options=tuple(Option(n, f"Ja, {word}") for n, word in enumerate("wxyz")))
    assert read_answer(double, "ja") is None


@given(st.sampled_from(questions()), st.integers(0, 3), st.data())
def test_one_wrong_letter_does_not_turn_an_answer_into_another(
    question: Question, level: int, data: st.DataObject
) -> None:
    label = question.options[level].label
    place = data.draw(st.integers(0, len(label) - 1))
    assert read_answer(question, label[:place] + label[place + 1 :]) in {level, None}


def test_an_answer_between_two_labels_is_none() -> None:
    labels = ("Programm für Büro", "Programm für Lager", "Papier", "Gar nichts")
    question = replace(BACKUP, options=tuple(Option(level, label) for level, label in enumerate(labels)))
    assert read_answer(question, "Programm fürs Büro") == 0
    assert read_answer(question, "Programm für Bager") is None


def test_texts_are_short_and_complete() -> None:
    for question in questions():
        for text in (question.text, question.why, question.step):
            assert len(text.split()) <= 15
            assert text[-1] in ".?"
        assert all(len(option.label) <= LONGEST_LABEL for option in question.options)


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


@pytest.mark.parametrize(
    ("percent", "stage"),
    [
        (0, "Am Anfang"),
        (24, "Am Anfang"),
        (25, "Erste Schritte"),
        (49, "Erste Schritte"),
        (50, "Gut unterwegs"),
        (74, "Gut unterwegs"),
        (75, "Weit vorn"),
        (100, "Weit vorn"),
    ],
)
def test_the_stages_begin_where_the_method_says(percent: int, stage: str) -> None:
    assert stage_of(percent) == stage


def test_skipping_everything_gives_no_result() -> None:
    result = score(dict.fromkeys((question.id for question in questions()), SKIPPED))
    assert (result.percent, result.stage, result.unanswered) == (None, None, 12)
    assert score({}) == result
    assert next_steps({}, FirmProfile(), KB, TODAY) == ()


def test_the_firm_is_the_mean_of_the_themes_not_of_the_questions() -> None:
    result = score({"zustaendig": 3, "gefunden": 3, "angebote": 3, "team": 0})
    assert [theme.percent for theme in result.themes] == [100, None, None, 0]
    assert [theme.answered for theme in result.themes] == [3, 0, 0, 1]
    assert (result.percent, result.stage, result.unanswered) == (50, "Gut unterwegs", 8)


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
        assert steps[0].question.id == next(id_ for id_ in RANKED if answers[id_] == open_[0])
    for step in steps:
        of_theme = [answers[q.id] for q in questions() if q.theme == step.question.theme and 0 <= answers[q.id] < 3]
        assert (
            len(steps) < 3 or len({s.question.theme for s in steps}) < 3 or answers[step.question.id] == min(of_theme)
        )
        assert step.article is KB.articles[step.question.article]
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


TEXT = (KNOWLEDGE_DIR / FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  - Gar nicht\n", "", "readiness.yaml › sicherung › answers: genau 4 Antworten erwartet"),
        ("- Gar nicht\n", f"- {'x' * 29}\n", "sicherung › answers.0: ein Text mit höchstens 28 Zeichen erwartet"),
        ("  article: backup-321\n", "", "sicherung › article: dieses Feld erwartet, es fehlt"),
        ("  article: backup-321\n", "  article: backup-321\n  farbe: rot\n", "farbe: kein Feld dieses Namens"),
        ("- id: sicherung", "- id: Sicherung 1", "eine Kennung aus kleinen Buchstaben"),
        ("  topic: datensicherheit", "  topic:", "topic: ein Wert erwartet"),
        ("- id: sicherung", "- id: [", "gültiges YAML erwartet"),
    ],
)
def test_faults_in_the_file_are_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    file = tmp_path / FILE
    assert old in TEXT
    file.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BrokenCheckError, match=re.escape(message)):
        load_check(file)


@pytest.mark.parametrize("content", ["", "kein: Liste", "- nur Text"])
def test_a_file_of_another_shape_is_refused_in_words(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    with pytest.raises(BrokenCheckError, match="erwartet"):
        load_check(tmp_path / FILE)
    with pytest.raises(BrokenCheckError, match="sie fehlt"):
        load_check(tmp_path / "weg.yaml")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("topic: akzeptanz", "topic: unsinn", "team › topic: ein bekanntes Thema erwartet; dort steht: unsinn"),
        ("article: key-user", "article: weg", "hilfe › article: die Kennung eines Artikels erwartet; dort steht: weg"),
        ("id: hilfe", "id: team", "team › id: eine Kennung erwartet, die nur einmal vorkommt"),
        ("- Ab und zu von Hand", "- gar  nicht!", "sicherung › answers: vier verschiedene Antworten erwartet"),
        ("theme: Team", "theme: Abläufe", "12 Fragen zu 4 Themen erwartet, je 3 hintereinander"),
    ],
)
def test_what_does_not_fit_together_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    (tmp_path / FILE).write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    check = load_check(tmp_path / FILE)
    found = "\n".join(check_faults(check, KB))
    assert message in found
    assert faults_of(check.questions, KB) == check_faults(check, KB)
