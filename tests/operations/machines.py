"""Several machines on this one: a network namespace each, one more for what they share, and a real switch between them."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from bot.processes.proxy import find_nginx
from bot.settings import KNOWLEDGE_DIR, MODELS_DIR, ROOT, VAR_DIR
from tests.postgres_server import PostgresServer, find_programs

PORT = 15005
"""Of the bot, on the loopback of its machine."""
SHARED = "10.77.0.1"
DATABASE_PORT, REDIS_PORT = 15432, 16379
_NEW_NETWORK = 0x40000000
_PATIENCE = 3600.0


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True)


class Network:
    """The namespaces: ``shared`` has the switch, the proxy, PostgreSQL and Redis; machines hang on the switch."""

    def __init__(self) -> None:
        self._mark = f"lt{os.getpid() % 100000}"
        self.shared = f"{self._mark}s"
        self._names = [self.shared]
        _ip("netns", "add", self.shared)
        self._in(self.shared, "link", "set", "lo", "up")
        self._in(self.shared, "link", "add", "switch", "type", "bridge")
        self._in(self.shared, "addr", "add", f"{SHARED}/24", "dev", "switch")
        self._in(self.shared, "link", "set", "switch", "up")

    def add(self, number: int) -> str:
        """Add a machine with the address 10.77.0.1<number>. Returns its namespace."""
        name = f"{self._mark}m{number}"
        _ip("netns", "add", name)
        self._names.append(name)
        self._in(name, "link", "set", "lo", "up")
        self._in(name, "link", "add", "eth0", "type", "veth", "peer", "name", f"port{number}", "netns", self.shared)
        self._in(name, "addr", "add", f"{address_of(number)}/24", "dev", "eth0")
        self._in(name, "link", "set", "eth0", "up")
        self._in(self.shared, "link", "set", f"port{number}", "master", "switch", "up")
        return name

    def cut(self, number: int, off: bool) -> None:
        """Pull the machine's cable out of the switch, or put it in again."""
        self._in(self.shared, "link", "set", f"port{number}", "down" if off else "up")

    def close(self) -> None:
        for name in reversed(self._names):
            subprocess.run(["ip", "netns", "del", name], check=False, capture_output=True)

    def _in(self, name: str, *arguments: str) -> None:
        _ip("-n", name, *arguments)


def address_of(number: int) -> str:
    return f"10.77.0.{10 + number}"


