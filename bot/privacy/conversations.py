"""Where conversations are stored, how long, and what is stored of one."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Engine

from bot.core.table import RETENTION_DAYS as _RETENTION
from bot.privacy.keeping import erase
from bot.privacy.tables import EVENTS, open_database
from bot.settings import tracker_url as tracker_url

RETENTION_DAYS = _RETENTION.default
"""Days after the last message when a conversation is deleted, if ``LOTSE_RETENTION_DAYS`` says nothing else."""


def retention_days() -> int:
    """Return how many days conversations are kept.

    Raises:
        ValueError: ``LOTSE_RETENTION_DAYS`` is no whole number of days from 1.
    """
    return _RETENTION.value()


class StoredConversations:
    """The conversations in one data base, one at a time."""

    def __init__(self, engine: Engine) -> None:
        """``engine``: of the data base, with the tables in place (``bot.privacy.tables.open_database``)."""
        self._engine = engine

    @classmethod
    def at(cls, url: str) -> StoredConversations:
        """Open the data base at an SQLAlchemy URL."""
        return cls(open_database(url))

    def erase(self, conversation: str) -> int:
        """Delete everything of one conversation (``bot.privacy.keeping.erase``); returns how many rows that were."""
        return erase(self._engine, conversation)

    def export(self, conversation: str) -> list[dict[str, Any]]:
        """Return all events stored of one conversation, oldest first, as Rasa has written them."""
        query = select(EVENTS.c.data).where(EVENTS.c.sender_id == conversation).order_by(EVENTS.c.id)
        with self._engine.connect() as connection:
            return [json.loads(data) for data in connection.execute(query).scalars()]

    def messages(self, conversation: str) -> tuple[int, float | None]:
        """Return how many messages of the owner are stored, and when the first was written (seconds since 1970)."""
        of_owner = (EVENTS.c.sender_id == conversation, EVENTS.c.type_name == "user")
        with self._engine.connect() as connection:
            number, first = connection.execute(
                select(func.count(), func.min(EVENTS.c.timestamp)).where(*of_owner)
            ).one()
        return int(number), first
