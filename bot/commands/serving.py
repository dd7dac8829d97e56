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
from bot.commands.training import MODEL, train
from bot.contact.mail import MailSettings
from bot.contact.queue import deliver
from bot.contact.requests import ContactStore
from bot.privacy.conversations import StoredConversations, retention_days, tracker_url
from bot.privacy.tables import open_database
from bot.settings import KNOWLEDGE_DIR, ROOT, VAR_DIR, database_url

HOST = "127.0.0.1"
PURGE_SECONDS = 3600.0
"""How often conversations whose time is up are deleted while the servers run."""
DELIVER_SECONDS = 5.0
"""How often the servers look for call-backs to send."""
START_SECONDS = 180
"""How long a server may take to answer for the first time before the start counts as failed."""


@dataclass(frozen=True)
class Ports:
    """Where the servers listen, on loopback."""

    rasa: int = 5005
    actions: int = 5055


def add_parser(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("serve", help="startet die Server")
    parser.add_argument("--demo", action="store_true", help="mit der Seite zum Ausprobieren")
    parser.add_argument("--port", type=int, default=Ports.rasa, help="Port von Rasa (5005)")
    parser.add_argument("--actions-port", type=int, default=Ports.actions, help="Port des Action-Servers (5055)")
    parser.set_defaults(run=_run)


def _run(parsed: argparse.Namespace) -> int:
    return serve(Ports(parsed.port, parsed.actions_port), demo=parsed.demo)


def serve(ports: Ports, demo: bool) -> int:
    """Check what is needed, start both servers and wait until one ends or Ctrl-C. Returns the exit code."""
    for port, name in ((ports.rasa, "Rasa"), (ports.actions, "der Action-Server")):
        if _is_taken(port):
            print(
                f"Port {port} ist schon belegt; {name} kann nicht starten. Läuft der Bot schon? "
                "Sonst einen anderen Port wählen: PORT=5006 ACTIONS_PORT=5056 make demo",
                file=sys.stderr,
            )
            return 1
    if not prepare():
        return 1
    signal.signal(signal.SIGTERM, _interrupt)
    servers = start(ports, demo)
    try:
        if not wait_until_ready(servers, ports):
            return 1
        page = f"http://{HOST}:{ports.rasa}/ui/" if demo else f"http://{HOST}:{ports.rasa}/webhooks/rest/webhook"
        print(f"\n  Erste Hilfe 4.0 läuft: {page}\n  Beenden mit Strg+C.\n", flush=True)
        return _watch(servers)
    except KeyboardInterrupt:
        print("\nDie Server werden beendet …", file=sys.stderr)
        return 0
    finally:
        stop(servers)


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


def environment(ports: Ports, demo: bool) -> dict[str, str]:
    """Return the environment of the servers; what the caller has set already stays."""
    return {
        **quiet.VARIABLES,
        "SANIC_WORKERS": "1",
        "LOTSE_TRACKER_URL": tracker_url(),
        **os.environ,
        "LOTSE_ACTIONS_URL": f"http://{HOST}:{ports.actions}/webhook",
        "LOTSE_ACTIONS_PORT": str(ports.actions),
        "LOTSE_DEMO": "true" if demo else "false",
        "PYTHONPATH": str(ROOT),
    }


def start(ports: Ports, demo: bool, logs: Path | None = None) -> list[subprocess.Popen[bytes]]:
    """Start both servers as child processes; their output goes to ``logs`` or to the console."""
    variables = environment(ports, demo)
    rasa = [
        sys.executable,
        "-m",
        "bot.rasa.server",
        "--interface",
        HOST,
        "--port",
        str(ports.rasa),
        "--model",
        str(MODEL),
    ]
    commands = {"actions": [sys.executable, "-m", "bot.rasa.action_server"], "rasa": rasa}
    processes = []
    for name, command in commands.items():
        output = (logs / f"{name}.log").open("ab") if logs else None
        processes.append(
            subprocess.Popen(command, cwd=ROOT, env=variables, stdout=output, stderr=output, start_new_session=True)
        )
        if output:
            output.close()
    return processes


def wait_until_ready(servers: list[subprocess.Popen[bytes]], ports: Ports) -> bool:
    """Wait until both servers answer, showing that something happens. Returns False when one has ended or time is up."""
    began = time.monotonic()
    waiting = {f"http://{HOST}:{ports.actions}/health", f"http://{HOST}:{ports.rasa}/webhooks/rest/"}
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
    duties = {_purge: PURGE_SECONDS, _deliver: DELIVER_SECONDS}
    done = {duty: -seconds for duty, seconds in duties.items()}
    while all(server.poll() is None for server in servers):
        for duty, seconds in duties.items():
            if time.monotonic() - done[duty] > seconds:
                duty()
                done[duty] = time.monotonic()
        time.sleep(0.5)
    print("Ein Server hat sich unerwartet beendet; der andere wird gestoppt.", file=sys.stderr)
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
