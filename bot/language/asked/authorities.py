"""Who asks for the authority of a Land: for data protection, or the police for firms; and who only names a Land.

"Welche Datenschutzbehörde ist in Bayern zuständig?", "Nummer der ZAC?" and a mere "Datenschutzaufsicht Hessen!" ask for a record.
"Die Datenschutzaufsicht hat uns angeschrieben" tells of one, and is no such question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from bot.language.text.normalise import fold
from bot.language.text.wordset import word_set

Authority = Literal["datenschutz", "polizei", "unnamed"]

_OF_DATA = (
    r"(?:landes)?datenschutz[ -]?(?:aufsichts?(?:behoerde|stelle)?|behoerden?|amt|zentrum)\w*|landesdatenschutz\w*"
    r"|(?:landes)?datenschutz[ -]?beauftragte\w* (?:des|vom|von|im|eures|unseres) (?:bundes)?land\w*"
    r"|landes(?:datenschutz)?beauftragte\w*(?: (?:fuer|fuern) (?:den )?datenschutz)?"
    r"|(?:aufsicht|aufsichtsbehoerde|behoerde|aufsichtsstelle|amt|stelle) (?:fuer|fuern) (?:den |die )?(?:datenschutz|datenpannen?)"
    r"|landesamt fuer datenschutz\w*|lfdi?|lda|baylda|tlfdi|ldi|hbdi|uld"
)
_OF_POLICE = (
    r"zac|(?:zentrale )?ansprechstelle (?:fuer )?cybercrime|cybercrime[ -]?(?:stelle|abteilung|dienststelle|einheit|dezernat)"
    r"|cyber[ -]?polizei|polizei[ -]?(?:stelle|dienststelle|einheit|abteilung)(?: (?:fuer|gegen) [a-z]+)?"
    r"|polizei (?:fuer|gegen) (?:firmen|unternehmen|betriebe|cyber\w*|internet\w*|hacker\w*)|landeskriminalamt\w*|lka"
)
_UNNAMED = r"(?:aufsichts)?behoerde|aufsicht|amt|stelle"
_ARTICLES = r"(?:die|der|das|den|dem|ein|eine|einen|unsere?|zustaendige[nrs]?|richtige[nrs]?|meine?) "
_CONTACT = (
    r"(?:telefon|ruf|durchwahl|fax)?nummer|telefon|anschrift|adresse|kontakt\w*|(?:e-?)?mail\w*|webseite|website"
    r"|homepage|link"
)
_FILLERS = word_set("""
    und in im aus bei fuer von vom der die das den dem des eine ein einen ich wir sie uns will moechte wollte brauche brauch
    brauchen suche wissen doch ja nein nee bitte denn nur mal jetzt endlich
    zustaendige zustaendigen zustaendiger zustaendig richtige bundesland land
    meine meinte wo wer welche welches wie heisst ist sitzt nennen sagen geben was mit also aber hier bei dort da
    frage war ging es um geht gibts gibt
    """)
_ONLY_LAND = _FILLERS | word_set("""
    sind bin sitzen sitze firma betrieb unternehmen unser unsere sitz kommen komme nicht sondern anderes anderen hab habe
    schon gesagt siehts sieht aussieht aus gilt dann so auch raum naehe region hotel laden werkstatt eigentlich liegen liegt
    """)
_SENTENCE = re.compile(r"(?<=[?!.;:])\s+|\n+")
_WORD = re.compile(r"[a-z-]+")


def _asks_for(name: str) -> re.Pattern[str]:
    named = rf"(?:{_ARTICLES})*(?:{name})"
    gap = r"[^.?!,;]{0,40}?"
    return re.compile(
        rf"\bwelche\w* (?:{name})\b{gap}\b(?:zustaendig\w*|fuer uns|gilt|ist (?:das|es|da|die)|muss ich mich|kuemmert|in|fuer)\b"
        rf"|\b(?:wer|wen|was|wo|wohin|wie)\b (?:\w+ ){{0,3}}?(?:ist|sitzt|finde\w*|erreich\w*|heisst|heisse|gibt\w*|lautet|hat) "
        rf"(?:\w+ ){{0,3}}?{named}\b(?! (?:gesagt|geschrieben|erlaubt|entschieden|verboten|gefragt)\b)"
        rf"|\b(?:{_CONTACT})\b{gap}\b(?:{name})\b"
        rf"|\b(?:{name})\b[^.?!]{{0,40}}?\b(?:{_CONTACT})\b"
        rf"|\bzustaendige[nrs]? (?:{name})\b"
        rf"|\b(?:{name})\b{gap}\bzustaendig\b|\bzustaendig\b{gap}\b(?:{name})\b"
        rf"|\b(?:nennen|sagen|geben|brauch\w*|such\w*)\b{gap}\b(?:{name})\b"
    )


_TELLS_OF_IT = re.compile(
    r"\b(?:angeschrieben|schreibt|schrieb|geschrieben|fragt|prueft|pruefung|post|bescheid|brief|kontroll\w*|bussgeld\w*|strafe\w*|beschwer\w*"
    r"|anzuzeigen|melden|antworten|anhoerung\w*|muss ich|muessen|muss man|darf|duerfen|kann (?:die|das|der|man)|koennen (?:die|wir)"
    r"|soll|sollen|warum|wieso|wann|bis wann|wie lange|wie schnell|wozu)\b"
)
_ASKS_WHAT_IT_IS = re.compile(r"\W*(?:und )?was (?:ist|sind|heisst|bedeutet|macht)\b")
"""A question for a term, as "Was ist ein ZAC?", wants no number."""
_ASKS_UNNAMED = re.compile(
    rf"\b(?:welche\w*|wer|was fuer eine?) (?:\w+ )?(?:{_UNNAMED})\b[^.?!]*\b(?:zustaendig\w*|in|fuer|bei)\b"
    rf"|\bwer (?:ist|is|waere)(?: (?:denn|da|dafuer|dann|hier|jetzt|bei|uns|in|im|fuer))* zustaendig\b"
    rf"|\bzustaendige[nrs]? (?:{_UNNAMED})\b"
    rf"|\b(?:an )?welche (?:{_UNNAMED})\b"
)
_NAMED: tuple[tuple[Authority, str], ...] = (("datenschutz", _OF_DATA), ("polizei", _OF_POLICE))
_MENTIONS = {kind: re.compile(rf"\b(?:{name})\b") for kind, name in _NAMED}
_WANTS = {kind: _asks_for(name) for kind, name in _NAMED}


def asked_authorities(text: str, places: Iterable[tuple[int, int]] = ()) -> tuple[Authority, ...]:
    """Return which authorities of a Land a message asks for; empty where it asks for none.

    Args:
        text: the message.
        places: where in it places stand, as start and end.

    "unnamed" is one that only the talk can name ("welche Behörde ist da zuständig?").
    """
    parts = _SENTENCE.split(_without(text, places))
    found: list[Authority] = []
    for part in map(fold, parts):
        if _ASKS_WHAT_IT_IS.match(part):
            continue
        for kind, _ in _NAMED:
            if _MENTIONS[kind].search(part) and (
                _says_only(part, kind) or (_WANTS[kind].search(part) and not _TELLS_OF_IT.search(part))
            ):
                found.append(kind)
        if not any(each.search(part) for each in _MENTIONS.values()) and _ASKS_UNNAMED.search(part):
            found.append("unnamed")
    named = tuple(dict.fromkeys(kind for kind in found if kind != "unnamed"))
    return named or (("unnamed",) if found else ())


def only_names_place(text: str, places: Iterable[tuple[int, int]]) -> bool:
    """Return whether a message does no more than name a place ("und in Hessen?", "Hessen, wir sind in Fulda")."""
    spans = list(places)
    return bool(spans) and set(_WORD.findall(fold(_without(text, spans)))) <= _ONLY_LAND


def _says_only(part: str, kind: Authority) -> bool:
    rest = _MENTIONS[kind].sub(" ", part)
    return set(_WORD.findall(rest)) <= _FILLERS


def _without(text: str, places: Iterable[tuple[int, int]]) -> str:
    """Return a text with a word that reads as nothing in the stead of each place, so that what is around it stays in its place."""
    rest = text
    for start, end in sorted(set(places), reverse=True):
        rest = rest[:start] + " " * (end - start) + rest[end:]
    return re.sub(r"[ \t]+", " ", rest)
