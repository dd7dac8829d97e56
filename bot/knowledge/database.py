"""Opening the data base: SQLite or whatever SQLAlchemy URL the environment names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine, make_url

LOCK_WAIT_SECONDS = 2.0
"""How long a reader waits for a locked SQLite file before the owner gets an apology."""


def open_engine(url: str, create: bool = False) -> Engine:
    """Return an engine for ``url``. SQLite files run in WAL mode, so that loading new content blocks no reader.

    Args:
        create: make the folder and file of an SQLite data base if they are missing; a reader must not do that.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return sa.create_engine(url, future=True, pool_pre_ping=True)
    if create and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(url, future=True, connect_args={"timeout": LOCK_WAIT_SECONDS, "check_same_thread": False})
    sa.event.listen(engine, "connect", _configure_sqlite if create else _enforce_foreign_keys)
    return engine


def missing_file(url: str) -> Path | None:
    """Return the path of the SQLite file that ``url`` names if it does not exist, else None."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database or parsed.database == ":memory:":
        return None
    path = Path(parsed.database)
    return None if path.exists() else path


def _enforce_foreign_keys(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA foreign_keys=ON")


def _configure_sqlite(connection: Any, record: Any) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    _enforce_foreign_keys(connection, record)
