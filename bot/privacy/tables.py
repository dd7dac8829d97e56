"""The tables that hold what people have told us: the conversation itself, contacts, feedback, open questions.

They live in one data base (``bot.privacy.conversations.tracker_url``), so that one deletion finds everything. Each says what
happens to its rows (``bot.privacy.declaration``); times are seconds since 1970.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, String, Table, Text, event
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import DisconnectionError, OperationalError
from sqlalchemy.pool import QueuePool
from sqlalchemy.schema import CreateColumn, CreateIndex, CreateTable, DDLElement, DropIndex

from bot.privacy import desk_tables
from bot.privacy.conversation_id import Bucket, ConversationId
from bot.privacy.declaration import PRIVATE, Ends, private
from bot.privacy.layout import hold_others_off, stamp, stamping, upgrade
from bot.storage.engines import new_engine
from bot.storage.wal import switch_to_wal

logger = logging.getLogger(__name__)

STAFF = desk_tables.TABLES
"""The tables of the desk, which say nothing of owners (:mod:`bot.privacy.desk_tables`)."""

_OPEN_SQLITE: dict[str, Any] = {"poolclass": QueuePool, "connect_args": {"check_same_thread": False}}
"""Connections stay open: setting one up takes longer than what is asked of it."""

EVENTS = Table(
    "events",
    PRIVATE,
    Column("id", Integer, primary_key=True),
    Column("sender_id", ConversationId(255), nullable=False),
    Column("type_name", String(255), nullable=False),
    Column("timestamp", Float),
    Column("intent_name", String(255)),
    Column("action_name", String(255)),
    Column("data", Text),
    info=private("Ereignisse", Ends("timestamp"), conversation="sender_id", struck=True),
)
"""What was said and decided, one row an event, in the layout of Rasa's own SQL tracker store. ``data``: the event as JSON.
A conversation ends as a whole, with its latest event. SQLite keeps rows of deleted ones for a while, empty and of nobody
(``sender_id`` is "")."""

_INDEX_OF_NAMES = Index("ix_events_conversation", EVENTS.c.sender_id, EVENTS.c.id)
_INDEX_OF_BUCKETS = Index("ix_events_bucket", Bucket(EVENTS.c.sender_id), EVENTS.c.id)
"""Either finds the end of one conversation at once, however many there are and however long it is."""

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
    Column("message_id", Text),
    Column("claimed_by", String(64)),
    Column("claimed", Float),
    Column("done", Float),
    Column("note", Text),
    info=private("Rückrufbitten", Ends("sent"), Ends("done")),
)
"""People who asked to be called back. ``consent``: the sentence agreed to; ``sent``: None while the e-mail waits;
``message_id``: of the message that asked for it, so that an action or a message that is repeated stores it once. The desk
writes the last four: who of the staff takes care since when, when the call was made, and what they noted."""

Index("ix_contacts_once", CONTACTS.c.conversation, CONTACTS.c.message_id, unique=True)

READING_DAYS = 14
"""Days for which the staff may read a talk at most: whoever has closed the chat's window cannot take it back any more."""

READERS = Table(
    "readers",
    PRIVATE,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("conversation", String(255), unique=True, nullable=False),
    Column("created", Float, nullable=False),
    Column("consent", Text, nullable=False),
    Column("times_read", Integer, nullable=False, default=0),
    Column("last_read", Float),
    Column("may_write", Boolean),
    Column("taken_by", String(64)),
    Column("taken_name", Text),
    Column("taken_since", Float),
    Column("last_word", Float),
    info=private("Erlaubnisse, ein Gespräch zu lesen", Ends("created"), Ends("created", days=READING_DAYS)),
)
"""Talks that the staff may read, because the owner has agreed (``bot.privacy.reading_consent``). ``id``: what the staff call the
talk, drawn by lot, so that a later talk never gets the number of one that is gone; ``consent``: the text agreed to. The last
five: whether staff may write there, and who does, as whom, since when, last when (``bot.privacy.taking_over``)."""

FEEDBACK = Table(
    "feedback",
    PRIVATE,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(255), index=True),
    Column("created", Float, nullable=False),
    Column("helpful", Boolean, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("ids", Text, nullable=False),
    Column("reason", String(20)),
    info=private("Bewertungen", Ends("created", with_conversation=True, nameless=True)),
)
"""Whether an answer helped. ``kind`` and ``ids`` (JSON list) are those of the answer; ``reason``: why not
(``bot.feedback.store.Reason``), None where nobody has said."""

