"""Each message is answered once, however often and to whichever process it is sent, and whatever dies in between.

The id that a browser, Telegram or a program gave a message is stored with the answer in the transaction that stores the turn
(``bot.rasa.conversations.event_log``): either all of it is there or nothing. Who sends the message again gets the stored
answer; where nothing is stored it is answered as if it came for the first time.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel
from rasa.shared.core.events import BotUttered, Event
from sqlalchemy import select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from bot.advice.reply import FAULT
from bot.privacy.redaction import PLACEHOLDER
from bot.privacy.tables import ANSWERS

Messages = list[dict[str, Any]]

OPENING = "Hier antwortet ein Computerprogramm"
"""How the sentence begins that has to come before the first answer of a talk (AI Act, Article 50), and our greeting."""

NOT_SHOWN_AGAIN = (
    "Ihre Angaben habe ich noch. Zu Ihrem Schutz zeige ich sie nicht ein zweites Mal. "
    "Soll ich sie so an das Zentrum schicken?"
)
"""Repeats the last look before a call-back is sent: what stood there is not kept, its buttons are."""


CAUGHT = "caught"
"""What the metadata of an apology name as its action where a turn could not go on, so that the next turn knows of it."""


class AnsweredBefore(BaseException):
    """Another process has answered the message meanwhile. Nothing was written. Not an Exception: Rasa swallows those."""


class NoAnswer(BaseException):
    """A message led to no answer at all. Nothing was written."""


@dataclass
class Turn:
    """What is to be known of a message while it is answered.

    ``message_id``: the id that its sender gave it, None if none; ``is_final``: whether nothing may follow once the
    conversation was deleted; ``is_known``: whether something of the conversation was found in the data base; ``opening``:
    what comes before the first answer of a talk, None where the channel has said it already.
    """

    message_id: str | None = None
    is_final: bool = False
    is_known: bool = False
    opening: str | None = None


TURN: ContextVar[Turn | None] = ContextVar("turn", default=None)
"""The turn that this task is about; None where a conversation is written for another reason."""


def remember(connection: Connection, conversation: str, message_id: str, messages: Messages) -> None:
    """Store the answer to a message within a transaction.

    Raises:
        AnsweredBefore: there is one.
    """
    row = {"conversation": conversation, "message_id": message_id, "created": time.time()}
    try:
        connection.execute(ANSWERS.insert(), {**row, "body": json.dumps(messages)})
    except IntegrityError as error:
        raise AnsweredBefore(message_id) from error


def remembered(connection: Connection, conversation: str, message_id: str) -> Messages | None:
    """Return the answer to a message; None if it has not been answered."""
    same = (ANSWERS.c.conversation == conversation) & (ANSWERS.c.message_id == message_id)
    body = connection.execute(select(ANSWERS.c.body).where(same)).scalar()
    return None if body is None else list(json.loads(body))


def opened(messages: Messages, opening: str | None, is_known: bool = False) -> Messages:
    """Return an answer with what has to come before it: at the beginning of a talk, unless the answer says it itself.

    Args:
        messages: the answer.
        opening: the sentence; None where there is none.
        is_known: whether the talk had begun before.
    """
    if opening is None or is_known or any(OPENING in (message.get("text") or "") for message in messages):
        return messages
    return [{"text": opening}, *messages]


async def messages_of(events: Iterable[Event]) -> Messages:
    """Return what the bot says in events, as a channel gets it, without details of a call-back."""
    collector = CollectingOutputChannel()
    for event in events:
        if isinstance(event, BotUttered):
            message = event.message()
            if message.get("text") == PLACEHOLDER:
                message["text"] = NOT_SHOWN_AGAIN
            await collector.send_response("", message)
    return list(collector.messages)


def is_apology(events: Iterable[Event]) -> bool:
    """Return whether an action has apologised for a fault."""
    said = (event.data for event in events if isinstance(event, BotUttered))
    return any(((data or {}).get("custom") or {}).get(FAULT) for data in said)


def was_caught(events: Iterable[Event]) -> bool:
    """Return whether the turn could not go on and ended in the net (``bot.rasa.conversations.net``)."""
    return any(isinstance(event, BotUttered) and event.metadata.get("utter_action") == CAUGHT for event in events)
