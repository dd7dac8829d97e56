"""What day and time it is for the people who read it, and whether the machine's clock can be believed."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.core.table import TODAY

GERMANY = ZoneInfo("Europe/Berlin")
"""Deadlines end at midnight in Germany, wherever the server stands. The rules come from the system or the package tzdata."""

LARGEST_STEP = 2 * 86_400.0
"""Seconds that may lie between two runs of a duty without any doubt: a server that was off over the weekend."""
LONGEST_DOUBT = 2 * 86_400.0
"""Seconds that a clock which has jumped must go on before it is believed: time to set it right."""
MOST_JUMPS = 4
"""So many jumps in a row are no error any more, but a machine that is on for less than two days at a time."""


def today() -> dt.date:
    """Return the day it is in Germany, because it decides whether a programme is open; or ``LOTSE_TODAY`` to try another.

    Raises:
        ValueError: ``LOTSE_TODAY`` is set and is no date.
    """
    return TODAY.value() or german_time(time.time()).date()


def german_time(seconds: float) -> dt.datetime:
    """Return a moment (seconds since 1970) as clocks in Germany show it. Every date shown to people comes from here."""
    return dt.datetime.fromtimestamp(seconds, GERMANY)


@dataclass(frozen=True)
class ClockMemory:
    """What has to be remembered from one run of a duty to the next, in the data base that the duty deletes from.

    ``seen``: when it last ran, by the clock of the machine; ``doubted``: when that clock last jumped, None where it is
    believed; ``jumps``: how often it has jumped since it was last believed. Times in seconds since 1970.
    """

    seen: float
    doubted: float | None = None
    jumps: int = 0


def clock_is_plausible(now: float, newest_event: float | None, memory: ClockMemory | None = None) -> bool:
    """Return whether ``now`` may decide what is old enough to be deleted.

    A clock that is wrong by a month would delete every talk at once, and the data do not tell a wrong clock from a long
    silence. So each run remembers when it was (:func:`remember_clock`). Where more than :data:`LARGEST_STEP` lies between
    two runs, or between the newest event and the first run, the server was off or the clock has jumped. Then nothing is
    deleted until the clock has gone on for :data:`LONGEST_DOUBT` without jumping again, or has jumped :data:`MOST_JUMPS`
    times in a row: that is a machine which is seldom on. A clock set back deletes less, not more, and is believed.

    Args:
        now: by the machine's clock, in seconds since 1970.
        newest_event: when the last event of all talks was stored; None where there is none. It counts in the first run
            only: later an event may have been stored by the very clock that is in doubt.
        memory: what the last run has left; None in the first.
    """
    return remember_clock(now, newest_event, memory).doubted is None


def remember_clock(now: float, newest_event: float | None, memory: ClockMemory | None = None) -> ClockMemory:
    """Return what to remember of this run, whether it deleted something or not; arguments as :func:`clock_is_plausible`."""
    before = memory.seen if memory else newest_event
    jumped = before is not None and now - before > LARGEST_STEP
    jumps = memory.jumps if memory else 0
    doubted = memory.doubted if memory else None
    if jumped:
        doubted, jumps = now, jumps + 1
        settled = jumps >= MOST_JUMPS
    else:
        settled = doubted is None or now < doubted or now - doubted >= LONGEST_DOUBT
    return ClockMemory(now) if settled else ClockMemory(now, doubted, jumps)
