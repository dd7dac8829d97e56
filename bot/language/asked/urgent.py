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
    r"|haenge? (?:ich )?mich (?:\w+ )?auf(?! an\b)|mich auf(?:zu)?haengen|nicht mehr auf(?:zu)?wachen"
    r"|(?:fahr\w* .{0,30})?gegen (?:den|einen|nen|n) (?:baum|bruecken?pfeiler) zu fahren"
    r"|ich fahr\w* .{0,30}gegen (?:den|einen|nen|n) (?:baum|bruecken?pfeiler)"
    r"|(?:mich|mir) vor (?:den|einen|nen|n) (?:zug|lkw|laster) (?:zu )?(?:werf|schmeiss|leg|stell)\w*"
    r"|(?:werf|schmeiss|leg|stell)\w* (?:ich )?mich vor (?:den|einen|nen|n) (?:zug|lkw|laster)"
    r"|(?:von (?:der|einer|ner) bruecke|vom hochhaus) (?:zu )?springen"
    r"|spring\w* ich (?:\w+ )?(?:von (?:der|einer|ner) bruecke|vom (?:dach|hochhaus))"
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


_MONTHS = "januar|februar|maerz|april|mai|juni|juli|august|september|oktober|november|dezember"
_ATTACKED_THEN = re.compile(
    rf"\b(?:im (?:{_MONTHS}|fruehjahr|sommer|herbst|winter)|vor (?:\w+ ){{1,2}}(?:wochen|monaten|jahren)"
    r"|letzte[nsr]? (?:\w+ )?(?:woche|monat|jahr|fruehjahr|sommer|herbst|winter)|vorige[nsr]? (?:woche|monat|jahr)|damals|20\d\d)\b"
    r"[^.;!?]{0,60}\b(?:gehackt|verschluesselt|erpresst|angegriffen|hackerangriff|cyberangriff|trojaner)\b"
    r"|\b(?:gehackt|verschluesselt|erpresst|hackerangriff\w*|cyberangriff\w*|trojaner)\b[^.;!?]{0,40}"
    rf"\b(?:im (?:{_MONTHS}|fruehjahr|sommer|herbst|winter)|vor (?:\w+ ){{1,2}}(?:wochen|monaten|jahren)"
    r"|letztes jahr|voriges jahr)\b"
)
_PROTECTED_NOW = re.compile(
    r"\b(?:jetzt|nun|daher|deshalb|darum|seitdem|kuenftig)\b[^.;!?]{0,80}"
    r"\b(?:ab ?(?:zu)?sicher\w*|sicher\w*|schuetzen|schutz|firewall|backup|it-?sicherheit)\b"
)


def is_over(text: str) -> bool:
    """Return whether a message tells of an attack of some time ago and of the protection that is to come now.

    "Wir wurden im März gehackt. Jetzt wollen wir die IT absichern lassen" is a project, no emergency. Both must be told: who names
    only one of them gets first help.
    """
    folded = fold(text)
    return bool(_ATTACKED_THEN.search(folded)) and bool(_PROTECTED_NOW.search(folded))


def urgent_intent(text: str) -> Literal["crisis", "emergency"] | None:
    """Return the urgent intent that plain words in ``text`` express, or None. Despair comes before an incident."""
    folded = fold(text)
    if _DESPAIR.search(folded):
        return "crisis"
    if _INCIDENT.search(folded) and not _NOT_ACUTE.search(folded) and not is_over(text):
        return "emergency"
    return None
