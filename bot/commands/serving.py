"""``lotse serve``: starts the action server and Rasa, watches them, and stops both together."""

from __future__ import annotations

import argparse
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bot import quiet
from bot.commands.telegram import MISSING
from bot.commands.training import LEARNING
from bot.core.preflight import preflight
from bot.core.responsible import reminder
from bot.core.table import DESK, DESK_PORT, PORT
from bot.learning.model_files import MODEL
from bot.operations.upgrading import fault_of_layout
from bot.processes.beside import Beside
from bot.processes.duties import DUTIES, Duties
from bot.processes.parent import end_with_parent
from bot.processes.proxy import STOP_SIGNAL, end_rest, find_nginx
from bot.processes.proxy import command as proxy_command
from bot.processes.proxy import start as start_proxy
from bot.processes.service_manager import ServiceManager
from bot.processes.waiting_page import WaitingPage
from bot.settings import ROOT, VAR_DIR, redis_url, tracker_url
from bot.telegram.settings import TelegramSettings

HOST = "127.0.0.1"
_LOOK_SECONDS = 0.1
_STOP_SECONDS = 10.0
"""How long a server may take to end; it has told those who wait by then (``bot.rasa.http.serving.DRAIN_SECONDS``)."""
_SOON_SECONDS = 3.0
"""Servers that are killed sooner after their start wait a moment before the next one."""
_SOON_PAUSE = 1.0


@dataclass(frozen=True)
class Ports:
    """Where the servers listen, on loopback.

    With several Rasa processes, a proxy listens on ``rasa`` and they on the ports after it. Action servers have no port.
    """

    rasa: int = 5005
    processes: int = 1

    @property
    def of_rasa(self) -> list[int]:
        """Return the ports of the Rasa processes themselves."""
        return [self.rasa] if self.processes == 1 else [self.rasa + 1 + number for number in range(self.processes)]

    def taken(self) -> list[int]:
        """Return those that somebody else is listening on."""
        return [port for port in sorted({self.rasa, *self.of_rasa}) if _is_taken(port)]


