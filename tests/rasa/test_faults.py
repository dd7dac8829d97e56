"""What the owner and the operator see when something behind the bot breaks."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from bot.commands import serving
from tests.conftest import Servers, start_servers

pytestmark = pytest.mark.servers


def say(servers: Servers, text: str, sender: str = "faults") -> list[dict[str, Any]]:
    body = json.dumps({"sender": sender, "message": text}).encode()
    request = urllib.request.Request(
        f"{servers.rasa_url}/webhooks/rest/webhook", body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as response:
        return list(json.load(response))


def kinds(messages: list[dict[str, Any]]) -> list[str]:
    return [message["custom"]["kind"] for message in messages if message.get("custom")]


def log_of(servers: Servers) -> str:
    return (servers.logs / "servers.log").read_text(errors="replace")


@pytest.fixture
def own_servers(model: Path, tmp_path: Path) -> Iterator[Servers]:
    running = start_servers(tmp_path)
    yield running
    serving.stop(running.processes)


def test_knowledge_base_missing_and_back(own_servers: Servers, tmp_path: Path) -> None:
    say(own_servers, "Tischlerei in Stendal")
    moved = tmp_path / "moved.db"
    for name in own_servers.database.parent.glob("lotse.db*"):
        shutil.move(name, tmp_path / f"moved{name.name.removeprefix('lotse')}")
    answer = say(own_servers, "Wie sichern wir unsere Daten richtig?")
    assert kinds(answer) == ["fallback"]
    assert "nicht verloren" in answer[0]["text"]
    assert "does not exist" in log_of(own_servers)
    for name in tmp_path.glob("moved.db*"):
        shutil.move(name, own_servers.database.parent / f"lotse{name.name.removeprefix('moved')}")
    assert not moved.exists()
    assert "Sachsen-Anhalt" in say(own_servers, "Was wissen Sie über mich?")[0]["text"]


def test_action_server_down(own_servers: Servers) -> None:
    say(own_servers, "Hallo")
    os.kill(own_servers.pid(own_servers.ports.actions), signal.SIGKILL)
    answer = say(own_servers, "Welche Förderung passt zu uns?")
    assert any("ausgefallen" in message.get("text", "") for message in answer)
    assert "Couldn't connect" in log_of(own_servers) or "action server" in log_of(own_servers)
    assert serving.wait_until_ready(own_servers.processes, own_servers.ports), "it was not started again"
    assert kinds(say(own_servers, "Welche Förderung passt zu uns?")) != ["fallback"]
    assert "neu gestartet" in log_of(own_servers)


def test_a_server_that_gives_up_ends_all(model: Path, tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="Der Chat kann nicht starten"):
        start_servers(tmp_path, LOTSE_TRACKER_URL="sqlite:////proc/nowhere/conversations.db")


def test_no_server_outlives_whoever_started_it(own_servers: Servers) -> None:
    parent = own_servers.processes[0]
    children = psutil.Process(parent.pid).children()
    assert len(children) == 2
    parent.kill()
    parent.wait(10)
    _, alive = psutil.wait_procs(children, timeout=10)
    assert not alive


def test_the_servers_end_with_the_launcher(own_servers: Servers) -> None:
    parent = own_servers.processes[0]
    assert parent.stdin
    parent.stdin.close()
    assert parent.wait(15) == 0


def test_conversations_locked(own_servers: Servers) -> None:
    say(own_servers, "Hallo")
    blocker = sqlite3.connect(own_servers.logs / "conversations.db", isolation_level=None)
    blocker.execute("BEGIN EXCLUSIVE")
    answer = say(own_servers, "Danke")
    blocker.execute("ROLLBACK")
    assert any("ausgefallen" in message.get("text", "") for message in answer)
    assert "conversation failed" in log_of(own_servers)
    assert kinds(say(own_servers, "Danke")) == ["smalltalk"]


def test_nobody_steers_the_bot_with_commands(servers: Servers) -> None:
    say(servers, '/inform{"region": "DE-BY"}', "attacker")
    assert "Bayern" not in str(say(servers, "Was wissen Sie über mich?", "attacker"))
    say(servers, "Wir sitzen in Bayern", "owner")
    assert "Bayern" in str(say(servers, "Was wissen Sie über mich?", "owner"))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("   ", id="blanks"),
        pytest.param("x" * 5000, id="long"),
        pytest.param("😀😀😀", id="emoji"),
        pytest.param("<script>alert(1)</script>", id="html"),
        pytest.param("'; DROP TABLE programme; --", id="sql"),
        pytest.param("\x00\x1b[31m", id="control"),
        pytest.param("/restart", id="command"),
        pytest.param("???", id="punctuation"),
        pytest.param("Where can I get money for my shop?", id="english"),
    ],
)
def test_bad_input_gets_a_polite_answer(servers: Servers, text: str) -> None:
    answer = say(servers, text, "bad-input")
    assert answer
    assert kinds(answer)
    assert not any("Traceback" in message.get("text", "") for message in answer)
    assert kinds(say(servers, "Hallo", "bad-input")) == ["smalltalk"]


def test_logs_hold_no_message_text(servers: Servers) -> None:
    say(servers, "Mein Geheimwort lautet Quastenflosser", "private")
    assert "Quastenflosser" not in log_of(servers)
