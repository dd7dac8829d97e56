"""Each message is answered once, however often a browser with a bad connection sends it."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

from bot.rasa.redis_client import connect
from bot.settings import redis_url

Messages = list[dict[str, Any]]
Produce = Callable[[], Awaitable[Messages]]

KEPT_SECONDS = 600
"""How long an answer is kept for a browser that asks again."""

_UNDER_WAY = "..."
_UNDER_WAY_SECONDS = 30
"""After that a process that has not answered counts as dead, and the message is answered by another one."""

_POLL_SECONDS = 0.05


class AnsweredOnce:
    """Remembers the answers to the latest messages, under the conversation and the id that the browser gave a message."""

    def __init__(self, capacity: int = 2_000) -> None:
        """``capacity``: how many answers are kept; the oldest go first."""
        self._capacity = capacity
        self._answers: OrderedDict[tuple[str, str], asyncio.Task[Messages]] = OrderedDict()

    async def answer(self, talk: str, message_id: str, produce: Produce) -> Messages:
        """Return what ``produce`` gives, or gave before for the same message. One still under way is waited for.

        The work goes on when the browser hangs up, so its answer is there when it asks again.
        """
        key = (talk, message_id)
        task = self._answers.get(key)
        if task is None:
            task = asyncio.ensure_future(_started(produce))
            self._answers[key] = task
            while len(self._answers) > self._capacity:
                self._answers.popitem(last=False)
        return await asyncio.shield(task)


class AnsweredOnceTogether(AnsweredOnce):
    """Does the same for several processes, whichever of them a repeated message comes to. Answers are kept in Redis."""

    def __init__(self, url: str) -> None:
        """``url``: of the Redis server. Nothing is opened yet."""
        super().__init__()
        self._redis = connect(url)

    async def answer(self, talk: str, message_id: str, produce: Produce) -> Messages:
        """Return what ``produce`` gives, or gave before for the same message in any process.

        Raises:
            redis.exceptions.RedisError: Redis cannot be reached.
        """
        key = f"lotse:answer:{talk}:{message_id}"
        while not await self._redis.set(key, _UNDER_WAY, nx=True, ex=_UNDER_WAY_SECONDS):
            known = await self._redis.get(key)
            if known is not None and known != _UNDER_WAY:
                return list(json.loads(known))
            await asyncio.sleep(_POLL_SECONDS)

        async def produce_and_keep() -> Messages:
            messages = await produce()
            await self._redis.set(key, json.dumps(messages), ex=KEPT_SECONDS)
            return messages

        return await super().answer(talk, message_id, produce_and_keep)


def answers() -> AnsweredOnce:
    """Return the memory of this process, or the one that several processes share."""
    url = redis_url()
    return AnsweredOnceTogether(url) if url else AnsweredOnce()


async def _started(produce: Produce) -> Messages:
    return await produce()
