"""The real servers: when they are ready, when they say that they are not, and how they end."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import psutil
import pytest

from bot.commands import serving
from bot.knowledge.loader import load
from bot.knowledge.store import KnowledgeUnavailable
from bot.privacy.conversations import StoredConversations
from bot.processes import prefork
from bot.settings import KNOWLEDGE_DIR, ROOT
from tests.conftest import Servers, free_port, start_servers
from tests.rasa.raw_http import PATIENCE, Target, read_one, status_of

pytestmark = pytest.mark.servers

_HEALTH = b"GET /ui/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


@pytest.fixture
def own_servers(model: Path, tmp_path: Path) -> Iterator[Servers]:
    running = start_servers(tmp_path)
    yield running
    serving.stop(running.processes)


def events_of(process: subprocess.Popen[str], until: str) -> list[dict[str, Any]]:
    """Return what is told, up to the first event called ``until`` of a Rasa server or of nobody."""
    told = []
    assert process.stdout
    for line in process.stdout:
        if line.startswith("{"):
            told.append(json.loads(line))
            if told[-1]["event"] == until and told[-1].get("server", "rasa").startswith("rasa"):
                return told
    raise AssertionError(f"it ended without {until}: {told}")


@pytest.mark.parametrize("loaded", [True, False])
def test_no_connection_to_the_content_is_left_for_the_forks_to_share(
    loaded: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two machines began on an empty PostgreSQL: the forks of the first one shared a connection and could not read any more."""

    class Store:
        open = False

        def snapshot(self) -> None:
            self.open = True
            raise (
                KnowledgeUnavailable("nothing is loaded yet")
                if not loaded
                else ValueError("read, and then something is broken")
            )

        def disconnect(self) -> None:
            self.open = False

    store = Store()
    monkeypatch.setattr("bot.knowledge.store.shared_store", lambda: store)
    prefork._read_content()
    assert not store.open


def test_nobody_is_answered_before_everything_is_there(model: Path, tmp_path: Path) -> None:
    """R11: health said ok and every question got an apology until the rest had started, for minutes."""
    database, port = tmp_path / "lotse.db", free_port()
    variables = serving.environment(demo=True) | {
        "LOTSE_DB_URL": f"sqlite:///{database}",
        "LOTSE_TRACKER_URL": f"sqlite:///{tmp_path / 'conversations.db'}",
    }
    command = [sys.executable, "-m", "bot.processes.prefork", "--model", str(model), "--rasa", str(port)]
    command += ["--run-folder", str(tmp_path / "run"), "--status-fd", "1"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=variables,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdin
        assert events_of(process, "loaded")
        target = Target(port, "/ui/session", "/ui/health")
        assert not target.is_open()
        process.stdin.write("go\n")
        process.stdin.flush()
        while {"event": "waiting", "server": f"rasa {port}", "what": "knowledge"} not in events_of(process, "waiting"):
            pass
        with target.connect() as early:
            early.sendall(_HEALTH)
            early.settimeout(2)
            with pytest.raises(TimeoutError):
                early.recv(1)
            load(KNOWLEDGE_DIR, f"sqlite:///{database}")
            assert events_of(process, "ready")[-1]["server"] == f"rasa {port}"
            early.settimeout(PATIENCE)
            assert status_of(read_one(early)) == 200
    finally:
        process.kill()
        process.communicate()


def test_health_says_when_nothing_can_be_answered(own_servers: Servers) -> None:
    """R11: health was ok in every scene of faults."""
    target = Target(own_servers.ports.rasa, "/ui/session", "/ui/health")
    assert target.healthy()
    actions = psutil.Process(own_servers.actions_pid())
    actions.suspend()
    while target.healthy():
        time.sleep(0.2)
    actions.resume()
    while not target.healthy():
        time.sleep(0.2)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_messages_under_way_are_answered_and_stored_before_the_end(own_servers: Servers, number: int) -> None:
    """R8: of twelve, none was answered."""
    process = own_servers.processes[0]
    address = f"{own_servers.rasa_url}/webhooks/rest/webhook"

    async def send(session: aiohttp.ClientSession, owner: int) -> str:
        body = {"sender": f"end-{owner}", "message": f"Tischlerei in Stendal mit {20 + owner} Leuten"}
        async with session.post(address, json=body) as response:
            return str(await response.json())

    async def scene() -> list[str]:
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(PATIENCE)) as session:
            sent = [asyncio.ensure_future(send(session, owner)) for owner in range(12)]
            await asyncio.sleep(0.05)  # long enough to send, too short for all answers
            assert not all(task.done() for task in sent)
            os.kill(process.pid, number)
            return list(await asyncio.gather(*sent))

    answers = asyncio.run(scene())
    began = time.monotonic()
    assert process.wait(PATIENCE) == 0
    print(f"ended {time.monotonic() - began:.1f} s after the last answer")
    assert all("Holz und Möbel" in answer for answer in answers)
    stored = StoredConversations.at(f"sqlite:///{own_servers.logs / 'conversations.db'}")
    for owner in range(12):
        events = stored.export(f"rest-end-{owner}")
        assert {"user", "bot"} <= {event["event"] for event in events}
        assert events[-1].get("name") == "action_listen"


def test_a_killed_server_keeps_its_port(own_servers: Servers) -> None:
    """R6: whoever comes while it is started again waits, and is answered."""
    for _ in range(2):
        os.kill(own_servers.pid(own_servers.ports.rasa), signal.SIGKILL)
        assert Target(own_servers.ports.rasa, "/ui/session", "/ui/health").healthy()
