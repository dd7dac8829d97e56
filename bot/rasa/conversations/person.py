"""A message in a talk where a person of the centre writes: kept for them without an answer, unless it must not wait.

An emergency, despair, a wish to delete everything or to let nobody read any more reach the bot even then, and so does the
answer to what the bot has asked about it. Nobody is left waiting with those.
"""

from __future__ import annotations

import time
from typing import Any, Protocol

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import UserUttered

from bot.language.asked.reading_along import wish_for_reader
from bot.rasa.conversations.once import Turn
from bot.rasa.conversations.tracker_store import LiveTrackerStore

_MUST_NOT_WAIT = frozenset({"crisis", "emergency", "delete_data"})
"""Intents that the bot answers whoever is there."""
_ENDS = frozenset({"refuse", "end"})


class Reader(Protocol):
    """Understands messages (Rasa's ``MessageProcessor``)."""

    async def parse_message(self, message: UserMessage) -> dict[str, Any]:
        """Return what a message is taken for."""


async def kept_for_person(message: UserMessage, turn: Turn, conversations: LiveTrackerStore, reader: Reader) -> bool:
    """Keep a message for the person who writes in its talk; returns False where the bot has to answer it.

    Raises:
        ConversationStoreUnavailable, AnsweredBefore, ConversationVanished: nothing was written.
    """
    now, talk = time.time(), str(message.sender_id)
    person = await conversations.news(lambda persons: persons.person(talk, now))
    if person is None:
        return False
    since = person.since
    if await conversations.news(lambda persons: persons.bot_has_asked(talk, since)):
        return False
    text = message.text or ""
    if wish_for_reader(text) in _ENDS:
        return False
    intent = (await reader.parse_message(message)).get("intent") or {}
    if intent.get("name") in _MUST_NOT_WAIT:
        return False
    said = UserUttered(text, input_channel=message.input_channel, message_id=message.message_id, timestamp=now)
    await conversations.keep(talk, said, turn.message_id, turn.is_final)
    return True
