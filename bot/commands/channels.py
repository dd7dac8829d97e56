"""``lotse channels check``: what is configured and what can be reached."""

from __future__ import annotations

import argparse
import asyncio
import sys
import urllib.error
import urllib.request
from typing import Any

from bot.core.table import PORT
from bot.telegram.settings import TelegramSettings
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
    found = [
        ("REST", *_rest(rasa)),
        ("Website", *_website(rasa)),
        ("Telegram", *_telegram()),
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
    return good, f"{text}; {where}"


def _telegram() -> tuple[bool, str]:
    try:
        settings = TelegramSettings.from_environment()
    except ValueError as error:
        return False, str(error)
    if settings is None:
        return True, "nicht eingerichtet (LOTSE_TELEGRAM_TOKEN fehlt)"
    return asyncio.run(_ask_telegram(settings))


async def _ask_telegram(settings: TelegramSettings) -> tuple[bool, str]:
    from telegram import Bot
    from telegram.error import InvalidToken, TelegramError

    bot = Bot(settings.token, base_url=f"{settings.api}/bot")
    try:
        me = await bot.get_me()
        webhook = await bot.get_webhook_info()
    except InvalidToken:
        return False, "der Token wird nicht anerkannt. Bitte bei @BotFather nachsehen."
    except TelegramError as error:
        return False, f"{settings.api} ist nicht erreichbar ({type(error).__name__})."
    if settings.webhook and webhook.url != settings.webhook:
        return False, f"@{me.username}; Telegram ruft eine andere Adresse auf: {webhook.url or 'keine'}"
    if settings.webhook and webhook.last_error_message:
        return False, f"@{me.username}; Telegram kam zuletzt nicht durch: {webhook.last_error_message}"
    way = f"Telegram ruft {settings.webhook} auf" if settings.webhook else "wir fragen Telegram nach Nachrichten"
    return True, f"@{me.username}; {way}; es warten {webhook.pending_update_count} Nachrichten"
