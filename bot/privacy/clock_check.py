"""Whether the clock may be believed before anything is deleted (:func:`bot.clock.remember_clock`), kept in the data base."""

from __future__ import annotations

from sqlalchemy import delete, func, insert, select
from sqlalchemy.engine import Connection

from bot.clock import ClockMemory, remember_clock
from bot.privacy.tables import CLOCK, EVENTS


def looked(connection: Connection, now: float) -> tuple[ClockMemory, float | None]:
    """Look at the clock and keep what is known of it in the data base.

    Args:
        connection: within a transaction that writes.
        now: what the clock says, seconds since 1970.

    Returns:
        What is known now, and when the clock was last looked at before; the newest event where it never was, None without any.
    """
    row = connection.execute(select(CLOCK.c.seen, CLOCK.c.doubted, CLOCK.c.jumps)).first()
    newest = None if row else connection.execute(select(func.max(EVENTS.c.timestamp))).scalar()
    known = remember_clock(now, newest, ClockMemory(row.seen, row.doubted, row.jumps) if row else None)
    connection.execute(delete(CLOCK))
    connection.execute(insert(CLOCK).values(id=1, seen=known.seen, doubted=known.doubted, jumps=known.jumps))
    return known, row.seen if row else newest
