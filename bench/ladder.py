"""How sure an answer inside a talk must be to be told at once (``python -m bench.ladder``).

The questions of talks (``bench/fusion/talks-*.yaml``) are judged by folds of hands, as in ``bench.fusion``. For each step of
sureness it is printed what the owner gets: an answer that helps, told at once; one that helps among up to three that are offered;
or nothing that helps. What was told in the talk already is left out, as the bot leaves it out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from bench.fusion.__main__ import Asked, ask_all, evidence, learn
from bot.knowledge.checking import read_knowledge
from bot.knowledge.search.fusion import Fusion
from bot.knowledge.search.outcome import OFFERED
from bot.settings import KNOWLEDGE_DIR

STEPS = (0.0, 0.08, 0.15, 0.25, 0.4, 0.5, 0.6, 0.7, 1.01)
_MOST_OFFERED = 3
_LIMITS = (0.03, OFFERED, 0.1)
"""How probable each offer must be, tried beside each other."""


@dataclass(frozen=True)
class Row:
    """What one question gets: how sure the first is, whether it helps, whether it answers fully; for each limit, whether one of the
    offers helps and how many there are.
    """

    sure: float
    helps: bool
    full: bool
    offers_help: tuple[bool, ...]
    offers: tuple[int, ...]


def judged(asked: list[Asked]) -> Iterator[Row]:
    """Yield what each question inside a talk gets, by weights that the other hands gave."""
    hands = sorted({one.writer for one in asked if one.helps is not None})
    fusions: dict[str, Fusion] = {hand: learn([one for one in asked if one.writer != hand]) for hand in hands}
    for one in asked:
        if one.helps is None or not one.before:
            continue
        fusion = fusions[one.writer]
        probabilities = fusion.probabilities(one.found)
        order = np.argsort(-probabilities).tolist()
        sure = fusion.sure(evidence(fusion, one), one.found.in_talk)
        offers = [[place for place in order if probabilities[place] >= limit][:_MOST_OFFERED] for limit in _LIMITS]
        yield Row(
            sure,
            order[0] in one.helps,
            order[0] in one.right,
            tuple(any(place in one.helps for place in offered) for offered in offers),
            tuple(len(offered) for offered in offers),
        )


def main() -> None:
    """Print the table."""
    rows = list(judged(ask_all(read_knowledge(KNOWLEDGE_DIR))))
    print(f"{len(rows)} questions inside talks")
    for low, high in pairwise(STEPS):
        these = [row for row in rows if low <= row.sure < high]
        if not these:
            continue
        first, full = np.mean([row.helps for row in these]), np.mean([row.full for row in these])
        line = f"{low:.2f} to {high:.2f}: {len(these):4}  first helps {first:.2f} (fully {full:.2f})"
        for place, limit in enumerate(_LIMITS):
            helps = np.mean([row.offers_help[place] for row in these])
            offers = np.mean([row.offers[place] for row in these])
            line += f"  offered >{limit}: {helps:.2f} of {offers:.1f}"
        print(line)


if __name__ == "__main__":
    main()
