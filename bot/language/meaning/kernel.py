"""Which of a few classes a short sentence belongs to, learnt in the blink of an eye from some dozens of sentences each.

Ridge regression in the space of a kernel (Saunders, Gammerman and Vovk 1998) over what two sentences have in common: n-grams of
letters, words, sounds, and meaning. It needs no rounds, and how well it would have judged each known sentence without knowing it
comes from the same matrix (the leave-one-out residuals, Cawley and Talbot 2003): that calibrates the probabilities.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from bot.encoder.arrays import FloatArray, unit
from bot.language.meaning.classifier import Guess
from bot.language.text.ngrams import NGrams, pieces_of_words, words_and_pairs
from bot.language.text.normalise import fold
from bot.language.text.phonetics import pieces_of_sounds

Encode = Callable[[str], FloatArray]
_WEIGHTS = (0.2, 0.1, 0.1, 0.6)
"""What letters, words, sounds and meaning count for; chosen by leave-one-out on the known sentences."""
_ANALYSERS = (pieces_of_words, words_and_pairs, pieces_of_sounds)
"""What finds the n-grams; the last one reads the text itself, the others its folded form."""
_SHARPNESS, _PENALTY = 2.5, 0.1
_LEAST_TEXTS = 2
"""Sentences in which an n-gram has to stand."""
_SCALES = np.geomspace(1.0, 40.0, 60)
_OF_STRANGERS = 0.8
"""Share of the sharpness found on the known sentences that holds for those of strangers, which are further from all of them."""


class KernelClassifier:
    """Sure of what it knows, and unsure of what is far from everything."""

    def __init__(
        self,
        labels: list[str],
        grams: Sequence[NGrams],
        matrices: Sequence[Any],
        meanings: FloatArray,
        centre: FloatArray,
        weights: FloatArray,
        bias: FloatArray,
        scale: float,
        encode: Encode,
    ) -> None:
        """Use :meth:`learn`."""
        self.labels = labels
        self._grams = grams
        self._matrices = matrices
        self._meanings = meanings
        self._centre = centre
        self._weights = weights
        self._bias = bias
        self._scale = scale
        self._encode = encode

    @classmethod
    def learn(
        cls, texts: Sequence[str], labels: Sequence[str], vectors: FloatArray, encode: Encode
    ) -> KernelClassifier:
        """Learn from ``texts`` with their ``labels`` and sentence ``vectors``; ``encode`` gives the vector of a sentence later."""
        folded = [fold(text) for text in texts]
        read = (folded, folded, texts)
        grams = [_learnt(analyse, one) for analyse, one in zip(_ANALYSERS, read, strict=True)]
        matrices = [_matrix(learnt, one) for learnt, one in zip(grams, read, strict=True)]
        centre = vectors.mean(axis=0)
        meanings = unit(vectors - centre)
        alike = [np.asarray((matrix @ matrix.T).todense()) for matrix in matrices]
        kernel = _kernel([*alike, meanings @ meanings.T])
        classes = sorted(set(labels))
        wanted = np.asarray([[float(label == one) for one in classes] for label in labels])
        bias = wanted.mean(axis=0)
        inverse = np.linalg.inv(kernel + _PENALTY * np.eye(len(texts)))
        weights = inverse @ (wanted - bias)
        without = wanted - weights / np.diag(inverse)[:, None]
        scale = _OF_STRANGERS * min(_SCALES, key=lambda scale: _surprise(without * scale, wanted))
        return cls(classes, grams, matrices, meanings, centre, weights, bias, float(scale), encode)

    def arrays(self) -> dict[str, Any]:
        """Return all that was learnt as arrays, for :meth:`of`."""
        vocabulary = json.dumps({"labels": self.labels, "grams": [list(one.columns) for one in self._grams]})
        parts: dict[str, Any] = {
            "vocabulary": np.frombuffer(vocabulary.encode(), dtype=np.uint8),
            "meanings": self._meanings.astype(np.float16),
            "centre": self._centre,
            "weights": self._weights.astype(np.float32),
            "bias": self._bias,
            "scale": np.asarray(self._scale),
        }
        for number, (grams, matrix) in enumerate(zip(self._grams, self._matrices, strict=True)):
            parts |= {f"rarity{number}": grams.rarity, f"data{number}": matrix.data.astype(np.float16)}
            parts |= {f"indices{number}": matrix.indices, f"indptr{number}": matrix.indptr}
        return parts

    @classmethod
    def of(cls, arrays: Mapping[str, Any], encode: Encode) -> KernelClassifier:
        """Return the classifier that :meth:`arrays` has described.

        Raises:
            KeyError, ValueError: something is missing or damaged.
        """
        from scipy.sparse import csr_matrix

        vocabulary = json.loads(bytes(arrays["vocabulary"]).decode())
        grams, matrices = [], []
        for number, (analyse, known) in enumerate(zip(_ANALYSERS, vocabulary["grams"], strict=True)):
            grams.append(NGrams(analyse, {gram: place for place, gram in enumerate(known)}, arrays[f"rarity{number}"]))
            parts = (arrays[f"data{number}"].astype(np.float32), arrays[f"indices{number}"], arrays[f"indptr{number}"])
            matrices.append(csr_matrix(parts, shape=(len(parts[2]) - 1, len(known))))
        return cls(
            vocabulary["labels"],
            grams,
            matrices,
            arrays["meanings"].astype(np.float32),
            arrays["centre"],
            arrays["weights"],
            arrays["bias"],
            float(arrays["scale"]),
            encode,
        )

    def guesses(self, text: str) -> list[Guess]:
        """Return all classes, most probable first."""
        rows = []
        read = (fold(text), fold(text), text)
        for grams, matrix, one in zip(self._grams, self._matrices, read, strict=True):
            columns, weights = grams.weights(one)
            row = np.zeros(matrix.shape[1], dtype=np.float32)
            row[columns] = weights
            rows.append(matrix @ row)
        meaning = unit((self._encode(text) - self._centre)[None, :])[0]
        rows.append(self._meanings @ meaning)
        scores = (_kernel(rows) @ self._weights + self._bias) * self._scale
        odds = np.exp(scores - scores.max())
        odds /= odds.sum()
        nearest = float(max(rows[-1]))
        return [Guess(self.labels[place], float(odds[place]), nearest) for place in np.argsort(-odds)]


def _kernel(alike: Sequence[FloatArray]) -> FloatArray:
    together = sum(weight * one for weight, one in zip(_WEIGHTS, alike, strict=True))
    return np.asarray(np.exp(_SHARPNESS * (together - 1.0)))


def _learnt(analyse: Callable[[str], list[str]], texts: Sequence[str]) -> NGrams:
    """Return the n-grams of ``texts``, without scikit-learn, which takes half a second to import."""
    found = Counter(gram for text in texts for gram in set(analyse(text)))
    kept = [gram for gram, count in found.items() if count >= _LEAST_TEXTS]
    rarity = np.asarray([np.log((1 + len(texts)) / (1 + found[gram])) + 1 for gram in kept])
    return NGrams(analyse, {gram: place for place, gram in enumerate(kept)}, rarity)


def _matrix(grams: NGrams, texts: Sequence[str]) -> Any:
    """Return the weights of the n-grams of each text as a sparse matrix, shape (texts, n-grams)."""
    from scipy.sparse import csr_matrix

    rows = [grams.weights(text) for text in texts]
    ends = np.cumsum([0, *(len(columns) for columns, _ in rows)])
    columns, weights = (np.concatenate([row[part] for row in rows]) for part in (0, 1))
    return csr_matrix((weights, columns, ends), shape=(len(texts), len(grams.columns)))


def _surprise(scores: FloatArray, wanted: FloatArray) -> float:
    """Return how badly probabilities made from ``scores`` foretell what is ``wanted``."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    return float((np.log(np.exp(shifted).sum(axis=1)) - (shifted * wanted).sum(axis=1)).mean())
