"""A message that arrives twice is answered once."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.rasa.once import AnsweredOnce


class Counting:
    def __init__(self) -> None:
        self.calls = 0

    async def __call__(self) -> list[dict[str, Any]]:
        self.calls += 1
        await asyncio.sleep(0.01)
        return [{"text": str(self.calls)}]


def test_repeated_and_simultaneous_messages_run_once() -> None:
    async def scene() -> None:
        once, produce = AnsweredOnce(), Counting()
        both = await asyncio.gather(once.answer("talk", "1", produce), once.answer("talk", "1", produce))
        later = await once.answer("talk", "1", produce)
        assert [*both, later] == [[{"text": "1"}]] * 3
        assert await once.answer("talk", "2", produce) == [{"text": "2"}]
        assert await once.answer("other", "1", produce) == [{"text": "3"}]

    asyncio.run(scene())


def test_a_browser_that_hangs_up_gets_the_answer_later() -> None:
    async def scene() -> None:
        once, produce = AnsweredOnce(), Counting()
        first = asyncio.ensure_future(once.answer("talk", "1", produce))
        await asyncio.sleep(0)
        first.cancel()
        assert await once.answer("talk", "1", produce) == [{"text": "1"}]
        assert produce.calls == 1

    asyncio.run(scene())


def test_memory_is_bounded() -> None:
    async def scene() -> None:
        once, produce = AnsweredOnce(capacity=2), Counting()
        for number in range(5):
            await once.answer("talk", str(number), produce)
        assert await once.answer("talk", "4", produce) == [{"text": "5"}]
        assert await once.answer("talk", "0", produce) == [{"text": "6"}]

    asyncio.run(scene())
