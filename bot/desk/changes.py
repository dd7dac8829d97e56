"""What was added to the content from the desk, so that it can be shown and taken back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Engine

from bot.desk.live import Shown
from bot.privacy.desk_tables import DESK_CHANGES


@dataclass(frozen=True)
class Change:
    """Phrasings that were added to an article.

    ``question``: what is tried out with it, ``before`` and ``after``: how the chat answered it, None where it could not be
    asked; ``question_ids``: the open questions that were settled by it; ``undone``: since when it is taken back.
    """

    id: int
    created: float
    account: str
    article: str
    texts: tuple[str, ...]
    question: str
    question_ids: tuple[int, ...]
    before: Shown | None
    after: Shown | None
    undone: float | None


class Changes:
    """The changes in one data base (``bot.privacy.tables.open_database``)."""

    def __init__(self, engine: Engine) -> None:
        """``engine``: an engine with the tables in place."""
        self._engine = engine

    def add(
        self, account: str, article: str, texts: Sequence[str], question: str, ids: Sequence[int], now: float
    ) -> int:
        """Note a change and return its number."""
        row = {
            "created": now,
            "account": account,
            "article": article,
            "texts": json.dumps(list(texts), ensure_ascii=False),
            "question": question,
            "question_ids": json.dumps(list(ids)),
        }
        with self._engine.begin() as connection:
            return int(connection.execute(insert(DESK_CHANGES).values(row)).inserted_primary_key[0])

    def set_answers(self, id_: int, before: Shown | None, after: Shown | None) -> None:
        """Note how the chat answered before and after."""
        values = {"before": before.to_json() if before else None, "after": after.to_json() if after else None}
        with self._engine.begin() as connection:
            connection.execute(update(DESK_CHANGES).where(DESK_CHANGES.c.id == id_).values(values))

    def get(self, id_: int) -> Change | None:
        """Return one; None where there is none."""
        return next(iter(self._read(select(DESK_CHANGES).where(DESK_CHANGES.c.id == id_))), None)

    def latest(self, most: int) -> list[Change]:
        """Return the latest, the last one first."""
        return self._read(select(DESK_CHANGES).order_by(DESK_CHANGES.c.id.desc()).limit(most))

    def set_undone(self, id_: int, now: float) -> bool:
        """Note that one is taken back; False where somebody has done so before."""
        mine = update(DESK_CHANGES).where((DESK_CHANGES.c.id == id_) & DESK_CHANGES.c.undone.is_(None))
        with self._engine.begin() as connection:
            return int(connection.execute(mine.values(undone=now)).rowcount) == 1

    def _read(self, query: Any) -> list[Change]:
        with self._engine.connect() as connection:
            return [
                Change(
                    row.id,
                    row.created,
                    row.account,
                    row.article,
                    tuple(json.loads(row.texts)),
                    row.question,
                    tuple(json.loads(row.question_ids)),
                    Shown.from_json(row.before),
                    Shown.from_json(row.after),
                    row.undone,
                )
                for row in connection.execute(query)
            ]
