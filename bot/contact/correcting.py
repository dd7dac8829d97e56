"""A telephone number that is put right by its end alone: "hinten 91 statt 90", "ich mein 4482191"."""

from __future__ import annotations

import re

import phonenumbers

from bot.contact.validation import COUNTRY

_INSTEAD = re.compile(r"(\d{1,6})\s*(?:statt|nicht|und nicht|anstatt)\s*(\d{1,6})")
_AT_THE_END = re.compile(r"(?:hinten|am ende|endet auf|endziffern?)\D{0,15}(\d{1,6})", re.IGNORECASE)
_LOCAL = re.compile(r"\d{4,9}")
_ALIKE = 0.6
"""Share of digits that a number without its area code has in common with the one it puts right."""


def puts_right(text: str) -> bool:
    """Whether a message speaks of digits that were wrong, whatever was asked for."""
    return bool(_INSTEAD.search(text) or _AT_THE_END.search(text))


def corrected_phone(known: str, text: str) -> str | None:
    """Return the number ``known`` with the end that a message puts right; None if it puts none right.

    Args:
        known: in international writing, "+49 661 4482190".
        text: the message, "nein, 4482191".
    """
    digits = re.sub(r"\D", "", known)
    instead, end = _INSTEAD.search(text), _AT_THE_END.search(text)
    pieces = [
        piece for piece in _LOCAL.findall(text.replace(" ", "") if not instead else text) if _alike(digits, piece)
    ]
    if pieces:
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