def add_parser(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("serve", help="startet die Server")
    parser.add_argument("--demo", action="store_true", help="mit der Seite zum Ausprobieren")
    parser.add_argument(
        "--port", type=int, metavar="PORT", default=PORT.text() or Ports.rasa, help="Port von Rasa (5005)"
    )
    # Scripts of before may still give it; the action server listens on a socket that only this user can open.
    parser.add_argument("--actions-port", type=int, help=argparse.SUPPRESS)
    parser.add_argument(
        "--processes", type=int, default=os.environ.get("LOTSE_PROCESSES") or "1", help="Zahl der Rasa-Prozesse (1)"
    )
    parser.add_argument("--telegram", action="store_true", help="auch in Telegram (LOTSE_TELEGRAM_TOKEN)")
    parser.set_defaults(run=_run)


def _run(parsed: argparse.Namespace) -> int:
    return serve(Ports(parsed.port, parsed.processes), parsed.demo, parsed.telegram)


def serve(ports: Ports, demo: bool, telegram: bool = False) -> int:
    """Check what is needed, start all servers and wait until they end or Ctrl-C. Returns the exit code."""
    problem = "\n".join(preflight()) or _objection(ports) or (_telegram_objection() if telegram else None)
    problem = problem or fault_of_layout()
    if problem:
        print(problem, file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, _interrupt)
    servers: list[subprocess.Popen[bytes]] = []
    try:
        with WaitingPage((HOST, ports.rasa), LEARNING):
            servers.append(start_loading(ports, demo))
            if not _prepared(servers):
                return 1
        servers += go(servers[0], ports)
        if not wait_until_ready(servers, ports):
            return 1
        page = f"http://{HOST}:{ports.rasa}/ui/" if demo else f"http://{HOST}:{ports.rasa}/ui/health"
        desk = f"  Arbeitsplatz der Redaktion: http://{HOST}:{DESK_PORT.value()}/redaktion/\n" if DESK.value() else ""
        if (lacking := reminder()) is not None:
            print(f"\n  {lacking}", file=sys.stderr)
        print(f"\n  Erste Hilfe 4.0 läuft: {page}\n{desk}  Beenden mit Strg+C.\n", flush=True)
        health = f"http://{HOST}:{ports.rasa}/ui/health"
        with Duties(DUTIES), ServiceManager(partial(_answers, health)):
            beside = [_learner(), *([_telegram(ports)] if telegram else []), *([_desk(ports)] if DESK.value() else [])]
            return _watch(servers, beside, partial(_start_again, ports, demo))
    except KeyboardInterrupt:
        print("\nDie Server werden beendet …", file=sys.stderr)
        return 0
    finally:
        stop(servers)


def _prepared(servers: list[subprocess.Popen[bytes]]) -> bool:
    """Let another process load the content, and learn where nothing was learnt before; it takes as long as it takes.

    A process of its own: what learning needs in memory is given back before the servers need it.
    """
    command = [sys.executable, "-m", "bot.learning.preparing"]
    preparing = spawn(command, environment(demo=False), None, hears=False)
    servers.append(preparing)
    while preparing.poll() is None:
        if servers[0].poll() is not None:
            print("\nEin Server hat sich beim Start beendet. Die Meldungen darüber sagen, warum.", file=sys.stderr)
            return False
        time.sleep(_LOOK_SECONDS)
    servers.remove(preparing)
    return preparing.returncode == 0


def _objection(ports: Ports) -> str | None:
    """Return what stands in the way of a start, in words for whoever starts the servers."""
    if DESK.value() and _is_taken(DESK_PORT.value()):
        return f"Port {DESK_PORT.value()} der Redaktion ist schon belegt. Einen anderen wählen: LOTSE_DESK_PORT"
    taken = ports.taken()
    if taken:
        return (
            f"Port {taken[0]} ist schon belegt. Läuft der Bot schon? "
            "Sonst einen anderen Port wählen: PORT=5006 make demo"
        )
    if ports.processes < 1:
        return f"Die Zahl der Prozesse muss mindestens 1 sein; angegeben ist {ports.processes}."
    if ports.processes == 1:
        return None
    if not redis_url():
        return "Mehrere Prozesse brauchen einen gemeinsamen Redis-Server: LOTSE_REDIS_URL, zum Beispiel redis://localhost:6379"
    if not find_nginx():
        return "Vor mehreren Prozessen steht nginx; es fehlt. Unter Debian und Ubuntu: apt-get install nginx-light"
    return None


def _telegram_objection() -> str | None:
    try:
        return None if TelegramSettings.from_environment() else MISSING
    except ValueError as error:
        return str(error)


def environment(demo: bool) -> dict[str, str]:
    """Return the environment of the servers; what the caller has set already stays."""
    return {
        **quiet.VARIABLES,
        "SANIC_WORKERS": "1",
        # One sentence is too little work to share: threads that wait for each other cost a third of the throughput.
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "LOTSE_TRACKER_URL": tracker_url(),
        **os.environ,
        "LOTSE_DEMO": "true" if demo else "false",
        "PYTHONPATH": str(ROOT),
    }


def start(ports: Ports, demo: bool, logs: Path | None = None) -> list[subprocess.Popen[bytes]]:
    """Start all servers with the content and the model that are there; output goes to ``logs`` or to the console."""
    servers = start_loading(ports, demo, logs)
    return [servers, *go(servers, ports, logs)]


def start_loading(ports: Ports, demo: bool, logs: Path | None = None) -> subprocess.Popen[bytes]:
    """Start the process that loads what the servers share (``bot.processes.prefork``) and then waits for :func:`go`."""
    command = [sys.executable, "-m", "bot.processes.prefork", "--model", str(MODEL)]
    command += ["--rasa", *map(str, ports.of_rasa), "--run-folder", str((logs or VAR_DIR) / "run")]
    command += ["--proxies", "1"] if ports.processes > 1 else []
    return spawn(command, environment(demo), logs / "servers.log" if logs else None)


def go(servers: subprocess.Popen[bytes], ports: Ports, logs: Path | None = None) -> list[subprocess.Popen[bytes]]:
    """Let the servers serve, and start the proxy before several of them. Returns the processes that were added."""
    if not _say_go(servers):
        return []  # it has ended already: whoever waits for it says so
    nginx = find_nginx()
    if ports.processes == 1 or not nginx:
        return []
    telegram = TelegramSettings.from_environment()
    public = telegram.port if telegram and telegram.webhook else None
    desk = DESK_PORT.value() if DESK.value() else None
    command = proxy_command(nginx, f"{HOST}:{ports.rasa}", ports.of_rasa, (logs or VAR_DIR) / "nginx", public, desk)
    output = (logs / "nginx.log").open("ab") if logs else None
    return [start_proxy(command, output)]


def _say_go(servers: subprocess.Popen[bytes]) -> bool:
    """Tell the process that loads to serve as soon as it has loaded. Returns whether it can hear that."""
    assert servers.stdin is not None
    try:
        servers.stdin.write(b"go\n")
        servers.stdin.flush()
    except BrokenPipeError:
        return False
    return True


def _start_again(ports: Ports, demo: bool) -> subprocess.Popen[bytes]:
    """Start the servers again with what is there; a proxy before them has stayed."""
    servers = start_loading(ports, demo)
    _say_go(servers)
    return servers


def telegram_command(ports: Ports) -> list[str]:
    """Return the command of the process that talks to Telegram, beside running servers."""
    return [
        sys.executable,
        "-m",
        "bot.cli",
        "telegram",
        "--rasa",
        f"http://{HOST}:{ports.of_rasa[0]}",
        "--end-with-stdin",
    ]


def spawn(
    command: list[str], variables: dict[str, str], log: Path | None, hears: bool = True
) -> subprocess.Popen[bytes]:
    """Start a process that ends when this one does. Call it in the main thread.

    Args:
        command: what to start.
        variables: its environment.
        log: where its output goes; None for the console.
        hears: whether it notices the end of its standard input; the system ends others.
    """
    output = log.open("ab") if log else None
    try:
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=variables,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=None if hears else partial(end_with_parent, os.getpid()),
        )
    finally:
        if output:
            output.close()


