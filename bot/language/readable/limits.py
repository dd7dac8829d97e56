"""Is a text easy enough to read for owners? The limits, and what to say of a text that is above one.

Where the limits come from: README, "Plain language, measured".
"""

from __future__ import annotations

from collections.abc import Collection

from bot.language.readable.jargon import unexplained_jargon
from bot.language.readable.readability import ENOUGH_WORDS, measure

LONGEST, AVERAGE = 20, 15.0
"""Words of a sentence: at most, and on average over a text."""
VIENNA, FLESCH = 11.0, 40.0
"""Wiener Sachtextformel at most, Flesch-Amstad at least, for texts of enough words."""
LONG_WORDS = 0.45
"""Share of words of more than six letters at most, for texts of enough words. German compounds make it high."""


def faults(text: str, glossary: Collection[str] = ()) -> list[str]:
    """Return what makes ``text`` too hard, in German; empty if it is easy enough. ``glossary``: folded terms."""
    found = measure(text)
    problems = []
    if found.longest > LONGEST:
        problems.append(f"ein Satz hat {found.longest} Wörter, erlaubt sind {LONGEST}")
    if found.words >= ENOUGH_WORDS and found.sentence_length > AVERAGE:
        problems.append(f"im Schnitt {found.sentence_length:.1f} Wörter je Satz, erlaubt sind {AVERAGE:.0f}")
    if found.vienna is not None and found.vienna > VIENNA:
        problems.append(f"Wiener Sachtextformel {found.vienna:.1f}, erlaubt ist {VIENNA:.0f}")
    if found.flesch is not None and found.flesch < FLESCH:
        problems.append(f"Flesch-Wert {found.flesch:.0f}, nötig ist {FLESCH:.0f}")
    if found.words >= ENOUGH_WORDS and found.long_words > LONG_WORDS:
        problems.append(f"{found.long_words:.0%} lange Wörter, erlaubt sind {LONG_WORDS:.0%}")
    problems += [f"„{word}“ wird nicht erklärt" for word in unexplained_jargon(text, glossary)]
    return problems
