"""One message handed to Rasa: facts once a turn, and an apology instead of silence or a stack trace."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from bot.rasa.channels.safe_input import EMPTY
from bot.rasa.conversations.asking import NOTHING_LOST, OUT_OF_ORDER, OwnersMessage, ask, with_one_set_of_facts
from bot.rasa.conversations.tracker_store import ConversationStoreUnavailable
from bot.rasa.remote_actions import ActionServerGone


def asked(handler: Any, text: Any) -> list[dict[str, Any]]:
    return asyncio.run(ask(handler, text, "test-1", "test"))


def test_the_messages_of_rasa_come_back_without_the_address() -> None:
    async def handler(message: UserMessage) -> None:
        assert (message.text, message.sender_id, message.input_channel) == ("Wie geht das?", "test-1", "test")
        await message.output_channel.send_text_message("test-1", "So.")

    assert asked(handler, " Wie  geht das?\x00") == [{"text": "So."}]


@pytest.mark.parametrize("text", [None, 7, ["a"], "", " \n", "///"])
def test_what_is_no_text_is_asked_for_again_and_never_reaches_rasa(text: Any) -> None:
    async def handler(message: UserMessage) -> None:
        pytest.fail("reached Rasa")

    (answer,) = asked(handler, text)
    assert answer["text"] == EMPTY
    assert answer["custom"]["kind"] == "fallback"


def test_a_failure_is_an_apology_for_the_owner_and_a_cause_for_the_operator(caplog: pytest.LogCaptureFixture) -> None:
    async def handler(message: UserMessage) -> None:
        raise RuntimeError("the disk is full\nTraceback")

    with caplog.at_level(logging.ERROR):
        (answer,) = asked(handler, "Mein Geheimnis")
    assert answer["text"] == OUT_OF_ORDER
    assert "RuntimeError: the disk is full" in caplog.text
    assert "Geheimnis" not in caplog.text
    assert "Traceback" not in caplog.text


def test_nothing_is_said_to_be_kept_that_was_not_found(caplog: pytest.LogCaptureFixture) -> None:
    """R7: "nicht verloren" only where the conversation was read before the message failed."""

    async def found(message: UserMessage) -> None:
        assert isinstance(message, OwnersMessage)
        message.is_known = True
        raise ActionServerGone("the action server did not run action_greet: ClientConnectorError")

    async def not_found(message: UserMessage) -> None:
        raise ConversationStoreUnavailable("reading a conversation failed")

    assert asked(found, "Hallo")[0]["text"] == NOTHING_LOST
    assert asked(not_found, "Hallo")[0]["text"] == OUT_OF_ORDER
    assert "nicht verloren" not in OUT_OF_ORDER


def test_silence_is_an_apology_too() -> None:
    async def handler(message: UserMessage) -> None:
        return None

    assert asked(handler, "Hallo")[0]["text"] == OUT_OF_ORDER


def test_facts_of_the_first_answer_and_buttons_of_the_last() -> None:
    answer = {"text": "So.", "custom": {"kind": "article"}, "buttons": ["A"]}
    question = {"text": "Wie viele?", "custom": {"kind": "question"}, "buttons": ["B"]}
    assert with_one_set_of_facts([answer, question]) == [
        {"text": "So.", "custom": {"kind": "article"}},
        {"text": "Wie viele?", "buttons": ["B"]},
    ]
    assert with_one_set_of_facts([answer]) == [answer]
    assert with_one_set_of_facts([{"text": "a"}, answer]) == [{"text": "a"}, answer]
