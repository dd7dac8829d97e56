"""Reading several details of a call-back from one line ("Meier, 0391 123456, morgens bitte, es geht um die Kasse")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.contact.validation import ContactError, DoubtfulAddressError, Reach, in_signs, one_line, phones_in, read_reach
from bot.language.facts.sector import trade_of
from bot.language.facts.when import time_in
from bot.language.text.normalise import fold

_REACH_WORD = (
    r"(?:(?:tele(?:fon|ph?on)|handy|mobil(?:funk)?|fest ?netz|rufnummer|rückruf)?(?:nummer|nr)?\.?|tel\.?"
    r"|fon|e-?mail|mail)(?:-?adresse)?"
)
_LEADS_TO_REACH = re.compile(
    rf"(?:\b(?:und|oder|oda|auch|noch|eine?|meine?|die|der|unter|per|am besten|erreichbar|zu erreichen|ist|lautet"
    rf"|zweite|andere|neue|lieber|nur|privat|dienstlich|geschäftlich|bzw\.?"
    rf"|(?=\w){_REACH_WORD})(?![\w-])\s*:?\s*)+$",
    re.IGNORECASE,
)
_LEADS_TO_TIME = re.compile(
    r"(?:\b(?:am besten|am liebsten|lieber|gerne?|bitte|immer|passt|erreichbar)\s+)+$", re.IGNORECASE
)
_SEGMENT = re.compile(
    r"\s*(?:[,;!?:\n]|(?<!Dr)(?<!Prof)(?<!Ing)(?<!Dipl)(?<!\bFa)(?<!Fam)(?<!Inh)\.)+\s+|\s*[;!?\n]\s*|\s+(?=wegen\b)"
    r"|\s+(?=es geht um\b)|,\s*|\s+[-–/]\s+",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"(?:(?:hallo|moin|guten tag|ja|gern|also)[,!. ]*)?"
    r"(?:mein name (?:ist|lautet|wäre)|(?:der |mein )?name (?:ist|lautet)|ich hei(?:ß|ss)e|wir hei(?:ß|ss)en"
    r"|hier ist|hier spricht|ich bin|name)\b[:\s]*(?:(?:der|die) )?",
    re.IGNORECASE,
)
_TITLE = r"(?:(?:Frau|Herrn?|Familie|Fam\.|Fa\.|Firma|Inh\.|Dr\.?|Prof\.?|Ing\.|Dipl\.-\w+\.?|von|van|de|zu)\s+)*"
_PART_OF_NAME = r"[A-ZÄÖÜ](?:[^\W\d_]|['’])+(?:-[A-ZÄÖÜ][^\W\d_]+)*"
_NAME = re.compile(
    _TITLE + _PART_OF_NAME + rf"(?:[ -](?:von der |von |van |de |zu |& |und |u\. )?{_PART_OF_NAME}){{0,4}}"
)
_FIRM = re.compile(
    r"\b(?:gmbh|ug|kg|ohg|gbr|ag|e\.?\s?k|firma|betrieb|meisterbetrieb|co)\b|& (?:sohn|söhne|co)\b", re.IGNORECASE
)
_ADDRESSED = re.compile(r"(?:Frau|Herrn?|Familie|Fam\.|Dr\.|Prof\.)\s")
_NO_NAME = frozenset(
    [
        "ja",
        "nein",
        "gern",
        "gerne",
        "okay",
        "ok",
        "danke",
        "hallo",
        "moin",
        "bitte",
        "einverstanden",
        "egal",
        "weiter",
        "halt",
        "stopp",
        "moment",
        "doch",
        "genau",
        "richtig",
    ]
)
_MATTER = re.compile(
    r"(?:und |auch )*(?:(?:es )?(?:geht um|ging um|dreht sich um)\b|wegen\b|fragen? (?:zu[mr]?|wegen)\b"
    r"|(?P<heading>(?:das |mein |der )?(?:betrifft|anliegen|thema|betreff|grund)\b(?: (?:ist|wäre|lautet))?\s*:?\s*))",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"(?:aber |und |noch |nur |dann )*(?:bitte|nicht|nur|da |weil|denn|lange|länger|ggf|notfalls|falls|wenn|auch"
    r"|sprechen sie|einfach|klingeln|durchklingeln|auf(?: den| dem)? ab|ab da"
    r"|kein\w*)\b",
    re.IGNORECASE,
)
_LEAST_MATTER = 3
"""Words from which a part of a line that is nothing else says what the call is about."""
_ABOUT_THE_CALL = re.compile(
    r"\b(?:ruf\w*|anruf\w*|rückruf\w*|mail statt|per mail|einverstanden|meinetwegen|erreich\w*|melde\w*|(?:meine?"
    r"|die|ne|eine|andere|neue|falsche|zweite) (?:tele\w+|handy)?nummer|(?:am )?besten"
    r"|ansprechpartner\w*|geändert|festnetz|handy|passt|hei(?:ß|ss)t)\b",
    re.IGNORECASE,
)
_SAID_BEFORE = re.compile(
    r"(?:\b(?:das|die|der|es)\s+)?\b(?:steht (?:doch |ja |schon )*(?:oben|da)"
    r"|(?:(?:hab|habe|hatte|hatt) ich (?:doch |ja )*(?:schon |grad |gerade )*|schon )(?:gesagt|geschrieben|angegeben|genannt))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Details:
    """What a line says: how to be reached, when, what looks like a name, like a matter and like a remark for whoever calls.

    ``rest``: all that is left beside the first two. ``doubt``: an address that is probably mistyped.
    ``says_matter``: whether the line says itself what its matter is ("es geht um …").
    """

    reach: Reach | None = None
    time: str | None = None
    rest: str = ""
    name: str | None = None
    matter: str | None = None
    remark: str | None = None
    doubt: DoubtfulAddressError | None = None
    says_matter: bool = False


def read_details(text: str) -> Details:
    """Return what a line says for a call-back ("Eva Muster, 0391 123456, vormittags, wegen E-Rechnung").

    A number that cannot be right counts as none.
    """
    line = in_signs(text)
    reach: Reach | None = None
    doubt = None
    try:
        reach = read_reach(line)
    except DoubtfulAddressError as error:
        doubt = error
    except ContactError:
        reach = None
    rest = _without_reach(line) if reach is not None or doubt is not None else line
    when = time_in(rest)
    if when is not None:
        rest = _LEADS_TO_TIME.sub("", rest[: when.start]) + " , " + rest[when.end :]
    parts = [part.strip(" ,;.-–()") for part in _SEGMENT.split(rest)]
    parts = [part for part in parts if any(char.isalnum() for char in part)]
    name = _name_of(parts)
    about = next((part for part in parts if _is_matter(part, name)), None)
    headed = _MATTER.match(about) if about else None
    matter = (about[headed.end() :] or about) if about and headed and headed["heading"] else about
    said = {part for part in (about, *((name or "").split(", "))) if part}
    remark = next((part for part in parts if part not in said and _is_remark(part)), None)
    return Details(
        reach, when.text if when else None, ", ".join(parts), name, matter, remark, doubt, headed is not None
    )


def _without_reach(line: str) -> str:
    """Return a line without its numbers and addresses, and without the words that lead to them ("und meine Handynummer ist")."""
    spans = [(phone.start, phone.end) for phone in phones_in(line)] + [
        found.span() for found in re.finditer(r"\S+@\S+", line)
    ]
    rest, behind = "", ""
    last = 0
    for start, end in sorted(spans):
        before = line[last:start]
        led = _LEADS_TO_REACH.search(before)
        rest += (before[: led.start()] if led else before) + " , "
        last = end
    behind = line[last:]
    return rest + behind


def _name_of(parts: list[str]) -> str | None:
    """Return the name of a line; a firm and the person in it ("Bäckerei Sölter, Frau Jänicke") are one name."""
    for place, part in enumerate(parts):
        name = _name_in(part)
        if name is None:
            continue
        after = parts[place + 1] if place + 1 < len(parts) else ""
        if _name_in(after) is not None and (_is_firm(name) or _ADDRESSED.match(after) or _is_firm(after)):
            return f"{name}, {after}"
        return name
    return None


def _is_firm(name: str) -> bool:
    return bool(_FIRM.search(name)) or trade_of(fold(name.split()[0])) is not None


def _name_in(part: str) -> str | None:
    """Return the name that a part of a line consists of; capital letters or an introduction tell it from other words."""
    introduced = _INTRODUCED.match(part)
    named = part[introduced.end() :] if introduced else part
    if introduced and named and len(named.split()) <= _LEAST_MATTER + 1:
        return named
    return named if _NAME.fullmatch(named) and not _NO_NAME & set(fold(named).split()) else None


def introduced_name(text: str) -> str | None:
    """Return the name that somebody introduces with words ("ach nee, ich heiße Mayer"); None if nobody does."""
    for part in _SEGMENT.split(one_line(text)):
        match = _INTRODUCED.search(part)
        if match is not None and fold(match[0]).split()[-1:] != ["bin"] and (name := part[match.end() :].strip(" .,!")):
            return name
    return None


def looks_like_name(text: str) -> bool:
    """Whether a text can be nothing but a name, by its capital letters or its introduction."""
    return _name_in(text.strip(" .,!")) is not None


def _is_matter(part: str, name: str | None) -> bool:
    if (name is not None and part in name) or part == name:
        return False
    if _MATTER.match(part):
        return True
    return (
        len(part.split()) >= _LEAST_MATTER
        and not _ABOUT_THE_CALL.search(part)
        and not _is_remark(part)
        and not _INTRODUCED.match(part)
    )


def _is_remark(part: str) -> bool:
    return bool(_REMARK.match(part)) and len(part.split()) >= _LEAST_MATTER


def without_said_before(text: str) -> str:
    """Return a line without "steht doch oben" and the like; empty where it says nothing else."""
    return _SAID_BEFORE.sub("", one_line(text)).strip(" ,;.!–-")
