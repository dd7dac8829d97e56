"""``lotse serve`` as an operator knows it: starts, restarts, broken files, killed launchers (R6, R12, O4, O5)."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

from bot.knowledge.loader import load
from bot.settings import HOME_DIR, KNOWLEDGE_DIR, ROOT
from tests.conftest import free_port

pytestmark = pytest.mark.servers


@pytest.fixture
def home(model: Path, tmp_path: Path) -> Path:
    """A home with content, model and all that was learnt, as after a first start."""
    shutil.copytree(HOME_DIR / "data", tmp_path / "data")
    shutil.copytree(HOME_DIR / "models", tmp_path / "models")
    for part in ("cache", "index"):
        shutil.copytree(HOME_DIR / "var" / part, tmp_path / "var" / part)
    load(KNOWLEDGE_DIR, f"sqlite:///{tmp_path / 'var' / 'lotse.db'}")
    return tmp_path


class Launched:
    """A running ``lotse serve --demo``."""

    def __init__(self, home: Path, port: int) -> None:
        self.home, self.port, self.log = home, port, home / "serve.log"
        variables = {name: value for name, value in os.environ.items() if not name.startswith("LOTSE_")}
        variables |= {"LOTSE_HOME": str(home), "LOTSE_SETTINGS": os.devnull, "PYTHONPATH": str(ROOT)}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot.cli", "serve", "--demo", "--port", str(port)],
                cwd=ROOT,
                env=variables,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def ask(self, text: str) -> list[dict[str, Any]]:
        """Return the answer; waits as long as the launcher lives."""
        body = json.dumps({"sender": "serve", "message": text}).encode()
        address = f"http://127.0.0.1:{self.port}/webhooks/rest/webhook"
        request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
        while self.process.poll() is None:
            try:
                with urllib.request.urlopen(request, timeout=60) as response:
                    return list(json.load(response))
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        pytest.fail(f"it has ended:\n{self.said()}")

    def family(self) -> list[psutil.Process]:
        launcher = psutil.Process(self.process.pid)
        return [launcher, *launcher.children(recursive=True)]


@contextmanager
def launched(home: Path) -> Iterator[Launched]:
    running = Launched(home, free_port())
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.process.send_signal(signal.SIGTERM)
        running.process.wait()


def text_of(answer: list[dict[str, Any]]) -> str:
    return " ".join(str(message.get("text", "")) for message in answer)


def test_a_restart_with_a_broken_file_and_a_changed_text_serves_at_once(home: Path) -> None:
    """O4, O5: what was good last answers; what is broken is said; what is new is learnt behind it and taken over."""
    programmes = home / "data" / "knowledge" / "programmes" / "bund.yaml"
    programmes.write_text("\t" + programmes.read_text(encoding="utf-8"), encoding="utf-8")
    with launched(home) as running:
        assert "Phishing" in text_of(running.ask("Was ist Phishing?"))
        said = running.said()
        assert "programmes/bund.yaml" in said
        assert "antwortet der Chat mit dem Stand vom" in said
        assert "wird gelernt" not in said


def test_a_damaged_model_is_replaced_by_the_one_before(home: Path) -> None:
    """R13: a model that was cut used to end the start with a trace of a hundred lines."""
    models = home / "models"
    for kind in (".tar.gz", ".json"):
        shutil.copy(models / f"erste-hilfe{kind}", models / f"erste-hilfe.before{kind}")
    model = models / "erste-hilfe.tar.gz"
    content = model.read_bytes()
    model.unlink()
    model.write_bytes(content[: len(content) // 2])
    with launched(home) as running:
        assert "Phishing" in text_of(running.ask("Was ist Phishing?"))
        assert "das vorige wird genommen" in running.said()
        assert "Traceback" not in running.said()


def test_a_killed_launcher_leaves_nothing_behind(home: Path) -> None:
    """R6: whoever looks after the launcher can start it again at once, on the same port."""
    with launched(home) as running:
        running.ask("Hallo")
        family = running.family()
        assert len(family) > 2
        running.process.kill()
        running.process.wait()
        _, alive = psutil.wait_procs(family, timeout=120)
        assert not alive
        with socket.socket() as server:
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            server.bind(("127.0.0.1", running.port))


def test_servers_killed_from_outside_are_started_again(home: Path) -> None:
    """R6: whoever needed memory and killed the process that all servers are forks of ended the whole bot."""
    with launched(home) as running:
        assert "Phishing" in text_of(running.ask("Was ist Phishing?"))
        prefork = next(child for child in running.family()[1:] if "bot.processes.prefork" in child.cmdline())
        forks = prefork.children(recursive=True)
        prefork.kill()
        _, alive = psutil.wait_procs(forks, timeout=120)
        assert not alive  # a fork that has not yet noticed could still answer for the servers of before
        assert "Rechenzentrum" in text_of(running.ask("Was ist eine Cloud?"))
        assert running.process.poll() is None
        assert "werden neu gestartet" in running.said()


def test_the_address_shows_how_far_it_is_before_it_answers(home: Path) -> None:
    """R11, R12: from the first moment on the port says that it is coming, and no message is answered wrongly."""
    with launched(home) as running:
        seen = set()
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{running.port}/ui/", timeout=60) as response:
                    seen.add(response.status)
                    break
            except urllib.error.HTTPError as error:
                seen.add(error.code)
                assert "wird vorbereitet" in error.read().decode()
            except (urllib.error.URLError, OSError):
                assert running.process.poll() is None, running.said()
            time.sleep(0.02)
        assert seen == {200, 503}
