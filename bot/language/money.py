"""Whether a message speaks of public money: then its object is what the money is for, not what is asked about."""

from __future__ import annotations

import re

from bot.language.normalise import fold

_MONEY = re.compile(
    r"foerder(?!schule|band|technik|kreis|verein)\w*|zuschu\w*|\bbafa\b|\bkfw\b|\bforschungszulage\w*|subvention\w*|beihilfe\w*"
    r"|\bkredit(?!kart|institut|or|lini)\w*|\bdarlehen\w*|de.?minimis|buergschaft\w*"
)


def speaks_of_funding(text: str) -> bool:
    """Return whether a word for a grant, a loan or a programme's office stands in ``text``."""
    return bool(_MONEY.search(fold(text)))


_BEGUN = re.compile(
    r"\b(?:unterschrieben|unterzeichnet|bestellt|beauftragt|gekauft|angezahlt|bezahlt|angefangen|begonnen|abgeschlossen|zugesagt)\b"
)


def has_begun(text: str) -> bool:
    """Return whether a message tells of something signed, ordered or paid: whether that ends a grant is the question then."""
    return bool(_BEGUN.search(fold(text)))
