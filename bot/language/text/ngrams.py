"""Which n-grams a text has, and how much each of them tells (TF-IDF, Salton and Buckley 1988)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from bot.encoder.arrays import FloatArray

Analyse = Callable[[str], list[str]]

LONGEST_PIECE = 5


def pieces_of_words(text: str) -> list[str]:
    """Return all runs of 1 to 5 characters within the words of ``text``, each word with a blank before and behind it."""
    return [piece for word in text.split() for piece in _pieces(f" {word} ")]


def words_and_pairs(text: str) -> list[str]:
    """Return the words of ``text`` and all pairs of neighbours."""
    words = text.split()
    return words + [f"{first} {second}" for first, second in pairwise(words)]


class NGrams:
    """The n-grams of a set of texts, by number.

    scikit-learn learns them; one text's weights are reckoned here, because its transformer is made for many and takes three
    times as long for one, and because a server needs no scikit-learn then, which takes half a second to import.
    """

    def __init__(self, analyse: Analyse, columns: dict[str, int], rarity: FloatArray) -> None:
        """Use :meth:`learn`. ``columns``: the number of each n-gram; ``rarity``: how much each tells, shape (n-grams,)."""
        self._analyse = analyse
        self.columns = columns
        self.rarity = rarity

    @classmethod
    def learn(cls, analyse: Analyse, texts: Sequence[str], min_df: int, max_features: int | None = None) -> NGrams:
        """Learn those that occur in at least ``min_df`` texts, only the ``max_features`` most frequent if given."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        learnt = TfidfVectorizer(analyzer=analyse, min_df=min_df, max_features=max_features).fit(texts)
        return cls(analyse, {gram: int(column) for gram, column in learnt.vocabulary_.items()}, learnt.idf_)

    def weights(self, text: str) -> tuple[FloatArray, FloatArray]:
        """Return the numbers of the n-grams in ``text`` and their weights, which have length 1 together.

        A frequent n-gram counts by the logarithm of its frequency.
        """
        known = map(self.columns.get, self._analyse(text))
        counts = Counter(column for column in known if column is not None)
        columns = np.fromiter(counts.keys(), dtype=np.int64, count=len(counts))
        weights = 1 + np.log(np.fromiter(counts.values(), dtype=np.float64, count=len(counts)))
        weights *= self.rarity[columns]
        return columns, (weights / max(1e-9, float(np.linalg.norm(weights)))).astype(np.float32)


def _pieces(word: str) -> Iterator[str]:
    for length in range(1, min(LONGEST_PIECE, len(word)) + 1):
        for start in range(len(word) - length + 1):
            yield word[start : start + length]
