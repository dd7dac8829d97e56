"""The events of all conversations in an SQL data base: only ever appended, and read from their end.

Knows the table and its guarantees, nothing of trackers. SQLite runs in WAL mode, and an append is on disk when it returns.
The answer to a message is written in the same transaction as its events (``bot.rasa.conversations.once``).
Appends to one conversation happen one after the other, so that the order of ids is the order of what happened, whichever
process wrote: on SQLite there is one writer at a time, on PostgreSQL each conversation has a lock of its own.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.privacy.conversations import StoredConversations
from bot.privacy.keeping import erase, is_erased, was_erased
from bot.privacy.redaction import CONTACT_SLOT, emptied
from bot.privacy.tables import EVENTS, READERS, open_database
from bot.privacy.traces import NOBODY, empty_log
from bot.rasa.conversations.once import Messages, remember, remembered

Event = dict[str, Any]
"""An event as Rasa writes it (``Event.as_dict``)."""

CONNECTIONS = 8
"""How many conversations are read or written at once on a data base server; SQLite takes one at a time."""

_BEGINNINGS = ("session_started", "restart")
_REVERTING = ("undo", "rewind")
_STATE = ("slot", "active_loop", "loop_interrupted", "reset_slots", "pause", "resume")

# Both are asked for every message, so they are put together once.
_OF_CONVERSATION = EVENTS.c.sender_id == sa.bindparam("conversation")
_LAST = sa.select(EVENTS.c.id, EVENTS.c.timestamp).where(_OF_CONVERSATION).order_by(EVENTS.c.id.desc()).limit(1)
_FROM = (
    sa.select(EVENTS.c.id, EVENTS.c.timestamp, EVENTS.c.data)
    .where(_OF_CONVERSATION, EVENTS.c.id >= sa.bindparam("first"))
    .order_by(EVENTS.c.id)
)

_TAKEN = sa.select(READERS.c.id).where(
    READERS.c.conversation == sa.bindparam("conversation"), READERS.c.taken_by.is_not(None)
)


@dataclass(frozen=True)
class Mark:
    """The last event known of a conversation. The time tells it from another one that got its number after a deletion."""

    id: int
    timestamp: float


@dataclass(frozen=True)
class Tail:
    """The end of a conversation.

    ``state``: the events that decided what was known before, at most one of a kind and name; ``recent``: everything since;
    ``mark``: where it ends.
    """

    state: list[Event]
    recent: list[Event]
    mark: Mark


@dataclass(frozen=True)
class Answered:
    """What a message is answered, under the id that its sender gave it."""

    message_id: str
    messages: Messages


@dataclass(frozen=True)
class Before:
    """What is known of a message before it is answered.

    ``answer``: what it was answered; None if it was not. ``is_erased``, ``is_erased_with_it``: whether the conversation was
    deleted some time, and whether the message was part of what was deleted. ``is_taken``: whether a person writes there
    (``bot.privacy.taking_over``).
    """

    answer: Messages | None = None
    is_erased: bool = False
    is_erased_with_it: bool = False
    is_taken: bool = False


class ConversationVanished(BaseException):
    """A conversation was deleted while a message was answered. Nothing was written. Not an Exception: Rasa swallows those."""


class EventLog:
    """Appends and reads events. Every method may raise ``sqlalchemy.exc.SQLAlchemyError``."""

    def __init__(self, url: str) -> None:
        """Open the data base at an SQLAlchemy URL and make what is missing of the table."""
        one_writer = {"pool_size": 1, "max_overflow": 1}
        is_sqlite = sa.engine.make_url(url).get_backend_name() == "sqlite"
        self.engine = open_database(url, **(one_writer if is_sqlite else {"pool_size": CONNECTIONS}))

    def append(
        self,
        conversation: str,
        events: Sequence[Event],
        known: Mark | None,
        empty_contact: bool = False,
        answered: Answered | None = None,
        is_final: bool = False,
    ) -> tuple[Mark, bool]:
        """Write events behind those that are there, all or none.

        Args:
            conversation: its id.
            events: what to write, at least one.
            known: the last event that the writer has seen; None if none.
            empty_contact: whether to take names, numbers and addresses out of the events, these included, that held them
                while the dialogue about a call-back was open.
            answered: the message that the events belong to, and its answer.
            is_final: whether nothing may be written any more when the conversation was deleted once.

        Returns:
            Where the conversation ends now, and whether the writer had seen all that came before.

        Raises:
            AnsweredBefore: another process has answered the message.
            ConversationVanished: what the writer has seen was deleted.
        """
        rows = [_row(conversation, event) for event in events]
        with self.engine.begin() as connection:
            self._lock(connection, conversation)
            seen_all = _end(connection, conversation) == known
            if not seen_all and known and not _is_there(connection, conversation, known):
                raise ConversationVanished(conversation)
            if is_final and is_erased(connection, conversation):
                raise ConversationVanished(conversation)
            if answered:
                remember(connection, conversation, answered.message_id, answered.messages)
            connection.execute(EVENTS.insert(), rows)
            if empty_contact:
                _empty_contact(connection, conversation)
            end = _end(connection, conversation)
        if empty_contact and self.engine.dialect.name == "sqlite":
            with self.engine.connect() as connection:
                empty_log(connection)
        assert end is not None
        return end, seen_all

    def before(self, conversation: str, message_id: str | None) -> Before:
        """Return what is known of a message before it is answered. ``message_id``: None where it has none."""
        with self.engine.connect() as connection:
            erased = is_erased(connection, conversation)
            taken = connection.execute(_TAKEN, {"conversation": conversation}).first() is not None
            if message_id is None:
                return Before(is_erased=erased, is_taken=taken)
            answer = remembered(connection, conversation, message_id)
            with_it = erased and answer is None and is_erased(connection, conversation, message_id)
        return Before(answer, erased, with_it, taken)

    def was_erased(self, conversation: str) -> bool:
        """Return whether a conversation was deleted some time."""
        return was_erased(self.engine, conversation)

    def news(self, conversation: str, known: Mark) -> tuple[list[Event], Mark] | None:
        """Return what was appended after ``known`` and where it ends; None if ``known`` was deleted."""
        with self.engine.connect() as connection:
            rows = connection.execute(_FROM, {"conversation": conversation, "first": known.id}).all()
        if not rows or Mark(rows[0].id, rows[0].timestamp) != known:
            return None
        return [json.loads(row.data) for row in rows[1:]], Mark(rows[-1].id, rows[-1].timestamp)

    def tail(self, conversation: str, turns: int) -> Tail | None:
        """Return the last ``turns`` messages of the owner with what followed, and the state before; None if nothing is stored.

        What lies before the latest start of a session or a restart does not count. Reads little more than it returns; only
        where something was taken back, all of it.
        """
        with self.engine.connect() as connection:
            end = _end(connection, conversation)
            if end is None:
                return None
            start = _largest(connection, conversation, EVENTS.c.type_name.in_(_BEGINNINGS)) or 0
            here = (EVENTS.c.sender_id == conversation, EVENTS.c.id <= end.id)
            cut = self._cut(connection, conversation, start, turns)
            recent = connection.execute(
                sa.select(EVENTS.c.data).where(*here, EVENTS.c.id >= (cut or start)).order_by(EVENTS.c.id)
            )
            events = [json.loads(data) for data in recent.scalars()]
            state = _deciding(connection, conversation, start, cut) if cut else []
        return Tail(state, events, end)

    def all(self, conversation: str) -> list[Event]:
        """Return every event of a conversation, in order."""
        return StoredConversations(self.engine).export(conversation)

    def conversations(self) -> list[str]:
        """Return the ids of all conversations."""
        with self.engine.connect() as connection:
            named = sa.select(EVENTS.c.sender_id).where(EVENTS.c.sender_id != NOBODY)
            return list(connection.execute(named.distinct()).scalars())

    def erase(self, conversation: str, message_id: str | None = None) -> None:
        """Delete everything stored of a conversation. ``message_id``: of the message that asked for it."""
        erase(self.engine, conversation, [message_id] if message_id else [])

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def _cut(self, connection: Connection, conversation: str, start: int, turns: int) -> int | None:
        """Return the id of the event where the tail begins: the bot listening before a message; None for the start."""
        here = (EVENTS.c.sender_id == conversation, EVENTS.c.id > start)
        if connection.execute(sa.select(EVENTS.c.id).where(*here, EVENTS.c.type_name.in_(_REVERTING)).limit(1)).first():
            return None
        first = connection.execute(
            sa.select(EVENTS.c.id)
            .where(*here, EVENTS.c.type_name == "user")
            .order_by(EVENTS.c.id.desc())
            .offset(turns - 1)
            .limit(1)
        ).scalar()
        if first is None:
            return None
        listening = (EVENTS.c.id < first, EVENTS.c.action_name == "action_listen", EVENTS.c.id > start)
        return _largest(connection, conversation, *listening)

    def _lock(self, connection: Connection, conversation: str) -> None:
        if self.engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        elif self.engine.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(hashtext(:id))"), {"id": conversation})


def _empty_contact(connection: Connection, conversation: str) -> None:
    of_dialogue = (
        EVENTS.c.sender_id == conversation,
        EVENTS.c.type_name == "slot",
        EVENTS.c.action_name == CONTACT_SLOT,
    )
    for row in connection.execute(sa.select(EVENTS.c.id, EVENTS.c.data).where(*of_dialogue)).all():
        data = json.dumps(emptied(json.loads(row.data)))
        connection.execute(EVENTS.update().where(EVENTS.c.id == row.id).values(data=data))


def _deciding(connection: Connection, conversation: str, start: int, cut: int) -> list[Event]:
    """Return, in order, the last event of each kind and name between ``start`` and ``cut`` that still counts."""
    last = (
        sa.select(sa.func.max(EVENTS.c.id))
        .where(EVENTS.c.sender_id == conversation, EVENTS.c.id > start, EVENTS.c.id < cut)
        .where(EVENTS.c.type_name.in_(_STATE))
        .group_by(EVENTS.c.type_name, EVENTS.c.action_name)
    )
    query = sa.select(EVENTS.c.data).where(EVENTS.c.id.in_(last)).order_by(EVENTS.c.id)
    return [json.loads(data) for data in connection.execute(query).scalars()]


def _end(connection: Connection, conversation: str) -> Mark | None:
    row = connection.execute(_LAST, {"conversation": conversation}).first()
    return Mark(row.id, row.timestamp) if row else None


def _is_there(connection: Connection, conversation: str, mark: Mark) -> bool:
    query = sa.select(EVENTS.c.timestamp).where(EVENTS.c.sender_id == conversation, EVENTS.c.id == mark.id)
    return bool(connection.execute(query).scalar() == mark.timestamp)


def _largest(connection: Connection, conversation: str, *conditions: Any) -> int | None:
    query = sa.select(sa.func.max(EVENTS.c.id)).where(EVENTS.c.sender_id == conversation, *conditions)
    found: int | None = connection.execute(query).scalar()
    return found


def _row(conversation: str, event: Event) -> dict[str, Any]:
    return {
        "sender_id": conversation,
        "type_name": event["event"],
        "timestamp": event.get("timestamp"),
        "intent_name": ((event.get("parse_data") or {}).get("intent") or {}).get("name"),
        "action_name": event.get("name"),
        "data": json.dumps(event),
    }
