"""Many people at once on the website and in Telegram: real servers, real HTTP, Telegram's API as a double.

First one talk on each channel alone, which the many are compared with: nobody should wait more than twice as long for the others.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import sys
import time
import uuid
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp

from bench.contenders import running_here
from bench.traffic import TALK, worded
from bot.commands import serving
from tests.telegram.api_double import TOKEN, Double
from tests.telegram.api_double import running as telegram_double

THINKING = (5.0, 15.0)
"""Seconds between an answer and the next message: people read."""
ALONE = (2.1, 2.6)
"""The same for one talk alone, which may send thirty messages a minute."""


ALONE_SECONDS = 120.0


def measure(website: int = 200, telegram: int = 50, seconds: float = 600.0) -> dict[str, float]:
    """Return messages, errors and the 95th percentile of the seconds until an answer, by channel; of one talk alone, too."""
    with TemporaryDirectory() as folder, telegram_double() as double:
        os.environ.update(LOTSE_TELEGRAM_TOKEN=TOKEN, LOTSE_TELEGRAM_API=double.url)
        with running_here(Path(folder)) as (processes, ports):
            log = Path(folder) / "telegram.log"
            command, variables = serving.telegram_command(ports), serving.environment(demo=False)
            processes.append(serving.spawn(command, variables, log))
            address = f"http://127.0.0.1:{ports.rasa}"
            alone = asyncio.run(_everybody(address, double, 1, 1, ALONE_SECONDS, first=1_000, thinking=ALONE))
            many = asyncio.run(_everybody(address, double, website, telegram, seconds, first=10_000, thinking=THINKING))
            found = {f"one talk, {name}": value for name, value in alone.items()} | many
            for channel in ("website", "Telegram"):
                times = many[f"{channel} p95, s"] / alone[f"{channel} p95, s"]
                found[f"{channel} p95, times that of one talk"] = round(times, 2)
            return {**found, "load of the machine": round(os.getloadavg()[1], 1)}


async def _everybody(
    address: str,
    double: Double,
    website: int,
    telegram: int,
    seconds: float,
    first: int,
    thinking: tuple[float, float],
) -> dict[str, float]:
    until = time.monotonic() + seconds
    web: list[float] = []
    chat: list[float] = []
    errors: list[str] = []
    visitors = [_visitor(address, number, until, web, errors, thinking) for number in range(website)]
    chatters = [_chatter(double, first + number, until, chat, errors, thinking) for number in range(telegram)]
    await asyncio.gather(*visitors, *chatters)
    for error in sorted(set(errors))[:5]:
        print(f"  error: {error}", file=sys.stderr)
    return {
        "website messages": len(web),
        "website median, s": round(statistics.median(web), 3),
        "website p95, s": round(statistics.quantiles(web, n=20)[-1], 3),
        "Telegram messages": len(chat),
        "Telegram median, s": round(statistics.median(chat), 3),
        "Telegram p95, s": round(statistics.quantiles(chat, n=20)[-1], 3),
        "errors": len(errors),
    }


async def _visitor(
    address: str, number: int, until: float, seconds: list[float], errors: list[str], thinking: tuple[float, float]
) -> None:
    """One conversation on the website, from an address of its own: each address may send so much and no more."""
    await asyncio.sleep(random.uniform(0, thinking[1]))
    connector = aiohttp.TCPConnector(local_addr=(f"127.0.1.{number % 250 + 1}", 0))
    async with aiohttp.ClientSession(connector=connector) as session:
        async with session.post(f"{address}/ui/session", json={}) as response:
            token = (await response.json())["token"]
        position = number
        while time.monotonic() < until:
            text = worded(TALK[position % len(TALK)], number)
            began = time.perf_counter()
            try:
                body = {"token": token, "text": text, "id": uuid.uuid4().hex}
                async with session.post(f"{address}/ui/message", json=body) as response:
                    answer = await response.json()
                if response.status != 200 or "ausgefallen" in str(answer["messages"]):
                    errors.append(f"website: {response.status} {str(answer)[:100]}")
                token = answer.get("token", token)
            except (aiohttp.ClientError, TimeoutError) as error:
                errors.append(f"website: {type(error).__name__}")
            seconds.append(time.perf_counter() - began)
            position += 1
            await asyncio.sleep(random.uniform(*thinking))


async def _chatter(
    double: Double, chat: int, until: float, seconds: list[float], errors: list[str], thinking: tuple[float, float]
) -> None:
    """One chat in Telegram. Before the first answer comes the notice, which is not waited for."""
    await asyncio.sleep(random.uniform(0, thinking[1]))
    position = chat
    while time.monotonic() < until:
        before, began = len(double.to(chat)), time.perf_counter()
        double.say(worded(TALK[position % len(TALK)], chat), chat)
        while len(double.to(chat)) == before and time.perf_counter() - began < 60:
            await asyncio.sleep(0.02)
        new = double.to(chat)[before:]
        if not new or "ausgefallen" in new[0].text:
            errors.append("Telegram: no answer")
        seconds.append(time.perf_counter() - began)
        position += 1
        await asyncio.sleep(random.uniform(*thinking))
