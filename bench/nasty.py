"""What the dearest messages cost against normal ones: 200 inputs made to be slow, in processor time.

``python -m bench nasty`` or, without the other parts, ``python -m bench.nasty``.
"""

from __future__ import annotations

import asyncio
import json
import random
import statistics
import string
import sys
import time
import unicodedata
from collections.abc import Awaitable, Callable, Iterator
from typing import Any
from uuid import uuid4

from bench.traffic import TALK, worded
from bot.knowledge.store import shared_store
from bot.language.facts.gazetteer import Gazetteer
from bot.rasa.channels.rate_limit import cost_of
from bot.rasa.channels.safe_input import MAX_CHARACTERS, clean_text

SEED = 20261127

Make = Callable[[random.Random], str]
Handle = Callable[[str], Awaitable[Any]]


def messages(count: int = 200, seed: int = SEED) -> Iterator[tuple[str, str]]:
    """Yield the kind and the text of ``count`` messages, the kinds in turns, each of the longest length that is let in."""
    rng = random.Random(seed)
    kinds = list(_kinds().items())
    for number in range(count):
        name, make = kinds[number % len(kinds)]
        yield name, clean_text(make(rng))[:MAX_CHARACTERS]


def _kinds() -> dict[str, Make]:
    knowledge = shared_store().snapshot()
    places = [name for land in Gazetteer.from_regions(knowledge.regions.values()).lands for name in land.places]
    names = [name for item in knowledge.programmes.values() for name in (item.name, item.short_name)]
    known = [word for article in knowledge.articles.values() for word in article.question.split()]
    letters = string.ascii_lowercase + "äöüß"
    everything = [char for char in map(chr, range(0x110000)) if unicodedata.category(char)[0] in "LNMS"]
    return {
        "random words": lambda rng: _fill(rng, lambda: _word(rng, letters, 4, 12)),
        "long random words": lambda rng: _fill(rng, lambda: _word(rng, letters, 9, 16)),
        "one letter": lambda rng: _fill(rng, lambda: rng.choice(letters)),
        "capitals like places": lambda rng: _fill(rng, lambda: _word(rng, letters, 6, 12).capitalize()),
        "capitals only": lambda rng: _fill(rng, lambda: _word(rng, letters, 2, 7).upper()),
        "mistyped places": lambda rng: _fill(rng, lambda: _typo(rng, rng.choice(places))),
        "mistyped programmes": lambda rng: _fill(rng, lambda: _typo(rng, rng.choice(names))),
        "mistyped words": lambda rng: _fill(rng, lambda: _typo(rng, rng.choice(known))),
        "names of programmes": lambda rng: _fill(rng, lambda: rng.choice(names)),
        "places": lambda rng: _fill(rng, lambda: rng.choice(places)),
        "any characters": lambda rng: "".join(rng.choice(everything) for _ in range(MAX_CHARACTERS)),
        "words of any characters": lambda rng: _fill(rng, lambda: "".join(rng.sample(everything, 8))),
        "marks": lambda rng: "a" + "".join(rng.choice("\u0301\u0308\u0323\u0330") for _ in range(MAX_CHARACTERS)),
        "numbers": lambda rng: _fill(rng, lambda: str(rng.randrange(10 ** rng.randrange(1, 9)))),
        "numbers in words": lambda rng: _fill(
            rng, lambda: rng.choice(["zwei", "hundert", "tausend", "und", "zwanzig"])
        ),
        "hyphens": lambda rng: "a-" * (MAX_CHARACTERS // 2),
        "one word": lambda rng: _word(rng, letters, MAX_CHARACTERS, MAX_CHARACTERS),
        "umlauts spelt out": lambda rng: _fill(rng, lambda: "".join(rng.choices(["ae", "oe", "ue", "ss", "n"], k=8))),
        "mail addresses": lambda rng: _fill(rng, lambda: f"{_word(rng, letters, 3, 6)}@{_word(rng, letters, 3, 6)}.de"),
        "streets": lambda rng: _fill(
            rng, lambda: f"{_word(rng, letters, 4, 8).capitalize()}-Straße {rng.randrange(99)}"
        ),
    }


def _fill(rng: random.Random, part: Callable[[], str]) -> str:
    text = ""
    while len(text) < MAX_CHARACTERS:
        text += part() + rng.choice([" ", " ", " ", ", ", " - "])
    return text[:MAX_CHARACTERS]


def _word(rng: random.Random, letters: str, least: int, most: int) -> str:
    return "".join(rng.choice(letters) for _ in range(rng.randint(least, most)))


def _typo(rng: random.Random, text: str) -> str:
    place = rng.randrange(len(text))
    return text[:place] + rng.choice(string.ascii_lowercase) + text[place + rng.randint(0, 1) :]


def measure() -> dict[str, Any]:
    """Return milliseconds of processor time: of a normal message, and of the dearest by kind and against a normal one.

    Once for understanding alone, and once until the answer is there.
    """
    from bot.commands.asking import load_bot

    bot = load_bot()
    assert bot is not None

    async def answer(text: str) -> None:
        await bot.answer(text, f"nasty-{uuid4().hex}")

    async def both() -> dict[str, Any]:
        # Other messages for the second: what was said before is partly remembered.
        return {"understood": await _measure(bot.understand, SEED), "answered": await _measure(answer, SEED + 1)}

    return asyncio.run(both())


async def _measure(handle: Handle, seed: int) -> dict[str, Any]:
    for text in TALK:
        await _cost(handle, text)
    normal = statistics.median([await _cost(handle, worded(text, talk)) for talk in range(8, 12) for text in TALK])
    found = [(name, text, await _cost(handle, text)) for name, text in messages(seed=seed)]
    by_kind: dict[str, float] = {}
    for name, _, cost in found:
        by_kind[name] = max(by_kind.get(name, 0.0), cost)
    costs = sorted(cost for _, _, cost in found)
    return {
        "normal, ms": round(normal, 1),
        "nasty median : normal": round(statistics.median(costs) / normal, 1),
        "nasty p95 : normal": round(costs[int(len(costs) * 0.95)] / normal, 1),
        "nasty worst : normal": round(costs[-1] / normal, 1),
        "worst for what it is charged : normal": round(max(c / cost_of(text) for _, text, c in found) / normal, 1),
        "worst by kind : normal": {
            name: round(cost / normal, 1) for name, cost in sorted(by_kind.items(), key=lambda item: -item[1])
        },
    }


async def _cost(handle: Handle, text: str) -> float:
    """Return milliseconds of processor time, of all threads, for a text that was not seen before."""
    began = time.process_time()
    await handle(text)
    return (time.process_time() - began) * 1000


if __name__ == "__main__":
    json.dump(measure(), sys.stdout, indent=2, ensure_ascii=False)
    print()
