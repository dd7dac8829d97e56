"""What several kinds of tests share: the real servers, the bot in this process, and empty data bases."""

from __future__ import annotations

import logging
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

from bot.commands import serving
from bot.commands.training import train
from bot.knowledge.loader import load
from bot.learning.model_files import MODEL
from bot.rasa.repeats import Repeats
from bot.settings import KNOWLEDGE_DIR, database_url
from tests.postgres_server import PostgresServer, running_server
from tests.redis_server import RedisServer

os.environ["LOTSE_SETTINGS"] = os.devnull
"""The settings of whoever runs the tests are none of their business."""


@pytest.fixture(autouse=True)
def same_mask() -> Iterator[None]:
    """Commands that run in this process make its files private; the next test begins as any other program."""
    before = os.umask(0o022)
    os.umask(before)
    yield
    os.umask(before)


@pytest.fixture(autouse=True)
def every_message() -> None:
    """What runs in this process may log errors alone (``bot.rasa.logs``) and sum up; a test sees each warning of its own."""
    if logging.getLogger().level > logging.WARNING:
        logging.getLogger().setLevel(logging.WARNING)
    for handler in logging.getLogger().handlers:
        for known in [known for known in handler.filters if isinstance(known, Repeats)]:
            handler.removeFilter(known)


@dataclass
class Servers:
    """The running servers.

    ``logs``: folder with servers.log; ``processes``: what was started, the first of them forks the servers.
    """

    rasa_url: str
    logs: Path
    processes: list[subprocess.Popen[bytes]]
    database: Path
    ports: serving.Ports
    conversations: str = ""

    def pid(self, port: int) -> int:
        """Return the process that listens on ``port``."""
        forked = psutil.Process(self.processes[0].pid).children()
        return next(
            process.pid
            for process in forked
            for connection in process.connections("tcp")
            if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port
        )

    @property
    def actions_socket(self) -> Path:
        """Return the path of the first action server's socket."""
        return next(
            Path(connection.laddr)
            for process in psutil.Process(self.processes[0].pid).children()
            for connection in process.connections("unix")
            if str(connection.laddr).endswith(f"actions-{self.ports.of_rasa[0]}.sock")
        )

    def actions_pid(self) -> int:
        """Return the process of the first action server."""
        return next(
            process.pid
            for process in psutil.Process(self.processes[0].pid).children()
            for connection in process.connections("unix")
            if str(connection.laddr) == str(self.actions_socket)
        )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def free_ports(processes: int) -> serving.Ports:
    """Return ports of which nobody uses one; the proxy and the processes behind it take neighbours."""
    while True:
        ports = serving.Ports(rasa=free_port(), processes=processes)
        if not ports.taken():
            return ports


@pytest.fixture(scope="session")
def model() -> Path:
    load(KNOWLEDGE_DIR, database_url())
    assert train(), "the model could not be trained"
    return MODEL


def start_servers(folder: Path, processes: int = 1, demo: bool = True, **settings: str) -> Servers:
    """Start the servers with data bases of their own in ``folder``, or with other ``settings`` of the environment."""
    database = folder / "lotse.db"
    load(KNOWLEDGE_DIR, f"sqlite:///{database}")
    ports = free_ports(processes)
    given = {
        "LOTSE_DB_URL": f"sqlite:///{database}",
        "LOTSE_TRACKER_URL": f"sqlite:///{folder / 'conversations.db'}",
        **settings,
    }
    before = {name: os.environ.get(name) for name in given}
    os.environ.update(given)
    try:
        started = serving.start(ports, demo=demo, logs=folder)
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name)
            else:
                os.environ[name] = value
    if not serving.wait_until_ready(started, ports):
        serving.stop(started)
        logs = "\n".join(f"--- {log.name}\n{log.read_text(errors='replace')[-3000:]}" for log in folder.glob("*.log"))
        pytest.fail(f"the servers did not start\n{logs}")
    return Servers(f"http://127.0.0.1:{ports.rasa}", folder, started, database, ports)


@pytest.fixture(scope="session")
def servers(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    # As behind the proxy of a website, so that not all tests together have the limits of one address.
    running = start_servers(tmp_path_factory.mktemp("servers"), LOTSE_PROXIES="1")
    yield running
    serving.stop(running.processes)


@pytest.fixture(scope="session")
def in_process_bot(model: Path) -> Any:
    from bot.rasa.in_process import Bot

    load(KNOWLEDGE_DIR, database_url())
    return Bot(model)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'var' / 'test.db'}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest) -> str:
    """The address of an empty data base, once for SQLite and once for a real PostgreSQL."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    return str(request.getfixturevalue(name))


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> str:
    return postgres_server.new_database()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A private PostgreSQL server that listens on a socket in a temporary folder only."""
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def redis_server() -> Iterator[RedisServer]:
    """A private Redis server."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("no redis-server in PATH (Debian: apt-get install redis-server)")
    server = RedisServer(program, free_port())
    try:
        server.wait_until_ready()
        yield server
    finally:
        server.stop()
