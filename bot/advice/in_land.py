"""A programme as it is in the firm's own Land, where its rate is not the same in all (``Application.rates``)."""

from __future__ import annotations

from dataclasses import replace

from bot.knowledge.applications.records import Rate
from bot.knowledge.records import KnowledgeBase, Programme


def rate_in(programme: Programme, region: str | None, kb: KnowledgeBase) -> Rate | None:
    """Return the recorded rate for a Land; None where the Land is not known, or the rate is the same everywhere."""
    way = kb.applications.get(programme.id)
    return way.rate_in(region) if way else None


def as_in(programme: Programme, region: str | None, kb: KnowledgeBase) -> Programme:
    """Return the programme with the rate and cap of the firm's Land: "80 %", not "50 % bis 80 %".

    It stays as it is where the Land is not known, or where another share holds in a part of it.
    """
    rate = rate_in(programme, region, kb)
    if rate is None or rate.but:
        return programme
    cap = programme.amount_max_eur if rate.amount_max_eur is None else rate.amount_max_eur
    return replace(programme, rate_percent_min=rate.percent, rate_percent_max=rate.percent, amount_max_eur=cap)
