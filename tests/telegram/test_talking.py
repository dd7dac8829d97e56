"""What is particular to a talk in Telegram: who answers is said first, links, contacts, answers in parts."""

from __future__ import annotations

from typing import Any

import pytest

from bot.telegram import texts
from tests.telegram.api_double import Double, message_in
from tests.telegram.running import RasaDouble, channel, until

CONTACT = {"phone_number": "493915678901", "first_name": "Eva", "last_name": "Muster"}
STICKER = {"file_id": "x", "file_unique_id": "x", "type": "regular", "width": 1, "height": 1}


@pytest.mark.parametrize(
    "first",
    [
        {"text": "Was ist ein ERP?"},
        {"text": "/start"},
        {"text": "/hilfe"},
        {"text": "/gibtesnicht"},
        {"text": "/start frage-nis2"},
        {"sticker": STICKER},
        {"contact": CONTACT},
        {"photo": [], "media_group_id": "7"},
    ],
    ids=["text", "start", "command", "unknown command", "link", "sticker", "contact", "album"],
)
def test_no_answer_comes_before_it_is_said_that_a_program_answers(
    double: Double, rasa: RasaDouble, sqlite_url: str, first: dict[str, Any]
) -> None:
    """AI Act, Article 50: whatever a talk begins with; and it is said once."""
    rasa.questions["nis2"] = "Betrifft uns NIS2?"
    with channel(double, rasa, sqlite_url):
        double.deliver({"message": message_in(1, **first)})
        double.wait(1, 1)
        double.say("und dann?", 1)
        until(lambda: "Antwort: und dann?" in [sent.text for sent in double.to(1)])
    with channel(double, rasa, sqlite_url):
        double.say("nach dem Neustart", 1)
        until(lambda: "Antwort: nach dem Neustart" in [sent.text for sent in double.to(1)])
    assert double.all_to(1)[0].text == texts.privacy(30)
    assert len(double.notices(1)) == 1


def test_an_edit_and_a_flood_are_preceded_by_it_too(double: Double, rasa: RasaDouble, sqlite_url: str) -> None:
    with channel(double, rasa, sqlite_url):
        double.deliver({"edited_message": message_in(1, "neu", edit_date=2)})
        double.wait(1, 1)
        rasa.failing.append(400)
        double.say("zu viel", 2)
        double.wait(1, 2)
    assert [sent.text for sent in double.all_to(1)] == [texts.privacy(30), texts.EDITED]
    assert [sent.text for sent in double.all_to(2)] == [texts.privacy(30), texts.FAULT]


def test_a_group_is_told_in_the_same_sentence(double: Double, rasa: RasaDouble, sqlite_url: str) -> None:
    with channel(double, rasa, sqlite_url):
        double.deliver({"message": message_in(-5, "@erste_hilfe_bot hallo")})
        double.wait(1, -5)
    assert [sent.text for sent in double.all_to(-5)] == [texts.GROUP]
    assert "Computerprogramm" in texts.GROUP


def test_who_asks_for_it_is_told_again(double: Double, rasa: RasaDouble, sqlite_url: str) -> None:
    with channel(double, rasa, sqlite_url):
        for text in ("/start", "/datenschutz", "/hilfe"):
            double.say(text, 1)
        double.wait(3, 1)
    assert len(double.notices(1)) == 2


def test_a_talk_that_was_deleted_or_blocked_begins_anew(double: Double, rasa: RasaDouble, sqlite_url: str) -> None:
    status = {"chat": {"id": 1, "type": "private"}, "date": 1, "new_chat_member": {"status": "kicked"}}
    with channel(double, rasa, sqlite_url) as running:
        double.say("eins", 1)
        double.wait(1, 1)
        double.deliver({"my_chat_member": status})
        until(lambda: not running.queue.is_told(1))
        double.say("zwei", 1)
        double.wait(2, 1)
    assert len(double.notices(1)) == 2


def test_a_link_asks_the_question_of_an_article(double: Double, rasa: RasaDouble, sqlite_url: str) -> None:
    """``https://t.me/erste_hilfe_bot?start=frage-nis2``: Telegram sends "/start frage-nis2" when "Start" is pressed."""
    rasa.questions["nis2"] = "Betrifft uns NIS2?"
    with channel(double, rasa, sqlite_url):
        double.say("/start frage-nis2", 1)
        double.wait(2, 1)
        double.say("/start frage-gibtesnicht", 2)
        double.wait(1, 2)
    assert [sent.text for sent in double.to(1)] == ["Ihre Frage: Betrifft uns NIS2?", "Antwort: Betrifft uns NIS2?"]
    assert rasa.texts(2) == [texts.TYPED["start"]]


def test_a_shared_contact_is_taken_for_what_could_have_been_typed(
    double: Double, rasa: RasaDouble, sqlite_url: str
) -> None:
    with channel(double, rasa, sqlite_url):
        double.say("", 1, contact=CONTACT)
        double.wait(1, 1)
    assert rasa.texts(1) == ["Rückruf bitte: Eva Muster, +493915678901"]


@pytest.mark.parametrize("restarts", [False, True])
def test_a_long_answer_goes_on_at_a_press_or_a_word(
    double: Double, rasa: RasaDouble, sqlite_url: str, restarts: bool
) -> None:
    """The button outlives a restart; the word is about the last answer only."""
    entries = [f"{number}. " + "Wort " * 30 for number in range(30)]
    rasa.say = lambda text: [{"text": "\n".join(entries)}] if text == "Liste" else [{"text": f"Antwort: {text}"}]
    with channel(double, rasa, sqlite_url):
        double.say("Liste", 1)
        double.wait(1, 1)
        if not restarts:
            double.say("weiter", 1)
            double.wait(2, 1)
            double.say("Danke", 1)
            double.wait(3, 1)
            double.say("weiter", 1)
            double.wait(4, 1)
    first = double.to(1)[0]
    assert [button["text"] for button in first.keyboard] == [texts.MORE]
    with channel(double, rasa, sqlite_url):
        before = len(double.to(1))
        double.press(first)
        double.wait(before + 1, 1)
    assert double.to(1)[-1].text.startswith("12. Wort")
    assert rasa.texts(1) == (["Liste"] if restarts else ["Liste", "Danke", "weiter"])
