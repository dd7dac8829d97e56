"""One message of a conversation at a time, in order, in one process and in several."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from rasa.core.lock_store import LockError, LockStore

from bot.rasa.conversations import locks
from bot.rasa.conversations.locks import LocalLocks, RedisLocks
from bot.settings import ROOT
from tests.conftest import free_port
from tests.redis_server import RedisServer

Open = Callable[[], LockStore]


@pytest.fixture(params=["one process", "several"])
def stores(request: pytest.FixtureRequest) -> Open:
    """Makes the lock store of a process: within one it is always the same."""
    if request.param == "one process":
        only = LocalLocks()
        return lambda: only
    url = request.getfixturevalue("redis_server").url
    return lambda: RedisLocks(url)


async def in_line(store: LockStore, conversation: str) -> int:
    """Return how many hold or wait for a conversation."""
    if isinstance(store, RedisLocks):
        return int(await store._redis.llen(f"lotse:queue:{conversation}"))
    assert isinstance(store, LocalLocks)
    return store._users.get(conversation, 0)


def test_in_order_and_never_two_at_once(stores: Open) -> None:
    served: list[int] = []
    gone: list[int] = []

    async def message(store: LockStore, number: int) -> None:
        async with store.lock("talk"):
            served.append(number)
            before = len(served)
            await asyncio.sleep(0.01)
            assert len(served) == before, "somebody came in between"
        gone.append(number)

    async def scene() -> None:
        processes = [stores(), stores(), stores()]
        for store in processes:  # a connection is made with the first message, and that takes as long as it takes
            async with store.lock("before"):
                pass
        waiting = []
        for number in range(12):
            waiting.append(asyncio.ensure_future(message(processes[number % 3], number)))
            while (
                len(gone) + await in_line(processes[0], "talk") <= number
            ):  # the next one comes when this one stands in line
                await asyncio.sleep(0.001)
        await asyncio.gather(*waiting)

    asyncio.run(scene())
    assert served == list(range(12))


def test_other_conversations_do_not_wait(stores: Open) -> None:
    async def scene() -> None:
        store = stores()
        async with store.lock("one"), store.lock("two"):
            pass

    asyncio.run(asyncio.wait_for(scene(), 2))


def test_a_failed_message_makes_room(stores: Open) -> None:
    async def scene() -> None:
        store = stores()
        with pytest.raises(ValueError, match="broken"):
            async with store.lock("talk"):
                raise ValueError("broken")
        async with store.lock("talk"):
            pass

    asyncio.run(asyncio.wait_for(scene(), 2))


def test_who_waits_too_long_gives_up_and_is_forgotten(stores: Open) -> None:
    async def scene() -> None:
        store = stores()
        async with store.lock("talk"):
            with pytest.raises(LockError, match="too long"):
                async with stores().lock("talk", lock_lifetime=0.1):
                    pass
        async with store.lock("talk"):
            pass

    asyncio.run(asyncio.wait_for(scene(), 3))


HOLDER = """
import asyncio, sys
from bot.rasa.conversations.locks import RedisLocks

async def hold():
    async with RedisLocks(sys.argv[1]).lock("talk"):
        print("held", flush=True)
        await asyncio.sleep(60)

asyncio.run(hold())
"""


def test_a_killed_process_does_not_block_its_conversations(
    redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    shorter = HOLDER.replace(
        "async def hold",
        "from bot.rasa.conversations import locks\nlocks._SIGN_OF_LIFE_SECONDS = 1.0\n\nasync def hold",
    )
    holder = subprocess.Popen([sys.executable, "-c", shorter, redis_server.url], stdout=subprocess.PIPE, cwd=ROOT)
    assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
    monkeypatch.setattr(locks, "_SIGN_OF_LIFE_SECONDS", 1.0)

    async def scene() -> None:
        with pytest.raises(LockError):
            async with RedisLocks(redis_server.url).lock("talk", lock_lifetime=2.5):
                pytest.fail("the holder was alive")
        holder.kill()
        async with RedisLocks(redis_server.url).lock("talk", lock_lifetime=5):
            pass

    asyncio.run(scene())


def test_redis_gone_is_a_lock_error(redis_server: RedisServer) -> None:
    async def scene() -> None:
        with pytest.raises(LockError, match="Redis"):
            async with RedisLocks("redis://127.0.0.1:1/0").lock("talk"):
                pass

    asyncio.run(scene())


@pytest.fixture
def own_redis() -> Iterator[RedisServer]:
    """A Redis server that may be stopped."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("no redis-server in PATH (Debian: apt-get install redis-server)")
    server = RedisServer(program, free_port())
    server.wait_until_ready()
    yield server
    server.stop()


def test_redis_that_stands_still_is_a_lock_error_and_is_forgotten_afterwards(own_redis: RedisServer) -> None:
    """R4: an error in seconds instead of a wait without end, and no place left behind that blocks the conversation."""

    async def scene() -> None:
        store = RedisLocks(own_redis.url)
        async with store.lock("talk"):
            pass
        with own_redis.paused(), pytest.raises(LockError, match="Redis"):
            async with store.lock("talk"):
                pass
        async with store.lock("talk"), store.lock("other"):
            pass

    asyncio.run(scene())


def test_redis_restarted_is_waited_for_and_has_no_stale_connections(own_redis: RedisServer) -> None:
    """R4: whoever waits joins the new queue, whoever holds the conversation keeps it."""

    async def scene() -> None:
        store, order = RedisLocks(own_redis.url), []

        async def message(number: int) -> None:
            async with store.lock("talk"):
                order.append(number)

        async with store.lock("talk"):
            waiting = [asyncio.ensure_future(message(number)) for number in range(3)]
            await asyncio.sleep(0.2)
            own_redis.kill()
            own_redis.start()
            await asyncio.sleep(2 * locks._SIGN_OF_LIFE_SECONDS / 5)
        await asyncio.gather(*waiting)
        assert sorted(order) == [0, 1, 2]
        async with store.lock("talk"):
            pass

    asyncio.run(scene())
