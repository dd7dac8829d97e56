"""What the readers find in a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entity:
    """One fact read from a text.

    ``name`` is one of: region (value: ISO 3166-2 code), place (town or district as written in the knowledge base),
    sector (code, see ``bot.language.facts.sector``), employees (int), amount (int, euro), topic (code of a topic),
    programme, company, term (ids of records), number (int: a bare number whose meaning depends on what was asked),
    ordinal (int: 1 for "das erste", -1 for "das letzte"); and what kind of firm it is (str, int or bool), see
    ``bot.language.facts.firm.kind``. ``start``/``end`` are character offsets in the original text.
    """

    name: str
    value: str | int
    start: int
    end: int
