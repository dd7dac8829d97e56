"""The sum that a message plans to spend, told as people tell it: once and by the month, less what is ordered already.

"So 250 Euro im Monat plus 3000 Einrichtung" is 6,000 euro in the first year. "Der Laser war 1800, die Software und Tablets 14000
sind noch nicht bestellt" plans 14,000.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.language.facts.numbers import Number, read_numbers
from bot.language.facts.several import settled
from bot.language.text.sentence import Sentence

MONTHS = 12
_LEAST = 100
"""Euro from which a number without a currency is a sum."""
_LEAST_BY_MONTH = 10
_FIRST_YEAR, _LAST_YEAR = 1_900, 2_100
_EURO = r"\s?(?:€|euro\w*|eur\b)"
_CURRENCY = re.compile(_EURO)
_BY_MONTH = re.compile(
    rf"(?:{_EURO})?\s?(?:netto|brutto)?\s?(?:(?:im|pro|je|jeden|den|am|/)\s?monat|monatlich|mtl|mon\b)"
)
_MONTHLY_BEFORE = re.compile(
    r"\b(?:monatlich|mtl\.?|im monat|pro monat|jeden monat)\s(?:so |ca\.? |etwa |rund |um die )*$"
)
_COUNTS = re.compile(
    r"\s?(?:prozent|%|leute\w*|mitarbeiter\w*|beschaeftigte\w*|mann\b|koepfe|maschinen?|stueck|jahre?n?|monate?n?|tage?n?|stunden?|uhr"
    r"|tablets?|rechner|lizenzen|plaetze|x\b|mal\b)"
)
_CLAUSE = re.compile(r"[.;!?](?=\s|$)|,(?=\s)|\b(?:aber|und nur|jetzt nur)\b")
_OPEN = re.compile(
    r"\b(?:noch|bisher|bis jetzt) (?:nicht|nix|nichts|net|ned)\b|\bnicht (?:bestellt|gekauft|bezahlt|beauftragt)\b"
    r"|\bnoch offen\b|\bfehl\w*\b"
)
_SPENT = re.compile(
    r"\b(?:war|waren|bestellt|gekauft|bezahlt|angezahlt|ausgegeben|beauftragt|unterschrieben|rauslassen|weglassen|schon da)\b"
)
_NO_COST = re.compile(
    r"\b(?:spar\w*|umsatz\w*|umsaetze\w*|verdien\w*|lohn\w*|gehalt\w*|gewinn\w*|einnahm\w*"
    r"|einnehm\w*|miete|kredit\w*)\b"
)
"""What is told by the month and is no cost of the project."""
_PLUS = re.compile(r"\b(?:plus|dazu|zusaetzlich|und nochmal|und noch)\b|\+")
_TWO = 2


@dataclass(frozen=True)
class Planned:
    """What is to be spent, in euro. ``once``: at the beginning; ``monthly``: by the month after that."""

    once: int
    monthly: int = 0

    @property
    def first_year(self) -> int:
        """All that is paid within the first year."""
        return self.once + MONTHS * self.monthly


def planned_sum(text: str, asked: bool = False) -> Planned | None:
    """Return what a message plans to spend; None where it names no sum, or several of which nobody says that they add up.

    Args:
        text: the message.
        asked: whether it answers the question for the sum: then a number needs no currency.
    """
    sentence = Sentence.of(text)
    once: list[Number] = []
    monthly: list[Number] = []
    for number in read_numbers(sentence):
        if number.article or number.whole is None:
            continue
        if _is_monthly(sentence.folded, number):
            if not _NO_COST.search(_clause_of(sentence.folded, number)):
                monthly.append(number)
        elif _is_sum(sentence.folded, number, asked) and not _is_spent(sentence.folded, number):
            once.append(number)
    if len(monthly) > 1 or (not once and not monthly):
        return None
    by_month = int(monthly[0].value) if monthly else 0
    if not once:
        return Planned(0, by_month)
    total = _total(text, sentence.folded, once)
    return None if total is None else Planned(total, by_month)


def first_year_sum(text: str) -> Planned | None:
    """Return what a message plans to spend where a part of it is paid by the month; None where nothing is."""
    planned = planned_sum(text)
    return planned if planned is not None and planned.monthly else None


_CHANGES = re.compile(
    r"\b(?:doch|statt|anstatt|nur|weniger|reduzier\w*|gekuerzt|kleiner|groesser|aufgestockt|nicht mehr"
    r"|erst ?mal|jetzt|inzwischen|korrigier\w*)\b"
)
_SHARES = {"haelfte": 1 / 2, "drittel": 1 / 3, "viertel": 1 / 4, "doppelte": 2.0, "dreifache": 3.0}
_SHARE = re.compile(rf"\b(?:ein |die |das |auf die |auf ein |auf das )?(?P<share>{'|'.join(_SHARES)})\b")
_OF_THE_SUM = re.compile(
    r"\b(?:davon|budget\w*|summe|betrag\w*|geld\w*|kosten|plan\w*|geplant\w*|ausgeben"
    r"|invest\w*|reduzier\w*)\b"
)


def changes_the_sum(text: str) -> bool:
    """Return whether a message puts what it plans right ("jetzt doch nur 60.000")."""
    return bool(_CHANGES.search(Sentence.of(text).folded))


def share_of_before(text: str, before: float) -> int | None:
    """Return the sum where a message plans a share of the one told before ("doch nur die Hälfte davon"); None for any other."""
    folded = Sentence.of(text).folded
    found = _SHARE.search(folded)
    if found is None or not _CHANGES.search(folded) or not _OF_THE_SUM.search(folded):
        return None
    return round(before * _SHARES[found["share"]])


def leaves_something_open(text: str) -> bool:
    """Return whether a message says of something that it is not ordered yet ("den Laser schon, die Tablets noch nicht")."""
    return bool(_OPEN.search(Sentence.of(text).folded))


def _total(text: str, folded: str, found: list[Number]) -> int | None:
    """Return the one sum, the one called the total, or both together where a plus stands between two."""
    one = settled(text, [(int(number.value), number.start, number.end) for number in found])
    if one is not None:
        return one
    if len(found) == _TWO and _PLUS.search(folded, found[0].end, found[1].start):
        return int(found[0].value + found[1].value)
    return None


def _is_monthly(text: str, number: Number) -> bool:
    if number.value < _LEAST_BY_MONTH:
        return False
    return bool(_BY_MONTH.match(text, number.end) or _MONTHLY_BEFORE.search(text[: number.start]))


def _is_sum(text: str, number: Number, asked: bool) -> bool:
    """Whether a number is a sum of money: by its currency, or where a sum was asked for and it counts nothing else."""
    if _CURRENCY.match(text, number.end):
        return True
    year = number.plain_digits and _FIRST_YEAR <= number.value <= _LAST_YEAR
    bare = number.value >= _LEAST and not _COUNTS.match(text, number.end)
    return bare and (asked or (not year and number.value >= 10 * _LEAST))


def _is_spent(text: str, number: Number) -> bool:
    """Whether the clause of a number says that it is ordered or paid, and not that it is still open."""
    clause = _clause_of(text, number)
    return bool(_SPENT.search(clause)) and not _OPEN.search(clause)


def _clause_of(text: str, number: Number) -> str:
    ends = [match.start() for match in _CLAUSE.finditer(text) if match.start() >= number.end]
    begins = [match.end() for match in _CLAUSE.finditer(text) if match.end() <= number.start]
    return text[max(begins, default=0) : min(ends, default=len(text))]
