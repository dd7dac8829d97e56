"""Whether a message asks what a programme would pay of a sum: "wieviel zahlt BAFA", "was wären das bei 14.000 für mich"."""

from __future__ import annotations

import re

from bot.language.text.normalise import fold

_PAYS = re.compile(
    r"\b(?:wie ?viel|was|wos|wat|wieviel)\b(?: \w+){0,3} (?:be|dazu)?(?:zahl\w*|waere?n?|waer|gaeb\w*|gibts?|macht|bring\w*"
    r"|krieg\w*|bekomm\w*|bekaem\w*|uebernimmt|uebernehmen|bleib\w*|foerder\w*|kommt|spring\w*)\b|\brechne[nt]?\b"
)


def asks_what_it_pays(text: str) -> bool:
    """Return whether a message asks how much money a programme gives, or to have it reckoned."""
    return bool(_PAYS.search(fold(text)))
