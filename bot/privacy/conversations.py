"""Showing and deleting stored conversations, in the table that Rasa's SQL tracker store writes.

Deleted means gone: SQLite overwrites what it deletes (``secure_delete``), writes its file anew and empties its write-ahead
log, so that the texts are in no file any more. PostgreSQL frees the space with its next vacuum.
"""

from __future__ import annotations

import json
import os
import time
from typing import Any

from sqlalchemy import Table, create_engine, delete, func, inspect, select, update
from sqlalchemy.engine import Connection, Engine

from bot.privacy.tables import CONTACTS, EVENTS, FEEDBACK, QUESTIONS, TELEGRAM, TELEGRAM_CHOICES
from bot.settings import VAR_DIR

RETENTION_DAYS = 30
"""Days after the last message when a conversation is deleted, if ``LOTSE_RETENTION_DAYS`` says nothing else."""

_DAY = 86_400.0
_OF_CONVERSATION = (CONTACTS, FEEDBACK, QUESTIONS, *TELEGRAM)
_CHECKPOINT_TRIES = 20


def tracker_url() -> str:
    """Return the SQLAlchemy URL of the conversations: ``LOTSE_TRACKER_URL``, or an SQLite file in ``var/``."""
    return os.environ.get("LOTSE_TRACKER_URL") or f"sqlite:///{VAR_DIR / 'conversations.db'}"


def retention_days() -> int:
    """Return how many days conversations are kept.

    Raises:
        ValueError: ``LOTSE_RETENTION_DAYS`` is no whole number of days from 1.
    """
    given = os.environ.get("LOTSE_RETENTION_DAYS", str(RETENTION_DAYS))
    if not given.isdigit() or int(given) < 1:
        raise ValueError(f"LOTSE_RETENTION_DAYS muss eine ganze Zahl ab 1 sein; dort steht: {given}")
    return int(given)


class StoredConversations:
    """The conversations in one data base."""

    def __init__(self, engine: Engine) -> None:
        """``engine``: an SQLAlchemy engine for the data base."""
        self._engine = engine

    @classmethod
    def at(cls, url: str) -> StoredConversations:
        """Open the data base at an SQLAlchemy URL."""
        return cls(create_engine(url))

    def erase(self, conversation: str) -> int:
        """Delete everything of one conversation, contact and feedback included; returns how many rows that were."""
        rest = [(table, table.c.conversation == conversation) for table in _OF_CONVERSATION]
        count = self._delete((EVENTS, EVENTS.c.sender_id == conversation), *rest)
        if count:
            self._leave_no_trace()
        return count

    def forget(self, conversation: str) -> None:
        """Delete the conversation whose time is up. A call-back that waits stays, and so do questions, without its name.

        Contacts have a time of their own (``bot.contact.requests``).
        """
        self._delete(
            (EVENTS, EVENTS.c.sender_id == conversation),
            *((table, table.c.conversation == conversation) for table in TELEGRAM),
        )
        with self._engine.begin() as connection:
            for table in (FEEDBACK, QUESTIONS):
                if self._has_table(table):
                    nameless = update(table).where(table.c.conversation == conversation).values(conversation=None)
                    connection.execute(nameless)

    def purge(self, days: int, now: float | None = None) -> int:
        """Delete the conversations whose last event is older than ``days`` and return how many they were.

        Args:
            days: how long conversations are kept.
            now: seconds since 1970; the present by default.
        """
        if not self._has_table():
            return 0
        limit = (time.time() if now is None else now) - days * _DAY
        latest = select(EVENTS.c.sender_id).group_by(EVENTS.c.sender_id).having(func.max(EVENTS.c.timestamp) < limit)
        with self._engine.connect() as connection:
            old = list(connection.execute(latest).scalars())
        for conversation in old:
            self.forget(conversation)
        if old:
            self._leave_no_trace()
        return len(old)

    def export(self, conversation: str) -> list[dict[str, Any]]:
        """Return all events stored of one conversation, oldest first, as Rasa has written them."""
        if not self._has_table():
            return []
        query = select(EVENTS.c.data).where(EVENTS.c.sender_id == conversation).order_by(EVENTS.c.id)
        with self._engine.connect() as connection:
            return [json.loads(data) for data in connection.execute(query).scalars()]

    def messages(self, conversation: str) -> tuple[int, float | None]:
        """Return how many messages of the owner are stored, and when the first was written (seconds since 1970)."""
        if not self._has_table():
            return 0, None
        of_owner = (EVENTS.c.sender_id == conversation, EVENTS.c.type_name == "user")
        with self._engine.connect() as connection:
            number, first = connection.execute(
                select(func.count(), func.min(EVENTS.c.timestamp)).where(*of_owner)
            ).one()
        return int(number), first

    def export_all(self, conversation: str) -> dict[str, list[dict[str, Any]]]:
        """Return everything stored of one conversation by table: events, contacts, feedback, questions."""
        found: dict[str, list[dict[str, Any]]] = {"events": self.export(conversation)}
        for table in (CONTACTS, FEEDBACK, QUESTIONS, TELEGRAM_CHOICES):
            found[table.name] = []
            if self._has_table(table):
                with self._engine.connect() as connection:
                    rows = connection.execute(select(table).where(table.c.conversation == conversation))
                    found[table.name] = [dict(row) for row in rows.mappings()]
        return found

    def _has_table(self, table: Table = EVENTS) -> bool:
        return bool(inspect(self._engine).has_table(table.name))

    def _delete(self, *what: tuple[Table, Any]) -> int:
        present = [(table, condition) for table, condition in what if self._has_table(table)]
        with self._engine.connect() as connection:
            if self._engine.dialect.name == "sqlite":
                connection.exec_driver_sql("PRAGMA secure_delete = ON")
            with connection.begin():
                return sum(int(connection.execute(delete(table).where(where)).rowcount) for table, where in present)

    def _leave_no_trace(self) -> None:
        """Write an SQLite file anew: overwriting rows leaves what was once moved between its pages."""
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:
                connection.exec_driver_sql("VACUUM")
                empty_log(connection)


def empty_log(connection: Connection) -> None:
    """Move SQLite's write-ahead log into the data base and cut it to nothing; readers may hold it up for a moment."""
    for _ in range(_CHECKPOINT_TRIES):
        busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").first()
        if busy is None or not busy[0]:
            return
        time.sleep(0.05)
