"""Is a programme open today? The first promise: nothing expired is ever offered as open (DESIGN 2)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from bot.knowledge.records import Programme

State = Literal["open", "unconfirmed", "unclear", "paused", "not_yet", "ended"]

CONFIRMATION_DAYS = 365
"""A status whose newest source is older than this many days counts as unconfirmed."""


@dataclass(frozen=True)
class Validity:
    """The state of a programme on one day.

    ``open``: recorded as open, within its dates and confirmed within a year. ``unconfirmed``: recorded as open, but
    nobody has confirmed it for a year. ``unclear``: the sources do not say. ``paused``: no applications at present.
    ``not_yet``: begins later. ``ended``: over. ``since_confirmed``: days since the newest source, None if no source
    has a date.
    """

    state: State
    confirmed_within_year: bool
    since_confirmed: int | None

    @property
    def may_be_offered(self) -> bool:
        """Whether the programme may appear among the hits: not ended, not paused, not still to come."""
        return self.state in {"open", "unconfirmed", "unclear"}


def validity(programme: Programme, today: dt.date) -> Validity:
    """Return the state of ``programme`` on ``today``, from its recorded status and dates alone."""
    since = (today - programme.status_as_of).days if programme.status_as_of else None
    # A source dated after today is a slip (2062 for 2026) and must not confirm anything for decades.
    confirmed = since is not None and 0 <= since <= CONFIRMATION_DAYS
    return Validity(_state(programme, today, confirmed), confirmed, since)


def _state(programme: Programme, today: dt.date, confirmed: bool) -> State:
    if programme.status == "beendet" or (programme.valid_until and programme.valid_until < today):
        return "ended"
    if programme.status == "pausiert":
        return "paused"
    if programme.valid_from and programme.valid_from > today:
        return "not_yet"
    if programme.status == "unklar":
        return "unclear"
    return "open" if confirmed else "unconfirmed"
