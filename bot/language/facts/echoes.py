"""Whether a detail is only repeated from what was just said to the writer: the town of an example, the sum of an answer."""

from __future__ import annotations

import re

from bot.language.text.normalise import fold

_OWN = re.compile(r"\b(?:wir|ich|uns|unser\w*|mein\w*|mir|mia|mer|wi|sitz\w*|komm\w*|bin|sind)\b")
_CLAUSE = re.compile(r"[.,;!?\n]")


def is_echo(text: str, start: int, end: int, said: str) -> bool:
    """Return whether the detail at ``text[start:end]`` stands in ``said`` and its clause says nothing of the writer.

    "Vorhin war doch eins aus Hamburg dabei" tells nothing of where the writer sits, and "26.200 Euro?!" is no budget.
    """
    before, behind = _CLAUSE.split(text[:start])[-1], _CLAUSE.split(text[end:])[0]
    if _OWN.search(fold(f"{before} {behind}")):
        return False
    return re.search(rf"(?<!\w){re.escape(fold(text[start:end]))}(?!\w)", fold(said)) is not None
