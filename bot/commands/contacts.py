"""``lotse contacts list | send``: who waits for a call."""

from __future__ import annotations

import argparse
import math
import sys
import time
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import german_time
from bot.commands.databases import NoDatabaseError, fail, open_existing
from bot.contact.mail import MailSettings
from bot.contact.queue import deliver
from bot.contact.requests import ContactStore, StoredRequest
from bot.settings import tracker_url


def add_parser(subparsers: Any) -> None:
    """Add ``contacts`` with its commands."""
    parser = subparsers.add_parser("contacts", help="Rückrufbitten zeigen oder verschicken")
    commands = parser.add_subparsers(dest="contacts_command", required=True, metavar="{list,send}")
    listing = commands.add_parser("list", help="zeigt die Rückrufbitten, die neueste zuerst")
    listing.add_argument("--all", action="store_true", help="mit Namen, Nummern und Anliegen")
    listing.set_defaults(run=list_requests)
    commands.add_parser("send", help="verschickt jetzt, was wartet").set_defaults(run=send_requests)


def list_requests(arguments: argparse.Namespace) -> int:
    """Print the requests; personal data only when asked for."""
    try:
        stored = ContactStore(open_existing(tracker_url())).all()
    except (SQLAlchemyError, NoDatabaseError) as error:
        return fail("Die Rückrufbitten", error)
    if not stored:
        print("Es gibt keine Rückrufbitten.")
    for item in stored:
        print(_line(item))
        if arguments.all:
            request = item.request
            reach = ", ".join(filter(None, (request.phone, request.email)))
            print(f"    {request.name}, {reach}, {request.best_time}: {request.matter}")
    return 0


def send_requests(arguments: argparse.Namespace) -> int:
    """Send what waits; exit code 1 where nothing can be sent or something failed."""
    try:
        settings = MailSettings.from_environment()
        if settings is None:
            return _fail("LOTSE_SMTP_HOST und LOTSE_MAIL_TO sind nicht gesetzt. Die Bitten bleiben gespeichert.")
        result = deliver(ContactStore(open_existing(tracker_url())), settings, time.time(), math.inf)
    except ValueError as error:
        return _fail(str(error))
    except (SQLAlchemyError, NoDatabaseError) as error:
        return fail("Die Rückrufbitten", error)
    print(f"Verschickt: {result.sent}. Nicht gelungen: {result.failed}.")
    return 1 if result.failed else 0


def _line(item: StoredRequest) -> str:
    asked = german_time(item.created)
    line = f"{item.id:>4}  {asked:%d.%m.%Y %H:%M}  "
    if item.sent:
        remark = f" (ein Empfänger wurde abgelehnt: {item.last_error})" if item.last_error else ""
        return line + f"gesendet am {german_time(item.sent):%d.%m.%Y %H:%M}{remark}"
    tries = "noch nicht versucht" if not item.attempts else f"{item.attempts} Versuche, zuletzt {item.last_error}"
    return line + f"wartet ({tries})"


def _fail(text: str) -> int:
    print(text, file=sys.stderr)
    return 1
