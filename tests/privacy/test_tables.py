"""Tables are created by whoever comes first, and nobody who comes at the same time fails."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor, TimeoutError
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.privacy.tables import EVENTS, PRIVATE, open_database
from bot.rasa.conversations.event_log import EventLog

AT_ONCE = 6
INDEX = {"sqlite": "ix_events_bucket", "postgresql": "ix_events_conversation"}


def test_processes_that_start_together_all_start(url: str) -> None:
    context = get_context("spawn")
    barrier = context.Barrier(AT_ONCE)
    processes = [context.Process(target=_start, args=(url, barrier)) for _ in range(AT_ONCE)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0] * AT_ONCE
    found = sa.inspect(sa.create_engine(url))
    assert set(PRIVATE.tables) <= set(found.get_table_names())
    assert indexes(url) == [INDEX[found.engine.dialect.name]]


def test_a_new_file_that_somebody_is_writing_to_is_waited_for(sqlite_url: str) -> None:
    """SQLite does not wait by itself before the file has its write-ahead log; on a busy machine starts failed of it."""
    path = Path(str(sa.engine.make_url(sqlite_url).database))
    path.parent.mkdir()
    writer = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    writer.execute("CREATE TABLE first (id)")
    writer.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor(1) as threads:
        opened = threads.submit(open_database, sqlite_url)
        with pytest.raises(TimeoutError):
            opened.result(0.3)
        writer.execute("COMMIT")
        writer.close()
        assert set(PRIVATE.tables) <= set(sa.inspect(opened.result()).get_table_names())


def test_an_older_data_base_gets_its_index(url: str) -> None:
    engine = sa.create_engine(url)
    if engine.dialect.name == "sqlite":
        Path(str(engine.url.database)).parent.mkdir()
    with engine.begin() as connection:
        connection.execute(sa.schema.CreateTable(EVENTS))
    EventLog(url).close()
    assert indexes(url) == [INDEX[engine.dialect.name]]


def test_sqlite_has_no_index_of_names_any_more(sqlite_url: str) -> None:
    """Security S4: SQLite leaves copies of names in it that no deletion reaches."""
    engine = open_database(sqlite_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE INDEX ix_events_conversation ON events (sender_id, id)")
    open_database(sqlite_url)
    assert indexes(sqlite_url) == ["ix_events_bucket"]


def test_a_conversation_is_found_by_the_index(sqlite_url: str) -> None:
    """Reliability R5: whatever is asked of one conversation does not read all."""
    engine = open_database(sqlite_url)
    wanted = EVENTS.c.sender_id == sa.bindparam("conversation")
    query = sa.select(EVENTS.c.id).where(wanted).order_by(EVENTS.c.id.desc()).limit(1).compile(engine)
    with engine.connect() as connection:
        values = tuple(query.params.get(name) or 1 for name in query.positiontup)
        plan = str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values).all())
    assert "SEARCH events USING INDEX ix_events_bucket" in plan


def indexes(url: str) -> list[str]:
    # SQLAlchemy does not list indexes of expressions on SQLite.
    engine = sa.create_engine(url)
    sqlite = engine.dialect.name == "sqlite"
    query = "SELECT name FROM sqlite_master" if sqlite else "SELECT indexname FROM pg_indexes"
    with engine.connect() as connection:
        names = connection.exec_driver_sql(query).scalars()
        return sorted(name for name in names if name.startswith("ix_events"))


def _start(url: str, barrier: Barrier) -> None:
    """As the servers do: several threads of several processes, all at the same moment."""
    barrier.wait()
    with ThreadPoolExecutor(2) as threads:
        for opened in [threads.submit(open_database, url), threads.submit(EventLog, url)]:
            opened.result()
