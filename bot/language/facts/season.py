"""Heads of the season and of the whole year: "4 Mann und im Sommer 6 Aushilfen" are four, "Saison 90, ganzjährig 54" fifty-four."""

from __future__ import annotations

import re

_TIMES = (
    r"(?:im|waehrend\sdes|ueber\sden|fuer\sden)\s(?:hoch)?(?:sommer|winter|herbst|fruehjahr|fruehling|advent|weihnachtsgeschaeft)"
    r"|(?:in|waehrend|fuer)\s(?:der|die)\s(?:haupt|hoch|ernte|spargel|weihnachts|sommer|winter)?(?:saison|ernte|lese|weinlese|erntezeit)"
    r"|zur\s(?:[a-z]*ernte|[a-z]*saison|[a-z]*lese|spargelzeit|erntezeit|weihnachtszeit)"
    r"|in\s(?:der\sspitze|spitzenzeiten|stosszeiten)|zu\s(?:spitzenzeiten|stosszeiten)|an\s(?:spitzentagen|wochenenden)|saisonal"
)
_BEFORE = re.compile(rf"\b(?:{_TIMES}|(?:haupt|hoch)?saison:?)(?:\s(?:noch|nochmal|dann|sind|es|wir|bis|zu|zusaetzlich|dazu|ca|etwa|rund|so|gut|weitere|circa|haben|kommen))*\s$")
_AFTER = re.compile(rf"^\s(?:mehr\s|zusaetzlich\s|nur\s)?(?:{_TIMES})\b")
_HELPERS = re.compile(r"\bsaison[a-z]+|\bernte(?:helfer|kraefte)[a-z]*")
_ALL_YEAR = re.compile(
    r"\b(?:ganzjaehrig|das\sganze\sjahr(?:\sueber)?|uebers\sjahr|sonst|ausserhalb\sder\ssaison|in\sder\snebensaison|dauerhaft)"
    r"(?:\s(?:nur|sind|es|wir|noch|ca|etwa|rund|bloss|haben|dann|so|gut|beschaeftigt|angestellt))*:?\s$"
)


def is_seasonal(text: str, start: int, end: int) -> bool:
    """Return whether the people counted at ``text[start:end]`` (folded) are there in the season only."""
    return bool(_HELPERS.search(text[start:end]) or _BEFORE.search(text[:start]) or _AFTER.match(text[end:]))


def counts_of_all_year(text: str, start: int) -> bool:
    """Return whether the words right before ``text[start:]`` say that the number there holds all year ("ganzjährig 54")."""
    return bool(_ALL_YEAR.search(text[:start]))
