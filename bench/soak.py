"""Does anything grow? Five messages a second for twenty minutes, and one talk of 3,000 messages.

``python -m bench soak``; ``LOTSE_SOAK_SECONDS`` sets another duration.
"""

from __future__ import annotations

import asyncio
import os
import time
import uuid
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp
import psutil

from bench.contenders import running_here
from bench.traffic import TALK, worded

PER_SECOND = 5.0
SECONDS = 1200.0
LONG_TALK = 3000
_MEASURED = 6
"""Readings of memory, threads and open files, evenly over the time."""
_WARM = 100
"""Messages before the first reading: caches fill at the beginning, and are bounded."""


def measure() -> dict[str, Any]:
    """Return what the servers held over time: MB (what is not a file, shared pages counted once), threads, open files."""
    os.environ["LOTSE_PER_MINUTE"] = "100000"
    seconds = float(os.environ.get("LOTSE_SOAK_SECONDS") or SECONDS)
    with TemporaryDirectory() as folder, running_here(Path(folder)) as (processes, ports):
        address = f"http://127.0.0.1:{ports.rasa}/webhooks/rest/webhook"
        servers = psutil.Process(processes[0].pid)
        return {
            "five a second": asyncio.run(_steady(address, servers, seconds)),
            "one talk": asyncio.run(_long_talk(address, servers)),
        }


async def _steady(address: str, servers: psutil.Process, seconds: float) -> dict[str, Any]:
    readings, errors, sent = [], 0, 0
    began = time.monotonic()
    async with aiohttp.ClientSession() as session:

        async def say(number: int) -> bool:
            talk = number // len(TALK)
            body = {"sender": f"soak-{talk}", "message": worded(TALK[number % len(TALK)], talk)}
            async with session.post(address, json=body) as response:
                return response.status == 200 and "ausgefallen" not in await response.text()

        due = began
        while time.monotonic() - began < seconds:
            errors += not await say(sent)
            sent += 1
            if sent > _WARM and len(readings) <= _MEASURED * (time.monotonic() - began) / seconds:
                readings.append(_held(servers))
            due += 1 / PER_SECOND
            await asyncio.sleep(max(0.0, due - time.monotonic()))
    readings.append(_held(servers))
    return {"messages": sent, "errors": errors, "readings": readings}


async def _long_talk(address: str, servers: psutil.Process) -> dict[str, Any]:
    readings, errors, times = [], 0, []
    sender = uuid.uuid4().hex
    async with aiohttp.ClientSession() as session:
        for number in range(LONG_TALK):
            body = {"sender": sender, "message": TALK[number % len(TALK)]}
            began = time.perf_counter()
            async with session.post(address, json=body) as response:
                errors += response.status != 200 or "ausgefallen" in await response.text()
            times.append(time.perf_counter() - began)
            if number and number % (LONG_TALK // _MEASURED) == 0:
                readings.append(_held(servers))
    readings.append(_held(servers))
    first, last = sorted(times[_WARM : _WARM + 500]), sorted(times[-500:])
    ratio = last[len(last) // 2] / first[len(first) // 2]
    return {"messages": LONG_TALK, "errors": errors, "last 500 : first 500": round(ratio, 2), "readings": readings}


def _held(servers: psutil.Process) -> dict[str, float]:
    family = [servers, *servers.children(recursive=True)]
    return {
        "MB": round(sum(_own_kilobytes(member.pid) for member in family) / 1024, 1),
        "threads": sum(member.num_threads() for member in family),
        "files": sum(member.num_fds() for member in family),
    }


def _own_kilobytes(pid: int) -> int:
    """Memory that is no file's: pages of files are shared with whatever else runs here, and would count more or less by it."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss_Anon:"))
