"""Open questions that the staff have dealt with: answered by an article now, not our subject, or done.

A question that is settled stays settled; asked again it is open again, because then something is still wrong. Only what is
not our subject stays away: staff need not say that twice (``FeedbackStore.unanswered``).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select, update
from sqlalchemy.engine import Engine

from bot.privacy.tables import QUESTIONS

Outcome = Literal["answered", "not_ours", "done"]
NOT_OURS: Outcome = "not_ours"


@dataclass(frozen=True)
class NumberedQuestion:
    """A masked question with its number in the table. ``created``: seconds since 1970."""

    id: int
    text: str
    created: float


class Settling:
    """The questions in one data base (``bot.privacy.tables.open_database``)."""

    def __init__(self, engine: Engine) -> None:
        """``engine``: an engine with the tables in place."""
        self._engine = engine

    def open(self, since: float) -> list[NumberedQuestion]:
        """Return the open questions since a time (seconds since 1970), the oldest first."""
        return self._read(QUESTIONS.c.outcome.is_(None) & (QUESTIONS.c.created >= since))

    def settled(self, outcome: Outcome, since: float) -> list[NumberedQuestion]:
        """Return the questions that were settled so since a time, the oldest first."""
        return self._read((QUESTIONS.c.outcome == outcome) & (QUESTIONS.c.settled >= since))

    def these(self, ids: Collection[int]) -> list[NumberedQuestion]:
        """Return the questions of these numbers that are still there, the oldest first."""
        return self._read(QUESTIONS.c.id.in_(sorted(ids)))

    def settle(self, ids: Collection[int], outcome: Outcome, now: float) -> int:
        """Settle the open ones among ``ids`` and return how many those were; somebody else may have been quicker."""
        mine = update(QUESTIONS).where(QUESTIONS.c.id.in_(sorted(ids)) & QUESTIONS.c.outcome.is_(None))
        with self._engine.begin() as connection:
            return int(connection.execute(mine.values(outcome=outcome, settled=now)).rowcount)

    def reopen(self, ids: Collection[int]) -> None:
        """Let questions be open again."""
        with self._engine.begin() as connection:
            mine = update(QUESTIONS).where(QUESTIONS.c.id.in_(sorted(ids)))
            connection.execute(mine.values(outcome=None, settled=None))

    def _read(self, condition: object) -> list[NumberedQuestion]:
        query = select(QUESTIONS.c.id, QUESTIONS.c.text, QUESTIONS.c.created).where(condition)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(QUESTIONS.c.created, QUESTIONS.c.id))
            return [NumberedQuestion(row.id, row.text, row.created) for row in rows]
