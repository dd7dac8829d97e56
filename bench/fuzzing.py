"""Ten thousand odd messages through REST and the website, in random order: no 5xx, no trace, no placeholder, no dead talk.

``python -m bench fuzzing``; ``LOTSE_FUZZ`` sets another number. The seed is printed and can be given as ``LOTSE_FUZZ_SEED``.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import time
import uuid
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp
import yaml

from bench.contenders import running_here
from bot.settings import ROOT

MESSAGES = 10_000
TALKS = 250
_AT_ONCE = 8
_INTERNAL = re.compile(r"Traceback|utter_|action_\w+|\bNone\b|\{\w+\}|Exception|<bound")
_TRACE = re.compile(r"Traceback \(most recent call last\).*?\n(?=\S)[^\n]*\n", re.S)
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyzäöüß ABC?!.,",
    "0123456789.,:-/+ €%",
    "\u202e\u200b\ufeff\u0000\n\t\r \u2028",
    "😀🎉👩‍💻🏳️‍🌈",
    "漢字かなЖщأبتไทย",
    "<>&\"'{}[]()/\\;|$`#",
)
_BREAKING = (
    "/restart", '/inform{"region": "DE-ST"}', "' OR 1=1 --", "<script>alert(1)</script>", "{{7*7}}", "${jndi:ldap://x}",
    "%s%s%n", "\ud800", "\x00", "A" * 1000, "ä" * 1000, "?" * 500, "../../etc/passwd", "\r\nBcc: x@y.z", "/", "//", " ",
)  # fmt: skip


def measure() -> dict[str, Any]:
    """Return how many messages were sent and what was wrong with which of them."""
    os.environ["LOTSE_PER_MINUTE"] = "1000000"
    number = int(os.environ.get("LOTSE_FUZZ") or MESSAGES)
    seed = int(os.environ.get("LOTSE_FUZZ_SEED") or time.time())
    print(f"  seed {seed}", flush=True)
    with TemporaryDirectory() as folder, running_here(Path(folder)) as (_, ports):
        found = asyncio.run(_everybody(f"http://127.0.0.1:{ports.rasa}", number, random.Random(seed)))
        log = (Path(folder) / "servers.log").read_text(errors="replace")
    traces = _TRACE.findall(log)
    for trace in dict.fromkeys(traces):
        print(trace, flush=True)
    return {"seed": seed, **found, "tracebacks in the log": len(traces)}


async def _everybody(address: str, number: int, chance: random.Random) -> dict[str, Any]:
    known = _known_sentences()
    faults: Counter[str] = Counter()
    talks = [uuid.UUID(int=chance.getrandbits(128)).hex for _ in range(TALKS)]
    tokens: dict[str, str] = {}
    places = asyncio.Semaphore(_AT_ONCE)
    async with aiohttp.ClientSession() as session:

        async def one(talk: str, text: str) -> None:
            async with places:
                await _say(session, address, talk, text, tokens, faults)

        plan = [(chance.choice(talks), _message(chance, known)) for _ in range(number)]
        for start in range(0, number, 500):
            await asyncio.gather(*(one(*each) for each in plan[start : start + 500]))
        for talk in talks:  # a talk that has died answers nothing any more
            await _say(session, address, talk, "Hallo", tokens, faults, alive=True)
    return {"messages": number, "talks": TALKS, "faults": dict(faults)}


async def _say(
    session: aiohttp.ClientSession,
    address: str,
    talk: str,
    text: str,
    tokens: dict[str, str],
    faults: Counter[str],
    alive: bool = False,
) -> None:
    """Send one message: of every second talk through REST, of the others as the website does."""
    by_rest = int(talk[-1], 16) % 2 == 0
    if by_rest:
        url, body = f"{address}/webhooks/rest/webhook", {"sender": talk, "message": text}
    else:
        if talk not in tokens:
            async with session.post(f"{address}/ui/session", json={}) as response:
                tokens[talk] = (await response.json())["token"]
        url, body = f"{address}/ui/message", {"token": tokens[talk], "text": text, "id": uuid.uuid4().hex}
    async with session.post(url, json=body) as response:
        answer = await response.text()
        if response.status >= 500:
            faults[f"status {response.status}"] += 1
        elif response.status == 401 and not by_rest:  # somebody said "Löschen Sie alles", and "Ja"
            tokens.pop(talk, None)
            faults["talks deleted by themselves (no fault)"] += 1
        elif response.status != 200 and not (response.status == 400 and not text.isprintable()):
            faults[f"status {response.status}"] += 1
        elif response.status == 200:
            messages = await response.json()
            said = " ".join(str(part.get("text", "")) for part in (messages if by_rest else messages["messages"]))
            if "ausgefallen" in said or "Fehler passiert" in said:
                faults["a dead talk" if alive else "apologies"] += 1
            found = _INTERNAL.search(said)
            if found and found[0] not in text:
                print(f"  {text!r} -> {said!r}", flush=True)
                faults[f"internal: {found[0]}"] += 1
        elif not answer:
            faults["empty"] += 1


def _message(chance: random.Random, known: list[str]) -> str:
    kind = chance.random()
    if kind < 0.4:
        return chance.choice(known)
    if kind < 0.55:  # a known sentence, spelt badly
        letters = list(chance.choice(known))
        for _ in range(chance.randint(1, 6)):
            letters[chance.randrange(len(letters))] = chance.choice("abcdexyz äö?1")
        return "".join(letters)
    if kind < 0.7:  # several at once
        return " ".join(chance.sample(known, chance.randint(2, 5)))[: chance.choice((200, 999, 1500))]
    if kind < 0.8:
        return chance.choice(_BREAKING)
    alphabet = chance.choice(_ALPHABETS)
    return "".join(chance.choice(alphabet) for _ in range(chance.choice((1, 3, 12, 60, 400, 1000))))


def _known_sentences() -> list[str]:
    """Return the training sentences: what opens every form and every dialogue is among them."""
    found = []
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            found += [line.removeprefix("- ").strip() for line in str(block.get("examples", "")).splitlines()]
    return [text for text in found if text]
