"""Handing one message to Rasa, with an honest German answer whatever goes wrong behind it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from bot.rasa.safe_input import clean_text, objection
from bot.rasa.tracker_store import ConversationStoreUnavailable

logger = logging.getLogger(__name__)

OUT_OF_ORDER = (
    "Entschuldigung, bei mir ist gerade etwas ausgefallen. Was Sie bisher geschrieben haben, ist nicht verloren. "
    "Bitte versuchen Sie es in ein paar Minuten noch einmal. "
    "Wenn es eilt, fragen Sie Ihre Kammer oder das Zentrum: https://digitalzentrum-magdeburg.de/"
)

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]


async def ask(on_new_message: OnNewMessage, text: Any, sender_id: str, channel: str) -> list[dict[str, Any]]:
    """Return the bot's messages for ``text``.

    Args:
        text: what arrived; anything but a str counts as empty.
        sender_id: the conversation, already prefixed by its channel.
        channel: name of the input channel.
    """
    cleaned = clean_text(text) if isinstance(text, str) else ""
    problem = objection(cleaned)
    if problem:
        return [hint(problem)]
    collector = CollectingOutputChannel()
    try:
        await on_new_message(UserMessage(cleaned, collector, sender_id, input_channel=channel))
    except asyncio.CancelledError:
        logger.error("A message on channel '%s' was cancelled before it was answered.", channel)
        return [hint(OUT_OF_ORDER)]
    except (Exception, ConversationStoreUnavailable) as error:
        logger.error("A message on channel '%s' failed: %s: %s", channel, type(error).__name__, _cause(error))
        return [hint(OUT_OF_ORDER)]
    if not collector.messages:
        logger.error("A message on channel '%s' got no answer; is the action server running?", channel)
        return [hint(OUT_OF_ORDER)]
    messages = [
        {key: value for key, value in message.items() if key != "recipient_id"} for message in collector.messages
    ]
    return with_one_set_of_facts(messages)


def with_one_set_of_facts(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the turn with the facts of its first answer only, and the buttons of its last.

    When a form asks again after a question in between, Rasa sends two answers in one turn: what was asked in between
    decides what kind of turn it is, and what the form waits for is what can be pressed.
    """
    # Rasa sends the text with its buttons first, then the facts: each facts message ends an answer.
    ends = [place for place, message in enumerate(messages) if message.get("custom")]
    if len(ends) < 2:
        return messages
    turn = [
        {
            key: value
            for key, value in message.items()
            if not (key == "custom" and place != ends[0]) and not (key == "buttons" and place <= ends[-2])
        }
        for place, message in enumerate(messages)
    ]
    return [message for message in turn if message]


def hint(text: str) -> dict[str, Any]:
    """Return a message of the bot that did not come from Rasa."""
    return {"text": text, "custom": {"kind": "fallback", "ids": [], "sources": []}}


def _cause(error: BaseException) -> str:
    return str(error).splitlines()[0][:200] if str(error) else "no message"