def within(namespace: str, work: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    """Run asynchronous work in a thread whose sockets are in the namespace; return its result."""
    result: list[Any] = []

    def run() -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        with (Path("/run/netns") / namespace).open() as file:
            if libc.setns(file.fileno(), _NEW_NETWORK):
                raise OSError(ctypes.get_errno(), "setns")
        result.append(asyncio.run(work()))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert result, "the work in the namespace failed; the message stands above"
    return result[0]


class SharedPostgres(PostgresServer):
    """The tests' PostgreSQL in a namespace, also by TCP."""

    def __init__(self, programs: Path, namespace: str) -> None:
        super().__init__(programs)
        self._namespace = namespace
        self._options = f"-p {DATABASE_PORT} -k {self._folder} -c listen_addresses={SHARED} -c fsync=off"
        self._port = DATABASE_PORT

    def resume(self) -> None:
        with (self._folder / "data" / "pg_hba.conf").open("a", encoding="utf-8") as file:
            file.write("host all lotse 10.77.0.0/24 trust\n")
        super().resume()

    def _run(self, program: str, *arguments: str) -> None:
        command = ["ip", "netns", "exec", self._namespace, "runuser", "-u", "postgres", "--"]
        with (self._folder.parent / f"{self._folder.name}.out").open("w+") as output:
            done = subprocess.run(
                [*command, str(self._programs / program), *arguments],
                stdout=output,
                stderr=output,
                cwd="/",
                check=False,
            )
            output.seek(0)
            assert done.returncode == 0, f"{program} failed: {output.read()}"
        Path(output.name).unlink(missing_ok=True)


class Machine:
    """One machine: the launcher with a folder of its own, and nginx before it."""

    def __init__(self, number: int, namespace: str, home: Path, settings: dict[str, str]) -> None:
        self.number, self.namespace, self.home = number, namespace, home
        self._settings = settings
        self._processes: list[subprocess.Popen[bytes]] = []
        for folder, place in (
            (KNOWLEDGE_DIR, "data/knowledge"),
            (MODELS_DIR, "models"),
            (VAR_DIR / "index", "var/index"),
        ):
            shutil.copytree(folder, home / place)

    def start(self) -> None:
        """Start it and wait until it answers."""
        nginx = find_nginx()
        assert nginx
        self._spawn([nginx, "-p", str(self.home), "-c", str(self._configuration()), "-e", "stderr"])
        self._spawn([sys.executable, "-m", "bot.cli", "serve", "--port", str(PORT)])
        until = time.monotonic() + _PATIENCE
        while within(self.namespace, lambda: _healthy(f"http://127.0.0.1:{PORT}/ui/health")) is not True:
            assert self._processes[1].poll() is None and time.monotonic() < until, self.log()
            time.sleep(0.3)

    def stop(self) -> None:
        """Stop it as an upgrade does: what was asked is answered."""
        for process in reversed(self._processes):
            process.send_signal(signal.SIGTERM if process is self._processes[1] else signal.SIGQUIT)
            process.wait(60)
        self._processes = []

    def kill(self) -> None:
        """End all its processes at once, as when the power goes."""
        listed = subprocess.run(["ip", "netns", "pids", self.namespace], check=True, capture_output=True, text=True)
        for pid in listed.stdout.split():
            with contextlib.suppress(psutil.NoSuchProcess):
                psutil.Process(int(pid)).kill()
        for process in self._processes:
            process.wait(60)
        self._processes = []

    def lotse(self, *arguments: str) -> str:
        """Run a command on it."""
        command = ["ip", "netns", "exec", self.namespace, sys.executable, "-m", "bot.cli", *arguments]
        done = subprocess.run(command, env=self._environment(), cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def log(self) -> str:
        return (self.home / "log").read_text(errors="replace")[-3000:]

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("LOTSE_")}
        fixed = {"LOTSE_HOME": str(self.home), "LOTSE_SETTINGS": os.devnull, "PYTHONPATH": str(ROOT)}
        return {**kept, **fixed, **self._settings}

    def _spawn(self, command: list[str]) -> None:
        with (self.home / "log").open("ab") as log:
            started = subprocess.Popen(
                ["ip", "netns", "exec", self.namespace, *command],
                env=self._environment(),
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._processes.append(started)

    def _configuration(self) -> Path:
        """Write nginx's configuration: what the machines among themselves need of deploy/https/nginx.conf, without its https."""
        return _nginx(
            self.home,
            f"server {{ listen {address_of(self.number)}:80; access_log off; location /ui/ {{ "
            f"proxy_pass http://127.0.0.1:{PORT}; proxy_set_header Host $http_host; proxy_read_timeout 90s; "
            "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; } }",
        )


class Proxy:
    """nginx before the machines, as docs/installation.md describes it."""

    def __init__(self, namespace: str, folder: Path, machines: list[Machine]) -> None:
        folder.mkdir()
        self._namespace, self._folder, self._machines = namespace, folder, machines
        nginx = find_nginx()
        assert nginx
        self._command = [
            "ip",
            "netns",
            "exec",
            namespace,
            nginx,
            "-p",
            str(folder),
            "-c",
            str(self._write([])),
            "-e",
            "stderr",
        ]
        self._process = subprocess.Popen(self._command)

    def without(self, *machines: Machine) -> None:
        """Take machines out, or all in again; requests that are under way are finished."""
        self._write(list(machines))
        self._process.send_signal(signal.SIGHUP)
        time.sleep(1)

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(30)

    def _write(self, out: list[Machine]) -> Path:
        servers = " ".join(
            f"server {address_of(machine.number)}:80 max_fails=1 fail_timeout=5s{' down' if machine in out else ''};"
            for machine in self._machines
        )
        return _nginx(
            self._folder,
            f"upstream machines {{ least_conn; {servers} }} server {{ listen {SHARED}:80; access_log off; location /ui/ {{ "
            "proxy_pass http://machines; proxy_next_upstream error timeout; proxy_connect_timeout 2s; "
            "proxy_set_header Host $http_host; proxy_set_header X-Forwarded-For $remote_addr; } }",
        )


def _nginx(folder: Path, servers: str) -> Path:
    paths = " ".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    path = folder / "nginx.conf"
    path.write_text(
        f"daemon off; pid {folder}/pid; error_log stderr crit; events {{}} http {{ {paths} proxy_http_version 1.1; {servers} }}",
        encoding="utf-8",
    )
    return path


async def _healthy(address: str) -> bool:
    import aiohttp

    try:
        async with aiohttp.ClientSession() as session, session.get(address) as response:
            return response.status == 200
    except (aiohttp.ClientError, OSError):
        return False


def wait_for(address: str, port: int, namespace: str) -> None:
    """Wait until somebody listens there."""

    async def look() -> bool:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with contextlib.suppress(OSError), socket.create_connection((address, port), 1):
                return True
            await asyncio.sleep(0.05)
        return False

    assert within(namespace, look)


@contextlib.contextmanager
def network() -> Iterator[Network]:
    """Make the namespaces; skips where that cannot be done, and says why."""
    programs = {"ip": "iproute2", "redis-server": "redis-server"}
    missing = [package for name, package in programs.items() if shutil.which(name) is None]
    missing += [] if find_programs() else ["postgresql"]
    missing += [] if find_nginx() else ["nginx-light"]
    if missing:
        pytest.skip(f"not installed (Debian: apt-get install {' '.join(missing)})")
    try:
        made = Network()
    except subprocess.CalledProcessError as error:
        pytest.skip(f"network namespaces are not permitted here: {error.stderr.decode()[:200]}")
    try:
        yield made
    finally:
        made.close()
