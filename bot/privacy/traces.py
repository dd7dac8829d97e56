"""Leaving nothing of deleted rows in the files of SQLite, without writing the whole file anew.

SQLite overwrites what it deletes (``secure_delete``). But where a deletion or an insertion makes it spread rows over its pages
anew, copies of rows stay behind in the free space of pages, and no later deletion finds them (measured: texts of 4 of 225
deleted conversations). So

- events are only ever appended, which moves nothing, and never deleted in place: they are struck out, overwritten where they
  lie by a row that is as long. Rows are removed later, and only where no page with texts is near (:func:`removable`);
- tables that are small are emptied and filled anew, which gives all their pages back, overwritten (:func:`refill`).

What was written lately stands in the write-ahead log, too, until that is moved into the data base (:func:`empty_log`).
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby

from sqlalchemy import Table, case, func, literal_column, select, update
from sqlalchemy.engine import Connection, Engine

from bot.privacy.declaration import keeping_of
from bot.privacy.tables import EVENTS

NOBODY = ""
"""The conversation of a row that is struck out."""

SMALL = 1_000
"""Rows up to which a table is filled anew while somebody may wait for it (some ten milliseconds)."""

MARGIN = 32_768
"""Bytes of struck rows that stay between a removed row and one with texts: SQLite touches two pages (8 KB) beside one that it
deletes from, and its pages are at least a third full."""

_LEAST_ON_PAGE = 480
"""Bytes of a longer row that lie on the page itself, at least; the rest has pages of its own."""

_CHECKPOINT_TRIES = 20


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that will write: on SQLite it is the only one, from its first moment on."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            for pragma in ("secure_delete = ON", "temp_store = MEMORY"):
                connection.exec_driver_sql(f"PRAGMA {pragma}")
        with connection.begin():
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection


def strike(connection: Connection, conversation: str) -> int:
    """Overwrite the events of a conversation where they lie and return how many; no row may become longer by it."""
    length = func.length(EVENTS.c.data)
    empty = case((length >= len("null"), func.printf(literal_column("'%-*s'"), length, "null")), else_=None)
    nothing = {"sender_id": NOBODY, "type_name": "", "timestamp": None, "intent_name": None, "action_name": None}
    struck = update(EVENTS).where(EVENTS.c.sender_id == conversation).values(**nothing, data=empty)
    return int(connection.execute(struck).rowcount)


def removable(connection: Connection) -> Iterator[tuple[int, int]]:
    """Yield the first and the last id of struck rows that may be deleted: in each unbroken run all but its margins.

    Runs only grow, so what is found here stays right while others write. Reads all rows.
    """
    query = select(EVENTS.c.id, EVENTS.c.sender_id.is_distinct_from(NOBODY), func.length(EVENTS.c.data))
    found = connection.execution_options(stream_results=True).execute(query.order_by(EVENTS.c.id))
    alive_before = False
    for alive, run in groupby(found, key=lambda row: bool(row[1])):
        if alive:
            alive_before = True
            continue
        inner = _without_margins([(row[0], min(row[2] or 0, _LEAST_ON_PAGE)) for row in run], alive_before)
        if inner:
            yield inner[0], inner[-1]


def _without_margins(run: list[tuple[int, int]], alive_before: bool) -> list[int]:
    """Return the ids of the inner rows of a run. ``run``: ids and bytes on the page; behind it there is always a margin."""
    begin, end = _margin(run) if alive_before else 0, len(run) - _margin(run[::-1])
    return [id_ for id_, _ in run[begin:end]]


def _margin(run: list[tuple[int, int]]) -> int:
    """Return how many rows from the first on make up a margin."""
    total = 0
    for number, (_, size) in enumerate(run):
        total += size
        if total >= MARGIN:
            return number + 1
    return len(run)


def needs_refill(table: Table) -> bool:
    """Return whether deleted rows of a table leave traces that tell something of somebody."""
    keeping = keeping_of(table)
    return keeping.conversation is not None and not keeping.struck


def refill(connection: Connection, table: Table) -> None:
    """Give back all pages of a table and its indexes, overwritten, and write its rows into new ones.

    Runs inside a transaction (:func:`writing`) and takes its time for every row: for small tables.
    """
    name = table.name
    connection.exec_driver_sql(f"CREATE TEMP TABLE refilled AS SELECT * FROM main.{name} ORDER BY rowid")
    connection.exec_driver_sql(f"DELETE FROM main.{name}")
    connection.exec_driver_sql(f"INSERT INTO main.{name} SELECT * FROM temp.refilled ORDER BY rowid")
    connection.exec_driver_sql("DROP TABLE temp.refilled")


def rows(connection: Connection, table: Table, most: int) -> int:
    """Return how many rows a table has, ``most`` if there are more."""
    return int(connection.execute(select(func.count()).select_from(select(table).limit(most).subquery())).scalar() or 0)


def empty_log(connection: Connection) -> bool:
    """Move SQLite's write-ahead log into the data base and cut it to nothing; False where readers have held it up."""
    for _ in range(_CHECKPOINT_TRIES):
        busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").first()
        if busy is None or not busy[0]:
            return True
        time.sleep(0.05)
    return False
