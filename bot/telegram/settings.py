"""What the environment says about Telegram."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_TOKEN = re.compile(r"\d{5,20}:[A-Za-z0-9_-]{30,60}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
OFFICIAL = "https://api.telegram.org"


@dataclass(frozen=True)
class TelegramSettings:
    """How to reach Telegram.

    ``token``: of the bot, from @BotFather; never shown. ``api``: address of the Bot API. ``webhook``: public https address
    that Telegram calls, None for long polling. ``secret``: what Telegram has to send with each call of the webhook.
    """

    token: str = field(repr=False)
    api: str = OFFICIAL
    webhook: str | None = None
    secret: str | None = field(default=None, repr=False)
    port: int = 5065

    @classmethod
    def from_environment(cls) -> TelegramSettings | None:
        """Return the settings, or None where ``LOTSE_TELEGRAM_TOKEN`` is not set.

        Raises:
            ValueError: a variable cannot be right; the message says which and what is expected, never its content.
        """
        token = os.environ.get("LOTSE_TELEGRAM_TOKEN", "").strip()
        if not token:
            return None
        if not _TOKEN.fullmatch(token):
            raise ValueError(
                "LOTSE_TELEGRAM_TOKEN sieht nicht wie ein Token aus. Es hat die Form 123456789:AbC… von @BotFather."
            )
        webhook = os.environ.get("LOTSE_TELEGRAM_WEBHOOK") or None
        secret = os.environ.get("LOTSE_TELEGRAM_SECRET") or None
        if webhook and urlsplit(webhook).scheme != "https":
            raise ValueError("LOTSE_TELEGRAM_WEBHOOK muss mit https:// beginnen; Telegram ruft nichts anderes auf.")
        if webhook and not (secret and _SECRET.fullmatch(secret)):
            raise ValueError(
                "Zu LOTSE_TELEGRAM_WEBHOOK gehört LOTSE_TELEGRAM_SECRET: 16 bis 256 Zeichen aus A–Z, a–z, 0–9, _ und -. "
                "Zum Beispiel aus: openssl rand -hex 32"
            )
        port = os.environ.get("LOTSE_TELEGRAM_PORT", "5065")
        if not port.isdigit():
            raise ValueError("LOTSE_TELEGRAM_PORT muss eine Zahl sein.")
        api = (os.environ.get("LOTSE_TELEGRAM_API") or OFFICIAL).rstrip("/")
        return cls(token, api, webhook, secret, int(port))
