"""O8: content, model and data lie in a folder of their own; the code lies elsewhere and is read-only."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.commands import serving
from bot.settings import KNOWLEDGE_DIR, ROOT, VAR_DIR
from tests.conftest import free_ports
from tests.settings.commands import environment, lotse

pytestmark = pytest.mark.servers

_CODE = (
    "bot", "actions", "data/nlu", "data/stories", "domain", "deploy", "config.yml", "domain.yml", "endpoints.yml",
    "credentials.yml",
)  # fmt: skip


@pytest.fixture(scope="module")
def code(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the code alone, mounted read-only where that is possible."""
    folder = tmp_path_factory.mktemp("code")
    for name in _CODE:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, folder / name)
    mounted = subprocess.run(["mount", "--bind", "-o", "ro", folder, folder], capture_output=True, check=False)
    if not mounted.returncode:
        subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
    yield folder
    if not mounted.returncode:
        subprocess.run(["umount", folder], check=True)


@pytest.fixture
def home(model: Path, tmp_path: Path) -> Path:
    shutil.copytree(KNOWLEDGE_DIR, tmp_path / "data" / "knowledge")
    shutil.copytree(model.parent, tmp_path / "models")
    for vectors in ("cache", "index"):  # made anew they cost minutes
        if (VAR_DIR / vectors).is_dir():
            shutil.copytree(VAR_DIR / vectors, tmp_path / "var" / vectors)
    return tmp_path


def test_commands(code: Path, home: Path) -> None:
    """O8."""
    assert lotse("knowledge", "load", "--no-learning", home=home, code=code).returncode == 0
    asked = lotse("ask", "--json", "Was ist ein ERP?", home=home, code=code)
    assert asked.returncode == 0, asked.stderr
    assert json.loads(asked.stdout)["kind"] == "glossary"
    assert {path.name for path in home.iterdir()} == {"data", "models", "var"}


def test_servers(code: Path, home: Path) -> None:
    """O8: endpoints, credentials, pages, pictures and fonts come from the code."""
    ports = free_ports(1)
    command = [sys.executable, "-m", "bot.cli", "serve", "--demo", "--port", str(ports.rasa)]
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=code, env=environment(home, code), stdout=log, stderr=log)
    try:
        while not serving._answers(f"http://127.0.0.1:{ports.rasa}/ui/health"):
            assert server.poll() is None, (home / "log").read_text()
        for path in ("/ui/", "/ui/static/widget.js", "/ui/bilder/reife-33-67-8-50.png", "/ui/notice"):
            with urllib.request.urlopen(f"http://127.0.0.1:{ports.rasa}{path}") as answer:
                assert answer.status == 200
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()
