"""Each message is answered once, however often a browser with a bad connection sends it."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

Messages = list[dict[str, Any]]


class AnsweredOnce:
    """Remembers the answers to the latest messages, under the conversation and the id that the browser gave a message."""

    def __init__(self, capacity: int = 2_000) -> None:
        """``capacity``: how many answers are kept; the oldest go first."""
        self._capacity = capacity
        self._answers: OrderedDict[tuple[str, str], asyncio.Task[Messages]] = OrderedDict()

    async def answer(self, talk: str, message_id: str, produce: Callable[[], Awaitable[Messages]]) -> Messages:
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


async def _started(produce: Callable[[], Awaitable[Messages]]) -> Messages:
    return await produce()
