"""Whether a message ends the talk, whatever else stands in it: "danke, dann ruf ich die IHK an", "bringt nix, tschüss"."""

from __future__ import annotations

import re
from typing import Literal

from bot.language.asked.concerns import questions_in
from bot.language.text.normalise import fold

Leave = Literal["plain", "elsewhere", "unhappy"]

_BYE = (
    r"(?:tschue\w*|tschau|tschoe|tschoeoe|ciao|ade|baba|pfiat\w*|servus|bye|(?:auf )?wiedersehen|auf wiederschauen|bis (?:dann|bald"
    r"|spaeter|naechstes mal|zum naechsten mal|die tage)|machs gut|mach'?s gut|(?:einen )?schoene?n? (?:tag|abend|feierabend"
    r"|wochenende|sonntag|rest(?:tag)?)|gute nacht|feierabend fuer heute|ich bin (?:dann )?(?:mal )?(?:weg|raus)"
    r"|das war'?s(?: dann| von mir| fuer heute)?|das wars(?: dann| von mir| fuer heute)?|mehr brauch\w* ich (?:erst ?mal )?nicht)"
)
_AROUND_BYE = (
    r"(?:noch|auch|ihnen|euch|dir|und|vielen|vielmals|danke?|dankeschoen|schoen|herzlich\w*|gruss|gruesse|vg|lg|mfg|dann|erst ?mal"
    r"|so|ok|okay|also|na|ja|gut|bis|dahin|nochmal|fuer|heute|alles|gute)"
)
_ENDS_WITH_BYE = re.compile(rf"(?:^|[\s,.;!?:)-]){_BYE}(?:[\s,.;!?:)(-]+{_AROUND_BYE})*[\s.!;:)(-]*$")
_ROUNDS_OFF = re.compile(
    r"\b(?:dank\w*|merci|thx|prima|super|alles klar|verstanden|na gut|ok|okay|gut|egal|schade|na toll|lieber)\b"
)
_WHOM = (
    r"(?:ihk|hwk|handwerkskammer|kammer|innung|bank|hausbank|sparkasse|volksbank|steuerberat\w*|steuerbuero|anwalt|anwaeltin|kanzlei"
    r"|makler\w*|versicherung|berater\w*|foerderbank|ib|ilb|sab|nbank|bafa|wirtschaftsfoerder\w*|verband|berufsgenossenschaft|bg"
    r"|finanzamt|amt|agentur|dienstleister|it-\w+|systemhaus|hersteller|anbieter|kolleg\w*|chef|mann|frau|sohn|tochter|polizei)"
)
_GOES = (
    r"(?:ruf\w*|red\w*|sprech\w*|frag\w*|geh\w*|wend\w*|meld\w*|schreib\w*"
    r"|klaer\w*|hol\w*|mach\w*|versuch\w*|erkundig\w*|telefonier\w*)"
)
_ELSEWHERE = re.compile(
    rf"\b(?:{_GOES} (?:ich|wir)|(?:ich|wir|i) {_GOES})\b(?: (?!sie\b|ihr\b|ihnen\b|euch\b)\w+){{0,5}} (?:\w+-)?{_WHOM}\b"
    rf"|\b(?:sagt|weiss|klaert|macht|erklaert|beantwortet|regelt) (?:mir |uns |das |es |dann |schon |auch |sicher ){{0,3}}"
    rf"(?:der |die |das |mein\w* |unser\w* )?{_WHOM}\b"
)
_WANTS_A_CALL = re.compile(
    r"\b(?:ruf\w*|meld\w*) (?:sie|ihr|euch|sich)\b|\b(?:rueckruf|zurueckruf\w*|ruf\w* (?:mich|uns|mi)|meld\w* (?:sich|euch)"
    r"|(?:mich|uns|mi) (?:mal |bitte |jemand |einer |da )*(?:an|zurueck)?ruf\w*|kann (?:mich|uns) \w+ anrufen)\b"
)
_DROPPED = re.compile(
    r"\b(?:egal|erledigt|lassen wir|lass\w* (?:es|das)|vergess\w*|vergiss\w*|hat sich|bringt (?:mir |uns )?(?:nix|nichts|ja nichts)"
    r"|wiederhol\w* sich|dreh\w* (?:uns |sich )?im kreis)\b"
)
_UNHAPPY = re.compile(
    r"\b(?:wiederhol\w*|bringt (?:mir |uns |ja |hier |doch |mich )*(?:nix|nichts|nicht)|hilft (?:mir |uns |ja |hier |doch |auch )*"
    r"(?:nix|nichts|nicht|net|kein\w*|gar ?nicht)|im kreis|zeitverschwendung|reicht'?s jetzt|mir reicht(?:'?s)?|sinnlos"
    r"|unbrauchbar|quatsch|enttaeusch\w*|genervt|versteh\w* (?:mich|es|das) (?:ja |doch |einfach )?(?:nicht|net)|schade)\b"
)
_ASKS_LAST = re.compile(r"\?\W*$")
_FEW_WORDS = 6


def takes_leave(text: str) -> Leave | None:
    """Return how a message takes leave; None where the talk goes on.

    "elsewhere": the owner asks somebody else now; "unhappy": because nothing here helped; "plain": with thanks or a mere goodbye.
    A question beside the goodbye is still to be answered, unless it is dropped ("8 oder 10? Egal, sagt mir das Steuerbüro").
    Who wants to be called takes no leave.
    """
    folded = fold(text).strip()
    if not folded or _ASKS_LAST.search(folded) or _WANTS_A_CALL.search(folded):
        return None
    says_bye = bool(_ENDS_WITH_BYE.search(folded)) and not _only_greets(folded)
    elsewhere = bool(_ELSEWHERE.search(folded))
    if not says_bye and not (elsewhere and _is_done(folded)):
        return None
    if questions_in(_ENDS_WITH_BYE.sub("", folded)) and not _DROPPED.search(folded):
        return None
    if elsewhere:
        return "elsewhere"
    return "unhappy" if _UNHAPPY.search(folded) else "plain"


def _is_done(folded: str) -> bool:
    """Whether somebody who goes elsewhere is through here: says thanks, drops it, is not content, or says nothing else."""
    return bool(
        _ROUNDS_OFF.search(folded)
        or _DROPPED.search(folded)
        or _UNHAPPY.search(folded)
        or len(folded.split()) <= _FEW_WORDS
    )


def _only_greets(folded: str) -> bool:
    """Whether "Servus" alone stands there, which greets as well."""
    return folded.strip(" .!") in {"servus", "ade", "ok servus"} and not folded.startswith("ade")
