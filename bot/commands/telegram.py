"""``lotse telegram``: the chat in Telegram, beside running servers (``lotse serve --telegram`` starts both)."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import Any

from bot.core.table import PORT
from bot.telegram.settings import TelegramSettings

MISSING = "LOTSE_TELEGRAM_TOKEN ist nicht gesetzt. Den Token gibt @BotFather in Telegram aus; siehe README, „Telegram“."


def add_parser(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("telegram", help="verbindet die laufenden Server mit Telegram")
    parser.add_argument("--rasa", metavar="ADRESSE", help="Adresse von Rasa, sonst dieser Rechner mit LOTSE_PORT")
    parser.add_argument("--end-with-stdin", action="store_true", help="endet, sobald die Standardeingabe endet")
    parser.set_defaults(run=_run)


def _run(parsed: argparse.Namespace) -> int:
    try:
        settings = TelegramSettings.from_environment()
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    if settings is None:
        print(MISSING, file=sys.stderr)
        return 1
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    # The addresses of calls hold the token; the libraries below would log them.
    for name in ("httpx", "httpcore", "telegram", "aiohttp", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return asyncio.run(_serve(settings, parsed.rasa or f"http://127.0.0.1:{PORT.value()}", parsed.end_with_stdin))


async def _serve(settings: TelegramSettings, rasa_address: str, end_with_stdin: bool) -> int:
    from telegram.error import InvalidToken

    from bot.privacy.conversations import tracker_url
    from bot.privacy.tables import open_database
    from bot.settings import VAR_DIR
    from bot.telegram.api import Api
    from bot.telegram.queue import Queue
    from bot.telegram.rasa_client import RasaClient
    from bot.telegram.service import TelegramService
    from bot.telegram.staff import StaffGroup, desk_address
    from bot.telegram.stopping import Stop, patiently
    from bot.web.secret import derived_key

    stop = Stop()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.ask)
    if end_with_stdin:
        threading.Thread(target=_stop_at_end_of_input, args=(loop, stop.ask), daemon=True).start()
    database = await patiently(lambda: open_database(tracker_url()), stop)
    if database is None:
        return 0
    queue = Queue(database, settings.bot, derived_key(VAR_DIR, "telegram edits"))
    rasa = RasaClient(rasa_address)
    staff = StaffGroup(database, settings.bot, settings.staff, desk_address()) if settings.staff else None
    try:
        await TelegramService(Api(settings), queue, rasa, settings, stop, staff).run()
    except InvalidToken:
        print(
            "Telegram kennt den Token in LOTSE_TELEGRAM_TOKEN nicht. Bitte bei @BotFather nachsehen.", file=sys.stderr
        )
        return 1
    except OSError as error:
        print(
            f"Auf Port {settings.port} kann Telegram nicht empfangen werden ({error.strerror}). "
            "Einen anderen Port wählen: LOTSE_TELEGRAM_PORT",
            file=sys.stderr,
        )
        return 1
    finally:
        await rasa.close()
    return 0


def _stop_at_end_of_input(loop: asyncio.AbstractEventLoop, stop: Callable[[], None]) -> None:
    """Wait until standard input ends, which it does when whoever started this process is no more."""
    while os.read(sys.stdin.fileno(), 1024):
        pass
    loop.call_soon_threadsafe(stop)
