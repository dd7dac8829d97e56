"""What the nightly duty does so that the data base stays small and nothing of deleted rows is left anywhere in it.

SQLite: struck rows are removed, tables too large for the day are filled anew, free pages are given back to the disk; all in
portions, so that somebody who writes waits a moment at most. A file from before ``auto_vacuum`` is written anew once, which
takes seconds, so only where it is small or nobody has written for a while.

PostgreSQL: ``VACUUM`` makes the space of deleted rows free for new ones, which overwrite it. Its autovacuum does the same, but
only after a fifth of a table has changed.
"""

from __future__ import annotations

import time

from sqlalchemy import delete, func, select
from sqlalchemy.engine import Engine

from bot.privacy.declaration import PRIVATE
from bot.privacy.tables import EVENTS
from bot.privacy.traces import empty_log, needs_refill, refill, removable, rows, writing

QUIET = 1_800.0
"""Seconds without a new event after which nobody is likely to write just now."""

_QUICK_PAGES = 5_000
"""Pages (20 MB) that are written anew within about a second."""
_REFILLED = 10_000
"""Rows of a table that is filled anew while others write; larger ones wait until it is quiet."""
_REMOVED = 300
_INCREMENTAL = 2
_FREED_PAGES = 200
_PAUSE = 0.1


def compact(engine: Engine, seconds: float) -> None:
    """Give back space and remove the last traces, for about ``seconds``; what is left is done the next time.

    Args:
        engine: of the data base, with the tables in place (``bot.privacy.tables.open_database``).
        seconds: after which no new portion is begun.
    """
    if engine.dialect.name == "postgresql":
        _vacuum(engine)
    elif engine.dialect.name == "sqlite":
        end = time.monotonic() + seconds
        _convert(engine)
        _remove_struck(engine, end)
        _refill_large(engine)
        _free_pages(engine, end)
        with engine.connect() as connection:
            empty_log(connection)


def _vacuum(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in PRIVATE.sorted_tables:
            connection.exec_driver_sql(f"VACUUM {table.name}")


def _convert(engine: Engine) -> None:
    """Write an older file anew, once: only so can it give back pages, and nothing stays of what it once deleted."""
    with engine.connect() as connection:
        pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar() or 0)
        if connection.exec_driver_sql("PRAGMA auto_vacuum").scalar() or not (
            pages <= _QUICK_PAGES or _is_quiet(engine)
        ):
            return
        connection.exec_driver_sql("PRAGMA auto_vacuum = INCREMENTAL")
        connection.exec_driver_sql("VACUUM")


def _remove_struck(engine: Engine, end: float) -> None:
    with engine.connect() as connection:
        found = list(removable(connection))
    for first, last in found:
        here = (EVENTS.c.id >= first, EVENTS.c.id <= last)
        while time.monotonic() < end:
            some = select(EVENTS.c.id).where(*here).order_by(EVENTS.c.id).limit(_REMOVED)
            with writing(engine) as connection:
                removed = connection.execute(delete(EVENTS).where(EVENTS.c.id.in_(some))).rowcount
            time.sleep(_PAUSE)
            if removed < _REMOVED:
                break


def _refill_large(engine: Engine) -> None:
    """Fill anew the tables that are too large for it during the day."""
    most = None if _is_quiet(engine) else _REFILLED
    for table in filter(needs_refill, PRIVATE.sorted_tables):
        with writing(engine) as connection:
            if most is None or rows(connection, table, most + 1) <= most:
                refill(connection, table)
        time.sleep(_PAUSE)


def _free_pages(engine: Engine, end: float) -> None:
    """Give free pages back to the disk; those at the end of the file take the places of free ones before."""
    free = 1
    while free and time.monotonic() < end:
        with engine.connect() as connection:
            if connection.exec_driver_sql("PRAGMA auto_vacuum").scalar() != _INCREMENTAL:
                return
            # The driver itself: each page is a row without columns, which SQLAlchemy takes for none, and ends it after the first.
            connection.connection.cursor().execute(f"PRAGMA incremental_vacuum({_FREED_PAGES})").fetchall()
            free = int(connection.exec_driver_sql("PRAGMA freelist_count").scalar() or 0)
        time.sleep(_PAUSE)


def _is_quiet(engine: Engine) -> bool:
    with engine.connect() as connection:
        latest = connection.execute(select(func.max(EVENTS.c.timestamp))).scalar()
    return latest is None or latest < time.time() - QUIET
