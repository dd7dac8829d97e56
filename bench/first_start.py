"""From a fresh clone to the first right answer, as somebody who tries the bot: ``git clone``, ``make demo``, a question.

``python -m bench first_start``; ``LOTSE_STARTS`` sets how often (1), ``LOTSE_BUSY`` how many busy loops run beside it (0).
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from bot.settings import ROOT
from tests.conftest import free_port

_LOOK_SECONDS = 0.5
_NOT_HANDED_ON = ("LOTSE_", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE")
"""What whoever tries the bot has not set. Without bytecode every process compiles Rasa anew, twice as long as all else."""


def measure() -> dict[str, Any]:
    """Return the seconds of each first and second start, and the size of the environment in MB."""
    starts, busy = int(os.environ.get("LOTSE_STARTS") or 1), int(os.environ.get("LOTSE_BUSY") or 0)
    found: dict[str, Any] = {"busy loops": busy, "first": [], "second": []}
    for _ in range(starts):
        folder = Path(mkdtemp(prefix="lotse-start-"))
        try:
            with _busy(busy):
                subprocess.run(["git", "clone", "-q", str(ROOT), str(folder / "clone")], check=True)
                found["first"].append(_start(folder / "clone"))
                found["second"].append(_start(folder / "clone"))
            size = subprocess.check_output(["du", "-sm", str(folder / "clone" / ".venv")], text=True)
            found["environment, MB"] = int(size.split()[0])
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return found


def _start(clone: Path) -> float:
    """Start the demo, ask, stop it, and return the seconds until the right answer was there."""
    port = free_port()
    variables = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_HANDED_ON)}
    began = time.monotonic()
    with (clone.parent / "demo.log").open("ab") as log:
        demo = subprocess.Popen(
            ["make", "demo"],
            cwd=clone,
            env={**variables, "PORT": str(port)},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        while not _answers_rightly(port):
            if demo.poll() is not None:
                sys.exit((clone.parent / "demo.log").read_text(errors="replace")[-3000:])
            time.sleep(_LOOK_SECONDS)
        return round(time.monotonic() - began, 1)
    finally:
        os.killpg(demo.pid, signal.SIGTERM)  # a shell that runs this behind has SIGINT ignored
        demo.wait()


def _answers_rightly(port: int) -> bool:
    body = json.dumps({"sender": "first", "message": "Was ist Phishing?"}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/webhooks/rest/webhook", body, {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return "Phishing" in response.read().decode()
    except (urllib.error.URLError, OSError):
        return False


@contextlib.contextmanager
def _busy(number: int) -> Iterator[None]:
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(number)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()
