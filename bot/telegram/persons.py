"""What a person of the centre says in a talk in Telegram: into the queue, in the transaction that stores it."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from bot.privacy.taking_over import Deliver, Said
from bot.telegram.rendering import calls
from bot.telegram.settings import TelegramSettings
from bot.telegram.waiting import put

_TALK = "telegram-"


def deliverer() -> Deliver | None:
    """Return what hands over words of persons to the bot that the settings name; None where they name none.

    Raises:
        ValueError: a setting of Telegram is wrong.
    """
    settings = TelegramSettings.from_environment()
    return None if settings is None else delivering(settings.bot)


def delivering(bot: int) -> Deliver:
    """Return what puts words of persons into the queue of ``bot``."""

    def deliver(connection: Connection, conversation: str, said: Said) -> None:
        chat = conversation.removeprefix(_TALK)
        if chat == conversation or not chat.lstrip("-").isdecimal():
            return
        name = said["custom"]["name"]
        # Without a bubble of its own, the name has to stand in the text.
        shown = {**said, "text": f"{name}, Zentrum: {said['text']}"} if said["custom"]["what"] == "said" else said
        put(connection, bot, int(chat), calls([shown]))

    return deliver
