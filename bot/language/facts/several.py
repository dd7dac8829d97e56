"""Which of several values of one kind is meant, where a message names more than one: the sum, or none at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.text.normalise import fold

_SUM_BEFORE = re.compile(
    r"\b(?:insgesamt|zusammen|gesamt\w*|in\ssumme|summe|alles\sin\sallem|unterm\sstrich|macht|total|alle\szusammen|sind\salso|=)"
    r"(?:\s(?:also|sind|es|wir|das|ist|rund|etwa|ca|circa|von|ueber|waeren|werden|:|dann|bei|uns))*[\s:=]*$"
)
_SUM_AFTER = re.compile(
    r"^\s*(?:€|euro|eur|leute|mitarbeiter\w*|mann)?\s*(?:insgesamt|zusammen|in\ssumme|gesamt|alles\sin\sallem)\b"
)

_PART_OF_IT = re.compile(r"\b(?:davon|darin|darunter|inkl|inklusive|einschliesslich)\b")


def settled(text: str, found: Sequence[tuple[int, int, int]]) -> int | None:
    """Return the one value that a message states.

    Args:
        text: the message as it was written.
        found: value, start and end of each value named, in order.

    Returns:
        The value where there is only one, or the one that is called the sum ("insgesamt 20.000 €"); else None: two amounts
        that do not form one sum ("Software 12.000 €, Hardware 8.000 €") are a reason to ask, not to take the last.
    """
    values = {value for value, _, _ in found}
    if len(values) == 1:
        return values.pop()
    if len(found) == 2 and _PART_OF_IT.search(fold(text[found[0][2] : found[1][1]])):
        return found[0][0]  # "30.000 €, davon 10.000 € Eigenanteil"
    sums = {
        value
        for value, start, end in found
        if _SUM_BEFORE.search(fold(text[:start]) + " ") or _SUM_AFTER.match(fold(text[end:]))
    }
    return sums.pop() if len(sums) == 1 else None
