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
_CHANGE = re.compile(r"\b(?:ändern|aendern|falsch|korrigieren|stimmt nicht|verschrieben)\b", re.IGNORECASE)
_TIME = re.compile(
    r"\b(?:(?:ab|nach|vor|gegen|um|bis|zwischen)\s+(?:ca\.?\s*)?\d{1,2}(?:[:.]\d{2})?(?:\s*(?:uhr|h)\b)?(?:\s*(?:und|bis|-)\s*\d{1,2})?(?:\s*uhr)?"
    r"|(?:(?:morgen|heute|montags?|dienstags?|mittwochs?|donnerstags?|freitags?|samstags?)\s+)?"
    r"(?:vormittags?|nachmittags?|abends|mittags|frueh|früh|egal wann|jederzeit)|(?:in der )?mittagspause)\b",
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
    """What a line says: how to be reached, when, and what is left of it."""

    reach: Reach | None = None
    time: str | None = None
    rest: str = ""


def read_details(text: str) -> Details:
    """Return telephone number, e-mail address and time in a line, and what is left ("Eva Muster, 0391 123456, vormittags").

    A number that cannot be right counts as none.
    """
    line = one_line(text)
    try:
        reach: Reach | None = read_reach(line)
    except ContactError:
        reach = None
    rest = line
    if reach is not None:
        rest = re.sub(r"\S+@\S+", " ", rest)
        for match in reversed(list(phonenumbers.PhoneNumberMatcher(rest, COUNTRY))):
            rest = rest[: match.start] + " " + rest[match.end :]
    when = _TIME.search(rest)
    if when is not None:
        rest = rest[: when.start()] + " " + rest[when.end() :]
    return Details(reach, when[0].strip() if when else None, " ".join(rest.split()).strip(" ,;.-–"))


def named_field(text: str) -> tuple[str, str] | None:
    """Return the step that a correction names and the new value, empty where only the field is named; None if it names none.

    "Zeit: vormittags" is ("time", "vormittags"), "der Name ist falsch" is ("name", "").
    """
    line = one_line(text)
    match = _NAMED.match(line)
    if match is not None and (step := _step(match["field"])) is not None:
        return step, match["value"].strip(" .,!")
    if _CHANGE.search(line):
        steps = [step for word in _WORD.findall(fold(line)) if (step := _step(word)) is not None]
        return (steps[0], "") if steps else None
    return None


def without_said_before(text: str) -> str:
    """Return a line without "steht doch oben" and the like; empty where it says nothing else."""
    return _SAID_BEFORE.sub("", one_line(text)).strip(" ,;.!–-")


def is_refusal(text: str) -> bool:
    """Whether a message refuses and says nothing else: "nein halt 291189" corrects, "nein danke" refuses."""
    return " ".join(_WORD.findall(fold(text))) in _REFUSALS


def _step(word: str) -> str | None:
    return next((step for step, names in _FIELDS.items() if fold(word) in names), None)
