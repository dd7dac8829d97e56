"""Deciding which of several classes a German sentence belongs to: character and word n-grams, meaning, one linear model.

Used for intents (in Rasa) and as one signal of the knowledge search. Saved as arrays and JSON, never as pickle, so that
loading a model cannot run code (CVE-2024-49375).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bot.language.encoder import SentenceEncoder
from bot.language.normalise import fold


@dataclass(frozen=True)
class Sample:
    """One sentence: its text and its lemmas in order, joined by blanks."""

    text: str
    lemmas: str


class Features:
    """Turns samples into rows: TF-IDF of characters, of word lemmas, and the sentence vector."""

    def __init__(self, encoder: SentenceEncoder, meaning_weight: float = 3.0) -> None:
        """``meaning_weight`` scales the sentence vector against the n-grams (each block has length 1)."""
        self._encoder = encoder
        self.meaning_weight = meaning_weight
        self.chars = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 5), sublinear_tf=True, min_df=2)
        self.words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"(?u)\S+")

    def fit(self, samples: Sequence[Sample]) -> sparse.csr_matrix:
        """Learn the vocabulary and return the rows of ``samples``."""
        self.chars.fit([fold(sample.text) for sample in samples])
        self.words.fit([fold(sample.lemmas) for sample in samples])
        return self.rows(samples)

    def rows(self, samples: Sequence[Sample]) -> sparse.csr_matrix:
        """Return one row for each sample."""
        meaning = self._encoder.encode_all([sample.text for sample in samples]) * self.meaning_weight
        return self._stack(samples, meaning)

    def row(self, sample: Sample) -> sparse.csr_matrix:
        """Return the row of one sample (uses the encoder's memory)."""
        return self._stack([sample], self._encoder.encode(sample.text)[None, :] * self.meaning_weight)

    def _stack(self, samples: Sequence[Sample], meaning: np.ndarray) -> sparse.csr_matrix:
        blocks = [
            self.chars.transform([fold(sample.text) for sample in samples]),
            self.words.transform([fold(sample.lemmas) for sample in samples]),
            sparse.csr_matrix(meaning),
        ]
        return sparse.hstack(blocks, format="csr").astype(np.float32)


class SentenceClassifier:
    """A linear classifier over :class:`Features` with probabilities."""

    def __init__(self, features: Features, labels: list[str], weights: np.ndarray, bias: np.ndarray) -> None:
        """``weights``: (features, labels); ``bias``: (labels,). Use :meth:`train` or :meth:`load`."""
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
        sample_weight: Sequence[float] | None = None,
        strength: float = 20.0,
    ) -> SentenceClassifier:
        """Train on ``samples`` with their ``labels``; ``strength`` is the inverse of the L2 penalty."""
        features = Features(encoder)
        rows = features.fit(samples)
        model = LogisticRegression(C=strength, max_iter=200, tol=1e-3, class_weight="balanced")
        model.fit(rows, list(labels), sample_weight=sample_weight)
        return cls(
            features,
            [str(label) for label in model.classes_],
            np.ascontiguousarray(model.coef_.T, dtype=np.float32),
            model.intercept_.astype(np.float32),
        )

    def probabilities(self, sample: Sample) -> dict[str, float]:
        """Return the probability of each label for one sample; they add up to 1."""
        scores = np.asarray(self.features.row(sample) @ self._weights).ravel() + self._bias
        odds = np.exp(scores - scores.max())
        return dict(zip(self.labels, (odds / odds.sum()).tolist(), strict=True))

    def save(self, folder: Path) -> None:
        """Write the classifier into ``folder`` (made if missing)."""
        folder.mkdir(parents=True, exist_ok=True)
        chars, words = self.features.chars, self.features.words
        np.savez_compressed(
            folder / "weights.npz",
            weights=self._weights.astype(np.float16),
            bias=self._bias,
            chars=chars.idf_,
            words=words.idf_,
        )
        vocabulary = {
            "labels": self.labels,
            "meaning_weight": self.features.meaning_weight,
            "chars": {gram: int(index) for gram, index in chars.vocabulary_.items()},
            "words": {gram: int(index) for gram, index in words.vocabulary_.items()},
        }
        (folder / "vocabulary.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, encoder: SentenceEncoder) -> SentenceClassifier:
        """Read what :meth:`save` has written.

        Raises:
            OSError, ValueError: the folder is incomplete or damaged.
        """
        vocabulary = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
        features = Features(encoder, vocabulary["meaning_weight"])
        with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
            for vectorizer, name in ((features.chars, "chars"), (features.words, "words")):
                vectorizer.vocabulary_ = vocabulary[name]
                vectorizer.idf_ = arrays[name]
            weights, bias = arrays["weights"].astype(np.float32), arrays["bias"]
        return cls(features, vocabulary["labels"], weights, bias)
