"""Whether a message asks if what it has just told changes anything: "ich mach übrigens Seifen und Kerzen. Ändert das was?"."""

from __future__ import annotations

import re

from bot.language.text.normalise import fold

_IT = r"(?:das|des|dat|dit|es|sich|dies|so was|sowas)"
_MATTERS = re.compile(
    rf"\b(?:aendert|aendat|veraendert) {_IT}(?: \w+){{0,4}}? ?(?:was|wat|wos|etwas|alles|nichts|nix|dann|daran|dran|die liste"
    rf"|die auswahl)\b"
    rf"|\bmacht {_IT}(?: \w+){{0,3}} (?:unterschied|was aus|wat ut|etwas aus)\b|\bspielt {_IT}(?: \w+){{0,3}} rolle\b"
    rf"|\bhat {_IT}(?: \w+){{0,3}} (?:einfluss|auswirkung\w*|folgen)\b|\bwirkt sich {_IT}\b|\bwas aendert sich (?:da|dann"
    rf"|dadurch)\b"
    rf"|\b(?:ist|is|waere) {_IT}(?: \w+){{0,2}} (?:wichtig|relevant|entscheidend|von belang)\b|\bkommt es darauf an\b"
)


def asks_whether_it_matters(text: str) -> bool:
    """Return whether a message asks what difference it makes."""
    return bool(_MATTERS.search(fold(text)))


_OWN_FIRM = re.compile(
    r"\b(?:ich|wir|mir|mia) \w+|\b(?:mein|meine|unser|unsere) (?:firma|betrieb|laden|geschaeft|werkstatt)\b"
)


def tells_of_firm(text: str) -> bool:
    """Return whether a message that asks what difference something makes speaks of the firm, not of a programme."""
    return bool(_OWN_FIRM.search(fold(text)))
