"""Where a word on the kind of firm stands: in a clause about others, or behind a denial."""

from __future__ import annotations

import re

OTHERS = re.compile(
    r"\b(?:[a-z]*kunden?|kundin|lieferant\w*|auftraggeber\w*|vermieter\w*|nachbar\w*|bruder|schwester|partner\w*|mieter\w*"
    r"|konkurren\w*|wettbewerber\w*|bekannte\w*|freund\w*|agentur|hersteller|anbieter"
    r"|steuerberater\w*|anwalt|bank|verband|dienstleister\w*|berater\w*|vermieter\w*)\b"
)
"""Who has a firm that is not the writer's."""
DENIED = re.compile(
    r"\b(?:kein\w*|nicht|nie)\s(?:(?:ein|eine|einen|als|mehr|etwa|gemeinnuetzig\w*|eingetragen\w*)\s)*$"
)
DENIED_AFTER = re.compile(
    r"^\s(?:sind|bin|ist)\s(?:wir|ich|das)\s(?:[a-z]+\s)?(?:nicht|keine?)\b|^\s(?:wir\s|ich\s)?nicht\b"
)


def with_denial(text: str, match: re.Match[str]) -> tuple[int, bool]:
    """Return where a fact begins, with the "keine" before it, and whether it is denied."""
    denied = DENIED.search(text[: match.start()])
    if denied:
        return denied.start(), True
    return match.start(), bool(DENIED_AFTER.search(text[match.end() :]))


def clause_before(text: str, place: int) -> str:
    """Return what stands before ``place`` since the last comma, full stop or the like."""
    return re.split(r"[,.;:!?]\s", text[:place])[-1]
