"""Conversations in an SQL data base, with errors that are seen.

Rasa wraps every tracker store so that a failed read looks like a new person and a failed write goes to memory: the owner is
forgotten and nobody notices (``FailSafeTrackerStore`` in Rasa 3.6.21). It catches ``Exception`` only, so the error
raised here is none; the channels turn it into an apology and a log line (``bot.rasa.asking``).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.privacy.conversations import StoredConversations, empty_log
from bot.privacy.redaction import CONTACT_SLOT, emptied, is_contact_slot, redacted

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
            self._write(tracker)
        except SQLAlchemyError as error:
            raise ConversationStoreUnavailable(f"writing a conversation failed: {_cause(error)}") from error

    def _write(self, tracker: DialogueStateTracker) -> None:
        """Append the new events, without what may not be stored. Contact details go when their dialogue is over."""
        events = [event.as_dict() for event in tracker.events]
        with self.session_scope() as session:
            known = self._event_query(session, tracker.sender_id, fetch_events_from_all_sessions=False).count()
            new = list(redacted(events))[known:]
            is_over = any(is_contact_slot(event) and event["value"] is None for event in new)
            if is_over:
                new = [emptied(event) if is_contact_slot(event) else event for event in new]
                self._empty_contact_slots(session, tracker.sender_id)
            session.add_all(self._row(tracker.sender_id, event) for event in new)
            session.commit()
        if is_over and self.engine.dialect.name == "sqlite":
            with self.engine.connect() as connection:
                empty_log(connection)

    def _row(self, sender_id: str, event: dict[str, Any]) -> Any:
        return self.SQLEvent(
            sender_id=sender_id,
            type_name=event["event"],
            timestamp=event.get("timestamp"),
            intent_name=((event.get("parse_data") or {}).get("intent") or {}).get("name"),
            action_name=event.get("name"),
            data=json.dumps(event),
        )

    def _empty_contact_slots(self, session: Any, sender_id: str) -> None:
        if self.engine.dialect.name == "sqlite":
            session.execute(text("PRAGMA secure_delete = ON"))
        rows = session.query(self.SQLEvent).filter_by(sender_id=sender_id, type_name="slot", action_name=CONTACT_SLOT)
        for row in rows:
            row.data = json.dumps(emptied(json.loads(row.data)))


def _cause(error: SQLAlchemyError) -> str:
    return f"{type(error).__name__}: {str(getattr(error, 'orig', None) or error).splitlines()[0]}"
