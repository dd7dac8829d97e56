"""From signals to probabilities: what each signal is worth, and how sure an answer is.

Both are learnt from questions of people who wrote none of the phrasings (``python -m bench.fusion``), once with all phrasings
known and once with a few for a part of the articles, so that a new article is weighed as such. They live in
``fusion.json``, a few dozen numbers that anybody can read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from bot.encoder.arrays import FloatArray
from bot.knowledge.search.signals import NAMES, Found

FILE = Path(__file__).parent / "fusion.json"

SURENESS = (
    "probability",
    "margin",
    "nearest",
    "passage",
    "words",
    "named",
    "topic probability",
    "facet",
    "length",
    "before",
    "covered",
)
"""What tells whether the best candidate is right."""


AS_WELL = (
    "probability",
    "of the first",
    "same topic",
    "same facet",
    "facet",
    "nearest",
    "passage",
    "added",
    "length",
)
"""What tells whether another candidate is needed beside the best."""


@dataclass(frozen=True)
class Fusion:
    """``weights``: of the signals; ``sureness``: of what tells whether the best is right; ``as_well``: whether another one is
    needed, too. Of the last two the last number stands for nothing. Inside a talk questions are short and name nothing: they have
    weights of their own (of 568 such questions 0.61 first instead of 0.55, by folds of hands).
    """

    weights: FloatArray
    sureness: FloatArray
    as_well: FloatArray
    weights_in_talk: FloatArray
    sureness_in_talk: FloatArray

    def probabilities(self, found: Found) -> FloatArray:
        """Return the share of each candidate on the short list; all add up to 1 (a conditional logit, McFadden 1974)."""
        scores = found.signals @ (self.weights_in_talk if found.in_talk else self.weights)
        odds = np.exp(scores - scores.max(initial=-np.inf))
        return np.asarray(odds / max(1e-9, odds.sum()))

    def sure(self, evidence: Sequence[float], in_talk: bool) -> float:
        """Return the probability that the best candidate is right, from :func:`evidence_of`."""
        return _odds(evidence, self.sureness_in_talk if in_talk else self.sureness)

    def needed(self, evidence: Sequence[float]) -> float:
        """Return the probability that a candidate is needed beside the best, from :func:`evidence_beside`."""
        return _odds(evidence, self.as_well)


def _odds(evidence: Sequence[float], weights: FloatArray) -> float:
    return float(1 / (1 + np.exp(-(np.asarray([*evidence, 1.0]) @ weights))))


def evidence_beside(
    found: Found, probabilities: FloatArray, best: int, other: int, same: tuple[bool, bool], added: float, words: int
) -> list[float]:
    """Return what tells whether a candidate is needed beside the best, in the order of :data:`AS_WELL`.

    Args:
        found: the short list.
        probabilities: of its candidates.
        best: place of the best on the short list.
        other: place of the candidate.
        same: whether it is of the same topic, and of the same facet, as the best.
        added: how much of the question it covers that the best does not.
        words: how many words the question has.
    """
    signal = dict(zip(NAMES, found.signals[other].tolist(), strict=True))
    return [
        float(np.log(max(1e-6, probabilities[other]))),
        float(np.log(max(1e-6, probabilities[best]))),
        float(same[0]),
        float(same[1]),
        signal["facet"],
        signal["nearest"],
        signal["passage"],
        added,
        float(np.log(max(1, words))),
    ]


def evidence_of(
    found: Found, probabilities: FloatArray, topics: Sequence[str], words: int, before: str | None
) -> list[float]:
    """Return what tells whether the best candidate is right, in the order of :data:`SURENESS`.

    Args:
        found: the short list.
        probabilities: of its candidates.
        topics: of its candidates.
        words: how many words the question has.
        before: the topic that was just talked about.
    """
    order = np.argsort(-probabilities)
    best = order[0]
    second = float(probabilities[order[1]]) if len(order) > 1 else 0.0
    same = np.asarray([topic == topics[best] for topic in topics])
    signal = dict(zip(NAMES, found.signals[best].tolist(), strict=True))
    return [
        float(np.log(max(1e-6, probabilities[best]))),
        float(probabilities[best]) - second,
        signal["nearest"],
        signal["passage"],
        signal["words"] + signal["letters of passage"],
        signal["named"],
        float(np.log(max(1e-6, probabilities[same].sum()))),
        signal["facet"],
        float(np.log(max(1, words))),
        float(topics[best] == before),
        signal["covered"],
    ]


def read(values: Mapping[str, Mapping[str, float]]) -> Fusion:
    """Return what :data:`FILE` holds.

    Raises:
        KeyError: a number is missing.
    """
    weights, in_talk = ([values[kind][name] for name in NAMES] for kind in ("signals", "signals in talk"))
    sureness, sureness_in_talk, as_well = (
        np.asarray([values[kind][name] for name in (*names, "base")])
        for kind, names in (("sureness", SURENESS), ("sureness in talk", SURENESS), ("as well", AS_WELL))
    )
    return Fusion(
        np.asarray(weights, dtype=np.float32),
        sureness,
        as_well,
        np.asarray(in_talk, dtype=np.float32),
        sureness_in_talk,
    )


@lru_cache(maxsize=1)
def learnt_fusion() -> Fusion:
    """Return the fusion that was learnt."""
    return read(json.loads(FILE.read_text(encoding="utf-8")))
