"""What the address of the chat says before the chat can answer (R11, R12, O1)."""

from __future__ import annotations

import json
import socket
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from bot.learning.progress import Progress, read
from bot.processes.waiting_page import WaitingPage
from tests.conftest import free_port


def ask(port: int, path: str, body: bytes | None = None) -> tuple[int, str, dict[str, str]]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", body, timeout=30) as response:
            return response.status, response.read().decode(), dict(response.headers)
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), dict(error.headers)


@pytest.fixture
def progress(tmp_path: Path) -> Progress:
    return Progress(tmp_path / "run" / "learning.json", quiet=True)


def test_the_page_says_how_far_the_learning_is(tmp_path: Path, progress: Progress) -> None:
    port = free_port()
    with WaitingPage(("127.0.0.1", port), tmp_path / "run" / "learning.json"):
        progress.tell("Sätze werden gelesen: 512 von 9.300", 7.4)
        status, page, headers = ask(port, "/ui/")
        assert status == 503
        assert "Sätze werden gelesen: 512 von 9.300 (7 %)" in page
        assert headers["Retry-After"] == "2"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        progress.end()
        assert "Die Server starten" in ask(port, "/ui/")[1]


def test_who_does_not_ask_for_the_page_is_told_to_come_again(tmp_path: Path) -> None:
    port = free_port()
    with WaitingPage(("127.0.0.1", port), tmp_path / "none"):
        status, health, _ = ask(port, "/ui/health")
        assert (status, json.loads(health)["status"]) == (503, "starting")
        status, refusal, _ = ask(port, "/ui/message", b"{}")
        assert (status, json.loads(refusal)["error"]["code"]) == (503, "starting")
        assert ask(port, "/webhooks/rest/webhook", b"{}")[0] == 503


def test_the_port_is_free_again_afterwards(tmp_path: Path) -> None:
    port = free_port()
    with WaitingPage(("127.0.0.1", port), tmp_path / "none"):
        assert ask(port, "/ui/")[0] == 503
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(("127.0.0.1", port))


@pytest.mark.parametrize("left", ["", "{", '{"text": "x"}', '{"text": "x", "percent": 3, "process": 4194305}'])
def test_what_a_killed_learning_has_left_is_no_progress(tmp_path: Path, left: str) -> None:
    file = tmp_path / "learning.json"
    file.write_text(left)
    assert read(file) is None
