"""Tables are created by whoever comes first, and nobody who comes at the same time fails."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier

import sqlalchemy as sa

from bot.privacy.tables import EVENTS, PRIVATE, open_database
from bot.rasa.event_log import EventLog

AT_ONCE = 6


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
    assert {EVENTS.name, *PRIVATE.tables} <= set(found.get_table_names())
    assert [index["name"] for index in found.get_indexes(EVENTS.name)] == ["ix_events_conversation"]


def test_an_older_data_base_gets_its_index(url: str) -> None:
    engine = open_database(url)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id VARCHAR(255))"))
    EventLog(url).close()
    assert [index["name"] for index in sa.inspect(engine).get_indexes("events")] == ["ix_events_conversation"]


def _start(url: str, barrier: Barrier) -> None:
    """As the servers do: several threads of several processes, all at the same moment."""
    barrier.wait()
    with ThreadPoolExecutor(2) as threads:
        for opened in [threads.submit(open_database, url), threads.submit(EventLog, url)]:
            opened.result()
