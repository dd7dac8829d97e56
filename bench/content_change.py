"""How much a change of the content slows the answers of those who ask meanwhile, and how soon it is answered."""

from __future__ import annotations

import asyncio
import os
import shutil
import statistics
import time
import uuid
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp
from sqlalchemy.engine import make_url

from bench.contenders import UNLIMITED, running_here
from bench.traffic import TALK, worded
from bot.knowledge.records import KnowledgeBase
from bot.knowledge.store import KnowledgeStore
from bot.knowledge.writing.replacing import load_changed
from bot.settings import database_url

VISITORS, PAUSE = 2, 0.1
"""How many ask, and the seconds between an answer and the next question."""
ROUNDS, SECONDS = 8, 6.0
"""How often there is a time without and one with a change, and how long each lasts."""
CHANGED = "wo-anfangen"


def measure() -> dict[str, float]:
    """Return the 95th percentile of the seconds until an answer without and with changes, and the seconds until one is answered."""
    with TemporaryDirectory() as folder:
        database = make_url(database_url()).database
        shutil.copy(str(database), Path(folder) / "lotse.db")
        os.environ.update(LOTSE_DB_URL=f"sqlite:///{folder}/lotse.db", LOTSE_PER_MINUTE=UNLIMITED)
        with running_here(Path(folder)) as (_, ports):
            return asyncio.run(_measured(f"http://127.0.0.1:{ports.rasa}"))


async def _measured(address: str) -> dict[str, float]:
    knowledge = KnowledgeStore(database_url()).snapshot()
    times: dict[str, list[float]] = {"quiet": [], "changing": []}
    now, until_known = ["quiet"], list[float]()
    stop = asyncio.Event()
    visitors = [asyncio.create_task(_visitor(address, number, times, now, stop)) for number in range(VISITORS)]
    await asyncio.sleep(SECONDS)
    times["quiet"].clear()
    for number in range(ROUNDS):
        now[0] = "quiet"
        await asyncio.sleep(SECONDS)
        now[0] = "changing"
        began = time.monotonic()
        knowledge = await asyncio.to_thread(_change, knowledge, number)
        asked = asyncio.create_task(_until_known(address, f"Fassung {number}."))
        until_known.append(await asked)
        await asyncio.sleep(max(0.0, SECONDS - (time.monotonic() - began)))
    stop.set()
    await asyncio.gather(*visitors)
    before, meanwhile = (statistics.quantiles(times[name], n=20)[-1] for name in ("quiet", "changing"))
    return {
        "messages without a change": len(times["quiet"]),
        "messages beside a change": len(times["changing"]),
        "p95 without a change, s": round(before, 3),
        "p95 beside a change, s": round(meanwhile, 3),
        "times as long": round(meanwhile / before, 2),
        "slowest answer beside a change, s": round(max(times["changing"]), 3),
        "slowest until a change is answered, s": round(max(until_known), 1),
    }


def _change(knowledge: KnowledgeBase, number: int) -> KnowledgeBase:
    """Load content with another answer to one question, as the desk does, and return it."""
    article = knowledge.articles[CHANGED]
    new = replace(article, answer=f"{article.answer.partition(' Fassung')[0]} Fassung {number}.")
    after = replace(knowledge, version=uuid.uuid4().hex * 2, articles={**knowledge.articles, CHANGED: new})
    load_changed(knowledge, after, uuid.uuid4().hex * 2, database_url())
    return after


async def _until_known(address: str, said: str) -> float:
    """Return the seconds until the chat says what was changed."""
    began = time.monotonic()
    async with aiohttp.ClientSession() as session:
        while time.monotonic() - began < 60:
            async with session.post(f"{address}/ui/session", json={}) as response:
                token = (await response.json())["token"]
            body = {"token": token, "text": "Wo fangen wir an?", "id": uuid.uuid4().hex}
            async with session.post(f"{address}/ui/message", json=body) as response:
                if said in str(await response.json()):
                    break
            await asyncio.sleep(0.2)
    return time.monotonic() - began


async def _visitor(
    address: str, number: int, times: dict[str, list[float]], now: list[str], stop: asyncio.Event
) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{address}/ui/session", json={}) as response:
            token = (await response.json())["token"]
        position = number
        while not stop.is_set():
            body = {"token": token, "text": worded(TALK[position % len(TALK)], number), "id": uuid.uuid4().hex}
            kind, began = now[0], time.perf_counter()
            async with session.post(f"{address}/ui/message", json=body) as response:
                assert response.status == 200
                await response.read()
            times[kind].append(time.perf_counter() - began)
            position += 1
            await asyncio.sleep(PAUSE)
