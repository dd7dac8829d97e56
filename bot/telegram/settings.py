"""What the environment says about Telegram."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.core.rules import fault_of_telegram
from bot.core.table import (
    DESK,
    TELEGRAM_API,
    TELEGRAM_PORT,
    TELEGRAM_SECRET,
    TELEGRAM_STAFF,
    TELEGRAM_TOKEN,
    TELEGRAM_WEBHOOK,
)

OFFICIAL = TELEGRAM_API.default


@dataclass(frozen=True)
class TelegramSettings:
    """How to reach Telegram.

    ``token``: of the bot, from @BotFather; never shown. ``api``: address of the Bot API. ``webhook``: public https address
    that Telegram calls, None for long polling. ``secret``: what Telegram has to send with each call of the webhook.
    ``staff``: number of the group where the staff learn that somebody waits; None where there is none, or no desk.
    """

    token: str = field(repr=False)
    api: str = OFFICIAL
    webhook: str | None = None
    secret: str | None = field(default=None, repr=False)
    port: int = 5065
    staff: int | None = None

    @property
    def bot(self) -> int:
        """The bot's number at Telegram, the part of the token that is no secret."""
        return int(self.token.split(":")[0])

    @classmethod
    def from_environment(cls) -> TelegramSettings | None:
        """Return the settings, or None where ``LOTSE_TELEGRAM_TOKEN`` is not set.

        Raises:
            ValueError: a variable cannot be right; the message says which and what is expected, never its content.
        """
        token = TELEGRAM_TOKEN.value()
        if not token:
            return None
        fault = fault_of_telegram()
        if fault:
            raise ValueError(fault)
        return cls(
            token,
            TELEGRAM_API.value(),
            TELEGRAM_WEBHOOK.value(),
            TELEGRAM_SECRET.value(),
            TELEGRAM_PORT.value(),
            TELEGRAM_STAFF.value() if DESK.value() else None,
        )
