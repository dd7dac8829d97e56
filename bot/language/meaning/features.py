"""A German sentence as one dense row of numbers: spelling with words, sound, and meaning, each of length 1."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.encoder.arrays import FloatArray, unit
from bot.language.meaning.encoder import SentenceEncoder
from bot.language.text.ngrams import NGrams, pieces_of_words, words_and_pairs
from bot.language.text.normalise import fold
from bot.language.text.phonetics import pieces_of_sounds

LEXICAL_DIMENSIONS = 400
SOUND_DIMENSIONS = 200
_ROUNDS = 3

Encode = Callable[[Sequence[str]], FloatArray]


@dataclass(frozen=True)
class Sample:
    """One sentence: its text, and its lemmas in order, joined by blanks."""

    text: str
    lemmas: str


class Features:
    """Learns the n-grams of a set of sentences and turns sentences into rows.

    Character n-grams (1 to 5) carry typos, compounds and dialect; lemmas carry words; both together are reduced to
    400 dimensions, which makes the linear model on top twenty times faster to train and, measured, more accurate than on the
    n-grams themselves. N-grams of sounds (:mod:`bot.language.text.phonetics`) carry dialect and are reduced to 200. The sentence
    vector is centred, because the raw ones all point the same way.
    """

    def __init__(
        self,
        encoder: SentenceEncoder,
        chars: NGrams,
        words: NGrams,
        sounds: NGrams,
        axes: FloatArray,
        sound_axes: FloatArray,
        centre: FloatArray,
    ) -> None:
        """Use :meth:`learn` or :meth:`load`.

        Args:
            encoder: gives the sentence vectors.
            chars: n-grams of characters.
            words: n-grams of lemmas.
            sounds: n-grams of sounds.
            axes: directions of the first two kinds, shape (n-grams, 400). Float16: a sentence needs few of them.
            sound_axes: directions of the third, shape (n-grams, 200).
            centre: the mean of the sentence vectors.
        """
        self._encoder = encoder
        self._chars = chars
        self._words = words
        self._sounds = sounds
        self._axes = axes
        self._sound_axes = sound_axes
        self._centre = centre

    @classmethod
    def learn(
        cls, samples: Sequence[Sample], encoder: SentenceEncoder, encode_all: Encode
    ) -> tuple[Features, FloatArray]:
        """Learn from ``samples`` and return their rows, too; ``encode_all`` gives sentence vectors, from a cache for instance."""
        chars = NGrams.learn(pieces_of_words, [fold(sample.text) for sample in samples], min_df=3, max_features=30_000)
        words = NGrams.learn(words_and_pairs, [fold(sample.lemmas) for sample in samples], min_df=2)
        sounds = NGrams.learn(pieces_of_sounds, [sample.text for sample in samples], min_df=3, max_features=20_000)
        vectors = encode_all([sample.text for sample in samples])
        nothing = np.zeros((0, 0), dtype=np.float16)
        features = cls(encoder, chars, words, sounds, nothing, nothing, vectors.mean(axis=0))
        lexical = _counts([features._grams(sample) for sample in samples], len(chars.columns) + len(words.columns))
        features._axes = _main_axes(lexical, LEXICAL_DIMENSIONS)
        heard = _counts([sounds.weights(sample.text) for sample in samples], len(sounds.columns))
        features._sound_axes = _main_axes(heard, SOUND_DIMENSIONS)
        blocks = (
            lexical @ features._axes.astype(np.float32),
            heard @ features._sound_axes.astype(np.float32),
            vectors - features._centre,
        )
        return features, np.concatenate([unit(block) for block in blocks], axis=1, dtype=np.float32)

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
        heard, loud = self._sounds.weights(sample.text)
        blocks = (
            weights @ self._axes[columns].astype(np.float32),
            loud @ self._sound_axes[heard].astype(np.float32),
            vector - self._centre,
        )
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
            sound_axes=self._sound_axes,
            centre=self._centre,
            chars=self._chars.rarity,
            words=self._words.rarity,
            sounds=self._sounds.rarity,
        )
        vocabulary = {"chars": self._chars.columns, "words": self._words.columns, "sounds": self._sounds.columns}
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
            sounds = NGrams(pieces_of_sounds, vocabulary["sounds"], arrays["sounds"])
            return cls(encoder, chars, words, sounds, arrays["axes"], arrays["sound_axes"], arrays["centre"])


def _counts(grams: Sequence[tuple[FloatArray, FloatArray]], columns: int) -> Any:
    """Return the n-grams of sentences as one sparse matrix, shape (sentences, columns)."""
    from scipy.sparse import csr_matrix

    ends = np.cumsum([0, *(len(numbers) for numbers, _ in grams)])
    weights, numbers = (np.concatenate([pair[part] for pair in grams]) for part in (1, 0))
    return csr_matrix((weights, numbers, ends), shape=(len(grams), columns))


def _main_axes(counts: Any, most: int) -> FloatArray:
    """Return the directions in which the n-grams of sentences differ most (latent semantic analysis, Deerwester et al. 1990).

    Three rounds of the randomised search (Halko, Martinsson and Tropp 2011) give the accuracy of five.
    """
    from sklearn.decomposition import TruncatedSVD

    dimensions = min(most, *(size - 1 for size in counts.shape))
    found = TruncatedSVD(dimensions, n_iter=_ROUNDS, random_state=0).fit(counts)
    return np.asarray(found.components_.T.astype(np.float16))
