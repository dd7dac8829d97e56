"""Taking out of a sentence who wrote it: what staff read must not say who asked.

Rules and not a model: they can be tested on every kind of data, and they mask rather too much than too little.
"""

from __future__ import annotations

import re

import phonenumbers

PHONE, EMAIL, IBAN, NAME, ADDRESS, CODE, LINK = (
    "[Telefon]", "[E-Mail]", "[IBAN]", "[Name]", "[Adresse]", "[Kennung]", "[Link]",
)  # fmt: skip

_LINK = re.compile(r"\bhttps?://\S+|\bwww\.\S+", re.IGNORECASE)
_EMAIL = re.compile(
    r"[\w.+-]+\s?(?:@|[\[(]\s?(?:at|ät)\s?[\])])\s?[\w-]+(?:(?:\.|\s?[\[(]\s?(?:punkt|dot)\s?[\])]\s?|\spunkt\s)[\w-]+)+",
    re.IGNORECASE,
)
_IBAN = re.compile(r"\b[A-Z]{2}\s?\d{2}(?:\s?[\dA-Z]{4}){3,7}(?:\s?[\dA-Z]{1,3})?\b", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w.,])(?:\+\s?49|0049|\(?0\d{1,5}\)?)(?:[\s./()-]*\d){5,}(?!\w)")
_CODE = re.compile(r"(?<![\w.,])(?:\d[ /-]?){8,}\d(?![\w%€])")
_STREET = re.compile(
    r"\b[A-ZÄÖÜ]?[\w-]*(?:straße|strasse|str\.|weg|gasse|allee|platz|ring|damm|ufer|chaussee)\s+\d{1,4}\s?[a-z]?\b",
    re.IGNORECASE,
)
_WORD = r"[A-ZÄÖÜ][a-zäöüßA-ZÄÖÜ-]+"
_NOBODY = r"(?!(?:Und|Oder|Wir|Ich|Was|Wie|Chef|Chefin|Meister|Meisterin|Inhaber|Inhaberin)\b)"
_PARTNER = r"(?:chef|chefin|kollege|kollegin|inhaber|inhaberin|azubi|mitarbeiter|mitarbeiterin)"
_FAREWELL = r"(?:viele |liebe |freundlichen? |sch(?:ö|oe)ne )?(?:gr(?:ü|ue)(?:ß|ss)en?|gru(?:ß|ss)|mfg|lg|vg)"
_NAMES = tuple(
    re.compile(f"(?P<before>{before})(?P<name>{name})")
    for before, name in (
        # "ich heiße thomas müller" names somebody however it is written
        (r"(?i:\b(?:ich hei(?:ß|ss)e|mein name ist|mein name:|name ist)\s+)", rf"[\w-]+(?:\s+{_WORD}){{0,2}}"),
        (r"\b(?:Herrn?|Frau|Familie|Hr\.|Fr\.|Dr\.)\s+(?:Dr\.\s+)?", rf"(?!Dr\.){_NOBODY}{_WORD}(?:\s+{_WORD})?"),
        (r"(?i:\b(?:ich bin|hier ist|hier spricht|bin)\s+(?:der|die)\s+)", rf"{_NOBODY}{_WORD}\s+{_WORD}"),
        (rf"(?i:\b{_FAREWELL}\b[\s,.]*(?:aus \w+\s+|von\s+)?)", rf"{_WORD}(?:\s+{_WORD}){{0,2}}(?=\s*$)"),
        (rf"(?i:\b{_PARTNER}\s+hei(?:ß|ss)t\s+)", rf"[\w-]+(?:\s+{_WORD})?"),
    )
)
_LEAST_DIGITS = 6
"""Shorter numbers are years, norms and laws."""
_NO_NAMES = frozenset({"am", "an", "der", "die", "das", "im", "in", "vom", "von", "und", "oder"})


def mask(text: str) -> str:
    """Return ``text`` with names, telephone numbers, addresses and account numbers replaced by what they are."""
    masked = mask_reach(_LINK.sub(LINK, text))
    masked = _CODE.sub(CODE, _STREET.sub(ADDRESS, masked))
    for pattern in _NAMES:
        masked = pattern.sub(_named, masked)
    return masked


def mask_reach(text: str) -> str:
    """Return ``text`` without what reaches a person or an account: e-mail, telephone, IBAN."""
    return _without_phones(_IBAN.sub(IBAN, _EMAIL.sub(EMAIL, text)))


def _without_phones(text: str) -> str:
    text = _PHONE.sub(PHONE, text)
    found = [
        match
        for match in phonenumbers.PhoneNumberMatcher(text, "DE")
        if sum(char.isdigit() for char in match.raw_string) >= _LEAST_DIGITS
    ]
    for match in reversed(found):
        text = text[: match.start] + PHONE + text[match.end :]
    return text


def _named(match: re.Match[str]) -> str:
    name = match["name"]
    return match[0] if name.lower() in _NO_NAMES else f"{match['before']}{NAME}"
