"""Moving through a row of questions: from the beginning, or one back."""

from __future__ import annotations

import re

from bot.language.text.normalise import fold

_AFRESH = re.compile(r"\b(?:von vorne?|neu|noch ?mal|nochmals|wiederholen)\b")
_BACK = re.compile(r"(?:(?:einen schritt |eine frage )?zurueck|vorige frage|letzte antwort (?:war falsch|aendern))")


def starts_afresh(text: str) -> bool:
    """Return whether somebody wants to begin anew."""
    return bool(_AFRESH.search(fold(text)))


def goes_back(text: str) -> bool:
    """Return whether a message says that one question back is wanted, and nothing else."""
    return bool(_BACK.fullmatch(plain(text)))


def plain(text: str) -> str:
    """Return the words of a message, folded and without marks."""
    return " ".join(re.findall(r"\w+", fold(text)))
