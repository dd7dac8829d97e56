"""Whom a programme is really meant for, read from the words of its record: founders, small firms, trades left out.

The record has no code for these, only the sentences ``beneficiaries`` and ``excluded``. They rule nobody out, because a
sentence can be misread: such a programme comes last in a list, and its card says what to check.
"""

from __future__ import annotations

from functools import lru_cache

from bot.knowledge.records import Programme
from bot.language.text.normalise import fold

_OTHERS = (
    "gruend",
    "junge ",
    "start-up",
    "studierende",
    "privatpersonen",
    "menschen",
    "handwerksmeister",
    "beschaeftigte",
    "juristische personen",
    "gemeinnuetzige",
)
"""How the sentence on ``beneficiaries`` begins where a programme is not for firms that already run."""
_TAKEN_OVER = "uebernehmen"
_ALL_FIRMS = "kleine und mittlere unternehmen"
"""Stands in the same sentence where the others are named only beside ordinary firms."""
_FOUNDING = ("gruend", "selbststaendig", "nachfolge", "uebernahme")

_SMALL = (
    "kleine und mittlere",
    "klein- und",
    "kleinst",
    "kleine, ",
    "kleine gewerbliche",
    "einzelne kleine",
    "innovative kleine",
)
"""How the sentence begins where a programme is for small and medium-sized firms."""
_LARGER_TOO = ("groess", "grosse", "mid-cap", "verwaltung", "mittelstaendisch")
"""Stands in it where larger ones are not left out."""
_SME = 249
"""Heads up to which a firm counts as small or medium-sized (EU recommendation 2003/361/EC: fewer than 250)."""

_LEFT_OUT = {
    "landwirtschaft": ("landwirtschaft", "forstwirtschaft"),
    "gesundheit": ("pflegeheim", "klinik", "heilberuf", "aerzte", "apothek"),
}
"""How trades are named in ``excluded`` that an owner of this sector may belong to."""


def meant_for_others(programme: Programme, project: str | None = None) -> bool:
    """Return whether a programme is for founders, persons or public bodies, not for a firm that already runs.

    Args:
        programme: its sentence on ``beneficiaries`` is read.
        project: the owner's own words; for somebody who is founding or taking over a firm, nothing is for others.
    """
    if project and any(word in fold(project) for word in _FOUNDING):
        return False
    return _for_others(programme.beneficiaries)


@lru_cache(maxsize=8_192)
def _for_others(beneficiaries: str) -> bool:
    sentence = fold(beneficiaries)
    if _TAKEN_OVER in sentence:
        return True
    return sentence.startswith(_OTHERS) and _ALL_FIRMS not in sentence


def meant_for_smaller(programme: Programme, employees: int | None) -> bool:
    """Return whether a programme is for small and medium-sized firms and this one has more heads than those."""
    if employees is None or employees <= _SME or programme.max_employees is not None:
        return False
    return _for_small(programme.beneficiaries)


@lru_cache(maxsize=8_192)
def _for_small(beneficiaries: str) -> bool:
    sentence = fold(beneficiaries)
    return sentence.startswith(_SMALL) and not any(word in sentence for word in _LARGER_TOO)


def left_out(programme: Programme, sector: str | None) -> str | None:
    """Return the sentence by which the record may leave out firms of ``sector``; None if it names none of them."""
    words = _LEFT_OUT.get(sector or "")
    if not words or not programme.excluded:
        return None
    return _naming(programme.excluded, words)


@lru_cache(maxsize=8_192)
def _naming(excluded: str, words: tuple[str, ...]) -> str | None:
    sentences = [
        part for part in excluded.replace(". ", ".\n").split("\n") if any(word in fold(part) for word in words)
    ]
    return sentences[0].rstrip(".") if sentences else None
