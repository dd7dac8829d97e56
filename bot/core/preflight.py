"""What is looked at before anything starts: folders, free space, data bases. One German sentence for each thing in the way."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urlsplit

from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.core.databases import described, reason, sqlite_file
from bot.settings import VAR_DIR, database_url, redis_url, tracker_url

ENOUGH_BYTES = 50 * 1024 * 1024
"""Free space below which nothing starts: a day's talks and a new content need less."""

_SECONDS = 5
_PROBE_BYTES = 64 * 1024


def preflight() -> list[str]:
    """Return what stands in the way of a start; empty if nothing does. Settings have to be right already."""
    faults = [fault_of_folder(VAR_DIR), fault_of_conversations(tracker_url())]
    if sqlite_file(database_url()) is None:  # an SQLite file of the content is made anew where it is broken
        faults.append(_fault_of_server("der Inhalte", "LOTSE_DB_URL", database_url()))
    redis = redis_url()
    if redis:
        faults.append(fault_of_redis(redis))
    return [fault for fault in faults if fault]


def fault_of_folder(folder: Path) -> str | None:
    """Return why nothing can be kept in ``folder``, which is made where it is missing."""
    probe = folder / f".probe-{os.getpid()}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with probe.open("wb") as file:
                file.write(b"\0" * _PROBE_BYTES)
                file.flush()
                os.fsync(file.fileno())
        finally:
            probe.unlink(missing_ok=True)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return _full(folder, 0)
        if isinstance(error, (FileExistsError, NotADirectoryError)):
            return f"{folder} ist kein Ordner. Dort liegt eine Datei; bitte beiseitelegen."
        return f"In {folder} lässt sich nichts speichern. Der Benutzer des Dienstes braucht dort Schreibrechte."
    return _full(folder, free) if free < ENOUGH_BYTES else None


def fault_of_conversations(url: str) -> str | None:
    """Return why conversations cannot be kept at an SQLAlchemy URL; a data base that is not there yet is no fault."""
    path = sqlite_file(url)
    if path is None:
        return _fault_of_server("der Gespräche", "LOTSE_TRACKER_URL", url)
    if path.parent != VAR_DIR:
        fault = fault_of_folder(path.parent)
        if fault:
            return fault
    if not path.exists() or path.stat().st_size == 0:
        return None
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=rw", uri=True, timeout=_SECONDS)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            connection.execute("BEGIN IMMEDIATE")
            connection.rollback()
    except sqlite3.Error as error:
        if "locked" in str(error):
            return None  # in use, and so alive
        return (
            f"Die Datenbank der Gespräche {path} ist nicht zu gebrauchen: {reason(error)} "
            "Bitte eine Sicherung einspielen oder die Datei beiseitelegen; dann beginnt eine neue."
        )
    return None


def fault_of_redis(url: str) -> str | None:
    """Return that nobody answers at the address of the Redis server. Whether it lets us in shows the first use."""
    parts = urlsplit(url)
    try:
        if parts.scheme == "unix":
            with closing(socket.socket(socket.AF_UNIX)) as connection:
                connection.settimeout(_SECONDS)
                connection.connect(parts.path)
        else:
            socket.create_connection((parts.hostname or "localhost", parts.port or 6379), timeout=_SECONDS).close()
    except OSError:
        where = parts.path if parts.scheme == "unix" else f"{parts.hostname}:{parts.port or 6379}"
        return f"Der Redis-Server {where} (LOTSE_REDIS_URL) ist nicht erreichbar. Läuft er?"
    return None


def _fault_of_server(what: str, setting: str, url: str) -> str | None:
    options = {"connect_timeout": _SECONDS} if make_url(url).get_backend_name() == "postgresql" else {}
    engine = create_engine(url, connect_args=options)
    try:
        engine.connect().close()
    except SQLAlchemyError as error:
        return f"Die Datenbank {what} ({described(url)}, {setting}) ist nicht erreichbar: {reason(error)}"
    finally:
        engine.dispose()
    return None


def _full(folder: Path, free: int) -> str:
    return (
        f"Auf dem Datenträger von {folder} sind nur {free // 1024**2} MB frei, nötig sind {ENOUGH_BYTES // 1024**2}. "
        "Bitte Platz schaffen."
    )
