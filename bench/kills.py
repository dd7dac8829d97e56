"""Servers killed with ``kill -9`` under eight talks: what was acknowledged, lost and double, and how long nobody answered.

``python -m bench.kills [--kills 50] [--processes 2] [KIND ...]`` with the kinds rasa, actions, prefork and launcher. With
several processes nginx, Redis and PostgreSQL take part. Whatever does not start again by itself is started by this program,
as the service manager of a machine does.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil

from bot.commands import serving
from tests.conftest import free_port, free_ports
from tests.owners import Owner, eight_owners, lost_and_double, write_until
from tests.postgres_server import PostgresServer, find_programs
from tests.redis_server import RedisServer

KINDS = ("rasa", "actions", "prefork", "launcher")
KILLS = 50
_ANSWERED_BETWEEN = 6


@dataclass
class Found:
    """What the kills of one kind led to. ``pauses``: seconds from each kill to the next answer; ``slowest``: one request."""

    kills: int
    acknowledged: int
    apologies: int
    lost: int
    double: int
    pauses: list[float]
    slowest: float

    def __str__(self) -> str:
        """Return one line."""
        middle, worst = statistics.median(self.pauses), max(self.pauses)
        return (
            f"{self.kills} kills, {self.acknowledged} acknowledged, {self.apologies} apologies, {self.lost} lost, "
            f"{self.double} double, answering again after {middle:.1f} s (median), {worst:.1f} s (longest), "
            f"slowest request {self.slowest:.1f} s"
        )


class Service:
    """``lotse serve``, started again whenever it has ended."""

    def __init__(self, ports: serving.Ports, settings: dict[str, str], log: Path) -> None:
        """``settings``: of the environment; ``log``: where the servers write."""
        self._ports = ports
        self._environment = {**os.environ, **settings}
        self.channels = ("web", "rest") if ports.processes == 1 else ("web",)  # nginx lets REST not pass
        self._log = log.open("ab")
        self._launcher = self._start()

    def processes(self, kind: str) -> list[psutil.Process]:
        """Return the running processes of a kind."""
        if self._launcher.poll() is not None:  # it has ended, and is started again
            return []
        launcher = psutil.Process(self._launcher.pid)
        if kind == "launcher":
            return [launcher]
        preforks = [child for child in launcher.children() if "bot.processes.prefork" in " ".join(child.cmdline())]
        if kind == "prefork":
            return preforks
        servers = [server for prefork in preforks for server in prefork.children()]
        return [server for server in servers if self._is_rasa(server) == (kind == "rasa")]

    def keep_running(self) -> None:
        """Start the service again if it has ended and its ports are free."""
        if self._launcher.poll() is not None and not self._ports.taken():
            self._launcher = self._start()

    def stop(self) -> None:
        """End it."""
        self._launcher.terminate()
        self._launcher.wait()
        self._log.close()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "bot.cli", "serve", "--demo", "--port", str(self._ports.rasa)]
        command += ["--processes", str(self._ports.processes)]
        return subprocess.Popen(command, env=self._environment, stdout=self._log, stderr=self._log)

    def _is_rasa(self, process: psutil.Process) -> bool:
        listening = {c.laddr.port for c in process.net_connections("tcp") if c.status == psutil.CONN_LISTEN}
        return bool(listening & set(self._ports.of_rasa))


async def kill(kind: str, kills: int, service: Service, address: str, url: str) -> Found:
    """Kill processes of one kind, one after the other, while eight owners write."""
    owners, stop, pauses = eight_owners(kind, service.channels), asyncio.Event(), []
    writing = asyncio.ensure_future(write_until(owners, address, stop))
    for number in range(kills + 1):
        began = time.monotonic()
        enough = _acknowledged(owners) + 1
        while _acknowledged(owners) < enough:
            await asyncio.sleep(0.02)
            service.keep_running()
        if number:
            pauses.append(time.monotonic() - began)
        enough = _acknowledged(owners) + _ANSWERED_BETWEEN
        while _acknowledged(owners) < enough or not (found := service.processes(kind)):
            await asyncio.sleep(0.02)
            service.keep_running()
        if number < kills:
            await asyncio.sleep(random.random() / 4)
            random.choice(found).send_signal(signal.SIGKILL)
    stop.set()
    await writing
    lost, double = lost_and_double(owners, url)
    slowest = max(owner.slowest for owner in owners)
    apologies = sum(owner.apologies for owner in owners)
    return Found(kills, _acknowledged(owners), apologies, len(lost), len(double), pauses, slowest)


def _acknowledged(owners: list[Owner]) -> int:
    return sum(len(owner.acknowledged) for owner in owners)


@contextmanager
def data_bases(processes: int, folder: Path) -> Iterator[dict[str, str]]:
    """Yield the settings for one process, or for several with PostgreSQL and Redis of their own."""
    if processes == 1:
        yield {"LOTSE_TRACKER_URL": f"sqlite:///{folder / 'conversations.db'}"}
        return
    programs, program = find_programs(), shutil.which("redis-server")
    assert programs and program, "needs Debian's packages postgresql, redis-server and nginx-light"
    postgres, redis = PostgresServer(programs), RedisServer(program, free_port())
    try:
        postgres.start()
        redis.wait_until_ready()
        yield {"LOTSE_TRACKER_URL": postgres.new_database(), "LOTSE_REDIS_URL": redis.url}
    finally:
        redis.stop()
        postgres.stop()


def measure(kinds: Sequence[str] = KINDS, kills: int = KILLS, processes: int = 1) -> dict[str, Any]:
    """Kill processes of each kind, print a line for each, and return the figures."""
    figures: dict[str, Any] = {"processes": processes}
    with TemporaryDirectory() as name, data_bases(processes, Path(name)) as settings:
        ports = free_ports(processes)
        service = Service(ports, {"LOTSE_REST": "true", "LOTSE_PER_MINUTE": "100000", **settings}, Path(name) / "log")
        try:
            for kind in kinds:
                address = f"http://127.0.0.1:{ports.rasa}"
                found = asyncio.run(kill(kind, kills, service, address, settings["LOTSE_TRACKER_URL"]))
                print(f"  {kind}: {found}", flush=True)
                figures[kind] = {**asdict(found), "pauses": [round(pause, 2) for pause in found.pauses]}
        finally:
            service.stop()
    return figures


def main() -> None:
    """Run the kinds that the command line names and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kinds", nargs="*", metavar="KIND", default=KINDS)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args()
    if unknown := set(options.kinds) - set(KINDS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(KINDS)}")
    measure(options.kinds, options.kills, options.processes)


if __name__ == "__main__":
    main()
