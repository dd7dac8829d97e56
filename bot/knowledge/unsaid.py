"""What the sentences of a programme say on whom it is for and its fields do not: hints for staff, never a reason not to load.

A sentence such as "Freie Berufe ausgeschlossen" rules nobody out unless ``for_whom`` says it as well. The words looked for are
those that such sentences use; a hint may be wrong, and then there is nothing to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.knowledge.for_whom import ForWhom
from bot.knowledge.records import Programme
from bot.language.text.normalise import fold

_FOR, _NOT_FOR, _ANYWHERE = "beneficiaries", "excluded", "anywhere"


@dataclass(frozen=True)
class _Word:
    """Words that say something on whom a programme is for. ``where``: the field they stand in; ``said``: whether it is said."""

    where: str
    pattern: re.Pattern[str]
    field: str
    said: Callable[[ForWhom], bool]


def _group(where: str, pattern: str, *codes: str) -> _Word:
    field = f"for_whom mit der Gruppe {' oder '.join(codes)}"
    return _Word(where, re.compile(pattern), field, lambda said: bool(said.groups & set(codes)))


def _field(where: str, pattern: str, name: str) -> _Word:
    return _Word(where, re.compile(pattern), f"for_whom.{name}", lambda said: bool(getattr(said, name)))


_AGE = (
    r"\bjahre? (?:alt|bestehen|besteht)\b|\bersten [a-z]+ jahren?\b|\baelter als\b|\bseit mindestens [a-z]+ jahren?\b"
    r"|\bkeine [a-z]+ jahre\b|\bab dem [a-z]+ jahr\b"
)
_SIZE = (
    r"\bkleine,? (?:und|oder) mittlere|\bkleinst|\bklein- und|\bjeder groesse|\baller? groessen|\bkleine gewerbliche"
)
_WORDS = (
    _group(_FOR, r"\bfreie[nr]? beruf|\bfreiberuf", "freie-berufe"),
    _group(_NOT_FOR, r"\bfreie[nr]? beruf|\bfreiberuf", "freie-berufe"),
    _group(_NOT_FOR, r"\bheilberuf|\baerzt", "heilberufe"),
    _group(_NOT_FOR, r"\brechtsanw|\bsteuerberat", "rechts-und-steuerberufe"),
    _group(_NOT_FOR, r"\bapothek", "apotheken"),
    _group(_NOT_FOR, r"\bklinik|\bkrankenhaeus", "kliniken"),
    _group(_NOT_FOR, r"\bpflegeheim", "pflegeheime"),
    _group(_NOT_FOR, r"\bberatungsunternehmen", "unternehmensberatung"),
    _group(_NOT_FOR, r"landwirtschaft|\burproduktion|\bagrar", "landwirtschaft"),
    _group(_NOT_FOR, r"\bkirchlich", "kirchliche"),
    _group(_NOT_FOR, r"\boeffentlich\w* (?:traeger|beteiligung)", "oeffentliche"),
    _group(_NOT_FOR, r"\bvor der gruendung", "vor-gruendung"),
    _group(_NOT_FOR, r"\bbestehende (?:unternehmen|betriebe)", "bestehende"),
    _group(_FOR, r"\bplanungsbuero", "planungsberufe"),
    _group(_FOR, r"\bgewerbliche|\bgewerblichen wirtschaft", "gewerbe"),
    _group(_FOR, r"\bsolo-|\b\(solo|\bselbststaendige\b", "selbststaendige"),
    _Word(
        _FOR,
        re.compile(r"\bgruend(?:er|ung|ende)|\bstart-ups?\b"),
        "for_whom mit der Gruppe gruendungen oder ein Alter",
        lambda said: "gruendungen" in said.groups or _has_age(said),
    ),
    _group(_FOR, r"nachfolge|\buebernehmen", "nachfolge"),
    _group(_FOR, r"\bverwaltung(?:en)?\b|\bbehoerden", "oeffentliche"),
    _group(_FOR, r"\bprivatpersonen", "investoren"),
    _group(_FOR, r"\bstudierende", "studierende"),
    _group(_FOR, r"\barbeitslosengeld", "arbeitslose"),
    _group(_ANYWHERE, r"\bjuristische\w* person|\brechtspersoenlichkeit", "juristische-personen"),
    _group(_FOR, r"\bvereine?\b", "vereine", "gemeinnuetzige"),
    _group(_NOT_FOR, r"\bvereine?\b", "vereine"),
    _group(_FOR, r"\bgemeinnuetzig", "gemeinnuetzige"),
    _group(_NOT_FOR, r"\bgemeinnuetzig", "gemeinnuetzige"),
    _field(_FOR, _SIZE, "size"),
    _field(_NOT_FOR, r"\bgrosse (?:unternehmen|firmen)", "size"),
    _field(_ANYWHERE, r"\bverbundene firmen|\bgruppenumsatz", "linked_firms"),
    _field(_FOR, r"\bmitglieds(?:betriebe|unternehmen)", "chambers"),
    _field(_FOR, r"\bim (?:raum|norden|sueden|noerdlichen|suedlichen)\b|\bbeteiligten kommunen", "area"),
    _Word(_FOR, re.compile(_AGE), "for_whom.min_age_months oder max_age_months", lambda said: _has_age(said)),
)


def _has_age(said: ForWhom) -> bool:
    return said.min_age_months is not None or said.max_age_months is not None


def unsaid(programme: Programme) -> Iterator[tuple[str, str]]:
    """Yield the words of the sentences that no field says, each with the field where they are missing."""
    texts = {
        _FOR: programme.beneficiaries,
        _NOT_FOR: programme.excluded or "",
        _ANYWHERE: " ".join((programme.beneficiaries, programme.excluded or "", *programme.conditions)),
    }
    for word in _WORDS:
        text = texts[word.where]
        found = word.pattern.search(fold(text))
        if found and not word.said(programme.for_whom):
            yield _around(text, found[0]), word.field


def _around(text: str, found: str) -> str:
    """Return the word of ``text`` that was found, as it is written there; the folded one where it cannot be found again."""
    first = found.split()[0]
    return next((word.strip(".,;()") for word in text.split() if fold(word).lstrip("(").startswith(first)), found)
