"""Counters of a day: how many talks, how many answers of which kind, how quick. They name nobody and hold no text.

A server counts in memory and writes every few seconds (:class:`Counting`); one that is killed loses those.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from threading import Lock
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine

from bot.privacy.desk_tables import FIGURES

TALKS, ANSWERED, ASKED_BACK, UNANSWERED = "talks", "answered", "asked_back", "unanswered"
WAITING, AGEING = "waiting", "ageing"
"""Levels instead of counts: how many call-backs wait, how many records age, as they were last seen on a day."""
STEPS = (25, 50, 100, 200, 400, 800, 1600, 3200, 10_000)
"""Milliseconds: an answer counts under the first that it does not exceed, the slowest of all under the last."""
UNCOUNTED = "redaktion-"
"""How ids of messages begin with which the desk tries something out."""

_KINDS = {
    **dict.fromkeys(("fallback", "out_of_scope"), UNANSWERED),
    "question": ASKED_BACK,
    **dict.fromkeys(
        (
            "article",
            "programme_list",
            "programme",
            "case_study_list",
            "case_study",
            "glossary",
            "emergency",
            "region",
            "centre",
        ),
        ANSWERED,
    ),
}
"""Which counter the kind of an answer belongs to; small talk and the steps of a dialogue belong to none."""


def speed(step: int) -> str:
    """Return the name of the counter of answers that took ``step`` milliseconds at most."""
    return f"speed:{step}"


class Counting:
    """What was counted and not yet written. Safe to share between threads."""

    def __init__(self) -> None:
        """Nothing is counted yet."""
        self._counts: Counter[str] = Counter()
        self._lock = Lock()

    def answer(self, messages: Iterable[Mapping[str, Any]], seconds: float, is_new: bool) -> None:
        """Count one answer.

        Args:
            messages: what the bot said, each as its channel sends it; the last one with facts says the kind.
            seconds: how long it took.
            is_new: whether a talk begins with it.
        """
        kinds = [str(facts.get("kind")) for message in messages if isinstance(facts := message.get("custom"), dict)]
        names = [speed(next((step for step in STEPS if seconds * 1000 <= step), STEPS[-1]))]
        if is_new:
            names.append(TALKS)
        if kinds and kinds[-1] in _KINDS:
            names.append(_KINDS[kinds[-1]])
        with self._lock:
            self._counts.update(names)

    def write(self, engine: Engine, day: dt.date) -> None:
        """Add what was counted to the figures of ``day``; where that fails it is kept for the next time.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: the data base cannot be written.
        """
        with self._lock:
            counts, self._counts = self._counts, Counter()
        if not counts:
            return
        try:
            add(engine, day, counts)
        except Exception:
            with self._lock:
                self._counts.update(counts)
            raise


def add(engine: Engine, day: dt.date, counts: Mapping[str, int]) -> None:
    """Add to the counters of a day. Several processes may do that at once."""
    _write(engine, day, counts, lambda new: FIGURES.c.count + new)


def note(engine: Engine, day: dt.date, levels: Mapping[str, int]) -> None:
    """Write the levels of a day in the place of those noted before."""
    _write(engine, day, levels, lambda new: new)


def read(engine: Engine, since: dt.date) -> dict[dt.date, dict[str, int]]:
    """Return the figures by day from ``since`` on; a day on which nothing happened is not there."""
    query = select(FIGURES).where(FIGURES.c.day >= since.isoformat())
    found: dict[dt.date, dict[str, int]] = {}
    with engine.connect() as connection:
        for row in connection.execute(query):
            found.setdefault(dt.date.fromisoformat(row.day), {})[row.name] = int(row.count)
    return found


def _write(engine: Engine, day: dt.date, counts: Mapping[str, int], merged: Any) -> None:
    dialect: Any = postgresql if engine.dialect.name == "postgresql" else sqlite
    insert = dialect.insert(FIGURES)
    statement = insert.on_conflict_do_update(
        index_elements=[FIGURES.c.day, FIGURES.c.name], set_={"count": merged(insert.excluded.count)}
    )
    # In one order: two processes that write the same rows must not wait for each other.
    rows = [{"day": day.isoformat(), "name": name, "count": counts[name]} for name in sorted(counts)]
    with engine.begin() as connection:
        connection.execute(statement, rows)
