"""``lotse channels check``: what is configured and what can be reached."""

from __future__ import annotations

import argparse
import sys
import urllib.error
import urllib.request
from typing import Any

from bot.core.responsible import reminder
from bot.core.table import PORT
from bot.telegram.state import telegram_state
from bot.web.origins import allowed_origins

UNREACHABLE = "antwortet nicht unter {}. Laufen die Server? (make serve)"


def add_parser(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("channels", help="sagt, welche Kanäle eingerichtet und erreichbar sind")
    inner = parser.add_subparsers(dest="channels_command", required=True, metavar="BEFEHL")
    check = inner.add_parser("check", help="prüft REST, Website und Telegram")
    check.add_argument("--rasa", metavar="ADRESSE", help="Adresse von Rasa, sonst dieser Rechner mit LOTSE_PORT")
    check.set_defaults(run=_check)


def _check(parsed: argparse.Namespace) -> int:
    """Print a line for each channel; 0 when everything that is configured can be reached."""
    try:
        rasa = parsed.rasa or f"http://127.0.0.1:{PORT.value()}"
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    telegram = telegram_state()
    found = [
        ("REST", *_rest(rasa)),
        ("Website", *_website(rasa)),
        ("Telegram", telegram.good, telegram.text),
    ]
    for name, good, text in found:
        print(f"{'✓' if good else '✗'} {name}: {text}")
    return 0 if all(good for _, good, _ in found) else 1


def _reachable(address: str) -> tuple[bool, str]:
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True, f"erreichbar unter {address}"
    except (urllib.error.URLError, OSError, ValueError):
        return False, UNREACHABLE.format(address)


def _rest(rasa: str) -> tuple[bool, str]:
    address = f"{rasa}/webhooks/rest/"
    try:
        with urllib.request.urlopen(address, timeout=5):
            return True, f"erreichbar unter {address}"
    except urllib.error.HTTPError as error:
        if error.code == 404:
            return True, "nicht eingeschaltet (LOTSE_REST=true)"
    except (urllib.error.URLError, OSError, ValueError):
        pass
    return False, UNREACHABLE.format(address)


def _website(rasa: str) -> tuple[bool, str]:
    try:
        origins = allowed_origins()
    except ValueError as error:
        return False, str(error)
    good, text = _reachable(f"{rasa}/ui/health")
    where = f"einbetten darf: {', '.join(origins)}" if origins else "einbetten darf noch keine Website (LOTSE_ORIGINS)"
    lacking = reminder()
    return good, "; ".join(part for part in (text, where, lacking) if part)
