"""Throughput with one and with several Rasa processes on PostgreSQL and Redis: all real servers."""

from __future__ import annotations

import asyncio
import os
import shutil
import statistics
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.contenders import UNLIMITED
from bench.traffic import TALK, at_once, one_after_the_other
from bot.commands import serving
from tests.conftest import free_port, free_ports
from tests.postgres_server import PostgresServer, find_programs
from tests.redis_server import RedisServer

CONVERSATIONS = 16


def measure(seconds: float = 15.0) -> dict[str, dict[str, float]]:
    """Return messages a second and the median answer by number of processes."""
    programs, program = find_programs(), shutil.which("redis-server")
    assert programs and program, "needs Debian's packages postgresql, redis-server and nginx-light"
    postgres, redis = PostgresServer(programs), RedisServer(program, free_port())
    found = {}
    try:
        postgres.start()
        redis.wait_until_ready()
        for processes in (1, 2):
            os.environ["LOTSE_TRACKER_URL"] = postgres.new_database()
            os.environ["LOTSE_REDIS_URL"] = redis.url
            os.environ["LOTSE_PER_MINUTE"] = UNLIMITED
            found[f"{processes}"] = _one(processes, seconds)
            print(f"  {processes}: {found[f'{processes}']}", flush=True)
    finally:
        for name in ("LOTSE_TRACKER_URL", "LOTSE_REDIS_URL", "LOTSE_PER_MINUTE"):
            os.environ.pop(name, None)  # the next part has servers of its own
        redis.stop()
        postgres.stop()
    return found


def _one(processes: int, seconds: float) -> dict[str, float]:
    ports = free_ports(processes)
    with TemporaryDirectory() as folder:
        servers = serving.start(ports, demo=True, logs=Path(folder))
        try:
            assert serving.wait_until_ready(servers, ports)
            # Each process at its own port: nginx lets the website's chat pass, and nothing of REST.
            addresses = [f"http://127.0.0.1:{port}/webhooks/rest/webhook" for port in ports.of_rasa]
            for address in addresses:
                asyncio.run(one_after_the_other(address, 2 * len(TALK)))
            rate, answers = asyncio.run(_at_all(addresses, seconds))
        finally:
            serving.stop(servers)
    return {"messages/s": round(rate, 1), "median ms": round(statistics.median(answers) * 1000, 1)}


async def _at_all(addresses: list[str], seconds: float) -> tuple[float, list[float]]:
    found = await asyncio.gather(*(at_once(address, CONVERSATIONS // len(addresses), seconds) for address in addresses))
    return sum(rate for rate, _ in found), [each for _, answers in found for each in answers]
