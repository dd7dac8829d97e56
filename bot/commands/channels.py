"""``lotse channels check``: what is configured and what can be reached."""

from __future__ import annotations

import argparse
import sys
import urllib.error
import urllib.request
from dataclasses import replace
from typing import Any

from bot.core.responsible import reminder
from bot.core.table import PORT
from bot.settings import VAR_DIR
from bot.telegram.mending import SAME_SECRET
from bot.telegram.state import TelegramState, telegram_state
from bot.web.origins import allowed_origins
from bot.web.secret import derived_key

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
    telegram = _telegram(rasa)
    found = [
        ("REST", *_rest(rasa)),
        ("Website", *_website(rasa)),
        ("Telegram", telegram.good, telegram.text),
    ]
    for name, good, text in found:
        print(f"{'✓' if good else '✗'} {name}: {text}")
    for step in telegram.mend:
        print(f"    → {step}")
    return 0 if all(good for _, good, _ in found) else 1


def _telegram(rasa: str) -> TelegramState:
    """Return how the chat in Telegram stands, also with our own servers: they answer only who has their key."""
    state = telegram_state()
    if not state.is_configured:
        return state
    request = urllib.request.Request(f"{rasa}/webhooks/telegram/question/-")
    request.add_header("Authorization", f"Bearer {derived_key(VAR_DIR, 'telegram')}")
    try:
        urllib.request.urlopen(request, timeout=5).close()
    except urllib.error.HTTPError as error:
        if error.code == 403:
            text = f"{state.text}; die Server weisen dieses Programm ab"
            return replace(state, good=False, text=text, mend=(SAME_SECRET, *state.mend))
    except (urllib.error.URLError, OSError, ValueError):
        pass  # the lines about REST and the website say that the servers are down
    return state


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
