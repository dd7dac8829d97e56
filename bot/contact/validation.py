"""Reading what somebody writes about themselves for a call-back, with errors that say what to do."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from rapidfuzz.distance import OSA

COUNTRY = "DE"
"""Numbers without an international prefix are German."""

_SHORTEST_NUMBER = 7
_MOST_NUMBERS = 2
_SHORTEST_PROVIDER = 6
"""Letters from which a domain with one slip is taken for a large provider: "we.de" is one of its own."""
"""Digits of a German number with its area code, without the leading zero."""
_LONGEST_NAME, _LONGEST_TIME, _LONGEST_MATTER = 80, 120, 500
_INTRODUCTION = re.compile(
    r"^(?:(?:hallo|guten tag|moin)[,.!]?\s+)?(?:mein name ist|ich hei(?:ß|ss)e|ich bin|hier ist|hier spricht|name)\b[:\s]*"
    r"(?:(?:der|die)\s+)?",
    re.IGNORECASE,
)
_SPELT = re.compile(r"\s+mit\s+(?P<letters>[a-zäöüß]{1,3})$", re.IGNORECASE)
_EMAIL = re.compile(r"\S+@\S*|\S*@\S+")
_SOFTENED = (
    (r"\s*[\[(]at[\])]\s*", "@"),
    (r"\s*[\[(](?:punkt|dot)[\])]\s*", "."),
    (r"(?<=[\w.-])\s+(?:at|ät|@)\s+(?=[\w-]+\s*(?:\.|punkt|dot))", "@"),
    (r"(?<=@)([\w-]+)\s+(?:punkt|dot)\s+(?=[a-z]{2,})", r"\1."),
)
_PROVIDERS = [
    "gmail.com",
    "googlemail.com",
    "gmx.de",
    "gmx.net",
    "web.de",
    "t-online.de",
    "outlook.com",
    "outlook.de",
    "hotmail.com",
    "hotmail.de",
    "yahoo.de",
    "yahoo.com",
    "freenet.de",
    "icloud.com",
    "posteo.de",
    "mailbox.org",
    "arcor.de",
    "live.de",
    "aol.com",
    "magenta.de",
    "vodafone.de",
]
_ENDINGS = {
    "con": "com",
    "cmo": "com",
    "ocm": "com",
    "comm": "com",
    "ed": "de",
    "dee": "de",
    "d": "de",
    "dw": "de",
    "nt": "net",
}
"""Ends of an address that do not exist, or not for German firms, and what was meant."""
_EXTENSION = re.compile(
    r"\s*[,(-]?\s*(?:durchwahl|dw|dwl|apparat|app|nebenstelle|nst)\b[.:]?\s*(?P<digits>\d{1,5})", re.IGNORECASE
)
_DIGIT_WORDS = {
    "null": "0", "ein": "1", "eins": "1", "zwei": "2", "zwo": "2", "drei": "3", "vier": "4", "fünf": "5",
    "fuenf": "5", "sechs": "6",
    "sieben": "7", "acht": "8", "neun": "9",
}  # fmt: skip
_SPOKEN = re.compile(rf"\b(?:(?:{'|'.join(_DIGIT_WORDS)})[\s,-]+){{5,}}(?:{'|'.join(_DIGIT_WORDS)})\b", re.IGNORECASE)
EITHER = " oder "
"""Between two numbers."""
_SAYS_NO_MATTER = frozenset(
    {"ja", "nein", "ok", "okay", "ja ok", "ja ist ok", "ist ok", "passt", "ja passt", "gut", "danke"}
)
_DIGITS = re.compile(r"\d")


class ContactError(ValueError):
    """What was written cannot be used. The message is German, for the owner, and says what to do."""


class DoubtfulAddressError(ContactError):
    """An address that is probably mistyped. ``given``: as written; ``meant``: what it was probably meant to be."""

    def __init__(self, given: str, meant: str, end: str) -> None:
        """Ask whether the address ends with ``end``. The address itself is not repeated: what the bot says is kept."""
        super().__init__(
            f"Endet die Adresse auf „{end}“? Antworten Sie mit Ja, oder schreiben Sie die Adresse noch einmal."
        )
        self.given, self.meant = given, meant


@dataclass(frozen=True)
class Reach:
    """How somebody can be reached; at least one is given.

    ``phone``: international writing, "+49 391 1234567", two of them as "… oder …", an extension as "… Durchwahl 17".
    """

    phone: str | None = None
    email: str | None = None


def read_name(text: str) -> str:
    """Return a name of 2 to 80 characters; "ich heiße" before it is dropped, and how it is spelt ("mit tt") where it is spelt so.

    Raises:
        ContactError: there is no name in it.
    """
    name = _without_spelling(_INTRODUCTION.sub("", one_line(text)).strip(" .,!"))
    if sum(char.isalpha() for char in name) < 2 or "@" in name:
        raise ContactError(
            "Das sieht nicht nach einem Namen aus. Schreiben Sie bitte Ihren Namen, zum Beispiel „Eva Muster“."
        )
    if len(name) > _LONGEST_NAME:
        raise ContactError("Der Name ist sehr lang. Bitte schreiben Sie nur Vor- und Nachnamen.")
    return name


def _without_spelling(name: str) -> str:
    spelt = _SPELT.search(name)
    if spelt is None or spelt["letters"].lower() not in name[: spelt.start()].lower():
        return name
    return name[: spelt.start()].strip(" .,!")


def in_signs(text: str) -> str:
    """Return a text with the signs of numbers and addresses that it says in words: "info at firma punkt de", "null drei neun …"."""
    line = one_line(text)
    for pattern, sign in _SOFTENED:
        line = re.sub(pattern, sign, line, flags=re.IGNORECASE)
    return _SPOKEN.sub(
        lambda said: "".join(_DIGIT_WORDS.get(word, "") for word in re.split(r"[\s,-]+", said[0].lower())), line
    )


def read_reach(text: str) -> Reach:
    """Return telephone number and e-mail address, whichever the text holds.

    Raises:
        DoubtfulAddressError: the address is probably mistyped.
        ContactError: neither is in it, or the one given cannot be right.
    """
    line = in_signs(text)
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
    address = text.strip(" ,;.<>()\"'„“!?")
    name, _, domain = address.partition("@")
    if not name:
        raise ContactError("Vor dem @ fehlt der Name. Eine Adresse sieht so aus: name@firma.de")
    if "." not in domain and "," not in domain:
        raise ContactError("Nach dem @ fehlt der Anbieter. Eine Adresse sieht so aus: name@firma.de")
    meant = _meant_domain(domain.lower())
    if meant != domain.lower():
        end = meant if meant in _PROVIDERS else "." + meant.rpartition(".")[2]
        raise DoubtfulAddressError(address, f"{name}@{meant}", end)
    try:
        return str(validate_email(address, check_deliverability=False).normalized)
    except EmailNotValidError:
        raise ContactError("Die E-Mail-Adresse stimmt so nicht. Eine Adresse sieht so aus: name@firma.de") from None


def _meant_domain(domain: str) -> str:
    """Return the domain that was probably meant: one of the large providers but for one slip, or an end that exists."""
    whole = domain.replace(",", ".")
    if whole in _PROVIDERS:
        return whole
    for provider in _PROVIDERS:
        if len(provider) > _SHORTEST_PROVIDER and OSA.distance(whole, provider, score_cutoff=1) <= 1:
            return provider
    host, _, ending = whole.rpartition(".")
    return f"{host}.{_ENDINGS.get(ending, ending)}"


def _read_phone(text: str, needed: bool) -> str | None:
    found = [number for number in phones_in(text) if number.digits >= _SHORTEST_NUMBER]
    if found:
        return EITHER.join(dict.fromkeys(number.text for number in found[:_MOST_NUMBERS]))
    if not needed:
        return None
    digits = len(_DIGITS.findall(text))
    if not digits:
        raise ContactError("Ich brauche eine Telefonnummer mit Vorwahl oder eine E-Mail-Adresse.")
    if digits <= _SHORTEST_NUMBER:
        raise ContactError("Diese Nummer ist zu kurz. Bitte schreiben Sie sie mit Vorwahl, zum Beispiel 0391 1234567.")
    raise ContactError("Diese Nummer gibt es so nicht. Stimmt die Vorwahl? Ein Beispiel: 0391 1234567.")


@dataclass(frozen=True)
class Phone:
    """A number in a text: where it stands, its digits without country and zero, and its international writing."""

    start: int
    end: int
    digits: int
    text: str


def phones_in(text: str) -> list[Phone]:
    """Return the telephone numbers of a text, in order, each with the extension behind it."""
    found = []
    for match in phonenumbers.PhoneNumberMatcher(text, COUNTRY):
        number = str(phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
        number, _, inner = number.partition(" ext. ")
        extension = _EXTENSION.match(text, match.end)
        end = extension.end() if extension else match.end
        inner = extension["digits"] if extension else inner
        digits = len(str(match.number.national_number))
        found.append(Phone(match.start, end, digits, f"{number} Durchwahl {inner}" if inner else number))
    return found


def with_number(known: str | None, other: str) -> str:
    """Return both numbers, or the one where they are the same; the latest two of many."""
    numbers = [*(known or "").split(EITHER), *other.split(EITHER)]
    return EITHER.join(list(dict.fromkeys(filter(None, numbers)))[-_MOST_NUMBERS:])
