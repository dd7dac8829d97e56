"""Whether somebody takes back what was just said: "8 Leute, nein warte, 9"."""

from __future__ import annotations

import re

_TAKES_BACK = (
    r"(?:nein|nee?|noe|quatsch|falsch|korrektur|korrigiere|vielmehr|mein(?:te|e)?|sorry|warte?|wartet|vertippt|vertan|verschrieben"
    r"|verzaehlt|stimmt\snicht|entschuldigung|entschuldigen|verzeihung|moment|halt|stopp?|besser\sgesagt|bzw|beziehungsweise"
    r"|sondern|pardon|ups|oh|ach|hoppla|nicht\srichtig|eher)"
)
_FILLER = (
    r"(?:aeh|aehm|ich|wir|es|sie|mal|ja|doch|sind|ist|waren|war|das|nur|nun|so|ca|circa|etwa|rund|genau|kurz|gesagt|sogar"
    r"|mich|mir|hab(?:e|en)?|muss|muessten?|natuerlich|eigentlich|tut|leid|schon|auch|im|einen|ein|da)"
)
_MARKS = r"[\s,.;:!?()\"'-]*"
_BETWEEN = re.compile(
    rf"(?:(?:leute|mitarbeiter|mann|euro|eur|€)\b)?{_MARKS}(?:{_FILLER}\b{_MARKS})*(?:{_TAKES_BACK}\b{_MARKS})(?:(?:{_FILLER}|{_TAKES_BACK})\b{_MARKS})*"
)
_LONGEST = 60


def takes_back(between: str) -> bool:
    """Return whether the folded text ``between`` two facts says that the second replaces the first."""
    return len(between) <= _LONGEST and bool(_BETWEEN.fullmatch(between))
