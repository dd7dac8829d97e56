"""What is said of small aid (De-minimis): how much is left, what was received, and by whom."""

from __future__ import annotations

import re

from bot.language.asked.application import mended
from bot.language.text.words import plain


def says_nothing_received(text: str) -> bool:
    """Return whether a message says that no aid was received: "nichts", "noch nie", "null"."""
    return bool(_NOTHING.search(plain(text)))


_NOTHING = re.compile(
    r"^(?:(?:bisher|noch|gar|wir|ich|haben|hab|habe|da) )*(?:nichts?|nix|nie|niemals|keine?n?|null|0)\b(?:.{0,30})$"
)
_ASKS_LEFT = re.compile(
    r"\bwie ?viel\w*\b.*\b(?:noch|frei|uebrig|rest|darf|offen|bleib\w*|duerfen)\b|\b(?:rest|spielraum|uebrig|freibetrag)\b"
)
_RECEIVED = re.compile(
    r"\b(?:bekommen|erhalten|bekam\w*|kassiert|gekriegt|hatten|verbraucht|ausgeschoepft|genutzt|schon|bereits|bewilligt)\b"
)


def asks_what_is_left(text: str) -> bool:
    """Return whether a message asks how much small aid a firm may still get."""
    return bool(_ASKS_LEFT.search(mended(plain(text))))


def tells_received(text: str) -> bool:
    """Return whether a message tells of aid received before: "wir haben schon 80.000 Euro bekommen"."""
    return bool(_RECEIVED.search(mended(plain(text))))


_FARM = re.compile(r"\b(?:landwirt\w*|bauernhof|hof|agrar\w*|ackerbau|viehzucht|milchvieh\w*)\b")


def speaks_of_farming(text: str) -> bool:
    """Return whether a message speaks of farming, for which another ceiling holds."""
    return bool(_FARM.search(plain(text)))
