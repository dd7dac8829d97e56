"""The words of a message and nothing else: what is compared with a fixed phrase."""

from __future__ import annotations

import re

from bot.language.text.normalise import fold


def plain(text: str) -> str:
    """Return the words of a message, folded and without marks."""
    return " ".join(re.findall(r"\w+", fold(text)))
