"""Reading what somebody writes about themselves for a call-back, with errors that say what to do."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import phonenumbers
from email_validator import EmailNotValidError, validate_email

COUNTRY = "DE"
"""Numbers without an international prefix are German."""

_SHORTEST_NUMBER = 7
"""Digits of a German number with its area code, without the leading zero."""
_LONGEST_NAME, _LONGEST_TIME, _LONGEST_MATTER = 80, 120, 500
_INTRODUCTION = re.compile(
    r"^(?:(?:hallo|guten tag|moin)[,.!]?\s+)?(?:mein name ist|ich hei(?:ß|ss)e|ich bin|hier ist|hier spricht|name)\b[:\s]*"
    r"(?:(?:der|die)\s+)?",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"\S+@\S*|\S*@\S+")
_SOFTENED = ((r"\s*[\[(]at[\])]\s*", "@"), (r"\s*[\[(](?:punkt|dot)[\])]\s*", "."))
_SAYS_NO_MATTER = frozenset(
    {"ja", "nein", "ok", "okay", "ja ok", "ja ist ok", "ist ok", "passt", "ja passt", "gut", "danke"}
)
_DIGITS = re.compile(r"\d")


class ContactError(ValueError):
    """What was written cannot be used. The message is German, for the owner, and says what to do."""


@dataclass(frozen=True)
class Reach:
    """How somebody can be reached. ``phone``: international writing, "+49 391 1234567"; at least one is given."""

    phone: str | None = None
    email: str | None = None


def read_name(text: str) -> str:
    """Return a name of 2 to 80 characters; "ich heiße" before it is dropped.

    Raises:
        ContactError: there is no name in it.
    """
    name = _INTRODUCTION.sub("", one_line(text)).strip(" .,!")
    if sum(char.isalpha() for char in name) < 2 or "@" in name:
        raise ContactError(
            "Das sieht nicht nach einem Namen aus. Schreiben Sie bitte Ihren Namen, zum Beispiel „Eva Muster“."
        )
    if len(name) > _LONGEST_NAME:
        raise ContactError("Der Name ist sehr lang. Bitte schreiben Sie nur Vor- und Nachnamen.")
    return name


def read_reach(text: str) -> Reach:
    """Return telephone number and e-mail address, whichever the text holds.

    Raises:
        ContactError: neither is in it, or the one given cannot be right.
    """
    line = one_line(text)
    for pattern, sign in _SOFTENED:
        line = re.sub(pattern, sign, line, flags=re.IGNORECASE)
    found = _EMAIL.search(line)
    email = _read_email(found[0]) if found else None
    phone = _read_phone(_EMAIL.sub(" ", line), needed=email is None)
    return Reach(phone, email)


def read_time(text: str) -> str:
    """Return when somebody is best reached, in their own words.

    Raises:
        ContactError: nothing is said, or far too much.
    """
    return _own_words(text, _LONGEST_TIME, "Wann passt es Ihnen? Zum Beispiel „vormittags“ oder „egal“.")


def read_matter(text: str) -> str:
    """Return what it is about, in the owner's words.

    Raises:
        ContactError: nothing is said, or far too much.
    """
    missing = "Schreiben Sie bitte in einem Satz, worum es geht."
    if text.strip(" .!,").lower() in _SAYS_NO_MATTER:
        raise ContactError(missing)
    return _own_words(text, _LONGEST_MATTER, missing)


def _own_words(text: str, longest: int, missing: str) -> str:
    line = one_line(text)
    if not any(char.isalnum() for char in line):
        raise ContactError(missing)
    if len(line) > longest:
        raise ContactError(f"Das ist etwas lang. Bitte kürzen Sie auf {longest} Zeichen.")
    return line


def one_line(text: str) -> str:
    """Return the text on one line, without control characters and halves of characters: any file and data base takes it."""
    visible = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text)
    return " ".join(visible.split())


def _read_email(text: str) -> str:
    address = text.strip(" ,;.<>()\"'„“")
    name, _, domain = address.partition("@")
    if not name:
        raise ContactError("Vor dem @ fehlt der Name. Eine Adresse sieht so aus: name@firma.de")
    if "." not in domain:
        raise ContactError("Nach dem @ fehlt der Anbieter. Eine Adresse sieht so aus: name@firma.de")
    try:
        return str(validate_email(address, check_deliverability=False).normalized)
    except EmailNotValidError:
        raise ContactError("Die E-Mail-Adresse stimmt so nicht. Eine Adresse sieht so aus: name@firma.de") from None


def _read_phone(text: str, needed: bool) -> str | None:
    match = next(iter(phonenumbers.PhoneNumberMatcher(text, COUNTRY)), None)
    if match is not None and len(str(match.number.national_number)) >= _SHORTEST_NUMBER:
        return str(phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
    if not needed:
        return None
    digits = len(_DIGITS.findall(text))
    if not digits:
        raise ContactError("Ich brauche eine Telefonnummer mit Vorwahl oder eine E-Mail-Adresse.")
    if digits <= _SHORTEST_NUMBER:
        raise ContactError("Diese Nummer ist zu kurz. Bitte schreiben Sie sie mit Vorwahl, zum Beispiel 0391 1234567.")
    raise ContactError("Diese Nummer gibt es so nicht. Stimmt die Vorwahl? Ein Beispiel: 0391 1234567.")
