"""``lotse desk``: accounts of the staff's desk, and the process that serves it (``lotse serve`` starts that by itself)."""

from __future__ import annotations

import argparse
import getpass
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import german_time
from bot.commands.databases import say_which
from bot.core.databases import reason
from bot.core.table import DESK, DESK_PORT, PORT
from bot.settings import tracker_url

_ROLES = ("lesen", "bearbeiten", "verwalten")


def add_parser(subparsers: Any) -> None:
    """Add ``desk`` with its commands."""
    parser = subparsers.add_parser("desk", help="Zugänge zum Arbeitsplatz der Redaktion")
    commands = parser.add_subparsers(
        dest="desk_command", required=True, metavar="{add,list,role,password,totp-off,remove,serve}"
    )
    for name, work, purpose in (
        ("add", _add, "richtet einen Zugang ein; das Passwort wird gefragt, oder mit --make gemacht"),
        ("role", _role, "gibt einem Zugang eine andere Rolle"),
        ("password", _password, "setzt ein neues Passwort und beendet alle Sitzungen des Zugangs"),
        ("totp-off", _factor_off, "schaltet den zweiten Faktor aus, wenn das Handy weg ist"),
        ("remove", _remove, "entfernt einen Zugang und beendet seine Sitzungen"),
    ):
        command = commands.add_parser(name, help=purpose, description=purpose)
        command.add_argument("name", metavar="NAME", help="zum Beispiel m.beispiel")
        if name in ("add", "role"):
            command.add_argument("--role", choices=_ROLES, required=True, help="was der Zugang darf")
        if name in ("add", "password"):
            command.add_argument("--make", action="store_true", help="macht ein Passwort und zeigt es einmal")
        command.set_defaults(run=_with_accounts(work))
    commands.add_parser("list", help="zeigt die Zugänge").set_defaults(run=_with_accounts(_list))
    serving = commands.add_parser("serve", help="der Arbeitsplatz allein, neben laufenden Servern")
    serving.add_argument("--rasa", metavar="ADRESSE", help="Adresse von Rasa, sonst dieser Rechner mit LOTSE_PORT")
    serving.add_argument("--proxies", type=int, default=0, help=argparse.SUPPRESS)
    serving.add_argument("--end-with-stdin", action="store_true", help="endet, sobald die Standardeingabe endet")
    serving.set_defaults(run=_serve)


def _with_accounts(work: Callable[[Any, argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    def run(arguments: argparse.Namespace) -> int:
        from bot.privacy.tables import open_database

        try:
            say_which(tracker_url())
            return work(open_database(tracker_url()), arguments)
        except ValueError as error:
            return _fail(str(error))
        except SQLAlchemyError as error:
            return _fail(f"Die Zugänge sind nicht erreichbar: {reason(error)}")

    return run


def _add(engine: Any, arguments: argparse.Namespace) -> int:
    from bot.desk.accounts import Accounts, spelt
    from bot.desk.roles import Role

    password = _new_password(arguments.make)
    Accounts(engine).add(arguments.name, Role(arguments.role), password, time.time())
    name = spelt(arguments.name)
    _note(engine, "account added", f"{name}: {arguments.role}")
    print(f"Der Zugang „{name}“ ist eingerichtet, Rolle „{arguments.role}“.")
    if arguments.make:
        print(f"Passwort: {password}\nEs wird nicht noch einmal gezeigt. Nach der ersten Anmeldung bitte ändern.")
    if not DESK.value():
        print("Der Arbeitsplatz ist noch ausgeschaltet: LOTSE_DESK=true schaltet ihn ein (lotse settings).")
    return 0


def _list(engine: Any, arguments: argparse.Namespace) -> int:
    from bot.desk.accounts import Accounts

    found = Accounts(engine).all()
    if not found:
        print("Noch gibt es keinen Zugang: lotse desk add NAME --role verwalten")
    for account in found:
        more = ["mit zweitem Faktor"] if account.second_factor else []
        more += [f"gesperrt seit {german_time(account.locked):%d.%m.%Y}"] if account.locked else []
        print("  ".join((f"{account.name:<24}", f"{account.role.value:<10}", ", ".join(more))).rstrip())
    return 0


def _role(engine: Any, arguments: argparse.Namespace) -> int:
    from bot.desk.accounts import Accounts
    from bot.desk.roles import Role

    if not Accounts(engine).set_role(arguments.name, Role(arguments.role)):
        return _nobody(arguments.name)
    _note(engine, "role", f"{arguments.name}: {arguments.role}")
    print(f"„{arguments.name}“ hat jetzt die Rolle „{arguments.role}“.")
    return 0


def _password(engine: Any, arguments: argparse.Namespace) -> int:
    from bot.desk.accounts import Accounts

    if Accounts(engine).get(arguments.name) is None:
        return _nobody(arguments.name)
    password = _new_password(arguments.make)
    Accounts(engine).set_password(arguments.name, password, time.time())
    _note(engine, "password", arguments.name)
    print(
        "Das neue Passwort gilt, alle Sitzungen sind beendet." + (f"\nPasswort: {password}" if arguments.make else "")
    )
    return 0


def _factor_off(engine: Any, arguments: argparse.Namespace) -> int:
    from bot.desk.accounts import Accounts

    if not Accounts(engine).drop_second_factor(arguments.name):
        return _nobody(arguments.name)
    _note(engine, "second factor off", arguments.name)
    print("Der zweite Faktor ist ausgeschaltet.")
    return 0


def _remove(engine: Any, arguments: argparse.Namespace) -> int:
    from bot.desk.accounts import Accounts

    if not Accounts(engine).remove(arguments.name):
        return _nobody(arguments.name)
    _note(engine, "account removed", arguments.name)
    print(f"Der Zugang „{arguments.name}“ ist entfernt.")
    return 0


def _serve(arguments: argparse.Namespace) -> int:
    from bot.desk.serving import desk_of_environment, serve
    from bot.processes.sockets import tcp_socket

    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    if arguments.end_with_stdin:
        threading.Thread(target=_end_with_input, daemon=True).start()
    rasa = arguments.rasa or f"http://127.0.0.1:{PORT.value()}"
    try:
        serve(desk_of_environment(rasa, arguments.proxies), tcp_socket(DESK_PORT.value()))
    except ValueError as error:
        return _fail(str(error))
    except SQLAlchemyError as error:
        return _fail(f"Die Datenbank ist nicht erreichbar: {reason(error)}")
    except OSError as error:
        return _fail(f"Port {DESK_PORT.value()} geht nicht ({error.strerror}). Einen anderen wählen: LOTSE_DESK_PORT")
    return 0


def _end_with_input() -> None:
    """Stop when standard input ends: whoever started us is gone."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _new_password(make: bool) -> str:
    """Return a password that is made or typed twice, never one from the command line, which others on the machine can see.

    Raises:
        ValueError: the two are different.
    """
    from bot.desk import passwords

    if make:
        return passwords.made()
    if not sys.stdin.isatty():  # a script hands it on
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Passwort: ")
    if first != getpass.getpass("Noch einmal: "):
        raise ValueError("Die beiden Passwörter sind verschieden.")
    return first


def _note(engine: Any, what: str, target: str) -> None:
    from bot.desk.audit import CONSOLE, Audit

    Audit(engine).note(CONSOLE, what, target, time.time())


def _nobody(name: str) -> int:
    return _fail(f"Den Zugang „{name}“ gibt es nicht. Alle zeigt: lotse desk list")


def _fail(text: str) -> int:
    print(text, file=sys.stderr)
    return 1