def wait_until_ready(servers: list[subprocess.Popen[bytes]], ports: Ports) -> bool:
    """Wait until all servers answer, showing that something happens. Returns False when one has ended.

    There is no limit: a busy machine takes as long as it takes, and who cannot start says so and ends.
    """
    began = time.monotonic()
    waiting = {f"http://{HOST}:{port}/ui/health" for port in {ports.rasa, *ports.of_rasa}}
    while waiting:
        if any(server.poll() is not None for server in servers):
            print("\nEin Server hat sich beim Start beendet. Die Meldungen darüber sagen, warum.", file=sys.stderr)
            return False
        waiting = {address for address in waiting if not _answers(address)}
        if sys.stderr.isatty():
            print(f"\r  Die Server starten … {time.monotonic() - began:.0f} s", end="", file=sys.stderr, flush=True)
        time.sleep(_LOOK_SECONDS)
    return True


def stop(servers: list[subprocess.Popen[bytes]]) -> None:
    """End all servers: each answers what it has been asked, and whoever takes too long for that is killed."""
    for server in servers:
        if server.poll() is None:
            server.send_signal(STOP_SIGNAL if _is_nginx(server) else signal.SIGTERM)
    for server in servers:
        try:
            server.wait(timeout=_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        if _is_nginx(server):
            end_rest(server)


def _is_nginx(server: subprocess.Popen[bytes]) -> bool:
    return isinstance(server.args, list) and Path(str(server.args[0])).name == "nginx"


def _spawn_beside(command: list[str], hears: bool) -> subprocess.Popen[bytes]:
    return spawn(command, environment(demo=False), None, hears)


def _learner() -> Beside:
    """Return the process that learns what has changed; running servers take over what it has learnt."""
    command = [sys.executable, "-m", "bot.cli", "train", "--quiet"]
    said = "Was sich geändert hat, konnte nicht gelernt werden; der letzte gute Stand antwortet weiter („lotse train“ sagt mehr)."
    return Beside(partial(_spawn_beside, command, hears=False), again=False, said=said)


def _telegram(ports: Ports) -> Beside:
    """Return the process that talks to Telegram; without it the website's chat goes on."""
    said = "Der Prozess für Telegram hat sich beendet und wird neu gestartet."
    return Beside(partial(_spawn_beside, telegram_command(ports), hears=True), again=True, said=said)


def _desk(ports: Ports) -> Beside:
    """Return the process with the staff's pages; without it the chat goes on."""
    command = [sys.executable, "-m", "bot.cli", "desk", "serve", "--rasa", f"http://{HOST}:{ports.of_rasa[0]}"]
    command += ["--proxies", "1"] if ports.processes > 1 else []
    said = "Der Arbeitsplatz der Redaktion hat sich beendet und wird neu gestartet."
    return Beside(partial(_spawn_beside, [*command, "--end-with-stdin"], hears=True), again=True, said=said)


def _watch(
    servers: list[subprocess.Popen[bytes]], beside: list[Beside], again: Callable[[], subprocess.Popen[bytes]]
) -> int:
    """Look after all processes until a server ends for a reason of its own.

    Args:
        servers: the first is the one that the others are forks of, the second a proxy, if there is one. When somebody else
            has killed the first (the system, which needed memory), its forks end with it, and it is started again.
        beside: what takes none of the servers with it when it ends.
        again: starts the first server.
    """
    began = time.monotonic()
    try:
        while not any(server.poll() is not None for server in servers[1:]):
            code = servers[0].poll()
            if code is not None:
                if code >= 0:
                    break
                print("Die Server sind von außen beendet worden und werden neu gestartet.", file=sys.stderr, flush=True)
                if time.monotonic() - began < _SOON_SECONDS:
                    time.sleep(_SOON_PAUSE)
                servers[0], began = again(), time.monotonic()
            for process in beside:
                process.look()
            time.sleep(_LOOK_SECONDS)
    finally:
        stop([process.process for process in beside if process.process is not None])
    print("Ein Server hat sich unerwartet beendet; alle werden gestoppt.", file=sys.stderr)
    return 1


def _interrupt(signum: int, frame: Any) -> None:
    raise KeyboardInterrupt


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2):
            return True
    except (urllib.error.URLError, http.client.HTTPException, OSError):
        return False
