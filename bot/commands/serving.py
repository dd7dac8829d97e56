"""``lotse serve``: starts the action server and Rasa, watches them, and stops both together."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot import quiet
from bot.commands.proxy import command as proxy_command
from bot.commands.proxy import find_nginx
from bot.commands.telegram import MISSING
from bot.commands.training import MODEL, train
from bot.contact.mail import MailSettings
from bot.contact.queue import deliver
from bot.contact.requests import ContactStore
from bot.privacy.conversations import StoredConversations, retention_days, tracker_url
from bot.privacy.tables import open_database
from bot.settings import KNOWLEDGE_DIR, ROOT, VAR_DIR, database_url, redis_url
from bot.telegram.settings import TelegramSettings

HOST = "127.0.0.1"
PURGE_SECONDS = 3600.0
"""How often conversations whose time is up are deleted while the servers run."""
DELIVER_SECONDS = 5.0
"""How often the servers look for call-backs to send."""
START_SECONDS = 180
"""How long a server may take to answer for the first time before the start counts as failed."""


@dataclass(frozen=True)
class Ports:
    """Where the servers listen, on loopback.

    With several Rasa processes, a proxy listens on ``rasa`` and they on the ports after it.
    """

    rasa: int = 5005
    actions: int = 5055
    processes: int = 1

    @property
    def of_rasa(self) -> list[int]:
        """Return the ports of the Rasa processes themselves."""
        return [self.rasa] if self.processes == 1 else [self.rasa + 1 + number for number in range(self.processes)]

    @property
    def of_actions(self) -> list[int]:
        """Return the ports of the action servers, one for each Rasa process."""
        return [self.actions + number for number in range(self.processes)]

    def taken(self) -> list[int]:
        """Return those that somebody else is listening on."""
        return [port for port in sorted({self.rasa, *self.of_rasa, *self.of_actions}) if _is_taken(port)]


def add_parser(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("serve", help="startet die Server")
    parser.add_argument("--demo", action="store_true", help="mit der Seite zum Ausprobieren")
    parser.add_argument("--port", type=int, default=Ports.rasa, help="Port von Rasa (5005)")
    parser.add_argument("--actions-port", type=int, default=Ports.actions, help="Port des Action-Servers (5055)")
    parser.add_argument(
        "--processes", type=int, default=os.environ.get("LOTSE_PROCESSES") or "1", help="Zahl der Rasa-Prozesse (1)"
    )
    parser.add_argument("--telegram", action="store_true", help="auch in Telegram (LOTSE_TELEGRAM_TOKEN)")
    parser.set_defaults(run=_run)


def _run(parsed: argparse.Namespace) -> int:
    return serve(Ports(parsed.port, parsed.actions_port, parsed.processes), parsed.demo, parsed.telegram)


def serve(ports: Ports, demo: bool, telegram: bool = False) -> int:
    """Check what is needed, start all servers and wait until they end or Ctrl-C. Returns the exit code."""
    problem = _objection(ports) or (_telegram_objection() if telegram else None)
    if problem:
        print(problem, file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, _interrupt)
    servers = [start_loading(ports, demo)]
    try:
        if not prepare():
            return 1
        servers += go(servers[0], ports)
        if not wait_until_ready(servers, ports):
            return 1
        if telegram:
            servers.append(start_telegram(ports))
        page = f"http://{HOST}:{ports.rasa}/ui/" if demo else f"http://{HOST}:{ports.rasa}/webhooks/rest/webhook"
        print(f"\n  Erste Hilfe 4.0 läuft: {page}\n  Beenden mit Strg+C.\n", flush=True)
        return _watch(servers)
    except KeyboardInterrupt:
        print("\nDie Server werden beendet …", file=sys.stderr)
        return 0
    finally:
        stop(servers)


def _objection(ports: Ports) -> str | None:
    """Return what stands in the way of a start, in words for whoever starts the servers."""
    taken = ports.taken()
    if taken:
        return (
            f"Port {taken[0]} ist schon belegt. Läuft der Bot schon? "
            "Sonst einen anderen Port wählen: PORT=5006 ACTIONS_PORT=5056 make demo"
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


def prepare() -> bool:
    """Load the content and make sure there is a current model; say what is wrong if not."""
    from bot.knowledge.checking import BrokenContent
    from bot.knowledge.loader import load

    VAR_DIR.mkdir(exist_ok=True)
    try:
        load(KNOWLEDGE_DIR, database_url())
    except BrokenContent as error:
        print(f"Die Inhalte in data/knowledge haben Fehler:\n{error}", file=sys.stderr)
        return False
    except SQLAlchemyError as error:
        print(f"Die Datenbank ist nicht erreichbar: {error}", file=sys.stderr)
        return False
    return train()


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
    """Start the process that loads what the servers share (``bot.commands.prefork``) and then waits for :func:`go`."""
    command = [sys.executable, "-m", "bot.commands.prefork", "--model", str(MODEL)]
    command += ["--rasa", *map(str, ports.of_rasa), "--actions", *map(str, ports.of_actions)]
    command += ["--proxies", "1"] if ports.processes > 1 else []
    return _spawn(command, environment(demo), logs / "servers.log" if logs else None)


def go(servers: subprocess.Popen[bytes], ports: Ports, logs: Path | None = None) -> list[subprocess.Popen[bytes]]:
    """Let the servers serve, and start the proxy before several of them. Returns the processes that were added."""
    try:
        if servers.stdin:
            servers.stdin.write(b"go\n")
            servers.stdin.flush()
    except BrokenPipeError:
        return []  # it has ended already: whoever waits for it says so
    nginx = find_nginx()
    if ports.processes == 1 or not nginx:
        return []
    command = proxy_command(nginx, f"{HOST}:{ports.rasa}", ports.of_rasa, (logs or VAR_DIR) / "nginx")
    return [_spawn(command, dict(os.environ), logs / "nginx.log" if logs else None)]


def start_telegram(ports: Ports, logs: Path | None = None) -> subprocess.Popen[bytes]:
    """Start the process that talks to Telegram, beside running servers."""
    command = [sys.executable, "-m", "bot.cli", "telegram", "--rasa", f"http://{HOST}:{ports.rasa}"]
    return _spawn(command, environment(demo=False), logs / "telegram.log" if logs else None)


def _spawn(command: list[str], variables: dict[str, str], log: Path | None) -> subprocess.Popen[bytes]:
    """Start a process; where it listens to standard input, it ends when this process does."""
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
        )
    finally:
        if output:
            output.close()


def wait_until_ready(servers: list[subprocess.Popen[bytes]], ports: Ports) -> bool:
    """Wait until all servers answer, showing that something happens. Returns False when one has ended or time is up."""
    began = time.monotonic()
    waiting = {f"http://{HOST}:{port}/health" for port in ports.of_actions}
    waiting |= {f"http://{HOST}:{port}/webhooks/rest/" for port in {ports.rasa, *ports.of_rasa}}
    while waiting and time.monotonic() - began < START_SECONDS:
        if any(server.poll() is not None for server in servers):
            print("\nEin Server hat sich beim Start beendet. Die Meldungen darüber sagen, warum.", file=sys.stderr)
            return False
        waiting = {address for address in waiting if not _answers(address)}
        if sys.stderr.isatty():
            print(f"\r  Die Server starten … {time.monotonic() - began:.0f} s", end="", file=sys.stderr, flush=True)
        time.sleep(0.25)
    if waiting:
        print(f"\nNach {START_SECONDS} Sekunden antwortet noch nicht: {', '.join(sorted(waiting))}", file=sys.stderr)
    return not waiting


def stop(servers: list[subprocess.Popen[bytes]]) -> None:
    """End all servers, kindly first."""
    for server in servers:
        if server.poll() is None:
            server.terminate()
    for server in servers:
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _watch(servers: list[subprocess.Popen[bytes]]) -> int:
    """Do what is due until one of the processes ends."""
    duties = {_purge: PURGE_SECONDS, _deliver: DELIVER_SECONDS}
    done = {duty: -seconds for duty, seconds in duties.items()}
    while all(server.poll() is None for server in servers):
        now = time.monotonic()
        for duty, seconds in duties.items():
            if now - done[duty] > seconds:
                duty()
                done[duty] = time.monotonic()
        time.sleep(0.5)
    print("Ein Server hat sich unerwartet beendet; alle werden gestoppt.", file=sys.stderr)
    return 1


def _deliver() -> None:
    """Send the call-backs that wait; the queue itself waits longer after each failure."""
    try:
        settings = MailSettings.from_environment()
        if settings is not None:
            deliver(ContactStore(open_database(tracker_url())), settings, time.time())
    except (SQLAlchemyError, ValueError) as error:
        print(f"Rückrufbitten konnten nicht verschickt werden: {error}", file=sys.stderr)


def _purge() -> None:
    """Keep the promise about how long data are stored; a data base in trouble is tried again later."""
    try:
        StoredConversations.at(tracker_url()).purge(retention_days())
        ContactStore(open_database(tracker_url())).purge(retention_days(), time.time())
    except (SQLAlchemyError, ValueError) as error:
        print(f"Alte Gespräche konnten nicht gelöscht werden: {error}", file=sys.stderr)


def _interrupt(signum: int, frame: Any) -> None:
    raise KeyboardInterrupt


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2):
            return True
    except (urllib.error.URLError, OSError):
        return False
