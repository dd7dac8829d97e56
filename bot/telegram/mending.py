"""What is wrong with the chat in Telegram, and how whoever runs it mends that: German, one step a sentence."""

from __future__ import annotations

import time
from dataclasses import dataclass

from bot.clock import german_time

RECENT_SECONDS = 3600.0
"""For how long a failure that Telegram remembers counts as one of today: it never forgets the last one."""

NEW_TOKEN = (
    "Schreiben Sie in Telegram an @BotFather: /mybots, dann Ihr Bot, dann „API Token“. "
    "Setzen Sie diesen Token als LOTSE_TELEGRAM_TOKEN, und starten Sie neu."
)
START = "Starten Sie den Chat in Telegram: make telegram, oder neben laufenden Servern: lotse telegram"
OWN_BOT = "Läuft derselbe Bot noch auf einem anderen Rechner? Jeder Rechner braucht einen eigenen Bot von @BotFather."
NO_GROUPS = "Der Bot lässt sich in Gruppen holen. Schreiben Sie an @BotFather: /setjoingroups, dann „Disable“."
NO_READING = "Der Bot liest in Gruppen alles mit. Schreiben Sie an @BotFather: /setprivacy, dann „Enable“."
SAME_SECRET = (
    "Die Server kennen den Schlüssel dieses Programms nicht. Starten Sie beide als derselbe Benutzer, im selben Ordner und "
    "mit demselben LOTSE_SECRET."
)


def open_way(api: str) -> str:
    """Return what to look at where Telegram cannot be reached. ``api``: address of the Bot API."""
    return (
        f"Prüfen Sie, ob dieser Rechner {api} erreicht, etwa mit: curl -sS {api}. "
        "Nach außen muss der Port 443 offen sein. Braucht Ihr Netz einen Proxy, setzen Sie HTTPS_PROXY."
    )


@dataclass(frozen=True)
class _Trouble:
    """``signs``: words of Telegram, in small letters; ``mend``: with the places ``port`` and ``address``."""

    signs: tuple[str, ...]
    mend: str


_TROUBLES = (
    _Trouble(
        ("403", "forbidden"),
        "Der Schlüssel passt nicht. Starten Sie „lotse telegram“ neu, dann hinterlegt es LOTSE_TELEGRAM_SECRET bei Telegram. "
        "Der Proxy muss die Kopfzeile X-Telegram-Bot-Api-Secret-Token durchlassen.",
    ),
    _Trouble(
        ("404", "405", "not found"),
        "Der Proxy reicht {address} nicht weiter. In nginx: location = /telegram {{ proxy_pass http://127.0.0.1:{port}; }}",
    ),
    _Trouble(
        ("502", "503", "504", "bad gateway", "500"),
        "Hinter dem Proxy antwortet niemand. Läuft „lotse telegram“, und zeigt der Proxy auf 127.0.0.1:{port}?",
    ),
    _Trouble(
        ("ssl", "certificate", "tls"),
        "Telegram nimmt das Zertifikat nicht an. Es muss gültig sein, zum Namen passen und die ganze Kette enthalten "
        "(bei Let’s Encrypt fullchain.pem statt cert.pem).",
    ),
    _Trouble(
        ("resolve", "getaddrinfo", "host not found", "dns"),
        "Den Namen in {address} kennt das Internet nicht. Prüfen Sie den DNS-Eintrag.",
    ),
    _Trouble(
        ("timed out", "timeout", "refused", "unreachable", "reset"),
        "Von außen ist der Rechner nicht zu erreichen. Öffnen Sie in der Firewall den Port 443, 80, 88 oder 8443.",
    ),
    _Trouble(
        ("301", "302", "307", "308", "redirect"), "Der Proxy leitet um. Tragen Sie die Adresse ein, bei der er endet."
    ),
)
_OTHER = "Rufen Sie {address} von außen auf: Richtig ist die Antwort 405 oder 403. Sehen Sie dann in das Protokoll des Proxys."


def way_in(complaint: str, address: str, port: int) -> str:
    """Return what to do where Telegram did not get through to us.

    Args:
        complaint: Telegram's own words (``last_error_message`` of ``getWebhookInfo``).
        address: that it calls.
        port: on which we listen behind the proxy.
    """
    words = complaint.casefold()
    found = next((trouble.mend for trouble in _TROUBLES if any(sign in words for sign in trouble.signs)), _OTHER)
    return found.format(address=address, port=port)


def is_recent(moment: float, now: float | None = None) -> bool:
    """Return whether a failure is of now. ``moment``: seconds since 1970."""
    return (time.time() if now is None else now) - moment < RECENT_SECONDS


def said_of(moment: float) -> str:
    """Return when something was, for people."""
    return f"{german_time(moment):%d.%m.%Y, %H:%M} Uhr"
