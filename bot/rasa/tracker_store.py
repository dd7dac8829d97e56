"""Conversations in an SQL data base, with errors that are seen.

Rasa wraps every tracker store so that a failed read looks like a new person and a failed write goes to memory: the owner is
forgotten and nobody notices (``FailSafeTrackerStore`` in Rasa 3.6.21). It catches ``Exception`` only, so the error
raised here is none; the channels turn it into an apology and a log line (``bot.rasa.asking``).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.privacy.conversations import StoredConversations

ERASE = "erase"
"""The slot that an action sets when the owner wants everything deleted, this very message included."""


class ConversationStoreUnavailable(BaseException):
    """Conversations cannot be read or written; the message names the cause for the operator."""


class HonestTrackerStore(SQLTrackerStore):
    """Rasa's SQL tracker store on any SQLAlchemy URL; an SQLite file runs in WAL mode, so readers never block the writer."""

    def __init__(
        self, domain: Domain | None = None, host: str = "", event_broker: EventBroker | None = None, **kwargs: Any
    ) -> None:
        """``host``: SQLAlchemy URL of the data base for conversations; Rasa hands the ``url`` of endpoints.yml on as host."""
        parsed = make_url(host)
        is_sqlite = parsed.get_backend_name() == "sqlite"
        if is_sqlite and parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        super().__init__(domain=domain, host=host, event_broker=event_broker)
        if is_sqlite:
            with self.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return the conversation, or None for a new one.

        Raises:
            ConversationStoreUnavailable: the data base cannot be read.
        """
        try:
            return await super().retrieve(sender_id)
        except SQLAlchemyError as error:
            raise ConversationStoreUnavailable(f"reading a conversation failed: {_cause(error)}") from error

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write the new events of a conversation, or delete all of it where the owner has asked for that.

        Raises:
            ConversationStoreUnavailable: the data base cannot be written.
        """
        try:
            if tracker.get_slot(ERASE):
                StoredConversations(self.engine).erase(tracker.sender_id)
                return
            await super().save(tracker)
        except SQLAlchemyError as error:
            raise ConversationStoreUnavailable(f"writing a conversation failed: {_cause(error)}") from error


def _cause(error: SQLAlchemyError) -> str:
    return f"{type(error).__name__}: {str(getattr(error, 'orig', None) or error).splitlines()[0]}"
