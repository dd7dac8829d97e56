"""What has to fit together: settings that are right alone and wrong beside each other."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable

from bot.core.table import (
    DESK,
    DESK_WEEKLY,
    MAIL_TO,
    PROCESSES,
    REDIS_URL,
    SMTP_HOST,
    SMTP_PASSWORD,
    SMTP_TLS,
    SMTP_USER,
    TELEGRAM_SECRET,
    TELEGRAM_WEBHOOK,
)


def fault_of_processes() -> str | None:
    """Return what is missing for several processes."""
    if PROCESSES.value() > 1 and not REDIS_URL.value():
        return f"Mehrere Prozesse brauchen einen gemeinsamen Redis-Server: {REDIS_URL.name}, zum Beispiel {REDIS_URL.example}"
    return None


def fault_of_mail() -> str | None:
    """Return what is missing for e-mails, or not safe."""
    host, recipient = SMTP_HOST.value(), MAIL_TO.value()
    if bool(host) != bool(recipient):
        missing = MAIL_TO if host else SMTP_HOST
        return f"Für Rückrufbitten als E-Mail fehlt noch {missing.name}, zum Beispiel {missing.example}"
    if bool(SMTP_USER.value()) != bool(SMTP_PASSWORD.value()):
        return f"{SMTP_USER.name} und {SMTP_PASSWORD.name} gehören zusammen; eines davon fehlt"
    if host and SMTP_TLS.value() == "none" and not _is_this_machine(host):
        return f"{SMTP_TLS.name}=none ist nur für einen Server auf diesem Rechner erlaubt; sonst starttls oder tls"
    return None


def fault_of_weekly() -> str | None:
    """Return what is missing for the weekly e-mail of the desk."""
    if DESK_WEEKLY.value() and not DESK.value():
        return f"{DESK_WEEKLY.name}=true braucht den Arbeitsplatz der Redaktion: {DESK.name}=true"
    if DESK_WEEKLY.value() and not SMTP_HOST.value():
        return f"{DESK_WEEKLY.name}=true braucht einen Mailserver: {SMTP_HOST.name} und {MAIL_TO.name}"
    return None


def fault_of_telegram() -> str | None:
    """Return what is missing so that Telegram can call."""
    if TELEGRAM_WEBHOOK.value() and not TELEGRAM_SECRET.value():
        return (
            f"Zu {TELEGRAM_WEBHOOK.name} gehört {TELEGRAM_SECRET.name}: 16 bis 256 Zeichen aus A–Z, a–z, 0–9, _ und -, "
            "zum Beispiel aus: openssl rand -hex 32"
        )
    return None


RULES: tuple[Callable[[], str | None], ...] = (fault_of_processes, fault_of_mail, fault_of_weekly, fault_of_telegram)
"""Each returns one German sentence, or None where all is well; ValueError where a setting is wrong by itself."""


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
