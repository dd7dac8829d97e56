"""Handing one message to Rasa, with an honest German answer whatever goes wrong behind it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from bot.advice.reply import FAULT
from bot.feedback.figures import UNCOUNTED, Counting
from bot.rasa.channels.safe_input import EMPTY, TOO_LONG, clean_text, objection
from bot.rasa.conversations.event_log import ConversationVanished
from bot.rasa.conversations.once import NoAnswer, opened
from bot.rasa.conversations.tracker_store import ConversationStoreUnavailable
from bot.rasa.measuring import ANSWERS, FAILURES, REPEATED, SECONDS, TALKS, UNDER_WAY
from bot.rasa.remote_actions import ActionServerGone
from bot.web.download_link import with_links

logger = logging.getLogger(__name__)

_SORRY = "Entschuldigung, bei mir ist gerade etwas ausgefallen. "
_AGAIN = (
    "Bitte schicken Sie Ihre letzte Nachricht in ein paar Minuten noch einmal. "
    "Wenn es eilt, fragen Sie Ihre Kammer oder das Zentrum: https://digitalzentrum-magdeburg.de/"
)
OUT_OF_ORDER = _SORRY + _AGAIN
"""Where nobody knows what became of what was written."""

NOTHING_LOST = _SORRY + "Was Sie bisher geschrieben haben, ist nicht verloren. " + _AGAIN
"""Where the conversation so far was found in the data base, and only this message could not be answered."""

OF_NO_TALK = frozenset({OUT_OF_ORDER, EMPTY, TOO_LONG})
"""What may be said before anything of a talk is known."""

DELETED = "Das Gespräch mit dieser Nachricht ist gelöscht. Wenn Sie wieder etwas wissen wollen, schreiben Sie einfach."

COUNTING = Counting()
"""What this process has answered; a server writes it down (``bot.rasa.counting``)."""

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]


class ConversationErased(Exception):  # noqa: N818
    """The conversation was deleted and does not go on."""


class OwnersMessage(UserMessage):
    """A message of an owner.

    ``is_numbered``: whether its id comes from the sender, so that it may arrive again; ``is_final``: whether nothing more is
    answered once the conversation was deleted; ``is_known``: set when the conversation so far was found in the data base;
    ``is_repeated``: set when it was answered before and gets the same again; ``is_kept``: set when a person of the centre
    writes in the talk and answers it, and not the bot.
    """

    is_numbered: bool = False
    is_final: bool = False
    is_known: bool = False
    is_repeated: bool = False
    is_kept: bool = False
    opening: str | None = None
    """What comes before the first answer of a talk."""


async def ask(
    on_new_message: OnNewMessage,
    text: Any,
    sender_id: str,
    channel: str,
    message_id: str | None = None,
    is_final: bool = False,
    metadata: dict[str, Any] | None = None,
    opening: str | None = None,
) -> list[dict[str, Any]]:
    """Return the bot's messages for ``text``; none where a person of the centre answers it (``bot.privacy.taking_over``).

    Args:
        text: what arrived; anything but a str counts as empty.
        sender_id: the conversation, already prefixed by its channel.
        channel: name of the input channel.
        message_id: the id that the sender gave the message; sent again under it, it is answered with the same.
        is_final: whether a conversation that was deleted is over; otherwise a new one begins under the same name.
        metadata: what else our own process says of it (``bot.rasa.newest``).
        opening: what comes before the first answer of a talk; None where the channel has said it already.

    Raises:
        ConversationErased: ``is_final``, and the conversation was deleted.
    """
    cleaned = clean_text(text) if isinstance(text, str) else ""
    problem = objection(cleaned)
    if problem:
        return [hint(problem)]
    collector = CollectingOutputChannel()
    message = OwnersMessage(
        cleaned, collector, sender_id, input_channel=channel, message_id=message_id, metadata=metadata
    )
    message.is_numbered, message.is_final = message_id is not None, is_final
    message.opening = opening
    began = time.monotonic()
    try:
        with UNDER_WAY.track_inprogress():
            await on_new_message(message)
    except ConversationErased:
        if is_final:
            raise
        return [{"text": DELETED, "custom": {"kind": "privacy", "ids": [], "sources": []}}]
    except asyncio.CancelledError:
        FAILURES.labels("cancelled").inc()
        logger.error("A message on channel '%s' was cancelled before it was answered.", channel)
        return [hint(OUT_OF_ORDER)]
    except (Exception, ConversationStoreUnavailable, ConversationVanished, ActionServerGone, NoAnswer) as error:
        FAILURES.labels(type(error).__name__).inc()
        logger.error("A message on channel '%s' failed: %s: %s", channel, type(error).__name__, _cause(error))
        return [hint(NOTHING_LOST if message.is_known else OUT_OF_ORDER)]
    if message.is_kept:
        return []
    if not collector.messages:
        FAILURES.labels("no answer").inc()
        logger.error("A message on channel '%s' got no answer; is the action server running?", channel)
        return [hint(OUT_OF_ORDER)]
    answer = with_one_set_of_facts([_shown(message) for message in collector.messages])
    seconds = time.monotonic() - began
    if message.is_repeated:
        REPEATED.inc()
    elif not (message_id or "").startswith(UNCOUNTED):
        COUNTING.answer(answer, seconds, is_new=not message.is_known)
        measure(answer, seconds, is_new=not message.is_known)
    is_first = not message.is_known and not message.is_repeated
    return with_links(opened(answer, opening, is_known=not is_first), sender_id)


def measure(answer: list[dict[str, Any]], seconds: float, is_new: bool) -> None:
    """Count an answer for whoever watches the server."""
    kinds = [str(message["custom"].get("kind")) for message in answer if message.get("custom")]
    ANSWERS.labels(kinds[-1] if kinds else "talk").inc()
    SECONDS.observe(seconds)
    if is_new:
        TALKS.inc()


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


def _shown(message: dict[str, Any]) -> dict[str, Any]:
    shown = {key: value for key, value in message.items() if key != "recipient_id"}
    if FAULT in (shown.get("custom") or {}):
        shown["custom"] = {key: value for key, value in shown["custom"].items() if key != FAULT}
    return shown


def _cause(error: BaseException) -> str:
    return str(error).splitlines()[0][:200] if str(error) else "no message"
