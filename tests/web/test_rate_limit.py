"""Nobody can keep the bot from answering the others."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.core.table import PER_MINUTE
from bot.rasa.channels import rate_limit
from bot.rasa.channels.rate_limit import (
    ADDRESS_PER_DAY,
    SLOW_DOWN,
    TOMORROW,
    Charge,
    Counts,
    RateLimit,
    Rule,
    SharedCounts,
    cost_of,
)
from bot.rasa.channels.requests import Refused
from bot.rasa.channels.safe_input import MAX_CHARACTERS
from tests.conftest import free_port
from tests.redis_server import RedisServer

MINUTE = Rule("talk", 3)


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def charge(key: str = "a", amount: int = 1, rule: Rule = MINUTE) -> Charge:
    return Charge(rule, key.encode(), amount)


async def passes(count: Awaitable[None]) -> bool:
    try:
        await count
    except Refused as refused:
        assert refused.status == 429
        return False
    return True


def passed(limit: RateLimit, *calls: tuple[str, str, str]) -> list[bool]:
    async def scene() -> list[bool]:
        return [await passes(limit.message(*call)) for call in calls]

    return asyncio.run(scene())


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("LOTSE_REDIS_URL", raising=False)
    monkeypatch.setattr(rate_limit, "VAR_DIR", tmp_path)


def test_one_talk_is_slowed_down_and_another_is_not() -> None:
    limit = RateLimit(per_minute=12)
    assert passed(limit, *[("one", "10.0.0.1", "Hallo")] * 4) == [True, True, True, False]
    assert passed(limit, ("two", "10.0.0.1", "Hallo")) == [True]


def test_many_talks_from_one_address_are_slowed_down() -> None:
    limit = RateLimit(per_minute=4)
    calls = [(f"talk {number}", "10.0.0.1", "Hallo") for number in range(5)]
    assert passed(limit, *calls) == [True] * 4 + [False]
    assert passed(limit, ("talk 9", "10.0.0.2", "Hallo")) == [True]


def test_new_talks_and_files_are_counted_by_address() -> None:
    async def scene() -> None:
        limit = RateLimit(per_minute=4)
        assert [await passes(limit.talk("10.0.0.1")) for _ in range(3)] == [True, True, False]
        assert [await passes(limit.file("10.0.0.1")) for _ in range(2)] == [True, False]
        assert await passes(limit.talk("10.0.0.2"))

    asyncio.run(scene())


def test_a_dear_message_counts_more() -> None:
    """S9: a thousand characters cost several times a normal message, and are charged for it."""
    assert [cost_of("x" * length) for length in (0, 1, 200, 201, 1_000, 16_000)] == [1, 1, 1, 2, 5, 5]
    long = "x" * MAX_CHARACTERS
    assert passed(RateLimit(per_minute=40), *[("one", "10.0.0.1", long)] * 3) == [True, True, False]
    assert passed(RateLimit(per_minute=4), ("one", "10.0.0.1", long)) == [True], "what is dear passes some time"


def test_one_address_cannot_fill_the_disk_in_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """S5: so many messages a day and address are stored."""
    clock = Clock()
    monkeypatch.setattr(rate_limit, "Counts", lambda: Counts(clock=clock))

    async def scene() -> None:
        limit, stored = RateLimit(), 0
        for number in range(30 * 120):
            clock.now += 0.6
            stored += await passes(limit.message(f"talk {number}", "10.0.0.1", "Hallo"))
        assert stored == ADDRESS_PER_DAY
        with pytest.raises(Refused) as refused:
            await limit.message("other", "10.0.0.1", "Hallo")
        assert refused.value.text == TOMORROW
        clock.now += 86_400
        await limit.message("other", "10.0.0.1", "Hallo")

    asyncio.run(scene())


def test_what_is_refused_is_not_counted() -> None:
    clock = Clock()
    counts = Counts(clock=clock)
    for _ in range(3):
        assert counts.exceeded([charge()]) is None
    clock.now += 50
    assert counts.exceeded([charge(), charge("b", rule=Rule("address", 9))]) == MINUTE
    clock.now += 11
    assert counts.exceeded([charge(amount=3)]) is None


def test_nothing_is_kept_after_its_minute() -> None:
    """S10: keys stayed until the server stopped."""
    clock = Clock()
    counts = Counts(clock=clock)
    for number in range(1_000):
        counts.exceeded([charge(str(number))])
    assert len(counts) == 1_000
    clock.now += 61
    counts.exceeded([charge("another")])
    assert len(counts) == 1, "forgotten with the next message of anybody"
    clock.now += 61
    counts.sweep()
    assert len(counts) == 0


def test_what_is_over_is_forgotten_even_if_nobody_comes_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """S10."""
    clock = Clock()
    counts = Counts(clock=clock)
    monkeypatch.setattr(rate_limit, "Counts", lambda: counts)
    monkeypatch.setattr(rate_limit, "_SWEEP_SECONDS", 0.0)

    async def scene() -> None:
        await RateLimit().talk("10.0.0.1")
        assert len(counts) == 1
        clock.now += 61
        while len(counts):
            await asyncio.sleep(0)

    asyncio.run(scene())


def test_memory_is_bounded_and_the_latest_are_remembered() -> None:
    """S10."""
    counts = Counts(most_keys=100, clock=Clock())
    for number in range(10_000):
        assert counts.exceeded([charge(str(number), 3)]) is None
    assert len(counts) == 100
    assert counts.exceeded([charge("9999")]) == MINUTE


def test_a_message_costs_the_same_with_many_visitors() -> None:
    """S10: 12 ms with 10,000 talks. Counted in steps of the interpreter, not in seconds of a busy machine."""

    def steps(visitors: int) -> int:
        counts = Counts(most_keys=visitors, clock=Clock())
        for number in range(visitors):
            counts.exceeded([charge(str(number))])
        return _lines_run(lambda: counts.exceeded([charge("one more")]))

    assert steps(20_000) == steps(20)


def _lines_run(call: Callable[[], object]) -> int:
    """Return how many lines of Python a call runs; finalizers of what other tests have left behind would count, too."""
    lines = 0

    def trace(*_: object) -> object:
        nonlocal lines
        lines += 1
        return trace

    before = sys.gettrace()
    gc.collect()
    gc.disable()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        call()
    finally:
        sys.settrace(before)
        gc.enable()
    return lines


def test_the_limits_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSE_PER_MINUTE", "600")
    assert PER_MINUTE.value() == 600
    for wrong in ("0", "-1", "viele", "1.5", "²"):
        monkeypatch.setenv("LOTSE_PER_MINUTE", wrong)
        with pytest.raises(ValueError, match="LOTSE_PER_MINUTE"):
            RateLimit()


def test_several_processes_count_together(redis_server: RedisServer) -> None:
    async def scene() -> None:
        one, other = SharedCounts(redis_server.url), SharedCounts(redis_server.url)
        key = os.urandom(8).hex()
        assert [await counts.exceeded([charge(key)]) for counts in (one, other, one, other)] == [
            None, None, None, MINUTE
        ]  # fmt: skip
        assert await other.exceeded([charge(key + "b", amount=3), charge(key, rule=Rule("address", 9))]) is None
        from redis import asyncio as redis

        server = redis.Redis.from_url(redis_server.url)
        names = await server.keys("lotse:limit:*")
        assert names and all([0 < await server.ttl(name) <= 60 for name in names])
        await server.close()

    asyncio.run(scene())


def test_a_clock_that_is_set_back_keeps_nobody_out(redis_server: RedisServer) -> None:
    """S10: a talk was refused for the hour by which the clock was set back."""

    async def scene() -> None:
        from redis import asyncio as redis

        shared, key = SharedCounts(redis_server.url), os.urandom(8)
        server = redis.Redis.from_url(redis_server.url)
        ahead = int((time.time() + 3_600) * 12 / 60)
        await server.hset(f"lotse:limit:talk:{key.hex()}", str(ahead), 3)
        assert await shared.exceeded([Charge(MINUTE, key)]) is None
        await server.close()

    asyncio.run(scene())


def test_without_redis_each_process_counts_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """S10: a message was refused when Redis could not be reached."""
    monkeypatch.setenv("LOTSE_REDIS_URL", f"redis://127.0.0.1:{free_port()}/0")
    limit = RateLimit(per_minute=12)
    assert passed(limit, *[("one", "10.0.0.1", "Hallo")] * 4) == [True, True, True, False]


def test_a_redis_that_hangs_holds_nobody_up(redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """S10: after the first message that has waited, the server is left alone for a while."""
    monkeypatch.setenv("LOTSE_REDIS_URL", redis_server.url)
    asked: list[float] = []
    limit = RateLimit(per_minute=1_000)
    shared = limit._shared
    assert shared is not None
    ask = shared.exceeded

    async def counted(charges: list[Charge]) -> Rule | None:
        asked.append(time.monotonic())
        return await ask(charges)

    monkeypatch.setattr(shared, "exceeded", counted)
    os.kill(redis_server._process.pid, signal.SIGSTOP)
    try:
        assert passed(limit, *[("one", "10.0.0.1", "Hallo")] * 50) == [True] * 50
    finally:
        os.kill(redis_server._process.pid, signal.SIGCONT)
    assert len(asked) < 50


def test_the_sentence_says_what_to_do() -> None:
    assert "Minute" in SLOW_DOWN
    assert "Morgen" in TOMORROW
