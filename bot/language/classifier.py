"""Deciding which of several classes a German sentence belongs to: one linear model over :mod:`bot.language.features`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.language.encoder import FloatArray, SentenceEncoder
from bot.language.features import Encode, Features, Sample


class SentenceClassifier:
    """A linear classifier with probabilities. Used for intents and as one signal of the knowledge search."""

    def __init__(self, features: Features, labels: list[str], weights: FloatArray, bias: FloatArray) -> None:
        """``weights``: (dimensions, labels); ``bias``: (labels,). Use :meth:`train` or :meth:`load`."""
        self.features = features
        self.labels = labels
        self._weights = weights
        self._bias = bias

    @classmethod
    def train(
        cls,
        samples: Sequence[Sample],
        labels: Sequence[str],
        encoder: SentenceEncoder,
        encode_all: Encode,
        sample_weight: Sequence[float] | None = None,
        strength: float = 10.0,
        balanced: bool = True,
    ) -> SentenceClassifier:
        """Train on ``samples`` with their ``labels``; ``strength`` is the inverse of the L2 penalty."""
        features = Features(encoder)
        rows = features.fit(samples, encode_all)
        return cls.on_rows(features, rows, labels, sample_weight, strength, balanced)

    @classmethod
    def on_rows(
        cls,
        features: Features,
        rows: FloatArray,
        labels: Sequence[str],
        sample_weight: Sequence[float] | None = None,
        strength: float = 10.0,
        balanced: bool = True,
    ) -> SentenceClassifier:
        """Train on rows that were computed already."""
        weights_by_label = square_root_weights(labels) if balanced else None
        model = LogisticRegression(C=strength, max_iter=200, tol=1e-3, class_weight=weights_by_label)
        model.fit(rows, list(labels), sample_weight=sample_weight)
        weights = np.ascontiguousarray(model.coef_.T, dtype=np.float32)
        return cls(features, [str(label) for label in model.classes_], weights, model.intercept_.astype(np.float32))

    def probabilities(self, sample: Sample) -> dict[str, float]:
        """Return the probability of each label for one sample; they add up to 1."""
        odds = np.exp(self.log_probabilities(self.features.row(sample)[None, :])[0])
        return dict(zip(self.labels, odds.tolist(), strict=True))

    def log_probabilities(self, rows: FloatArray) -> FloatArray:
        """Return log-probabilities, shape (rows, labels)."""
        scores = rows @ self._weights + self._bias
        scores = scores - scores.max(axis=1, keepdims=True)
        return np.asarray(scores - np.log(np.exp(scores).sum(axis=1, keepdims=True)))

    def save(self, folder: Path) -> None:
        """Write the classifier into ``folder`` (made if missing)."""
        folder.mkdir(parents=True, exist_ok=True)
        self.features.save(folder)
        np.savez(folder / "weights.npz", weights=self._weights, bias=self._bias)
        (folder / "labels.json").write_text(json.dumps(self.labels), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, encoder: SentenceEncoder) -> SentenceClassifier:
        """Read what :meth:`save` has written.

        Raises:
            OSError, ValueError, KeyError: the folder is incomplete or damaged.
        """
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
            return cls(Features.load(folder, encoder), labels, arrays["weights"], arrays["bias"])


def square_root_weights(labels: Sequence[str]) -> dict[str, float]:
    """Return class weights halfway between none and balanced: knowledge questions are many in training and in life."""
    counts = Counter(labels)
    return {label: (len(labels) / len(counts) / count) ** 0.5 for label, count in counts.items()}
