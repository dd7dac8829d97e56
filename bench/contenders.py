"""The two bots that are compared: ours, and Rasa's stock configuration with the same data and the same actions."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import spacy

from bot import quiet
from bot.commands import serving
from bot.language.facts.person_names import TRAINED, is_installed
from bot.settings import ROOT, VAR_DIR
from tests.conftest import free_port

STOCK = ROOT / "bench" / "stock"
STOCK_PYTHON = STOCK / ".venv" / "bin" / "python"
"""Rasa with everything that it brings along (``bench/stock/pyproject.toml``)."""
STOCK_MODEL = VAR_DIR / "bench" / "models" / "stock.tar.gz"
STOCK_COST = STOCK_MODEL.parent / "stock-training.json"
"""What its training cost, in seconds."""

UNLIMITED = "1000000"
"""Messages a minute: what is measured is the bot, not how it slows people down."""

NAMES = ("ours", "stock")
_START_SECONDS = 600


@dataclass
class Running:
    """A running bot. ``address``: of its REST channel; ``start_seconds``: until both servers answered."""

    address: str
    processes: list[subprocess.Popen[bytes]]
    start_seconds: float

    def memory(self) -> float:
        """Return the memory of all its processes in MB; what they share counts once (PSS)."""
        started = [psutil.Process(process.pid) for process in self.processes]
        family = [member for process in started for member in (process, *process.children(recursive=True))]
        return sum(member.memory_full_info().pss for member in family) / 2**20


def stock_environment() -> dict[str, str]:
    """Return the environment that the stock configuration needs, the German pipeline for its SpacyNLP included."""
    model = TRAINED
    if not is_installed():
        folder = VAR_DIR / "bench" / "spacy-de"
        folder.parent.mkdir(parents=True, exist_ok=True)
        spacy.blank("de").to_disk(folder)
        model = str(folder)
    return {**os.environ, **quiet.VARIABLES, "PYTHONPATH": str(ROOT), "STOCK_SPACY_MODEL": model}


def train_stock() -> None:
    """Train the stock configuration, which takes an hour on two cores, and keep what it cost."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [str(STOCK_PYTHON), "-m", "rasa", "train", "--force", "-c", str(STOCK / "config.yml")]
    command += ["-d", str(ROOT / "domain.yml"), "--data", str(ROOT / "data" / "nlu"), str(ROOT / "data" / "stories")]
    command += ["--out", str(STOCK_MODEL.parent), "--fixed-model-name", STOCK_MODEL.name.removesuffix(".tar.gz")]
    subprocess.run(command, cwd=ROOT, env=stock_environment(), check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    STOCK_COST.write_text(
        json.dumps({"processor": processor, "wall_clock": time.monotonic() - began}), encoding="utf-8"
    )


@contextmanager
def running(name: str) -> Iterator[Running]:
    """Start a bot with an empty data base for conversations and stop it afterwards."""
    with TemporaryDirectory() as folder:
        bot = (_start_ours if name == "ours" else _start_stock)(Path(folder))
        try:
            yield bot
        finally:
            serving.stop(bot.processes)


@contextmanager
def running_here(folder: Path) -> Iterator[tuple[list[subprocess.Popen[bytes]], serving.Ports]]:
    """Start our servers with their data in ``folder``; whatever is added to the processes is stopped with them."""
    os.environ["LOTSE_TRACKER_URL"] = f"sqlite:///{folder / 'conversations.db'}"
    ports = serving.Ports(free_port())
    processes = serving.start(ports, demo=True, logs=folder)
    try:
        if not serving.wait_until_ready(processes, ports):
            sys.exit((folder / "servers.log").read_text(errors="replace")[-2000:])
        yield processes, ports
    finally:
        serving.stop(processes)


def _start_ours(folder: Path) -> Running:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # both start with compiled modules, as they do for users
    os.environ["LOTSE_TRACKER_URL"] = f"sqlite:///{folder / 'conversations.db'}"
    os.environ["LOTSE_PER_MINUTE"] = UNLIMITED
    ports = serving.Ports(free_port())
    began = time.monotonic()
    processes = serving.start(ports, demo=True, logs=folder)
    waiting = {f"http://127.0.0.1:{ports.rasa}/ui/health"}  # says ok when its action server answers, too
    seconds = _until_ready(processes, waiting, began, folder)
    return Running(f"http://127.0.0.1:{ports.rasa}/webhooks/rest/webhook", processes, seconds)


def _start_stock(folder: Path) -> Running:
    port, actions = free_port(), free_port()
    environment = {
        **stock_environment(),
        "STOCK_ACTIONS_URL": f"http://127.0.0.1:{actions}/webhook",
        "STOCK_TRACKER_FILE": str(folder / "stock.db"),
        "LOTSE_TRACKER_URL": f"sqlite:///{folder / 'conversations.db'}",
    }
    rasa = [str(STOCK_PYTHON), "-m", "rasa", "run", "--interface", "127.0.0.1", "--port", str(port)]
    rasa += ["--model", str(STOCK_MODEL), "--endpoints", str(STOCK / "endpoints.yml")]
    rasa += ["--credentials", str(STOCK / "credentials.yml")]
    commands = {
        "actions": [str(STOCK_PYTHON), "-m", "rasa_sdk", "--actions", "actions", "--port", str(actions)],
        "rasa": rasa,
    }
    began = time.monotonic()
    processes = []
    for name, command in commands.items():
        with (folder / f"{name}.log").open("wb") as log:
            processes.append(
                subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True)
            )
    waiting = {f"http://127.0.0.1:{port}/webhooks/rest/", f"http://127.0.0.1:{actions}/health"}
    seconds = _until_ready(processes, waiting, began, folder)
    return Running(f"http://127.0.0.1:{port}/webhooks/rest/webhook", processes, seconds)


def _until_ready(processes: list[subprocess.Popen[bytes]], waiting: set[str], began: float, logs: Path) -> float:
    while waiting:
        if any(process.poll() is not None for process in processes) or time.monotonic() - began > _START_SECONDS:
            serving.stop(processes)
            sys.exit("\n".join(log.read_text(errors="replace")[-2000:] for log in logs.glob("*.log")))
        waiting = {address for address in waiting if not _answers(address)}
        time.sleep(0.05)
    return time.monotonic() - began


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=1):
            return True
    except OSError:
        return False
