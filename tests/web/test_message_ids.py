"""Ids of messages and names of senders, and what a deletion leaves of them, over real HTTP."""

from __future__ import annotations

import threading
import uuid
from typing import Any

import pytest

from bot.privacy.conversations import StoredConversations
from bot.rasa.channels.rest_channel import MAX_MESSAGE_ID, conversation_name
from tests.conftest import Servers
from tests.web.test_web_channel import Answer, call

pytestmark = pytest.mark.servers


def rest(servers: Servers, sender: str, text: str, message_id: Any = None) -> Answer:
    body = {"sender": sender, "message": text, "message_id": message_id}
    return call(f"{servers.rasa_url}/webhooks/rest/webhook", body)


def stored(servers: Servers, conversation: str) -> list[str]:
    events = StoredConversations.at(f"sqlite:///{servers.logs / 'conversations.db'}").export(conversation)
    return [event["text"] for event in events if event["event"] == "user"]


def test_a_program_may_send_its_message_again(servers: Servers) -> None:
    """R2: ``message_id`` is optional; without one each message counts."""
    sender = uuid.uuid4().hex
    first = rest(servers, sender, "Wir sind 14 Leute", "1").body
    assert rest(servers, sender, "Wir sind 14 Leute", "1").body == first
    rest(servers, sender, "Wir sind 15 Leute")
    rest(servers, sender, "Wir sind 15 Leute")
    assert stored(servers, f"rest-{sender}") == ["Wir sind 14 Leute", "Wir sind 15 Leute", "Wir sind 15 Leute"]


@pytest.mark.parametrize("message_id", ["", "x" * (MAX_MESSAGE_ID + 1), 7, ["1"], {"a": 1}, True])
def test_what_is_no_id_is_refused(servers: Servers, message_id: Any) -> None:
    answer = rest(servers, "ids", "Hallo", message_id)
    assert answer.status == 400
    assert "message_id" in answer.body["error"]


def test_long_names_that_begin_alike_are_two_senders(servers: Servers) -> None:
    """S7: names were cut after a hundred characters."""
    begin = "https://kunde.example/" + "a" * 90
    rest(servers, f"{begin}/erster", "Wir sind eine Tischlerei in Stendal mit 8 Leuten")
    assert "weiß ich noch nichts" in str(rest(servers, f"{begin}/zweiter", "Was wissen Sie über mich?").body)
    assert "8 Beschäftigte" in str(rest(servers, f"{begin}/erster", "Was wissen Sie über mich?").body)


def test_nobody_can_take_the_name_that_a_long_one_gets() -> None:
    """S7: the hash of a long name is no name that a sender can have."""
    names = ["a", "a" * 100, "a" * 101, "a" * 102]
    names += [conversation_name(name) for name in names]
    assert len({conversation_name(name) for name in names}) == len(set(names))


def test_deleting_in_the_middle_of_a_message_leaves_nothing_and_ends_the_talk(servers: Servers) -> None:
    """S4: at moments from before the message has arrived until after it is answered."""
    for milliseconds in (0, 5, 15, 30, 60, 100, 200):
        token = call(f"{servers.rasa_url}/ui/session", {}, {"X-Forwarded-For": "192.0.2.44"}).body["token"]
        body = {"token": token, "text": "Fördergeld für eine Kasse? Firma Rasselbande", "id": "1"}
        sending = threading.Thread(target=call, args=(f"{servers.rasa_url}/ui/message", body))
        sending.start()
        sending.join(milliseconds / 1000)
        assert call(f"{servers.rasa_url}/ui/delete", {"token": token}).body == {"deleted": True}
        sending.join()
        assert call(f"{servers.rasa_url}/ui/message", body).status == 401
        for file in servers.logs.glob("conversations.db*"):
            assert b"Rasselbande" not in file.read_bytes(), milliseconds


def test_a_talk_deleted_in_the_chat_goes_on_under_a_new_token_only(servers: Servers) -> None:
    """S4: the page begins a new talk when it is told that the session is over."""
    token = call(f"{servers.rasa_url}/ui/session", {}, {"X-Forwarded-For": "192.0.2.45"}).body["token"]
    for number, text in enumerate(["Wir sind 8 Leute", "Löschen Sie alles", "Ja, alles löschen"]):
        answer = call(f"{servers.rasa_url}/ui/message", {"token": token, "text": text, "id": str(number)})
        assert answer.status == 200
    again = call(f"{servers.rasa_url}/ui/message", {"token": token, "text": "Wir sind 8 Leute", "id": "0"})
    assert (again.status, again.body["error"]["code"]) == (401, "session_expired")
