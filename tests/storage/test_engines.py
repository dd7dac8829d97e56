"""A data base server that stands still, is restarted or is gone: an error in seconds, and nothing stale afterwards."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from bot.knowledge.database import open_reader
from bot.privacy.tables import open_database
from bot.rasa.conversations.tracker_store import ConversationStoreUnavailable, LiveTrackerStore
from bot.storage.engines import new_engine
from tests.postgres_server import PostgresServer, running_server
from tests.rasa.test_tracker_store import DOMAIN, say, texts

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def own_server() -> Iterator[PostgresServer]:
    """A server that may be stopped."""
    with running_server() as server:
        yield server


def test_whoever_reads_or_writes_a_server_that_stands_still_gets_an_error(own_server: PostgresServer) -> None:
    """R4: the kernel goes on answering for a paused server, so neither keepalives nor its own time limits help."""
    url = own_server.new_database()
    engines = [open_database(url), open_reader(url), new_engine(url)]
    for engine in engines:
        with engine.connect() as connection:
            connection.execute(sa.text("SELECT 1"))
    with own_server.paused():
        for engine in engines:
            with pytest.raises(sa.exc.OperationalError), engine.connect() as connection:
                connection.execute(sa.text("SELECT 1"))
    for engine in engines:
        with engine.connect() as connection:
            assert connection.execute(sa.text("SELECT 1")).scalar() == 1


def test_a_server_that_stops_within_a_transaction_is_an_error_too(own_server: PostgresServer) -> None:
    engine = new_engine(own_server.new_database())
    with engine.connect() as connection:
        connection.execute(sa.text("SELECT 1"))
        with own_server.paused(), pytest.raises(sa.exc.OperationalError, match="no answer in time"):
            connection.execute(sa.text("SELECT 2"))
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT 3")).scalar() == 3


def test_what_nobody_waits_for_any_more_frees_its_locks(own_server: PostgresServer) -> None:
    """R4: a process on another machine is cut off while it holds a lock."""
    url = own_server.new_database()
    holder, other = new_engine(url), new_engine(url, seconds=120)
    with holder.connect() as forgotten:
        forgotten.execute(sa.text("SELECT pg_advisory_xact_lock(1)"))
        with other.begin() as connection:
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(1)"))
        forgotten.invalidate()


def test_after_a_restart_nothing_is_stale(own_server: PostgresServer) -> None:
    """R4: conversations, private tables and knowledge are read on fresh connections."""
    url = own_server.new_database()

    async def talk() -> list[str]:
        store, engines = LiveTrackerStore(DOMAIN, host=url), [open_database(url), open_reader(url)]
        await say(store, "a", "vorher")
        for engine in engines:
            engine.connect().close()
        own_server.restart()
        for engine in engines:
            with engine.connect() as connection:
                connection.execute(sa.text("SELECT 1"))
        await say(store, "a", "nachher")
        return texts(await store.retrieve_full_tracker("a"))

    assert asyncio.run(talk()) == ["vorher", "nachher"]


def test_conversations_on_a_server_that_stands_still_are_unavailable_and_go_on(own_server: PostgresServer) -> None:
    url = own_server.new_database()

    async def talk() -> list[str]:
        store = LiveTrackerStore(DOMAIN, host=url)
        await say(store, "a", "vorher")
        with own_server.paused():
            for _ in range(2):
                with pytest.raises(ConversationStoreUnavailable):
                    await say(store, "a", "währenddessen")
        await say(store, "a", "nachher")
        return texts(await store.retrieve_full_tracker("a"))

    assert asyncio.run(talk()) == ["vorher", "nachher"]
