"""Moving through a row of questions: from the beginning, or one back."""

from __future__ import annotations

import re

from bot.language.text.normalise import fold
from bot.language.text.words import plain

_AFRESH = re.compile(r"\b(?:von vorne?|neu|noch ?mal|nochmals|wiederholen)\b")
_BACK = re.compile(r"(?:(?:einen schritt |eine frage )?zurueck|vorige frage|letzte antwort (?:war falsch|aendern))")


_ROW = r"(?:check|fragebogen|test|fragen|umfrage|rechner|rechnung)"
_ENDS = re.compile(
    rf"\b{_ROW} (?:bitte |jetzt |sofort |hier )*(?:abbrechen|beenden|stopp?en?|aufhoeren)\b|^(?:\w+ )?(?:abbrechen|aufhoeren)\b"
    rf"|\bkein(?:en?)? (?:{_ROW}|fragen mehr)\b|\b(?:raus|weg) aus dem {_ROW}\b"
)
_SHORT = 6
"""Words up to which such a message wants nothing else."""


def ends_dialogue(text: str) -> bool:
    """Return whether a short message wants a row of questions to end ("check abbrechen!!", "kein Fragebogen bitte")."""
    return len(text.split()) <= _SHORT and bool(_ENDS.search(plain(text)))


def starts_afresh(text: str) -> bool:
    """Return whether somebody wants to begin anew."""
    return bool(_AFRESH.search(fold(text)))


def goes_back(text: str) -> bool:
    """Return whether a message says that one question back is wanted, and nothing else."""
    return bool(_BACK.fullmatch(plain(text)))
