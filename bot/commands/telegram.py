"""``lotse telegram``: the chat in Telegram, beside running servers (``lotse serve --telegram`` starts both)."""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
import sys
from typing import Any

from bot.telegram.settings import TelegramSettings

MISSING = "LOTSE_TELEGRAM_TOKEN ist nicht gesetzt. Den Token gibt @BotFather in Telegram aus; siehe README, „Telegram“."


def add_parser(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("telegram", help="verbindet die laufenden Server mit Telegram")
    parser.add_argument("--rasa", default="http://127.0.0.1:5005", help="Adresse von Rasa (http://127.0.0.1:5005)")
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
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s %(name)s: %(message)s")
    # The addresses of calls hold the token; the libraries below would log them.
    for name in ("httpx", "httpcore", "telegram", "aiohttp"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return asyncio.run(_serve(settings, parsed.rasa))


async def _serve(settings: TelegramSettings, rasa_address: str) -> int:
    from telegram import Bot
    from telegram.error import InvalidToken
    from telegram.request import HTTPXRequest

    from bot.privacy.conversations import tracker_url
    from bot.privacy.tables import open_database
    from bot.telegram.queue import Queue
    from bot.telegram.rasa_client import RasaClient
    from bot.telegram.service import TelegramService

    rasa = RasaClient(rasa_address)
    bot = Bot(
        settings.token,
        base_url=f"{settings.api}/bot",
        request=HTTPXRequest(connection_pool_size=64, read_timeout=20, media_write_timeout=60),
        get_updates_request=HTTPXRequest(read_timeout=35),
    )
    service = TelegramService(bot, Queue(open_database(tracker_url())), rasa, settings)
    running = asyncio.ensure_future(service.run())
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, running.cancel)
    try:
        await running
    except asyncio.CancelledError:
        return 0
    except InvalidToken:
        print(
            "Telegram kennt den Token in LOTSE_TELEGRAM_TOKEN nicht. Bitte bei @BotFather nachsehen.", file=sys.stderr
        )
        return 1
    finally:
        await rasa.close()
    return 0
