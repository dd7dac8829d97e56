"""What a message turns down of the last answer, and what is wanted instead."""

from __future__ import annotations

import pytest

from bot.language.asked.rejecting import Rejection, read_rejection


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("nein, ich meine die Waage", "die Waage"),
        ("Ich meinte die Waage im Laden, nicht die Kasse", "die Waage im Laden"),
        ("nicht die Kasse, sondern die Waage", "die Waage"),
        ("das hab ich nicht gefragt, ich meinte den Knopf", "den Knopf"),
        (
            "Danach hab ich nicht gefragt. Wie lange muss ich die Videos aufheben?",
            "Wie lange muss ich die Videos aufheben?",
        ),
        ("Das war nicht die Frage. Muss ich die Ware nehmen?", "Muss ich die Ware nehmen?"),
        ("das beantwortet nix. zählt ein lehrling mit?", "zählt ein lehrling mit?"),
        ("ich meinte was kostet uns der schaden, nicht die versicherung", "was kostet uns der schaden"),
        ("das ging völlig vorbei. ich will wissen wie lange das gilt", "wie lange das gilt"),
        ("Nein, es geht um TEXTE. Muss ich die kennzeichnen?", "TEXTE. Muss ich die kennzeichnen?"),
        ("Nein keine Diagnosen. Nur Termine am Telefon. Datenschutz?", "Nur Termine am Telefon. Datenschutz?"),
        ("nein wir sind nicht gehackt. Nochmal: wie sichere ich die Daten?", "wie sichere ich die Daten?"),
        ("Nein ich meinte nicht die Kasse. Erklären Sie mir bitte GRW", "Erklären Sie mir bitte GRW"),
        ("fliegen?? ich meine das Lasergerät für die Baustelle", "das Lasergerät für die Baustelle"),
    ],
)
def test_what_is_meant_is_told_from_what_is_turned_down(text: str, wanted: str) -> None:
    assert read_rejection(text) == Rejection(wanted)


@pytest.mark.parametrize("text", ["das hab ich doch gar nicht gefragt", "Das war nicht meine Frage!", "Thema verfehlt"])
def test_an_answer_may_be_turned_down_without_a_word_on_what_is_meant(text: str) -> None:
    assert read_rejection(text) == Rejection()


@pytest.mark.parametrize(
    "text",
    [
        "ich meine, das reicht so",
        "wir meinen das ernst",
        "was kostet ein onlineshop",
        "ich will wissen, was ein ERP kostet",
        "es geht um unsere Fahrer",
        "nein",
        "nein danke",
        "nein, 12 Leute",
        "Nein, das haben wir noch nicht",
        "kann ich das nicht einfach per mail machen",
        "was ist, wenn ich nicht unterschreibe",
        "Na also, geht doch. Nochmal zur Sicherung, was kostet sowas im Monat für 3 Rechner?",
        "na gut, nochmal von vorne: was kostet eine Kasse?",
    ],
)
def test_opinions_questions_and_answers_turn_nothing_down(text: str) -> None:
    assert read_rejection(text) is None
