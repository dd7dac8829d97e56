"""What staff learn from: ratings of answers, and questions that found none."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Engine

from bot.feedback.settling import NOT_OURS
from bot.privacy.masking import mask
from bot.privacy.tables import FEEDBACK, QUESTIONS

Reason = Literal["wrong", "no_use", "too_long"]
"""Why an answer did not help."""
REASONS: tuple[Reason, ...] = get_args(Reason)
_LONGEST = 300
_SHORTEST = 8
"""Letters below which a single word says nothing to staff."""


@dataclass(frozen=True)
class StoredQuestion:
    """A masked question. ``created``: seconds since 1970."""

    text: str
    created: float


@dataclass(frozen=True)
class Rating:
    """How often an answer helped and how often it did not.

    ``id``: of the record that was shown; ``reasons``: how often each was given, for those that were.
    """

    kind: str
    id: str
    helpful: int
    unhelpful: int
    reasons: dict[str, int] = field(default_factory=dict)


class FeedbackStore:
    """Ratings and questions in one data base (``bot.privacy.tables.open_database``)."""

    def __init__(self, engine: Engine) -> None:
        """``engine``: an engine with the tables in place."""
        self._engine = engine

    def rate(
        self,
        conversation: str,
        helpful: bool,
        kind: str,
        ids: Sequence[str],
        now: float,
        reason: Reason | None = None,
    ) -> None:
        """Keep whether the answer with these records helped, and why not; rated again, the later rating counts."""
        row = {"conversation": conversation, "kind": kind, "ids": json.dumps(list(ids)), "reason": reason}
        same = (FEEDBACK.c.conversation == conversation) & (FEEDBACK.c.kind == kind) & (FEEDBACK.c.ids == row["ids"])
        with self._engine.begin() as connection:
            connection.execute(delete(FEEDBACK).where(same))
            connection.execute(insert(FEEDBACK).values(**row, helpful=helpful, created=now))

    def explain(self, conversation: str, reason: Reason) -> None:
        """Add to the latest rating of a conversation why the answer did not help; without such a rating nothing happens."""
        latest = (
            select(FEEDBACK.c.id)
            .where((FEEDBACK.c.conversation == conversation) & FEEDBACK.c.helpful.is_(False))
            .order_by(FEEDBACK.c.created.desc(), FEEDBACK.c.id.desc())
            .limit(1)
        )
        with self._engine.begin() as connection:
            found = connection.execute(latest).scalar()
            if found is not None:
                connection.execute(update(FEEDBACK).where(FEEDBACK.c.id == found).values(reason=reason))

    def unanswered(self, conversation: str, text: str, now: float) -> None:
        """Keep a question without personal data; the same one twice in a conversation is kept once."""
        masked = " ".join(mask(text).split())[:_LONGEST]
        if len(masked.split()) < 2 and sum(char.isalpha() for char in masked) < _SHORTEST:
            return
        same = (QUESTIONS.c.conversation == conversation) & (QUESTIONS.c.text == masked)
        with self._engine.begin() as connection:
            if connection.execute(select(QUESTIONS.c.id).where(same)).first() is None:
                row = {"conversation": conversation, "text": masked, "created": now}
                known = (QUESTIONS.c.text == masked) & (QUESTIONS.c.outcome == NOT_OURS)
                if connection.execute(select(QUESTIONS.c.id).where(known).limit(1)).first() is not None:
                    row |= {"outcome": NOT_OURS, "settled": now}
                connection.execute(insert(QUESTIONS).values(row))

    def questions(self, since: float | None = None) -> list[StoredQuestion]:
        """Return the open questions since a time (seconds since 1970), the oldest first."""
        query = select(QUESTIONS.c.text, QUESTIONS.c.created).order_by(QUESTIONS.c.created)
        query = query.where(QUESTIONS.c.outcome.is_(None))
        if since is not None:
            query = query.where(QUESTIONS.c.created >= since)
        with self._engine.connect() as connection:
            return [StoredQuestion(row.text, row.created) for row in connection.execute(query)]

    def ratings(self) -> list[Rating]:
        """Return the ratings of each record, those that helped least first."""
        counts: Counter[tuple[str, str, bool]] = Counter()
        reasons: dict[tuple[str, str], Counter[str]] = {}
        query = select(FEEDBACK.c.kind, FEEDBACK.c.ids, FEEDBACK.c.helpful, FEEDBACK.c.reason)
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                for id_ in json.loads(row.ids):
                    counts[row.kind, id_, bool(row.helpful)] += 1
                    if row.reason:
                        reasons.setdefault((row.kind, id_), Counter())[row.reason] += 1
        found = [
            Rating(kind, id_, counts[kind, id_, True], counts[kind, id_, False], dict(reasons.get((kind, id_), {})))
            for kind, id_ in {(kind, id_) for kind, id_, _ in counts}
        ]
        return sorted(found, key=lambda rating: (-rating.unhelpful, rating.helpful, rating.kind, rating.id))
