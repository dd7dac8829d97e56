"""Opening the data base: SQLite or whatever SQLAlchemy URL the environment names.

Readers and the loader open it differently. A reader sees one state from its first to its last query and never creates a
file; the loader waits for any other loader before it looks at what is there.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, make_url

READ_WAIT_SECONDS = 2.0
"""How long a reader waits for a locked SQLite file before the owner gets an apology."""

LOAD_WAIT_SECONDS = 30.0
"""How long a loader waits for another one to finish."""

_CONNECT_SECONDS = 5
_LOADER_LOCK = 4_010_417
"""Any fixed number: all loaders on one PostgreSQL data base ask for the lock of this number."""


def open_reader(url: str) -> Engine:
    """Return an engine for reading. All queries of one transaction see the same state. Nothing is opened yet."""
    path = sqlite_path(url)
    if path is None:
        return sa.create_engine(
            url, future=True, pool_pre_ping=True, isolation_level="REPEATABLE READ", **_connect_timeout(url)
        )
    engine = sa.create_engine(url, future=True, creator=_sqlite_opener(path, "rw", READ_WAIT_SECONDS))
    # Without an explicit BEGIN, Python's SQLite driver lets every SELECT see another state.
    sa.event.listen(engine, "begin", _begin("BEGIN"))
    return engine


def open_loader(url: str) -> Engine:
    """Return an engine for loading, of which only one at a time is inside a transaction.

    The folder and file of an SQLite data base are made if they are missing; WAL mode lets readers go on meanwhile.
    """
    path = sqlite_path(url)
    if path is None:
        engine = sa.create_engine(url, future=True, **_connect_timeout(url))
        if engine.dialect.name == "postgresql":
            sa.event.listen(engine, "begin", _begin(f"SELECT pg_advisory_xact_lock({_LOADER_LOCK})"))
        return engine
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(url, future=True, creator=_sqlite_opener(path, "rwc", LOAD_WAIT_SECONDS, wal=True))
    sa.event.listen(engine, "begin", _begin("BEGIN IMMEDIATE"))
    return engine


def sqlite_path(url: str) -> Path | None:
    """Return the file that an SQLite URL names, None for any other data base.

    Raises:
        ValueError: an SQLite data base in memory, which no second process could read.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return None
    if not parsed.database or parsed.database == ":memory:":
        raise ValueError("the knowledge base needs an SQLite file, not a data base in memory")
    return Path(parsed.database).resolve()


def _connect_timeout(url: str) -> dict[str, Any]:
    if make_url(url).get_backend_name() != "postgresql":
        return {}
    return {"connect_args": {"connect_timeout": _CONNECT_SECONDS}}


def _sqlite_opener(path: Path, mode: str, wait: float, wal: bool = False) -> Callable[[], sqlite3.Connection]:
    def connect() -> sqlite3.Connection:
        # isolation_level None: SQLAlchemy's "begin" event above says when a transaction starts, not the driver.
        connection = sqlite3.connect(
            f"file:{quote(str(path))}?mode={mode}",
            uri=True,
            timeout=wait,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            if wal:
                _switch_to_wal(connection, wait)
            connection.execute("PRAGMA foreign_keys=ON")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    return connect


def _switch_to_wal(connection: sqlite3.Connection, wait: float) -> None:
    """Switch to WAL mode, waiting for others: SQLite answers "locked" at once here, whatever the timeout says."""
    until = time.monotonic() + wait
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


def _begin(statement: str) -> Callable[[Connection], None]:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    return begin
