"""Two machines behind one proxy, with one PostgreSQL and one Redis: whatever happens to one, owners notice nothing.

The tests are one story and run in this order.
"""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.operations.machines import (
    REDIS_PORT,
    SHARED,
    Machine,
    Network,
    Proxy,
    SharedPostgres,
    network,
    wait_for,
    within,
)
from tests.owners import eight_owners, lost_and_double, write_until
from tests.postgres_server import find_programs

pytestmark = [pytest.mark.servers, pytest.mark.postgres]

OUTER = f"http://{SHARED}"
HOST = "chat.zentrum.example"
TERM = ("Was bedeutet Reifegrad?", "Eine Standortbestimmung, wie digital Ihr Betrieb")
"""A question for a term, and how its explanation begins."""


class Site:
    """All of it. ``url``: the data base of talks, as the test itself reaches it."""

    def __init__(self, net: Network, machines: list[Machine], proxy: Proxy, url: str) -> None:
        self.net, self.machines, self.proxy, self.url = net, machines, proxy, url

    def ask(self, address: str, text: str) -> str:
        """Ask in a talk of its own; returns the answer's text."""

        async def asked() -> str:
            async with aiohttp.ClientSession(headers={"Host": HOST}) as session:
                async with session.post(f"{address}/ui/session", json={}) as response:
                    token = (await response.json())["token"]
                body = {"token": token, "text": text, "id": "1"}
                async with session.post(f"{address}/ui/message", json=body) as response:
                    return str((await response.json())["messages"])

        return str(within(self.net.shared, asked))


@pytest.fixture(scope="module")
def site(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with contextlib.ExitStack() as stack:
        net = stack.enter_context(network())
        programs = find_programs()
        assert programs
        postgres = SharedPostgres(programs, net.shared)
        stack.callback(postgres.stop)
        postgres.start()
        talks, content = (postgres.new_database() for _ in range(2))
        folder = tmp_path_factory.mktemp("machines")
        listening = [
            "redis-server",
            "--port",
            str(REDIS_PORT),
            "--bind",
            SHARED,
            "--protected-mode",
            "no",
            "--save",
            "",
        ]
        redis = subprocess.Popen(
            ["ip", "netns", "exec", net.shared, *listening, "--dir", str(folder)], stdout=subprocess.DEVNULL
        )
        stack.callback(redis.wait, 30)
        stack.callback(redis.terminate)
        wait_for(SHARED, REDIS_PORT, net.shared)
        settings = {
            "LOTSE_TRACKER_URL": by_network(talks),
            "LOTSE_DB_URL": by_network(content),
            "LOTSE_REDIS_URL": f"redis://{SHARED}:{REDIS_PORT}/0",
            "LOTSE_SECRET": "dasselbe-auf-allen-maschinen-0123456789abcdef",
            "LOTSE_HOSTS": f"{HOST}, {SHARED}, 10.77.0.11, 10.77.0.12",
            "LOTSE_PROXIES": "2",
            "LOTSE_PER_MINUTE": "100000",
        }
        machines = [Machine(number, net.add(number), folder / f"machine{number}", settings) for number in (1, 2)]
        for machine in machines:
            stack.callback(machine.kill)
            machine.start()
        proxy = Proxy(net.shared, folder / "proxy", machines)
        stack.callback(proxy.stop)
        wait_for(SHARED, 80, net.shared)
        yield Site(net, machines, proxy, talks)


def by_network(url: str) -> str:
    """Return the address of a data base as the machines reach it: over the network, not by its socket."""
    name = url.partition("@/")[2].partition("?")[0]
    return f"postgresql+psycopg2://lotse@{SHARED}:15432/{name}"


def under_load(site: Site, name: str, happen: Callable[[], None]) -> list[Any]:
    """Let something happen while eight owners write. Returns them, when all have been answered afterwards."""
    owners = eight_owners(name, ["web"])
    happened = threading.Event()

    def answered() -> int:
        return sum(len(owner.acknowledged) for owner in owners)

    def meanwhile() -> None:
        try:
            wait_until(lambda: answered() >= 16)
            happen()
            enough = answered() + 24
            wait_until(lambda: answered() >= enough)
        finally:
            happened.set()

    async def load() -> bool:
        stop = asyncio.Event()
        writing = asyncio.ensure_future(write_until(owners, OUTER, stop))
        while not happened.is_set():
            await asyncio.sleep(0.05)
        stop.set()
        await writing
        return True

    beside = threading.Thread(target=meanwhile)
    beside.start()
    within(site.net.shared, load)
    beside.join()
    return owners


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 3600
    while not true():
        assert time.monotonic() < until, "the owners are not answered any more"
        time.sleep(0.05)


def test_a_machine_that_dies_costs_no_message(site: Site) -> None:
    first = site.machines[0]
    owners = under_load(site, "dies", first.kill)
    assert lost_and_double(owners, site.url) == ([], [])
    first.start()
    assert "Shop" in site.ask("http://10.77.0.11", "Was kostet ein Onlineshop?")


def test_a_machine_that_is_cut_off_costs_no_message(site: Site) -> None:
    def cut() -> None:
        site.net.cut(2, off=True)
        time.sleep(8)
        site.net.cut(2, off=False)

    owners = under_load(site, "cut", cut)
    assert lost_and_double(owners, site.url) == ([], [])


def test_a_change_of_the_content_reaches_all_machines(site: Site) -> None:
    """Loaded on one machine, it is what the other answers with the next question."""
    path = site.machines[0].home / "data/knowledge/glossary.yaml"
    text = path.read_text(encoding="utf-8")
    assert TERM[1] in text
    path.write_text(text.replace(TERM[1], f"Neu vom Zentrum. {TERM[1]}", 1), encoding="utf-8")
    assert TERM[1] in site.ask("http://10.77.0.12", TERM[0])
    site.machines[0].lotse("knowledge", "load", "--no-learning")
    assert f"Neu vom Zentrum. {TERM[1]}" in site.ask("http://10.77.0.12", TERM[0])


def test_an_upgrade_of_one_after_the_other_fails_no_message(site: Site) -> None:
    """Each machine is taken out of the proxy, stopped, started, and put back. Nobody has to send anything twice."""

    def upgrade() -> None:
        for machine in site.machines:
            site.proxy.without(machine)
            machine.stop()
            machine.start()
            site.proxy.without()

    owners = under_load(site, "upgrade", upgrade)
    assert lost_and_double(owners, site.url) == ([], [])
    assert [(owner.apologies, owner.failures) for owner in owners] == [(0, 0)] * len(owners)
