"""Two things no statistics may miss: a person in despair, and an acute incident."""

from __future__ import annotations

import re
from typing import Literal

from bot.language.text.normalise import fold

_DESPAIR = re.compile(
    r"\b(?:"
    r"(?:will|mag|kann|moechte|mecht|wui) (?:einfach )?(?:ich )?(?:einfach )?"
    r"(?:nicht|net|ned|nich|nimmer|ni) ?(?:mehr|mehr laenger)? ?leben"
    r"|nicht mehr leben (?:will|mag|kann|moechte)"
    r"|(?:bring|bringe|nehme|nehm) (?:ich )?(?:mich|mir) (?:um|das leben)"
    r"|(?:mich|mir|sich) (?:selbst )?(?:umbringen|umzubringen|das leben (?:zu )?nehmen|(?:was|etwas) an(?:zu)?tun)"
    r"|selbstmord|suizid|suizidgedanken|lebensmuede"
    r"|(?:ich )?will sterben|waere (?:lieber|am liebsten) tot|wuenschte ich waere tot|lieber tot"
    r"|ohne mich (?:waere|waer|sind|ist) .{0,40}besser|besser dran ohne mich"
    r"|mach(?:e)? schluss mit (?:dem|meinem) leben|dem leben ein ende"
    r")\b"
)
_INCIDENT = re.compile(
    r"\b(?:alles|alle|unsere|meine|die|der|saemtliche)\b.{0,40}\b(?:ist|sind|wurde|wurden)\b.{0,25}\bverschluesselt\b"
    r"|\balles verschluesselt\b"
    r"|\b(?:wir|ich) (?:wurden|wurde|werden|werde|sind|bin)\b.{0,30}\b(?:gehackt|erpresst)\b"
    r"|\bloesegeld(?:forderung)? (?:auf dem|am) (?:bildschirm|schirm|monitor)\b"
)
_NOT_ACUTE = re.compile(
    r"\b(?:wenn|falls|was waere|angenommen|wie schuetz\w*|vorbeug\w*|damit|bevor|damals|letztes jahr)\b"
)


def urgent_intent(text: str) -> Literal["crisis", "emergency"] | None:
    """Return the urgent intent that plain words in ``text`` express, or None. Despair comes before an incident."""
    folded = fold(text)
    if _DESPAIR.search(folded):
        return "crisis"
    if _INCIDENT.search(folded) and not _NOT_ACUTE.search(folded):
        return "emergency"
    return None
