"""The details of a call-back by name and number: "Zeit: vormittags", "der Name ist falsch", "2: 0391 123456", "Mail weglassen"."""

from __future__ import annotations

import re
from typing import Any

from bot.contact.validation import one_line
from bot.contact.wording import REMARK
from bot.language.text.normalise import fold

State = dict[str, Any]
"""What was given so far: name, reach (whether phone or email stand), phone, email, time, matter, and a remark."""

_PHONE = (
    "telefon", "telefonnummer", "nummer", "tel", "handy", "handynummer", "mobil", "mobilnummer", "festnetz",
    "rueckrufnummer", "rufnummer",
)  # fmt: skip
_EMAIL = ("mail", "email", "e-mail", "adresse", "mailadresse", "emailadresse", "e-mail-adresse", "e-mailadresse")
_FIELDS = {
    "name": ("name", "namen", "nachname", "nachnamen", "vorname", "firma"),
    "phone": _PHONE,
    "email": _EMAIL,
    "time": ("zeit", "uhrzeit", "termin", "wann", "wunschzeit", "zeitpunkt", "anrufzeit"),
    "matter": ("anliegen", "grund", "thema", "betreff", "worum"),
}
"""Detail to what people call it."""
_STEP_OF = {"phone": "reach", "email": "reach"}
_NAMED = re.compile(
    r"^(?:(?:nein|nee|ne|ach|halt|quatsch|sorry|moment|stopp?)[,!. ]*|bitte |doch |aber |und |auch )*"
    r"(?:der|die|das|den|mein|meine|meinen|neue[rs]?|andere[rs]?|beste|ihr)?\s*"
    r"(?:(?:beste|neue|andere|richtige) )?(?P<field>[a-zäöüßA-ZÄÖÜ-]+)\s*"
    r"(?::|=|ist|lautet|heisst|heißt|soll sein|wäre|waere|war|wurde|schreibt sich|ändern|aendern|falsch|stimmt nicht"
    r"|stimmt so nicht|passt nicht)"
    r"(?![a-zäöüß])(?:[:,]?\s*(?:in|auf|zu|falsch|nicht|ändern|aendern|eher|besser|lieber|geschrieben|angegeben"
    r"|sondern|richtig (?:ist|wäre|heißt)|die richtige ist"
    r"|ich mein(?:e|te)?)(?![a-zäöüß]))*[:,]?\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_UNDER = re.compile(
    r"^(?:und |bitte )*(?:bei[m]?|bei der|als|im|zum|unter|unter dem)\s+(?P<field>[a-zäöüßA-ZÄÖÜ-]+)\s+"
    r"(?:(?:bitte|lieber|schreiben sie|noch|doch|soll|muss|stehen|eintragen)\s+)+(?P<value>.+)$",
    re.IGNORECASE,
)
"""A detail named as a place on the form: "beim Anliegen bitte Kassensystem"."""
_WITH_COLON = re.compile(
    r"\b(?P<field>[a-zäöüßA-ZÄÖÜ-]+)\s*:\s*(?P<value>.+?)"
    r"(?=$|[.;!]\s|,?\s(?:und\s)?(?:(?:der|die|das|mein|meine)\s)?[a-zäöüA-ZÄÖÜ-]+\s*:)"
)
_CHANGE = re.compile(
    r"\b(?:ändern|aendern|geändert|falsch|korrigier\w*|bericht\w*|stimmt (?:so |noch |gar )?nicht|stimmen nicht"
    r"|passt nicht|verschrieben|vertippt"
    r"|verkehrt)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_ALL_NAMES = "|".join(sorted((name for names in _FIELDS.values() for name in names), key=len, reverse=True))
_REMOVED = re.compile(
    rf"\b(?:ohne|keine?n?)\s+(?:meinen?|die|den|das)?\s*(?P<without>{_ALL_NAMES})\b(?!\s+ist)"
    rf"|\b(?P<field>{_ALL_NAMES})\b(?:\s+(?:bitte|wieder|doch|lieber|auch|dann|einfach|ich|sie|will|moechte|koennen|kann|mal))*"
    r"\s+(?:weg|raus|weglassen|streichen|loeschen|entfernen|rausnehmen|rauslassen|rausstreichen"
    r"|nicht (?:mit)?(?:schicken|angeben|nennen"
    r"|aufnehmen|senden|speichern))\b"
    rf"|\b(?:streich\w*|loesch\w*|entfern\w*|lass\w*)\s+(?:sie |bitte |mal )*(?:meinen?|die|den|das)?\s*(?P<struck>{_ALL_NAMES})\b"
)
_NUMBERED = re.compile(
    r"^(?:nr\.?|nummer|punkt|zeile|position|feld|die|der|das|bei|zu)?\s*(?:nr\.?|nummer|punkt|zeile"
    r"|die)?\s*(?P<number>[1-9])(?![\d/])"
    r"(?P<mark>\s*(?:[.):,=-](?!\d)|bitte|ist falsch|stimmt (?:so )?nicht|ändern|aendern|falsch"
    r"|soll(?:te)?(?: heißen| heissen| sein)?|muss(?: heißen| sein)?|ist"
    r"|auf|in|zu|korrigieren|neu)*)[\s:,]*(?P<value>.*)$",
    re.IGNORECASE,
)
_ORDINALS = {"erste": 1, "zweite": 2, "dritte": 3, "vierte": 4, "fuenfte": 5, "letzte": -1}
_ORDINAL = re.compile(
    rf"^(?:der|die|das|den|in der|die)\s+(?P<which>{'|'.join(_ORDINALS)})[nsr]?\s*(?:zeile|punkt|angabe)?\s*"
    r"(?:bitte|ist falsch|stimmt (?:so )?nicht|aendern|falsch|korrigieren)*$"
)


def named_details(text: str) -> dict[str, str]:
    """Return the details that a message names, each with its value, empty where only the detail is named.

    "Zeit: vormittags" is {"time": "vormittags"}, "der Name ist falsch" is {"name": ""}. Several may stand in one message:
    "hinten 71 statt 70. Und die Zeit: nicht dienstags".
    """
    line = one_line(text)
    found: dict[str, str] = {}
    for one in _WITH_COLON.finditer(line):
        if (detail := detail_called(one["field"])) is not None:
            found[detail] = one["value"].strip(" .,!")
    match = _NAMED.match(line) or _UNDER.match(line)
    if not found and match is not None and (detail := detail_called(match["field"])) is not None:
        found[detail] = match["value"].strip(" .,!")
    if not found and _CHANGE.search(line):
        found.update(dict.fromkeys(details_called(line)[:1], ""))
    return found


def removed(text: str) -> str | None:
    """Return the detail that is to be left out ("Telefon raus", "ohne Namen bitte"); None if none is."""
    match = _REMOVED.search(fold(one_line(text)))
    if match is None:
        return None
    return detail_called(match["without"] or match["field"] or match["struck"])


def numbered(text: str) -> tuple[int, str] | None:
    """Return the number of a line and what it is to say ("2: 0391 123456", "nr. 1 bitte Jutta Brandt"); None if none is named."""
    line = one_line(text)
    if (named := _ORDINAL.match(fold(line).strip(" .!"))) is not None:
        return _ORDINALS[named["which"]], ""
    match = _NUMBERED.match(line.strip(" .!"))
    if match is None or (
        match["value"] and not match["mark"].strip() and not re.match(r"(?:nr|nummer|punkt|zeile)", line, re.IGNORECASE)
    ):
        return None
    return int(match["number"]), match["value"].strip(" .,!")


def details_called(text: str) -> list[str]:
    """Return the details whose names stand in a text, in their order."""
    named = (detail_called(word) for word in _WORD.findall(fold(text)))
    return list(dict.fromkeys(detail for detail in named if detail is not None))


def detail_called(word: str) -> str | None:
    """Return the detail that people call by this word; None if it is none."""
    return next((detail for detail, names in _FIELDS.items() if fold(word) in names), None)


def step_of(detail: str) -> str:
    """Return the step of the dialogue that asks for a detail."""
    return _STEP_OF.get(detail, detail)


def matter_of(state: State) -> str:
    """Return the matter with the remark for whoever calls."""
    remark = state.get("remark")
    return f"{state['matter']} ({REMARK}: {remark})" if remark else str(state["matter"])


def lines_of(state: State) -> list[tuple[str, str, str]]:
    """Return the lines of the last look, in order: detail, heading, value."""
    rows = (
        ("name", "Name", state.get("name")),
        ("phone", "Telefon", state.get("phone")),
        ("email", "E-Mail", state.get("email")),
        ("time", "Beste Zeit", state.get("time")),
        ("matter", "Anliegen", state.get("matter")),
        ("remark", REMARK, state.get("remark")),
    )
    return [(detail, heading, value) for detail, heading, value in rows if value]
