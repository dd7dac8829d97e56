"""Opening the data base of conversations for commands that only read what is there."""

from __future__ import annotations

import sys

from sqlalchemy import create_engine, inspect
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.core.databases import described, reason, sqlite_file
from bot.privacy.declaration import PRIVATE
from bot.privacy.tables import EVENTS, open_database


class NoDatabaseError(Exception):
    """There is no such data base, or it is another one; the message is German and for staff."""


def say_which(url: str) -> None:
    """Say on standard error which data base a command reads: the wrong one looks like an empty one."""
    print(f"Datenbank: {described(url)}", file=sys.stderr)


def open_existing(url: str) -> Engine:
    """Return an engine for the data base of conversations at ``url``, and say which one it is. Nothing is ever created.

    Raises:
        NoDatabaseError: it is not there, or holds nothing of ours: most likely a typo in the address.
        sqlalchemy.exc.SQLAlchemyError: it cannot be reached or read.
    """
    say_which(url)
    path = sqlite_file(url)
    if path is not None and not path.exists():
        raise NoDatabaseError(
            f"Die Datenbank {path} gibt es noch nicht. Der Chat legt sie beim ersten Start an; "
            "sonst bitte LOTSE_TRACKER_URL prüfen (lotse settings)."
        )
    probe = create_engine(url)
    try:
        found = set(inspect(probe).get_table_names())
    finally:
        probe.dispose()
    if not found.intersection({EVENTS.name, *PRIVATE.tables}):
        raise NoDatabaseError(
            f"In der Datenbank {described(url)} steht noch nichts vom Chat. Er legt die Tabellen beim ersten Start an; "
            "sonst bitte LOTSE_TRACKER_URL prüfen (lotse settings)."
        )
    return open_database(url)


def fail(subject: str, error: SQLAlchemyError | NoDatabaseError) -> int:
    """Say why ``subject`` ("Die Gespräche") cannot be read, and return the exit code."""
    known = isinstance(error, NoDatabaseError)
    print(error if known else f"{subject} sind nicht erreichbar: {reason(error)}", file=sys.stderr)
    return 1
