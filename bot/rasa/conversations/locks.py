"""One message of a conversation at a time, in the order they came.

Within one process that is a queue in memory. With several processes it is a list in Redis, one for each conversation: whoever
stands first is served. Rasa's own locks wait in steps of a second, and its ticket in Redis is read, changed and written in
three steps, so that two processes can draw the same number.
"""

from __future__ import annotations

import asyncio
import time
import uuid
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from rasa.core.lock_store import LockError, LockStore
from redis import asyncio as redis
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError

from bot.rasa.conversations.redis_client import connect

LIFE_SECONDS = 60.0
"""How long a message may hold its conversation, or wait for it."""

_SIGN_OF_LIFE_SECONDS = 5.0
"""A process that has given no sign of life for so long is dead, and the next in line goes on."""

_POLL_SECONDS = 0.01

_PATIENCE_SECONDS = 3.0
"""How long a Redis server that refuses connections, because it is being restarted, is waited for."""


class LocalLocks(LockStore):
    """For one process."""

    def __init__(self) -> None:
        """Nothing is locked."""
        self._locks: dict[str, asyncio.Lock] = {}
        self._users: defaultdict[str, int] = defaultdict(int)

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LIFE_SECONDS, wait_time_in_seconds: float = _POLL_SECONDS
    ) -> AsyncIterator[None]:
        """Hold the conversation while the block runs.

        Raises:
            LockError: those before took longer than ``lock_lifetime`` seconds.
        """
        lock = self._locks.setdefault(conversation_id, asyncio.Lock())
        self._users[conversation_id] += 1
        try:
            try:
                await asyncio.wait_for(lock.acquire(), lock_lifetime)
            except asyncio.TimeoutError as error:
                raise LockError("the messages before this one took too long") from error
            try:
                yield
            finally:
                lock.release()
        finally:
            self._users[conversation_id] -= 1
            if not self._users[conversation_id]:
                del self._users[conversation_id], self._locks[conversation_id]


class RedisLocks(LockStore):
    """For several processes that share a Redis server."""

    def __init__(self, url: str) -> None:
        """``url``: of the Redis server, for instance ``redis://localhost:6379/0``. Nothing is opened yet."""
        self._redis = connect(url)

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LIFE_SECONDS, wait_time_in_seconds: float = _POLL_SECONDS
    ) -> AsyncIterator[None]:
        """Hold the conversation while the block runs.

        Raises:
            LockError: those before took longer than ``lock_lifetime`` seconds, or Redis cannot be reached.
        """
        place = _Place(self._redis, f"lotse:queue:{conversation_id}")
        try:
            await place.wait_for_turn(lock_lifetime, wait_time_in_seconds)
        except RedisError as error:
            raise LockError(f"Redis: {type(error).__name__}") from error
        except BaseException:
            await place.leave()
            raise
        alive = asyncio.ensure_future(place.stay_first())
        try:
            yield
        finally:
            alive.cancel()
            await place.leave()


class _Place:
    """A place in the queue of one conversation."""

    def __init__(self, server: redis.Redis, queue: str) -> None:
        self._redis = server
        self._queue = queue
        self._me = uuid.uuid4().hex

    async def wait_for_turn(self, longest: float, pause: float) -> None:
        """Join the queue and wait until nobody is before us; join again where Redis was restarted and has forgotten all."""
        began = renewed = reached = time.monotonic()
        waiting: list[str] = []
        while waiting[:1] != [self._me]:
            now = time.monotonic()
            if now - began > longest:
                raise LockError("the messages before this one took too long")
            try:
                if self._me not in waiting:
                    await self._join()
                elif now - renewed > _SIGN_OF_LIFE_SECONDS / 5:
                    await self._give_sign()
                    renewed = now
                waiting = await self._redis.lrange(self._queue, 0, -1)
                reached = now
                if waiting and waiting[0] != self._me and not await self._redis.exists(self._sign(waiting[0])):
                    await self._redis.lrem(self._queue, 1, waiting[0])
                    continue
            except RedisConnectionError:
                if now - reached > _PATIENCE_SECONDS:
                    raise
                waiting = []
                await asyncio.sleep(_PATIENCE_SECONDS / 20)
            if waiting[:1] != [self._me]:
                await asyncio.sleep(pause)

    async def stay_first(self) -> None:
        """Give signs of life while the conversation is held, and take the place again where Redis has forgotten it."""
        while True:
            await asyncio.sleep(_SIGN_OF_LIFE_SECONDS / 5)
            with suppress(RedisError):
                await self._give_sign()
                if self._me not in await self._redis.lrange(self._queue, 0, -1):
                    await self._redis.lpush(self._queue, self._me)

    async def leave(self) -> None:
        """Make room for the next; where Redis is gone, the missing sign of life does it."""
        with suppress(RedisError):
            async with self._redis.pipeline(transaction=True) as pipe:
                pipe.lrem(self._queue, 0, self._me)
                pipe.delete(self._sign(self._me))
                await pipe.execute()

    async def _join(self) -> None:
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.set(self._sign(self._me), 1, px=int(_SIGN_OF_LIFE_SECONDS * 1000))
            pipe.rpush(self._queue, self._me)
            pipe.expire(self._queue, int(LIFE_SECONDS * 2))
            await pipe.execute()

    async def _give_sign(self) -> None:
        await self._redis.set(self._sign(self._me), 1, px=int(_SIGN_OF_LIFE_SECONDS * 1000))
        await self._redis.expire(self._queue, int(LIFE_SECONDS * 2))

    def _sign(self, who: str) -> str:
        return f"{self._queue}:{who}"
