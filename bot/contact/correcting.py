"""Details put right: a number by its end alone ("hinten 91 statt 90"), a word by another ("nicht Meier sondern Maier")."""

from __future__ import annotations

import re

import phonenumbers

from bot.contact.validation import COUNTRY
from bot.language.text.normalise import fold

_INSTEAD = re.compile(r"(\d{1,6})\s*(?:statt|nicht|und nicht|anstatt)\s*(\d{1,6})")
_AT_THE_END = re.compile(r"(?:hinten|am ende|endet auf|endziffern?)\D{0,15}(\d{1,6})", re.IGNORECASE)
_LOCAL = re.compile(r"\d{4,9}")
_ALIKE = 0.6
"""Share of digits that a number without its area code has in common with the one it puts right."""
_COUNTRY_DIGITS = 2
_WORD_INSTEAD = (
    re.compile(r"\bnicht\s+(?P<old>[^,]{2,40}?)\s*,?\s+sondern\s+(?P<new>.{2,60})$", re.IGNORECASE),
    re.compile(
        r"(?P<new>[^,]{2,60}?)\s*,?\s+(?:statt|anstatt|anstelle von|und nicht|(?<=,\s)nicht)\s+(?P<old>[^,]{2,60})$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?P<old>[^,]{2,60}?)\s+(?:muss|soll(?:te)?)\s+(?P<new>.{2,60}?)\s+(?:heißen|heissen|sein)$", re.IGNORECASE
    ),
)
_DENIES = re.compile(
    r"^(?:(?:nein|ne|nee|nö|noe|doch|ach|achso|halt|quatsch|stopp?|moment|sorry|tschuldigung|entschuldigung|ups|oh"
    r"|falsch|vertippt|verschrieben|ja|aber|bitte|lieber|eher"
    r"|ich mein(?:e|te)?|korrektur|mist|hoppla|oder|besser|dann|mach|machen wir|nehmen sie)\b[\s,.!:…-]*)+",
    re.IGNORECASE,
)
_REALLY_DENIES = re.compile(
    r"^(?:ja |oh |ach |bitte )*(?:nein|ne|nee|nö|noe|doch|ach|halt|quatsch|stopp?|moment|sorry|tschuldigung"
    r"|entschuldigung|ups|falsch|vertippt|verschrieben|lieber|eher"
    r"|korrektur|mist|hoppla|ich mein)\b",
    re.IGNORECASE,
)
_MISTAKE = re.compile(
    r"\b(?:vertippt|vertan|verschrieben|versehen|irrtum|falsch\w*|verkehrt|stimmt nicht|richtig (?:ist|wäre|heißt)|korrekt ist)\b",
    re.IGNORECASE,
)


def puts_right(text: str) -> bool:
    """Whether a message speaks of digits that were wrong, whatever was asked for."""
    return bool(_INSTEAD.search(text) or _AT_THE_END.search(text))


def says_mistake(text: str) -> bool:
    """Whether a message says that what was given before was wrong ("hab mich vertippt", "die erste ist falsch")."""
    return bool(_MISTAKE.search(text))


def denies(text: str) -> bool:
    """Whether a message begins by taking something back ("ach nee, …", "doch lieber …", "quatsch, …")."""
    return bool(_REALLY_DENIES.match(text.strip()))


def without_denial(text: str) -> str:
    """Return a message without the words that take something back."""
    return text[match.end() :].strip() if (match := _DENIES.match(text.strip())) else text.strip()


def replaced(known: str, text: str) -> str | None:
    """Return a detail with one of its words exchanged ("nicht Meier sondern Maier"); None if the message exchanges none of it."""
    line = without_denial(text).strip(" .!")
    for pattern in _WORD_INSTEAD:
        match = pattern.search(line) or pattern.search(text.strip(" .!"))
        if match is None:
            continue
        place = fold(known).find(fold(match["old"]))
        new = without_denial(match["new"]).strip(" .,!")
        if place >= 0 and new:
            words = re.search(re.escape(match["old"]), known, re.IGNORECASE)
            return known[: words.start()] + new + known[words.end() :] if words else new
    return None


def corrected_phone(known: str, text: str) -> str | None:
    """Return the number ``known`` with the end, or the area code, that a message puts right; None if it puts none right.

    Args:
        known: in international writing, "+49 661 4482190".
        text: the message, "nein, 4482191".
    """
    digits = re.sub(r"\D", "", known)
    instead, end = _INSTEAD.search(text), _AT_THE_END.search(text)
    pieces = [
        piece for piece in _LOCAL.findall(text.replace(" ", "") if not instead else text) if _alike(digits, piece)
    ]
    code = digits[:_COUNTRY_DIGITS] + instead[2].lstrip("0") if instead and instead[2].startswith("0") else None
    if code is not None and instead is not None and digits.startswith(code):
        new = digits[:_COUNTRY_DIGITS] + instead[1].lstrip("0") + digits[len(code) :]
    elif pieces:
        new = digits[: -len(pieces[-1])] + pieces[-1]
    elif instead and digits.endswith(instead[2]):
        new = digits[: -len(instead[2])] + instead[1]
    elif end:
        new = digits[: -len(end[1])] + end[1]
    else:
        return None
    if new == digits:
        return None
    number = phonenumbers.parse("+" + new, COUNTRY)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def _alike(digits: str, piece: str) -> bool:
    """Whether a piece of digits may be the end of the number, put right: as many digits, most of them the same."""
    if len(piece) + 2 > len(digits):
        return False
    tail = digits[-len(piece) :]
    return sum(one == other for one, other in zip(tail, piece, strict=True)) >= _ALIKE * len(piece)
