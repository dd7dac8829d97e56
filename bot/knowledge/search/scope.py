"""How probably a first message is ours at all: from what its intent and the search say together.

Neither is enough by itself: the intents have seen few of the things that are none of ours, and the search finds something near for
everything ("Kündigungsfrist Azubi" is near the notice of a software contract). What each is worth is learnt from messages of hands
that the intents had not learnt (``python -m bench.scope``), and kept in ``scope.json``.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import numpy as np

from bot.encoder.arrays import FloatArray
from bot.knowledge.search.fusion import SURENESS
from bot.knowledge.search.index import Findings

FILE = Path(__file__).parent / "scope.json"

_SHAPE = frozenset({"length", "before"})
"""What tells of the shape of a message: three words typed as into a search box are as much ours as a whole sentence."""
_COUNTED = tuple(place for place, name in enumerate(SURENESS) if name not in _SHAPE)
EVIDENCE = ("foreign", "sure", *(SURENESS[place] for place in _COUNTED))
"""What tells whether a message is ours: the odds of the intent that says it is not, how sure the search is, and why."""

OURS = 0.65
"""Probability from which a message is answered."""
_LEAST = 1e-3
"""Odds below which nothing is told any more: a message passes on its five most probable intents only."""


def evidence_of_scope(foreign: float, findings: Findings) -> list[float]:
    """Return what tells whether a message is ours, in the order of :data:`EVIDENCE`.

    Args:
        foreign: the probability of the intent that says it is not ours.
        findings: of the search for the whole message; not of an exact question, which is ours anyhow.
    """
    return [_log_odds(foreign), _log_odds(findings.sure), *(findings.evidence[place] for place in _COUNTED)]


def ours(foreign: float, findings: Findings) -> float:
    """Return the probability that a message is ours; arguments as for :func:`evidence_of_scope`."""
    if not findings.hits or findings.hits[0].exact:
        return float(bool(findings.hits))
    return float(1 / (1 + np.exp(-(np.asarray([*evidence_of_scope(foreign, findings), 1.0]) @ learnt_scope()))))


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, _LEAST), 1 - _LEAST)
    return float(np.log(bounded / (1 - bounded)))


@lru_cache(maxsize=1)
def learnt_scope() -> FloatArray:
    """Return the weights that were learnt, the last one of nothing.

    Raises:
        KeyError: a number is missing.
    """
    values = json.loads(FILE.read_text(encoding="utf-8"))
    return np.asarray([values[name] for name in (*EVIDENCE, "base")])
