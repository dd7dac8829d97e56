"""The tables that hold what people have told us: the conversation itself, contacts, feedback, open questions.

They live in one data base (``bot.privacy.conversations.tracker_url``), so that one deletion finds everything. Each row names
its conversation; times are seconds since 1970.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    text,
)
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import QueuePool
from sqlalchemy.schema import CreateIndex, CreateTable

PRIVATE = MetaData()

_OPEN_SQLITE: dict[str, Any] = {"poolclass": QueuePool, "connect_args": {"check_same_thread": False}}
"""Connections stay open: setting one up takes longer than what is asked of it."""

_CREATION_LOCK = 4_010_418
"""Any fixed number: whoever creates tables on one PostgreSQL data base asks for the lock of this number."""

EVENTS = Table(
    "events",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("sender_id", String(255), nullable=False),
    Column("type_name", String(255), nullable=False),
    Column("timestamp", Float),
    Column("intent_name", String(255)),
    Column("action_name", String(255)),
    Column("data", Text),
)
"""What was said and decided, one row an event, in the layout of Rasa's own SQL tracker store. ``data``: the event as JSON."""

Index("ix_events_conversation", EVENTS.c.sender_id, EVENTS.c.id)
"""Finds the end of one conversation at once, however many there are and however long it is."""

CONTACTS = Table(
    "contacts",
    PRIVATE,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(255), index=True, nullable=False),
    Column("created", Float, nullable=False),
    Column("name", Text, nullable=False),
    Column("phone", Text),
    Column("email", Text),
    Column("best_time", Text),
    Column("matter", Text, nullable=False),
    Column("summary", Text),
    Column("consent", Text, nullable=False),
    Column("sent", Float),
    Column("attempts", Integer, nullable=False, default=0),
    Column("next_attempt", Float, nullable=False),
    Column("last_error", Text),
)
"""People who asked to be called back. ``consent``: the sentence agreed to; ``sent``: None while the e-mail waits."""

FEEDBACK = Table(
    "feedback",
    PRIVATE,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(255), index=True),
    Column("created", Float, nullable=False),
    Column("helpful", Boolean, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("ids", Text, nullable=False),
)
"""Whether an answer helped. ``kind`` and ``ids`` (JSON list) are those of the answer."""

QUESTIONS = Table(
    "questions",
    PRIVATE,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(255), index=True),
    Column("created", Float, nullable=False),
    Column("text", Text, nullable=False),
)
"""Questions that found no answer, masked. The conversation is forgotten when its time is up; the question stays."""

TELEGRAM_UPDATES = Table(
    "telegram_updates",
    PRIVATE,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("conversation", String(255), index=True),
    Column("received", Float, nullable=False),
    Column("body", Text),
)
"""What Telegram has delivered. ``body``: the update as JSON until it is answered, then None; the number stays for a while,
because Telegram delivers an update again when it believes that we have not got it."""

TELEGRAM_CALLS = Table(
    "telegram_calls",
    PRIVATE,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(255), index=True, nullable=False),
    Column("created", Float, nullable=False),
    Column("body", Text, nullable=False),
)
"""What waits to be sent to Telegram, in order; gone as soon as Telegram has taken it."""

TELEGRAM_CHOICES = Table(
    "telegram_choices",
    PRIVATE,
    Column("code", String(32), primary_key=True),
    Column("conversation", String(255), index=True, nullable=False),
    Column("created", Float, nullable=False),
    Column("title", Text, nullable=False),
    Column("payload", Text, nullable=False),
)
"""What the buttons under the bot's messages stand for: Telegram gives back at most 64 bytes."""

TELEGRAM = (TELEGRAM_UPDATES, TELEGRAM_CALLS, TELEGRAM_CHOICES)


def open_database(url: str) -> Engine:
    """Return an engine for the data base at an SQLAlchemy URL, with the tables in place.

    SQLite overwrites what is deleted (``secure_delete``) and lets readers and one writer work side by side (WAL).
    """
    engine = create_engine(url, **_OPEN_SQLITE) if make_url(url).get_backend_name() == "sqlite" else create_engine(url)
    if engine.dialect.name == "sqlite" and engine.url.database:
        path = Path(engine.url.database)
        path.parent.mkdir(parents=True, exist_ok=True)
        event.listen(engine, "connect", prepare_sqlite)
        event.listen(engine, "checkout", same_file(path))
    create_missing(engine, *PRIVATE.sorted_tables)
    return engine


def create_missing(engine: Engine, *tables: Table) -> None:
    """Create the tables and indexes that are not there. Several processes may do so at once: they start together."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            # There "IF NOT EXISTS" fails where another one creates the same at the same time.
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _CREATION_LOCK})
        for table in tables:
            connection.execute(CreateTable(table, if_not_exists=True))
            for index in sorted(table.indexes, key=lambda index: str(index.name)):
                connection.execute(CreateIndex(index, if_not_exists=True))


def prepare_sqlite(connection: Any, record: Any) -> None:
    """Set up a new connection; SQLAlchemy calls it. What is written is on disk when the transaction ends."""
    for pragma in ("busy_timeout = 5000", "journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")


def same_file(path: Path) -> Callable[[Any, Any, Any], None]:
    """Return a check that an open connection is to the file that lies there: a backup may have been put in its place."""

    def check(connection: Any, record: Any, proxy: Any) -> None:
        found = path.stat().st_ino if path.exists() else None
        if record.info.setdefault("file", found) != found:
            raise DisconnectionError(f"{path} was exchanged")

    return check
