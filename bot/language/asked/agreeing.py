"""Whether a message agrees to what was just offered: "ja zeigen sie mal", "gerne her damit", "klar, warum nicht"."""

from __future__ import annotations

import re

from bot.language.asked.concerns import questions_in
from bot.language.text.normalise import fold

_LEADS = (
    r"(?:(?:na|also|ok|okay|oh|ach|und|dann|prima|super|gut|toll|perfekt|danke|hm+|jetzt|nun|bitte|doch|mal|auch|sehr"
    r"|ganz)[\s,.!:-]+)*"
)
_YES = (
    r"(?:ja\w{0,2}|jo|jup|jep|yes|joa|jawohl|gern\w*|klar|logisch|sicher|natuerlich|selbstverstaendlich|unbedingt|freilich"
    r"|einverstanden|von mir aus|warum nicht|wieso nicht|immer her|nur her|her damit|rueber damit|auf jeden fall|in ordnung"
    r"|waer\w* (?:nett|gut|super|schoen|prima)|wuerde mich interessieren|will ich sehen|nur zu|na los|dann los)"
)
_SHOW = r"(?:los|mach\w*|zeig\w*|zeich\w*|lass\w* (?:\w+ ){0,2}(?:sehen|hoeren)|schiess\w*|leg\w* los|bitte|ok|okay|passt|gut)"
_FEW = 7
"""Words up to which a message that only begins with "zeigen Sie" or "bitte" is about the offer."""
_AGREES = re.compile(rf"^\W*{_LEADS}{_YES}\b")
_SHOWS = re.compile(rf"^\W*{_LEADS}{_SHOW}\b")
_TAKES_BACK = re.compile(
    r"\b(?:nein|nee|noe|nicht|lieber|stattdessen|sondern|spaeter|kein\w*|erstmal|erst mal|vorher|aber)\b"
)
_OTHER_THING = re.compile(
    r"\b(?:beispiel\w*|anruf\w*|rueckruf\w*|telefon\w*|ansprechpartner\w*|check|merkzettel\w*|loesch\w*)\b"
)


def agrees(text: str) -> bool:
    """Return whether a message says yes to an offer, whatever stands beside it.

    It does not where it asks something, takes the yes back ("ja, aber erst …") or wants another thing ("ja, zeigen Sie Beispiele").
    """
    folded = fold(text).strip()
    if (
        "?" in folded
        or questions_in(text)
        or _TAKES_BACK.search(folded.replace("warum nicht", " ").replace("wieso nicht", " "))
    ):
        return False
    if _OTHER_THING.search(folded):
        return False
    return bool(_AGREES.match(folded) or (len(folded.split()) <= _FEW and _SHOWS.match(folded)))
