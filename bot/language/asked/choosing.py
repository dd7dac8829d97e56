"""How much of a list a message means: all of it, both, everything on the note."""

from __future__ import annotations

import re

from bot.language.text.normalise import fold

_BOTH = re.compile(r"\b(?:beide[ns]?|zwei|2|paar)\b")
_ALL = re.compile(r"\b(?:alle[sn]?|saemtliche|drei davon)\b")
_THE_LIST = re.compile(r"\b(?:die|diese|alle) (?:zwei|drei|alle|programme|vorschlaege|treffer|auswahl)\b")
_QUESTIONS = re.compile(r"\b(?:frage|knopf|button|schaltflaeche|vorschlag)\b")
_EVERYTHING = re.compile(r"\b(?:leer\w*|alles|alle|komplett)\b")


def means_both(text: str) -> bool:
    """Return whether the first two of a list are meant."""
    return bool(_BOTH.search(fold(text)))


def means_all(text: str) -> bool:
    """Return whether all that is on the screen is meant."""
    return bool(_ALL.search(fold(text)))


def means_the_list(text: str) -> bool:
    """Return whether a question is about the list as such: "warum diese drei?"."""
    return bool(_THE_LIST.search(fold(text)))


def counts_questions(text: str) -> bool:
    """Return whether a message counts through questions or buttons: "die zweite Frage von Ihrer Liste"."""
    return bool(_QUESTIONS.search(fold(text)))


def empties(text: str) -> bool:
    """Return whether whoever wants something removed wants everything removed."""
    return bool(_EVERYTHING.search(fold(text)))
