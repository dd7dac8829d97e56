"""Opening the data base: SQLite or whatever SQLAlchemy URL the environment names.

Readers and the loader open it differently. A reader sees one state from its first to its last query and never creates a
file; the loader waits for any other loader before it looks at what is there.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, make_url

from bot.storage.engines import new_engine
from bot.storage.wal import switch_to_wal

READ_WAIT_SECONDS = 2.0
"""How long a reader waits for a locked SQLite file before the owner gets an apology."""

LOAD_WAIT_SECONDS = 30.0
"""How long a loader waits for another one to finish."""

_LOADER_LOCK = 4_010_417
"""Any fixed number: all loaders on one PostgreSQL data base ask for the lock of this number."""


def open_reader(url: str) -> Engine:
    """Return an engine for reading. All queries of one transaction see the same state. Nothing is opened yet."""
    path = sqlite_path(url)
    if path is None:
        return new_engine(url, future=True, isolation_level="REPEATABLE READ")
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
        engine = new_engine(url, LOAD_WAIT_SECONDS, future=True)
        if engine.dialect.name == "postgresql":
            sa.event.listen(engine, "begin", _begin(f"SELECT pg_advisory_xact_lock({_LOADER_LOCK})"))
        return engine
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(url, future=True, creator=_sqlite_opener(path, "rwc", LOAD_WAIT_SECONDS, wal=True))
    sa.event.listen(engine, "begin", _begin("BEGIN IMMEDIATE"))
    return engine


def put_aside_if_broken(url: str) -> bool:
    """Rename the SQLite file at ``url`` where it is no data base or a damaged one; returns whether that was so.

    Only where all of it can be made anew. Of several processes that find it so, one renames it.
    """
    path = sqlite_path(url)
    if path is None or not path.exists():
        return False
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        if not _is_broken(path):
            return False
        for end in ("-wal", "-shm"):
            path.with_name(f"{path.name}{end}").unlink(missing_ok=True)
        path.replace(path.with_name(f"{path.name}.broken"))
        return True
    finally:
        os.close(folder)


def _is_broken(path: Path) -> bool:
    try:
        with closing(_sqlite_opener(path, "rw", LOAD_WAIT_SECONDS)()) as connection:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()
            return found is None or found[0] != "ok"
    except sqlite3.OperationalError:
        return False  # locked, or no right to open it: that is no damage
    except sqlite3.DatabaseError:
        return True


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
                switch_to_wal(connection, wait)
            connection.execute("PRAGMA foreign_keys=ON")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    return connect


def _begin(statement: str) -> Callable[[Connection], None]:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    return begin
