"""A copy of the private data base in one file of SQLite, whichever data base it comes from, and the way back.

The copy is of one moment while others go on writing: SQLite copies by its own back-up interface, PostgreSQL is read in one
transaction of "repeatable read". What has been kept long enough is not in it, nor traces of what was deleted.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Table, delete, func, insert, inspect, select, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from bot.core.databases import sqlite_file
from bot.privacy.declaration import PRIVATE, keeping_of
from bot.privacy.keeping import ClockDoubtedError, erase, purge, was_erased
from bot.privacy.layout import HEAD, layout_of
from bot.privacy.tables import CONTACTS, EVENTS, open_database
from bot.privacy.traces import NOBODY
from bot.storage.engines import new_engine

_PORTION = 1_000
_SECONDS = 600.0
"""How long PostgreSQL may take for one answer; everybody else has seconds (``bot.storage.engines``)."""


class CopyError(ValueError):
    """The data base cannot be copied; the message is German."""


@dataclass(frozen=True)
class Counts:
    """How much a data base holds: talks, and call-backs that wait for their e-mail."""

    talks: int
    waiting: int


def copy_out(url: str, target: Path, days: int, now: float) -> Counts:
    """Write a copy of the data base at ``url`` into a new file.

    Args:
        url: of the data base; one that is not there yet counts as empty.
        target: a file that is not there yet, in a folder of this user's own.
        days: after which talks end; older ones are left out.
        now: seconds since 1970. A clock that has leapt is not believed: then nothing is left out.

    Raises:
        CopyError: the data base has the layout of another release.
        sqlalchemy.exc.SQLAlchemyError, sqlite3.Error, OSError: it cannot be read, or the copy not be written.
    """
    path = sqlite_file(url)
    if path is None:
        _copy_server(url, target)
    elif path.exists():
        _copy_file(path, target)
    return _finished(target, days, now, believe_clock=False)


def prepare(copy: Path, here: str, days: int, now: float) -> Counts:
    """Make a copy ready to take the place of the data base at ``here``: today's layout, without what must not come back.

    That are talks which were deleted here since, as long as that is remembered (three days), and what has been kept long enough.

    Raises:
        bot.privacy.layout.LayoutError: the copy is of a later release.
        sqlalchemy.exc.SQLAlchemyError, OSError: the copy cannot be changed.
    """
    with _opened(copy) as engine:
        _forget_deleted(engine, here)
    return _finished(copy, days, now, believe_clock=True)


def put_in_place(copy: Path, url: str) -> None:
    """Let the data base at ``url`` hold what the copy holds, and nothing else. Nobody may be using it.

    Raises:
        sqlalchemy.exc.SQLAlchemyError, OSError: it cannot be written; it holds what it held.
    """
    path = sqlite_file(url)
    if path is None:
        _fill_server(copy, url)
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.restoring")
    try:
        shutil.copyfile(copy, part)
        part.chmod(0o600)
        with part.open("rb") as written:
            os.fsync(written.fileno())
    except OSError:
        part.unlink(missing_ok=True)
        raise
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    part.replace(path)


def counts(url: str) -> Counts:
    """Return how much the data base at ``url`` holds; nothing where it is not there yet.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: it cannot be reached or read.
    """
    path = sqlite_file(url)
    if path is not None and not path.exists():
        return Counts(0, 0)
    engine = new_engine(url, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            return _counted(connection)
    finally:
        engine.dispose()


def _counted(connection: Connection) -> Counts:
    present = set(inspect(connection).get_table_names())
    talks = waiting = 0
    if EVENTS.name in present:
        query = select(func.count(EVENTS.c.sender_id.distinct())).where(EVENTS.c.sender_id.is_distinct_from(NOBODY))
        talks = int(connection.execute(query).scalar() or 0)
    if CONTACTS.name in present:
        query = select(func.count()).select_from(CONTACTS).where(CONTACTS.c.sent.is_(None))
        waiting = int(connection.execute(query).scalar() or 0)
    return Counts(talks, waiting)


@contextmanager
def _opened(copy: Path) -> Iterator[Engine]:
    engine = open_database(f"sqlite:///{copy}")
    try:
        yield engine
    finally:
        engine.dispose()


def _copy_file(path: Path, target: Path) -> None:
    source = sqlite3.connect(f"file:{quote(str(path))}?mode=rw", uri=True, timeout=30)
    with closing(source), closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def _copy_server(url: str, target: Path) -> None:
    engine = new_engine(url, _SECONDS, poolclass=NullPool, hide_parameters=True)
    try:
        with engine.connect().execution_options(isolation_level="REPEATABLE READ") as source, _opened(target) as copy:
            present = set(inspect(source).get_table_names()).intersection(PRIVATE.tables)
            if not present:
                return
            if layout_of(source) != HEAD:
                raise CopyError(
                    "Die Datenbank der Gespräche hat den Stand einer anderen Version. Bitte mit der Version sichern, die läuft."
                )
            with copy.begin() as connection:
                _copy_rows(source, connection, present)
    finally:
        engine.dispose()


def _copy_rows(source: Connection, target: Connection, present: set[str]) -> None:
    """Write all rows of the tables ``present``; what the target held in them is gone."""
    for table in PRIVATE.sorted_tables:
        if table.name not in present:
            continue
        target.execute(delete(table))
        rows = source.execution_options(stream_results=True).execute(select(table).order_by(*table.primary_key))
        for portion in rows.mappings().partitions(_PORTION):
            target.execute(insert(table), [dict(row) for row in portion])


def _fill_server(copy: Path, url: str) -> None:
    open_database(url).dispose()
    engine = new_engine(url, _SECONDS, poolclass=NullPool, hide_parameters=True)
    try:
        with _opened(copy) as source, source.connect() as rows, engine.begin() as target:
            _copy_rows(rows, target, set(PRIVATE.tables))
            for table in PRIVATE.sorted_tables:
                _count_on(target, table)
    finally:
        engine.dispose()


def _count_on(target: Connection, table: Table) -> None:
    """Let PostgreSQL count on behind the highest number: the next row must not get that of one that is there."""
    for column in table.primary_key:
        place = {"table": table.name, "column": column.name}
        sequence = target.execute(text("SELECT pg_get_serial_sequence(:table, :column)"), place).scalar()
        if sequence:
            last = target.execute(select(func.max(column))).scalar()
            values = {"sequence": sequence, "last": last or 1, "used": last is not None}
            target.execute(text("SELECT setval(:sequence, :last, :used)"), values)


def _finished(copy: Path, days: int, now: float, believe_clock: bool) -> Counts:
    """Leave out what has been kept long enough, and make one file of it without traces."""
    with _opened(copy) as engine:
        with suppress(ClockDoubtedError):
            purge(engine, days, now, believe_clock)
        with engine.begin() as connection:
            connection.execute(delete(EVENTS).where(EVENTS.c.sender_id.is_not_distinct_from(NOBODY)))
        with engine.connect() as connection:
            found = _counted(connection)
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("VACUUM")
    copy.chmod(0o600)
    return found


def _forget_deleted(copy: Engine, here: str) -> None:
    path = sqlite_file(here)
    if path is not None and not path.exists():
        return
    known = new_engine(here, poolclass=NullPool)
    try:
        for conversation in _conversations(copy):
            if was_erased(known, conversation):
                erase(copy, conversation)
    except SQLAlchemyError:
        return  # there is nothing of ours here yet
    finally:
        known.dispose()


def _conversations(engine: Engine) -> set[str]:
    found: set[str] = set()
    with engine.connect() as connection:
        for table in PRIVATE.sorted_tables:
            owner = keeping_of(table).conversation
            if owner is not None:
                found |= set(connection.execute(select(table.c[owner]).distinct()).scalars())
    return {conversation for conversation in found if conversation}
