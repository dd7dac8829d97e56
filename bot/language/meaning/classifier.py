"""Deciding which of several classes a German sentence belongs to.

Two signals are added up: a linear model over :mod:`bot.language.meaning.features`, and the similarity to the closest known
sentence of each class (:mod:`bot.language.meaning.nearest`). Typos are mended first (:mod:`bot.language.text.correction`).
"""

from __future__ import annotations

import json
import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.encoder.arrays import FloatArray
from bot.language.meaning.encoder import SentenceEncoder
from bot.language.meaning.features import Encode, Features, Sample
from bot.language.meaning.nearest import NearestExamples
from bot.language.text.correction import Correction

_ROUNDS = 80
"""Rounds of learning; 200 take 17 seconds more and understand no better (``bench/README.md``)."""
MOST_LEARNT = 1_000
"""With more classes than that no linear model is learnt, which would take hours; the closest known sentence decides."""


@dataclass(frozen=True)
class Guess:
    """A class with its probability (all add up to 1) and the similarity (-1 to 1) to its closest known sentence."""

    label: str
    probability: float
    similarity: float


class SentenceClassifier:
    """Used for intents and for the knowledge search."""

    def __init__(
        self,
        features: Features,
        correction: Correction,
        labels: list[str],
        weights: FloatArray,
        bias: FloatArray,
        nearest: NearestExamples,
        nearest_weight: float,
    ) -> None:
        """``weights``: (dimensions, labels), no columns if not learnt; ``bias``: (labels,). Use :meth:`train`."""
        self.labels = labels
        self._features = features
        self._correction = correction
        self._weights = weights
        self._bias = bias
        self._nearest = nearest
        self._nearest_weight = nearest_weight

    @classmethod
    def train(
        cls,
        samples: Sequence[Sample],
        labels: Sequence[str],
        encoder: SentenceEncoder,
        encode_all: Encode,
        sample_weight: Sequence[float] | None = None,
        strength: float = 10.0,
        nearest_weight: float = 4.0,
        balanced: bool = True,
        lift: Mapping[str, float] | None = None,
    ) -> SentenceClassifier:
        """Train on ``samples`` with their ``labels``.

        Args:
            samples: the known sentences.
            labels: the class of each.
            encoder: for sentences asked later.
            encode_all: gives the sentence vectors of many texts, from a cache for instance.
            sample_weight: how much each counts for the linear model; equal if None.
            strength: inverse of the L2 penalty of the linear model.
            nearest_weight: weight of the similarity (-1 to 1) against the log-probability of the linear model.
            balanced: whether rare classes are lifted (:func:`square_root_weights`).
            lift: what to add to the log-probability of single classes.
        """
        # Half a second, which no server needs to spend.
        from sklearn.exceptions import ConvergenceWarning
        from sklearn.linear_model import LogisticRegression

        features, rows = Features.learn(samples, encoder, encode_all)
        classes = sorted(set(labels))
        if len(classes) > MOST_LEARNT:
            weights, bias = np.zeros((rows.shape[1], 0), dtype=np.float32), np.zeros(len(classes), dtype=np.float32)
        else:
            class_weight = square_root_weights(labels) if balanced else None
            model = LogisticRegression(C=strength, max_iter=_ROUNDS, tol=1e-3, class_weight=class_weight)
            with warnings.catch_warnings():  # it would tell of every training that more rounds were possible
                warnings.simplefilter("ignore", ConvergenceWarning)
                model.fit(rows, list(labels), sample_weight=sample_weight)
            assert list(model.classes_) == classes
            weights = np.ascontiguousarray(model.coef_.T, dtype=np.float32)
            bias = np.asarray(model.intercept_, dtype=np.float32)
        bias += np.asarray([(lift or {}).get(label, 0.0) for label in classes], dtype=np.float32)
        nearest = NearestExamples.of(rows, labels, classes)
        return cls(features, Correction.of(samples), classes, weights, bias, nearest, nearest_weight)

    def guesses(self, sample: Sample, among: frozenset[str] | None = None, limit: int | None = None) -> list[Guess]:
        """Return all classes, or those in ``among``, most probable first; only the first ``limit`` if given."""
        row = self._features.row(self.mended(sample))
        similarities = self._nearest.similarities(row)
        linear = row @ self._weights if self._weights.shape[1] else 0.0
        scores = _log_softmax(linear + self._bias) + self._nearest_weight * similarities
        if among is not None:
            scores = np.where([label in among for label in self.labels], scores, -np.inf)
        odds = np.exp(_log_softmax(scores))
        order = np.argsort(-odds)[:limit]
        return [Guess(self.labels[i], float(odds[i]), float(similarities[i])) for i in order if odds[i] > 0]

    def mended(self, sample: Sample) -> Sample:
        """Return ``sample`` with its typos mended, as it is encoded."""
        return self._correction.mend(sample)

    def save(self, folder: Path) -> None:
        """Write the classifier into ``folder`` (made if missing)."""
        folder.mkdir(parents=True, exist_ok=True)
        self._features.save(folder)
        self._nearest.save(folder)
        np.savez(folder / "weights.npz", weights=self._weights, bias=self._bias)
        about = {
            "labels": self.labels,
            "nearest_weight": self._nearest_weight,
            "words": self._correction.spelt,
        }
        (folder / "classifier.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, encoder: SentenceEncoder) -> SentenceClassifier:
        """Read what :meth:`save` has written.

        Raises:
            OSError, ValueError, KeyError: the folder is incomplete or damaged.
        """
        about = json.loads((folder / "classifier.json").read_text(encoding="utf-8"))
        features, nearest = Features.load(folder, encoder), NearestExamples.load(folder)
        with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
            weights, bias = arrays["weights"], arrays["bias"]
        correction = Correction(about["words"])
        return cls(features, correction, about["labels"], weights, bias, nearest, about["nearest_weight"])


def _log_softmax(scores: FloatArray) -> FloatArray:
    shifted = scores - scores.max()
    return np.asarray(shifted - np.log(np.exp(shifted).sum()))


def square_root_weights(labels: Sequence[str]) -> dict[str, float]:
    """Return class weights halfway between none and balanced: knowledge questions are many in training and in life."""
    counts = Counter(labels)
    return {label: (len(labels) / len(counts) / count) ** 0.5 for label, count in counts.items()}
