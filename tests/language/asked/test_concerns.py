"""The questions of one message, and the words around them that ask nothing."""

from __future__ import annotations

import pytest

from bot.language.asked.anaphora import says_little
from bot.language.asked.concerns import marked_question, questions_in, without_announcement, without_lead
from bot.language.asked.subject import changes_subject


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("was kostet das, wie lange dauert es", ["was kostet das", "wie lange dauert es"]),
        ("wie läuft das, muss ich da was unterschreiben", ["wie läuft das", "muss ich da was unterschreiben"]),
        ("wir sind zwölf Leute, brauchen wir eine Website?", ["wir sind zwölf Leute, brauchen wir eine Website?"]),
        ("kann ich prüfen, ob das stimmt?", ["kann ich prüfen, ob das stimmt?"]),
        (
            "muss ich den Leuten sagen, wie lange die Videos bleiben?",
            ["muss ich den Leuten sagen, wie lange die Videos bleiben?"],
        ),
        ("ok. Was anderes: wir sind in Gera, 9 Leute. Gibt es Förderung?", ["Gibt es Förderung?"]),
    ],
)
def test_each_question_once(text: str, asked: list[str]) -> None:
    assert questions_in(text) == asked


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Letzte Frage: was kostet das", "was kostet das"),
        ("Sehr gut. Noch eine Frage: was kostet das", "was kostet das"),
        ("Die zweite Frage haben Sie übersehen: wer haftet", "wer haftet"),
        ("erledigt. andere sache noch: gibts Schulungen", "gibts Schulungen"),
        ("was anderes", "was anderes"),
        ("die zweite Frage bitte", "die zweite Frage bitte"),
    ],
)
def test_words_that_only_announce_are_left_out(text: str, rest: str) -> None:
    assert without_announcement(text) == rest


def test_words_that_join_are_left_out() -> None:
    assert without_lead("und was kostet das") == "was kostet das"


@pytest.mark.parametrize(
    "text", ["gibts den noch oder nicht", "geht das auch für eine Praxis", "und was hat das gekostet"]
)
def test_what_names_nothing_says_little(text: str) -> None:
    assert says_little(text)


@pytest.mark.parametrize("text", ["müssen wir die Kasse anmelden", "was kostet so eine App", "wer haftet"])
def test_what_names_something_does_not(text: str) -> None:
    assert not says_little(text)


def test_a_mark_makes_two_words_a_question() -> None:
    assert marked_question("Da sind nur Mails drauf. Auch melden?") == "Auch melden?"
    assert marked_question("Auch melden? Ich glaub nicht.") is None


def test_another_matter_is_told() -> None:
    assert changes_subject("erledigt. andere sache noch: gibts Schulungen")
    assert not changes_subject("und was kostet das")
