"""A German sentence as one dense row of numbers: spelling, words and meaning, each of length 1."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.language.arrays import FloatArray
from bot.language.encoder import USE_DIMENSIONS, SentenceEncoder
from bot.language.ngrams import NGrams, pieces_of_words, words_and_pairs
from bot.language.normalise import fold

LEXICAL_DIMENSIONS = 400

Encode = Callable[[Sequence[str]], FloatArray]


@dataclass(frozen=True)
class Sample:
    """One sentence: its text, and its lemmas in order, joined by blanks."""

    text: str
    lemmas: str


class Features:
    """Learns the n-grams of a set of sentences and turns sentences into rows.

    Character n-grams (1 to 5) carry typos, compounds and dialect; lemmas carry words; both are reduced to
    400 dimensions, which makes the linear model on top twenty times faster to train and, measured, more accurate than on the
    n-grams themselves. The two sentence vectors are centred, because the raw ones of e5 all point the same way.
    """

    def __init__(
        self, encoder: SentenceEncoder, chars: NGrams, words: NGrams, axes: FloatArray, centre: FloatArray
    ) -> None:
        """Use :meth:`learn` or :meth:`load`.

        Args:
            encoder: gives the sentence vectors.
            chars: n-grams of characters.
            words: n-grams of lemmas.
            axes: directions of both kinds of n-grams, shape (n-grams, 400). Float16: a sentence needs few of them.
            centre: the mean of the sentence vectors.
        """
        self._encoder = encoder
        self._chars = chars
        self._words = words
        self._axes = axes
        self._centre = centre

    @classmethod
    def learn(
        cls, samples: Sequence[Sample], encoder: SentenceEncoder, encode_all: Encode
    ) -> tuple[Features, FloatArray]:
        """Learn from ``samples`` and return their rows, too; ``encode_all`` gives sentence vectors, from a cache for instance."""
        chars = NGrams.learn(pieces_of_words, [fold(sample.text) for sample in samples], min_df=3, max_features=30_000)
        words = NGrams.learn(words_and_pairs, [fold(sample.lemmas) for sample in samples], min_df=2)
        vectors = encode_all([sample.text for sample in samples])
        features = cls(encoder, chars, words, np.zeros((0, 0), dtype=np.float16), vectors.mean(axis=0))
        features._axes = _main_axes(
            [features._grams(sample) for sample in samples], len(chars.columns) + len(words.columns)
        )
        return features, features._rows(samples, vectors)

    def rows(self, samples: Sequence[Sample], encode_all: Encode) -> FloatArray:
        """Return the rows of many samples, shape (len(samples), dimensions)."""
        return self._rows(samples, encode_all([sample.text for sample in samples]))

    def row(self, sample: Sample) -> FloatArray:
        """Return the row of one sample."""
        return self._row(sample, self._encoder.encode(sample.text))

    def _rows(self, samples: Sequence[Sample], vectors: FloatArray) -> FloatArray:
        return np.asarray([self._row(sample, vector) for sample, vector in zip(samples, vectors, strict=True)])

    def _row(self, sample: Sample, vector: FloatArray) -> FloatArray:
        columns, weights = self._grams(sample)
        centred: FloatArray = vector - self._centre
        blocks = (weights @ self._axes[columns].astype(np.float32), centred[:USE_DIMENSIONS], centred[USE_DIMENSIONS:])
        unit = [block / max(1e-9, float(np.linalg.norm(block))) for block in blocks]
        return np.asarray(np.concatenate(unit), dtype=np.float32)

    def _grams(self, sample: Sample) -> tuple[FloatArray, FloatArray]:
        chars, words = self._chars.weights(fold(sample.text)), self._words.weights(fold(sample.lemmas))
        return np.concatenate([chars[0], words[0] + len(self._chars.columns)]), np.concatenate([chars[1], words[1]])

    def save(self, folder: Path) -> None:
        """Write the learnt part into ``folder`` as arrays and JSON; never as pickle, whose loading can run code."""
        np.savez(
            folder / "features.npz",
            axes=self._axes,
            centre=self._centre,
            chars=self._chars.rarity,
            words=self._words.rarity,
        )
        vocabulary = {"chars": self._chars.columns, "words": self._words.columns}
        (folder / "vocabulary.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, encoder: SentenceEncoder) -> Features:
        """Read what :meth:`save` has written.

        Raises:
            OSError, ValueError, KeyError: the folder is incomplete or damaged.
        """
        vocabulary = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
        with np.load(folder / "features.npz", allow_pickle=False) as arrays:
            chars = NGrams(pieces_of_words, vocabulary["chars"], arrays["chars"])
            words = NGrams(words_and_pairs, vocabulary["words"], arrays["words"])
            return cls(encoder, chars, words, arrays["axes"], arrays["centre"])


def _main_axes(grams: Sequence[tuple[FloatArray, FloatArray]], columns: int) -> FloatArray:
    """Return the directions in which the n-grams of sentences differ most (latent semantic analysis, Deerwester et al. 1990)."""
    from scipy.sparse import csr_matrix
    from sklearn.decomposition import TruncatedSVD

    ends = np.cumsum([0, *(len(numbers) for numbers, _ in grams)])
    weights, numbers = (np.concatenate([pair[part] for pair in grams]) for part in (1, 0))
    counts = csr_matrix((weights, numbers, ends), shape=(len(grams), columns))
    dimensions = min(LEXICAL_DIMENSIONS, *(size - 1 for size in counts.shape))
    return np.asarray(TruncatedSVD(dimensions, random_state=0).fit(counts).components_.T.astype(np.float16))
