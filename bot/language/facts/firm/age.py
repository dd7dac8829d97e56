"""How old the firm is, and whether it is only being founded or taken over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.clock import today
from bot.language.facts import legal_form as words
from bot.language.facts.entity import Entity
from bot.language.facts.firm.clause import OTHERS, clause_before, with_denial
from bot.language.facts.number_words import word_value
from bot.language.text.sentence import Sentence

_YEAR = re.compile(
    r"\b(?:seit|gegruendet|gruendung|gegr\.?|eroeffnet)\s(?:im jahr\w*\s|in\s|anno\s)?(?P<year>(?:19|20)\d\d)\b"
    r"|\b(?P<since>(?:19|20)\d\d)\s(?:gegruendet|eroeffnet)\b"
)
_OLD = re.compile(
    r"\b(?:firma|betrieb|unternehmen|laden|gmbh|ug|wir sind|uns gibt es)\b(?:\s[a-z]+){0,2}?\s(?P<number>\d{1,3}|[a-z]+)"
    r"\s(?P<unit>woche|monat|jahr)\w*\salt\b"
)
_NO_FIRM = re.compile(r"filial|niederlassung|standort|tochter|zweig|abteilung|betriebsrat|verein\b|gruppe|stiftung")
"""What can be founded beside a firm: "wir wollen eine Filiale gründen"."""
_MONTHS = {"woche": 0.25, "monat": 1.0, "jahr": 12.0}
_YOUNG_MONTHS = 60
_MIDDLE = 6
"""A year alone is taken for its middle."""


def read_ages(sentence: Sentence) -> Iterator[Entity]:
    """Yield the age of the firm in months and its stage; each at most once.

    The stage is "planned", "founding", "young" (up to five years), "running" or "takeover".
    """
    text = sentence.folded
    told = _age(text)
    if told is not None:
        months, start, end = told
        yield sentence.entity("age_months", months, start, end)
    if match := words.TAKING_OVER.search(text):
        yield sentence.entity("stage", "takeover", match.start(), match.end())
        return
    for stage, pattern in (("founding", words.FOUNDING), ("planned", words.PLANNED), ("young", words.YOUNG)):
        if (match := pattern.search(text)) and (told is None or stage == "founding") and not _NO_FIRM.search(match[0]):
            start, denied = with_denial(text, match)
            denied = denied or bool(re.match(r"\s(?:\w+\s)?nicht\b", text[match.end() :]))
            yield sentence.entity("stage", "running" if denied else stage, start, match.end())
            return
    if told is not None:
        yield sentence.entity("stage", "young" if told[0] <= _YOUNG_MONTHS else "running", told[1], told[2])


def _age(text: str) -> tuple[int, int, int] | None:
    """Return the age of the firm in months with its place, where one is told of the firm and not of something it waits for."""
    year = _YEAR.search(text)
    if year and words.OF_THE_FIRM.search(text) and not OTHERS.search(clause_before(text, year.start())):
        day = today()
        months = (day.year - int(year["year"] or year["since"])) * 12 + day.month - _MIDDLE
        return max(0, months), year.start(), year.end()
    if (old := _OLD.search(text)) and not OTHERS.search(clause_before(text, old.start())):
        value = _value(old["number"])
        return (round(value * _MONTHS[old["unit"]]), *old.span()) if value is not None else None
    age = words.AGE.search(text)
    alone = age is not None and text.startswith("seit") and age.span() == (0, len(text.rstrip(" .!")))
    if age is None or not (alone or words.OF_THE_FIRM.search(text)):
        return None
    if OTHERS.search(clause_before(text, age.start())):
        return None
    value = _value(age["number"])
    return (round(value * _MONTHS[age["unit"]]), *age.span()) if value is not None else None


def _value(raw: str) -> float | None:
    if raw.isdigit():
        return float(raw)
    if raw.startswith("ein"):
        return 1.0
    return 1.5 if raw == "anderthalb" else word_value(raw)
