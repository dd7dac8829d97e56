"""Whether a detail is named only to deny it: "wieso 35 Leute?", "nicht in Bayern", "Handwerker sind wir nicht"."""

from __future__ import annotations

import re

from bot.language.text.normalise import fold

_BEFORE = re.compile(
    r"\b(?:nicht|nie|kein\w*|wieso|warum|weshalb|statt|anstatt|ohne)\s+"
    r"(?:(?:in|im|aus|als|die|der|das|den|ein\w*|mehr|gleich|etwa|unbedingt|nur|erst|sofort)\s+)*$"
)
_AFTER = re.compile(
    r"^\s*(?:(?:sind|bin|ist|haben|hab|habe|will|wollen|wollte|brauch\w*|moecht\w*)\s+(?:ich|wir|es|das)\s+"
    r"(?:gar |doch |aber |auch |ja |ueberhaupt )*(?:nicht|keins?|keine[nrs]?)\b"
    r"|(?:hat|haben|hatte) (?:das |es |dies |damit |mein\w* \w+ |unser\w* \w+ |ueberhaupt |doch |ja |aber |gar )*"
    r"(?:nix|nichts|net|nicht\w*|null)"
    r" (?:mehr |damit |mit uns )?zu tun\b"
    r"|(?:interessier\w*|passt|meint\w*|mein\w*) (?:mich |uns |ich |wir |da |das |hier |doch |ja |gar |ueberhaupt |aber )*"
    r"(?:nicht|nix|net)\b"
    r"|(?:ist|is|sind) (?:doch |ja |mir )*(?:quatsch|egal|bloedsinn|unsinn|wurscht)\b)"
)


_STEM = 5
"""Letters in which a word of a message and one that may be denied have to agree."""


def denies(text: str, words: str) -> bool:
    """Return whether one of ``words`` stands in ``text``, however inflected, and is denied there ("wir sind aber kein Bäcker")."""
    return any(
        is_denied(text, found.start(), found.end())
        for word in words.split()
        if len(word) >= _STEM
        for found in re.finditer(re.escape(word[:_STEM]), text, re.IGNORECASE)
    )


def is_denied(text: str, start: int, end: int) -> bool:
    """Return whether the detail at ``text[start:end]`` is denied by the words right before or behind it."""
    return bool(_BEFORE.search(fold(text[:start]) + " ") or _AFTER.match(fold(text[end:])))
