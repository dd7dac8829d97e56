"""Start, memory, answers, throughput and growth of both bots, taken in turns on the same machine."""

from __future__ import annotations

import asyncio
import statistics
from collections import defaultdict
from typing import Any

from bench.contenders import NAMES, Running, running
from bench.traffic import TALK, at_once, one_after_the_other, one_conversation

Figures = dict[str, list[float]]
MESSAGES = 1000
LONG = 500


def measure(repetitions: int = 3, seconds: float = 15.0) -> dict[str, dict[str, Figures]]:
    """Return all figures by contender, one value a repetition.

    Args:
        repetitions: how often each bot is started and measured, in turns.
        seconds: how long people write at once.
    """
    found: dict[str, Figures] = {name: defaultdict(list) for name in NAMES}
    for repetition in range(repetitions):
        for name in NAMES:
            print(f"  {name}, {repetition + 1} of {repetitions} ...", flush=True)
            with running(name) as bot:
                _one_round(bot, found[name], seconds)
                if repetition == 0:
                    _memory(bot, found[name])
                    _growth(bot, found[name])
    return {name: dict(figures) for name, figures in found.items()}


def _one_round(bot: Running, figures: Figures, seconds: float) -> None:
    figures["start, s"].append(bot.start_seconds)
    asyncio.run(one_after_the_other(bot.address, len(TALK)))
    answers = sorted(asyncio.run(one_after_the_other(bot.address, 200)))
    figures["message median, ms"].append(statistics.median(answers) * 1000)
    figures["message p95, ms"].append(answers[int(len(answers) * 0.95)] * 1000)
    for conversations in (8, 32):
        rate, _ = asyncio.run(at_once(bot.address, conversations, seconds))
        figures[f"messages/s, {conversations} at once"].append(rate)


def _memory(bot: Running, figures: Figures) -> None:
    asyncio.run(one_after_the_other(bot.address, MESSAGES - 200))
    figures[f"memory after {MESSAGES}+ messages, MB"].append(bot.memory())


def _growth(bot: Running, figures: Figures) -> None:
    """The 10th against the 500th message: each as the median of one whole round of the same twenty messages."""
    answers = asyncio.run(one_conversation(bot.address, LONG))
    round_ = len(TALK)
    early, late = statistics.median(answers[:round_]), statistics.median(answers[-round_:])
    figures["message 10, ms"].append(early * 1000)
    figures[f"message {LONG}, ms"].append(late * 1000)
    figures[f"message {LONG} : 10"].append(late / early)


def summary(figures: Figures) -> dict[str, Any]:
    """Return median, least and most of each figure."""
    return {
        name: {
            "median": round(statistics.median(values), 2),
            "min": round(min(values), 2),
            "max": round(max(values), 2),
        }
        for name, values in figures.items()
    }
