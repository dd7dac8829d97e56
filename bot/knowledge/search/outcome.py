"""What to do with the hits of a search: answer, ask back, or say honestly that there is no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.knowledge.search.index import Hit

Decision = Literal["answer", "ask_back", "nothing"]

SURE = 0.40
"""Probability from which the best article is given at once."""
SIMILAR = 0.22
"""Similarity to a known phrasing below which a question is none of ours."""
POSSIBLE = 0.10
"""Probability from which an article is worth a question back."""


@dataclass(frozen=True)
class Outcome:
    """The decision with the articles it concerns, best first."""

    decision: Decision
    article_ids: tuple[str, ...]


def decide(hits: Sequence[Hit]) -> Outcome:
    """Return what to do with ``hits`` (best first). The limits are calibrated on the development set (``make bench``)."""
    if not hits or hits[0].similarity < SIMILAR:
        return Outcome("nothing", ())
    if hits[0].probability >= SURE:
        return Outcome("answer", tuple(hit.article_id for hit in hits))
    possible = tuple(hit.article_id for hit in hits if hit.probability >= POSSIBLE / 2)
    return Outcome("ask_back", possible[:3]) if hits[0].probability >= POSSIBLE else Outcome("nothing", ())
