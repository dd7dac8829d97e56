"""Errors of both bots on the development set and on its perturbed variants."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from typing import Any

from bench.contenders import STOCK_MODEL, stock_environment
from bench.perturbing import variants
from bench.understanding import NOT_OURS, questions

Understand = Callable[[str], Awaitable[dict[str, Any]]]


def measure() -> dict[str, Any]:
    """Return the error rates by contender and variant, and milliseconds for one sentence."""
    records = questions("devset")
    return {name: asyncio.run(_errors(load(), records)) for name, load in (("ours", _ours), ("stock", _stock))}


async def _errors(understand: Understand, records: list[dict[str, Any]]) -> dict[str, Any]:
    await understand("Wo fangen wir an?")
    found: dict[str, Any] = {}
    for name, perturb in variants().items():
        # The same typos for both.
        rng = random.Random(20261124)
        began = time.perf_counter()
        guessed = [(await understand(perturb(record["text"], rng)))["intent"]["name"] for record in records]
        milliseconds = (time.perf_counter() - began) / len(records) * 1000
        pairs = [(record["intent"], guess) for record, guess in zip(records, guessed, strict=True)]
        wrong_side = sum((guess in NOT_OURS) != (expected == "out_of_scope") for expected, guess in pairs)
        found[name] = {
            "intent_errors": round(sum(expected != guess for expected, guess in pairs) / len(pairs), 4),
            "scope_errors": round(wrong_side / len(pairs), 4),
            "ms": round(milliseconds, 1),
        }
    return found


def _ours() -> Understand:
    from bot.commands.asking import load_bot

    bot = load_bot()
    assert bot is not None
    return bot.understand


def _stock() -> Understand:
    import os

    os.environ.update(stock_environment())
    from rasa.core.agent import Agent

    from bot.rasa.logs import keep_quiet

    keep_quiet()
    return Agent.load(STOCK_MODEL).parse_message
