"""What staff should look after: programmes that are over, run out soon, or that nobody has confirmed for long."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.knowledge.records import KnowledgeBase, Programme
from bot.knowledge.validity import validity

SOON_DAYS = 60


@dataclass(frozen=True)
class Overview:
    """All lists are in the order in which they need attention.

    ``ended``: over by date or by record. ``ending_soon``: not over, last day within ``SOON_DAYS`` from today.
    ``unconfirmed``: not over, newest source older than a year, undated or dated in the future.
    ``unclear``: not over, recorded as unclear. ``states``: number of programmes by state.
    """

    ended: tuple[Programme, ...]
    ending_soon: tuple[Programme, ...]
    unconfirmed: tuple[Programme, ...]
    unclear: tuple[Programme, ...]
    states: dict[str, int]


def overview(knowledge: KnowledgeBase, today: dt.date) -> Overview:
    """Return what needs attention on ``today``."""
    states = {id_: validity(programme, today) for id_, programme in knowledge.programmes.items()}
    programmes = list(knowledge.programmes.values())
    running = [programme for programme in programmes if states[programme.id].state != "ended"]
    deadline = today + dt.timedelta(days=SOON_DAYS)
    return Overview(
        ended=_by_end(programme for programme in programmes if states[programme.id].state == "ended"),
        ending_soon=_by_end(row for row in running if row.valid_until and row.valid_until <= deadline),
        unconfirmed=_by_source(row for row in running if not states[row.id].confirmed_within_year),
        unclear=_by_source(row for row in running if row.status == "unklar"),
        states=dict(Counter(state.state for state in states.values())),
    )


def _by_end(programmes: Iterable[Programme]) -> tuple[Programme, ...]:
    return tuple(sorted(programmes, key=lambda row: (row.valid_until or dt.date.min, row.id)))


def _by_source(programmes: Iterable[Programme]) -> tuple[Programme, ...]:
    return tuple(sorted(programmes, key=lambda row: (row.status_as_of or dt.date.min, row.id)))
