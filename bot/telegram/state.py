"""How the chat in Telegram stands: whether it is configured, and what Telegram itself says of it."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.telegram import mending
from bot.telegram.settings import TelegramSettings

if TYPE_CHECKING:
    from telegram import User, WebhookInfo


@dataclass(frozen=True)
class TelegramState:
    """``good``: nothing has to be done; ``text``: German, for whoever runs the chat; ``username``: of the bot, if known.

    ``mend``: what to do about it, step by step; also advice where all is well.
    """

    good: bool
    text: str
    username: str = ""
    is_configured: bool = True
    mend: tuple[str, ...] = ()


def telegram_state(ask: bool = True) -> TelegramState:
    """Return how it stands.

    Args:
        ask: whether Telegram is asked over the network; else only the settings are looked at.
    """
    try:
        settings = TelegramSettings.from_environment()
    except ValueError as error:
        return TelegramState(False, str(error))
    if settings is None:
        return TelegramState(True, "nicht eingerichtet (LOTSE_TELEGRAM_TOKEN fehlt)", is_configured=False)
    return asyncio.run(_asked(settings)) if ask else TelegramState(True, "eingerichtet")


async def _asked(settings: TelegramSettings) -> TelegramState:
    from telegram import Bot
    from telegram.error import InvalidToken, TelegramError

    bot = Bot(settings.token, base_url=f"{settings.api}/bot")
    try:
        me = await bot.get_me()
        webhook = await bot.get_webhook_info()
    except InvalidToken:
        return TelegramState(False, "der Token wird nicht anerkannt.", mend=(mending.NEW_TOKEN,))
    except TelegramError as error:
        text = f"{settings.api} ist nicht erreichbar ({type(error).__name__})."
        return TelegramState(False, text, mend=(mending.open_way(settings.api),))
    fault = _fault_of_webhook(settings, webhook) if settings.webhook else _fault_of_asking(webhook)
    name, advice = me.username or "", _advice(me)
    if fault:
        return TelegramState(False, f"@{name}; {fault[0]}", name, mend=(*fault[1], *advice))
    way = f"Telegram ruft {settings.webhook} auf" if settings.webhook else "wir fragen Telegram nach Nachrichten"
    before = f"; zuletzt gestört: {mending.said_of(at)}" if (at := _last_failure(webhook)) else ""
    waiting = f"es warten {webhook.pending_update_count} Nachrichten"
    return TelegramState(True, f"@{name}; {way}; {waiting}{before}", name, mend=advice)


def _fault_of_webhook(settings: TelegramSettings, webhook: WebhookInfo) -> tuple[str, tuple[str, ...]] | None:
    """Return what is wrong where Telegram should call us, and what to do; None where nothing is."""
    address = settings.webhook or ""
    if webhook.url != address:
        said = f"Telegram ruft eine andere Adresse auf: {webhook.url or 'keine'}"
        return said, (f"{mending.START}. Beim Start wird {address} eingetragen.", mending.OWN_BOT)
    if not _listens(settings.port):
        return f"auf 127.0.0.1:{settings.port} nimmt niemand an, was Telegram bringt", (mending.START,)
    at = _last_failure(webhook)
    if at and mending.is_recent(at):
        complaint = webhook.last_error_message or ""
        said = f"Telegram kam zuletzt nicht durch ({mending.said_of(at)}): {complaint}"
        return said, (mending.way_in(complaint, address, settings.port),)
    return None


def _fault_of_asking(webhook: WebhookInfo) -> tuple[str, tuple[str, ...]] | None:
    """Return what is wrong where we ask Telegram, and what to do; None where nothing is."""
    if webhook.url:
        return f"Telegram ruft noch {webhook.url} auf", (mending.START, mending.OWN_BOT)
    if webhook.pending_update_count:
        return f"{webhook.pending_update_count} Nachrichten warten, und niemand holt sie ab", (mending.START,)
    return None


def _last_failure(webhook: WebhookInfo) -> float:
    return webhook.last_error_date.timestamp() if webhook.last_error_date else 0.0


def _advice(me: User) -> tuple[str, ...]:
    """Return what is set at @BotFather and should not be: this chat is between two."""
    joins, reads = me.can_join_groups, me.can_read_all_group_messages
    return tuple(text for is_set, text in ((joins, mending.NO_GROUPS), (reads, mending.NO_READING)) if is_set)


def _listens(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2):
            return True
    except OSError:
        return False
