"""Reading several details of a call-back from one line, and corrections by the name of the field ("Zeit: vormittags")."""

from __future__ import annotations

import re
from dataclasses import dataclass

import phonenumbers

from bot.contact.validation import COUNTRY, ContactError, Reach, one_line, read_reach
from bot.language.normalise import fold

_FIELDS = {
    "name": ("name", "namen", "nachname", "vorname"),
    "reach": (
        "telefon",
        "telefonnummer",
        "nummer",
        "handy",
        "handynummer",
        "mobil",
        "mail",
        "email",
        "e-mail",
        "adresse",
    ),
    "time": ("zeit", "uhrzeit", "termin", "wann"),
    "matter": ("anliegen", "grund", "thema", "betreff", "worum"),
}
"""Step of the dialogue to what people call it."""
_NAMED = re.compile(
    r"^(?:nein[,!. ]*|nee[,!. ]*|bitte |doch |halt |aber |und )*(?:der|die|das|den|mein|meine|meinen|beste|ihr)?\s*"
    r"(?:beste )?(?P<field>[a-zA-Z-]+)\s*"
    r"(?::|=|ist|lautet|heisst|heißt|soll sein|wäre|waere|ändern|aendern|falsch|stimmt nicht)+\s*"
    r"(?:in|auf|zu|falsch|nicht|ändern|aendern|eher|besser)?[:,]?\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_WITH_COLON = re.compile(
    r"\b(?P<field>[a-zA-Z-]+)\s*:\s*(?P<value>.+?)"
    r"(?=$|[.;!]\s|,?\s(?:und\s)?(?:(?:der|die|das|mein|meine)\s)?[a-zA-Z-]+\s*:)"
)
_CHANGE = re.compile(r"\b(?:ändern|aendern|falsch|korrigieren|stimmt nicht|verschrieben)\b", re.IGNORECASE)
_DAY = (
    r"(?:(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|werktags|morgen|übermorgen|heute|nächste woche|diese woche"
    r"|(?:mo|di|mi|do|fr|sa)\b\.?)"
)
_HOUR = (
    r"(?:(?:erst |immer )?(?:ab|nach|vor|gegen|um|bis|zwischen)\s+(?:ca\.?\s*)?\d{1,2}(?:[:.]\d{2})?(?:\s*(?:uhr|h)\b)?"
    r"(?:\s*(?:und|bis|-)\s*\d{1,2})?(?:\s*uhr)?|vormittags?|nachmittags?|abends|mittags|frueh|früh|morgens|egal wann|jederzeit"
    r"|(?:in der )?mittagspause)"
)
_TIME = re.compile(
    rf"\b(?:(?:am besten|lieber|gern|immer) )*(?P<when>(?:nur )?(?:{_DAY}(?:\s*(?:,|und|oder|bis|-)\s*{_DAY})*\s+)?"
    rf"{_HOUR}(?:\s+{_HOUR})*)\b",
    re.IGNORECASE,
)
_SEGMENT = re.compile(r"\s*(?:[,;!?:\n]|(?<!Dr)(?<!Prof)\.)+\s+|\s*[;!?\n]\s*|\s+(?=wegen\b)|,\s*", re.IGNORECASE)
_INTRODUCED = re.compile(
    r"(?:mein name ist|ich hei(?:ß|ss)e|hier ist|hier spricht|ich bin|name)\b[:\s]*", re.IGNORECASE
)
_TITLE = r"(?:(?:Frau|Herr|Dr\.?|Prof\.?|von|van|de|zu)\s+)*"
_NAME = re.compile(_TITLE + r"[A-ZÄÖÜ][^\W\d_]+(?:[ -](?:von |van |de )?[A-ZÄÖÜ][^\W\d_]+){0,3}")
_NO_NAME = frozenset(
    {"ja", "nein", "gern", "gerne", "okay", "ok", "danke", "hallo", "moin", "bitte", "einverstanden", "egal"}
)
_MATTER = re.compile(r"(?:es geht um|wegen|anliegen|thema|fragen? zu[mr]?|betreff)\b", re.IGNORECASE)
_LEAST_MATTER = 3
"""Words from which a part of a line that is nothing else says what the call is about."""
_ABOUT_THE_CALL = re.compile(
    r"\b(?:ruf\w*|anruf\w*|rückruf\w*|mail statt|per mail|einverstanden|meinetwegen|erreich\w*|melde\w*|meine? nummer)\b",
    re.IGNORECASE,
)
_REFUSALS = frozenset(
    {
        "nein",
        "nee",
        "ne",
        "noe",
        "nein danke",
        "nee danke",
        "lieber nicht",
        "nein lieber nicht",
        "doch nicht",
        "doch lieber nicht",
        "lass mal",
        "lassen sie mal",
        "lassen wir das",
        "abbrechen",
        "vergessen sie es",
        "will ich nicht",
        "moechte ich nicht",
        "das will ich nicht",
        "sag ich nicht",
        "geht sie nichts an",
    }
)
_SAID_BEFORE = re.compile(
    r"(?:\b(?:das|die|der|es)\s+)?\b(?:steht (?:doch |ja |schon )*(?:oben|da)"
    r"|(?:(?:hab|habe|hatte|hatt) ich (?:doch |ja )*(?:schon |grad |gerade )*|schon )(?:gesagt|geschrieben|angegeben|genannt))\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True)
class Details:
    """What a line says: how to be reached, when, what looks like a name and like a matter.

    ``rest``: all that is left beside the first two.
    """

    reach: Reach | None = None
    time: str | None = None
    rest: str = ""
    name: str | None = None
    matter: str | None = None


def read_details(text: str) -> Details:
    """Return what a line says for a call-back ("Eva Muster, 0391 123456, vormittags, wegen E-Rechnung").

    A number that cannot be right counts as none.
    """
    line = one_line(text)
    try:
        reach: Reach | None = read_reach(line)
    except ContactError:
        reach = None
    rest = line
    if reach is not None:
        rest = re.sub(r"\S+@\S+", " , ", rest)
        for match in reversed(list(phonenumbers.PhoneNumberMatcher(rest, COUNTRY))):
            rest = rest[: match.start] + " , " + rest[match.end :]
    when = _TIME.search(rest)
    if when is not None:
        rest = rest[: when.start()] + " , " + rest[when.end() :]
    parts = [part.strip(" ,;.-–") for part in _SEGMENT.split(rest)]
    parts = [part for part in parts if any(char.isalnum() for char in part)]
    name = next((found for part in parts if (found := _name_in(part)) is not None), None)
    matter = next((part for part in parts if _is_matter(part, name)), None)
    return Details(reach, when["when"].strip() if when else None, ", ".join(parts), name, matter)


def _name_in(part: str) -> str | None:
    """Return the name that a part of a line consists of; capital letters or an introduction tell it from other words."""
    introduced = _INTRODUCED.match(part)
    named = part[introduced.end() :] if introduced else part
    if introduced and named and len(named.split()) <= _LEAST_MATTER:
        return named
    return named if _NAME.fullmatch(named) and not _NO_NAME & set(fold(named).split()) else None


def _is_matter(part: str, name: str | None) -> bool:
    if name is not None and name in part:
        return False
    return bool(_MATTER.match(part)) or (len(part.split()) >= _LEAST_MATTER and not _ABOUT_THE_CALL.search(part))


def named_fields(text: str) -> dict[str, str]:
    """Return the steps that a correction names, each with its new value, empty where only the field is named.

    "Zeit: vormittags" is {"time": "vormittags"}, "der Name ist falsch" is {"name": ""}. Several may stand in one message:
    "hinten 71 statt 70. Und die Zeit: nicht dienstags".
    """
    line = one_line(text)
    found: dict[str, str] = {}
    for one in _WITH_COLON.finditer(line):
        if (step := _step(one["field"])) is not None:
            found[step] = one["value"].strip(" .,!")
    match = _NAMED.match(line)
    if not found and match is not None and (step := _step(match["field"])) is not None:
        found[step] = match["value"].strip(" .,!")
    if not found and _CHANGE.search(line):
        steps = [step for word in _WORD.findall(fold(line)) if (step := _step(word)) is not None]
        found.update(dict.fromkeys(steps[:1], ""))
    return found


def without_said_before(text: str) -> str:
    """Return a line without "steht doch oben" and the like; empty where it says nothing else."""
    return _SAID_BEFORE.sub("", one_line(text)).strip(" ,;.!–-")


def is_refusal(text: str) -> bool:
    """Whether a message refuses and says nothing else: "nein halt 291189" corrects, "nein danke" refuses."""
    return " ".join(_WORD.findall(fold(text))) in _REFUSALS


def _step(word: str) -> str | None:
    return next((step for step, names in _FIELDS.items() if fold(word) in names), None)
