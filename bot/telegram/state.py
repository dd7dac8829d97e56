"""How the chat in Telegram stands: whether it is configured, and what Telegram itself says of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.telegram.settings import TelegramSettings


@dataclass(frozen=True)
class TelegramState:
    """``good``: nothing has to be done; ``text``: German, for whoever runs the chat; ``username``: of the bot, if known."""

    good: bool
    text: str
    username: str = ""
    is_configured: bool = True


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
        return TelegramState(False, "der Token wird nicht anerkannt. Bitte bei @BotFather nachsehen.")
    except TelegramError as error:
        return TelegramState(False, f"{settings.api} ist nicht erreichbar ({type(error).__name__}).")
    name = me.username or ""
    if settings.webhook and webhook.url != settings.webhook:
        return TelegramState(False, f"@{name}; Telegram ruft eine andere Adresse auf: {webhook.url or 'keine'}", name)
    if settings.webhook and webhook.last_error_message:
        return TelegramState(False, f"@{name}; Telegram kam zuletzt nicht durch: {webhook.last_error_message}", name)
    way = f"Telegram ruft {settings.webhook} auf" if settings.webhook else "wir fragen Telegram nach Nachrichten"
    return TelegramState(True, f"@{name}; {way}; es warten {webhook.pending_update_count} Nachrichten", name)