QUESTIONS = Table(
    "questions",
    PRIVATE,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(255), index=True),
    Column("created", Float, nullable=False),
    Column("text", Text, nullable=False),
    Column("outcome", String(20)),
    Column("settled", Float),
    info=private("Fragen ohne Antwort", Ends("created", with_conversation=True, nameless=True)),
)
"""Questions that found no answer, masked. The conversation is forgotten when its time is up; the question stays. ``outcome``
and ``settled``: what the staff have decided and when (``bot.feedback.settling``); None while the question is open."""

ANSWERS = Table(
    "answers",
    PRIVATE,
    Column("conversation", String(255), primary_key=True),
    Column("message_id", String(128), primary_key=True),
    Column("created", Float, nullable=False, index=True),
    Column("body", Text),
    info=private("Antworten zum Wiederholen", Ends("created", days=1)),
)
"""What the latest messages were answered, under the id that the browser, Telegram or a program gave them, so that a message
sent again is answered once. ``body``: the bot's messages as JSON, without details of a call-back."""

ERASED = Table(
    "erased",
    PRIVATE,
    Column("key", String(64), primary_key=True),
    Column("created", Float, nullable=False, index=True),
    info=private("Spuren von Löschungen", Ends("created", days=3), conversation=None),
)
"""Keyed hashes of conversations that were deleted, until nobody can hold a token of theirs any more."""

TELEGRAM_UPDATES = Table(
    "telegram_updates",
    PRIVATE,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("conversation", String(255), index=True),
    Column("received", Float, nullable=False),
    Column("body", Text),
    Column("album", String(64)),
    info=private(
        "Nachrichten von Telegram",
        Ends("received", with_conversation=True),
        Ends("received", days=2, empty="body"),
    ),
)
"""What Telegram has delivered to a bot. ``body``: what was read of it, as JSON, until it is answered, then None; the number
stays for a while, because Telegram delivers an update again when it believes that we have not got it. ``album``: keyed
hash of the album of photos that it is a part of, which is answered once."""

TELEGRAM_SAID = Table(
    "telegram_said",
    PRIVATE,
    Column("fingerprint", String(64), primary_key=True),
    Column("conversation", String(255), index=True, nullable=False),
    Column("received", Float, nullable=False),
    info=private("Spuren von Nachrichten in Telegram", Ends("received", days=2)),
)
"""Keyed hashes of messages with their text, as long as they can be edited: an edit that leaves the text as it was is none."""

TELEGRAM_CALLS = Table(
    "telegram_calls",
    PRIVATE,
    Column("id", Integer, primary_key=True),
    Column("bot", BigInteger, nullable=False),
    Column("conversation", String(255), index=True, nullable=False),
    Column("created", Float, nullable=False),
    Column("body", Text, nullable=False),
    info=private("Nachrichten an Telegram", Ends("created", with_conversation=True)),
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
    info=private("Knöpfe in Telegram", Ends("created", with_conversation=True)),
)
"""What the buttons under the bot's messages stand for: Telegram gives back at most 64 bytes."""

CLOCK = Table(
    "clock",
    PRIVATE,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seen", Float, nullable=False),
    Column("doubted", Float),
    Column("jumps", Integer, nullable=False, server_default="0"),
    info=private("Uhr", conversation=None),
)
"""One row: when the clock was last looked at and believed, and since when it is not (``bot.clock.ClockMemory``)."""


def open_database(url: str, **options: Any) -> Engine:
    """Return an engine for the data base at an SQLAlchemy URL, with the tables in place.

    SQLite overwrites what is deleted (``secure_delete``), can give back space in portions (``auto_vacuum``) and lets readers
    and one writer work side by side (WAL). A file that is deleted or exchanged while it is open is noticed, and the new one
    gets its tables. An older data base is brought into today's layout (``bot.privacy.layout``).

    Args:
        url: of the data base.
        options: for ``sqlalchemy.create_engine``.

    Raises:
        bot.privacy.layout.LayoutError: it is of a later release, or could not be brought into today's layout.
        sqlalchemy.exc.SQLAlchemyError: it cannot be opened.
    """
    tables = PRIVATE.sorted_tables
    is_sqlite = make_url(url).get_backend_name() == "sqlite"
    # Errors name the statement, never what somebody has told us: they end in logs.
    engine = new_engine(url, hide_parameters=True, **(_OPEN_SQLITE if is_sqlite else {}), **options)
    if is_sqlite and engine.url.database:
        path = Path(engine.url.database)
        path.parent.mkdir(parents=True, exist_ok=True)
        event.listen(engine, "connect", prepare_sqlite)
        event.listen(engine, "connect", _with_tables(tables))
        event.listen(engine, "checkout", same_file(path))
    upgrade(engine)
    create_missing(engine, *tables)
    return engine


