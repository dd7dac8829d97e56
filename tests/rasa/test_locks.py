"""One message of a conversation at a time, in order, in one process and in several."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable

import pytest
from rasa.core.lock_store import LockError, LockStore

from bot.rasa import locks
from bot.rasa.locks import LocalLocks, RedisLocks
from bot.settings import ROOT
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


def test_in_order_and_never_two_at_once(stores: Open) -> None:
    served: list[int] = []

    async def message(store: LockStore, number: int) -> None:
        async with store.lock("talk"):
            served.append(number)
            before = len(served)
            await asyncio.sleep(0.01)
            assert len(served) == before, "somebody came in between"

    async def scene() -> None:
        processes = [stores(), stores(), stores()]
        waiting = []
        for number in range(12):
            waiting.append(asyncio.ensure_future(message(processes[number % 3], number)))
            await asyncio.sleep(0.003)
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
from bot.rasa.locks import RedisLocks

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
        "async def hold", "from bot.rasa import locks\nlocks._SIGN_OF_LIFE_SECONDS = 1.0\n\nasync def hold"
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
