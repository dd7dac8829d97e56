"""What a look at one thing has found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "hint", "fault"]


@dataclass(frozen=True)
class Finding:
    """``area``: what was looked at, as a code; ``level``: ``fault`` where somebody has to do something, ``hint`` where they may.

    ``text``: German, one or two sentences that say what is and what to do. Never anything that an owner wrote.
    """

    area: str
    level: Level
    text: str


TITLES = {
    "settings": "Einstellungen",
    "disk": "Datenträger",
    "clock": "Uhr",
    "conversations": "Datenbank der Gespräche",
    "redis": "Redis",
    "content": "Inhalte",
    "model": "Modell",
    "servers": "Chat",
    "certificate": "Zertifikat",
    "mail": "E-Mail",
    "telegram": "Telegram",
    "backup": "Sicherung",
    "callbacks": "Rückrufbitten",
    "stale": "Alter der Inhalte",
}
"""What is looked at, by its code, in German."""

LOOKS = tuple(area for area in TITLES if area not in ("callbacks", "stale"))
"""What can be looked at by itself; the others come along with the data base and the content."""

Look = Callable[[], Iterable[Finding]]
"""Looks at one thing."""


def good(area: str, text: str) -> Finding:
    """Return that all is well."""
    return Finding(area, "ok", text)


def hint(area: str, text: str) -> Finding:
    """Return what may be worth a thought."""
    return Finding(area, "hint", text)


def fault(area: str, text: str) -> Finding:
    """Return what has to be mended."""
    return Finding(area, "fault", text)