def create_missing(engine: Engine, *tables: Table) -> None:
    """Create the tables, columns and indexes that are not there. Several processes may do so at once: they start together.

    A column that a table of an older version lacks is empty for what it holds, and so has to allow that.
    """
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":  # SQLite's files are locked for moments only, statement by statement
            hold_others_off(connection)
        for table in tables:
            connection.execute(CreateTable(table, if_not_exists=True))
            _add_missing_columns(connection, table)
            for index in _indexes(table):
                if index is _unused_index(engine.dialect.name):
                    connection.execute(DropIndex(index, if_exists=True))
                else:
                    connection.execute(CreateIndex(index, if_not_exists=True))
        stamp(connection)


def _unused_index(dialect: str) -> Index:
    """Return the index that this kind of data base does without; older files of SQLite have it."""
    return _INDEX_OF_NAMES if dialect == "sqlite" else _INDEX_OF_BUCKETS


def _indexes(table: Table) -> list[Index]:
    return sorted(table.indexes, key=lambda index: str(index.name))


def _with_tables(tables: Iterable[Table]) -> Callable[[Any, Any], None]:
    """Return what gives a new file of SQLite its tables; SQLAlchemy calls it with each new connection."""
    creating: Iterable[DDLElement] = (
        part
        for table in tables
        for part in (
            CreateTable(table, if_not_exists=True),
            *(CreateIndex(i, if_not_exists=True) for i in _indexes(table) if i is not _unused_index("sqlite")),
        )
    )
    statements = [*(str(statement.compile(dialect=sqlite.dialect())) for statement in creating), *stamping()]

    def create(connection: Any, record: Any) -> None:
        empty = "SELECT 1 FROM sqlite_master LIMIT 1"
        if connection.execute(empty).fetchone() is not None:
            return
        # At once: whoever finds some of the tables and no layout would take the file for an older one.
        connection.execute("BEGIN IMMEDIATE")
        try:
            if connection.execute(empty).fetchone() is None:
                for statement in statements:
                    connection.execute(statement)
            connection.commit()
        except BaseException:
            connection.rollback()
            raise

    return create


def _add_missing_columns(connection: Connection, table: Table) -> None:
    dialect = connection.engine.dialect
    name = dialect.identifier_preparer.format_table(table)
    present = _columns(connection, name)
    for column in table.columns:
        if column.name in present:
            continue
        try:
            connection.exec_driver_sql(f"ALTER TABLE {name} ADD COLUMN {CreateColumn(column).compile(dialect=dialect)}")
        except OperationalError:
            # SQLite has no lock for this: another process may have been quicker.
            if column.name not in _columns(connection, name):
                raise


def _columns(connection: Connection, table: str) -> set[str]:
    return set(connection.exec_driver_sql(f"SELECT * FROM {table} LIMIT 0").keys())


def prepare_sqlite(connection: Any, record: Any) -> None:
    """Set up a new connection; SQLAlchemy calls it. What is written is on disk when the transaction ends.

    The file is readable for its owner alone, and so are those that SQLite puts beside it. ``auto_vacuum`` works on new files;
    older ones are converted (``bot.privacy.compacting``).
    """
    for _, _, path in connection.execute("PRAGMA database_list").fetchall():
        if path and Path(path).stat().st_uid == os.geteuid():
            Path(path).chmod(0o600)
    connection.execute("PRAGMA busy_timeout = 5000")
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    if not pages:  # on a file that is in use it would only wait for whoever writes
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    switch_to_wal(connection)
    for pragma in ("synchronous = FULL", "secure_delete = ON", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def same_file(path: Path) -> Callable[[Any, Any, Any], None]:
    """Return a check that an open connection is to the file that lies there: a backup may have been put in its place."""

    def check(connection: Any, record: Any, proxy: Any) -> None:
        found = path.stat().st_ino if path.exists() else None
        if record.info.setdefault("file", found) != found:
            what = "deleted; a new one is begun" if found is None else "exchanged; the new one is used"
            logger.error("The data base %s was %s.", path, what)
            raise DisconnectionError(f"{path} was exchanged")

    return check
