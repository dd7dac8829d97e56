"""How much of what a question says a candidate knows: a proper name that the answer does not cover speaks against it (A2)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from bot.encoder.arrays import FloatArray
from bot.knowledge.search.naming import stem
from bot.language.text.normalise import fold

_WORD = re.compile(r"[^\W_]{2,}")
_KEY = 6
"""Letters of a stem that count: "Rechnungen" is covered by "Rechnungsprogramm"."""
_NOWHERE = np.zeros(0, dtype=np.int32)
_ORDINARY = 0.12
"""Share of candidates from which a word says nothing."""


class Coverage:
    """The words of all candidates."""

    def __init__(self, words: dict[str, FloatArray], count: int) -> None:
        """``words``: the places of the candidates that have each word; ``count``: how many candidates there are."""
        self._words = words
        self._count = count

    @classmethod
    def learn(cls, texts: Sequence[str]) -> Coverage:
        """Take the words of each candidate from all its texts."""
        found: dict[str, set[int]] = defaultdict(set)
        for place, text in enumerate(texts):
            for word in keys(text):
                found[word].add(place)
        return cls({word: np.asarray(sorted(places), dtype=np.int32) for word, places in found.items()}, len(texts))

    def of(self, text: str, beside: int | None = None) -> FloatArray:
        """Return for each candidate how much of the telling words of ``text`` it has, 0 to 1, shape (candidates,).

        ``beside``: the place of a candidate whose words do not count any more: what is left is what the others add to it.
        """
        covered = np.zeros(self._count, dtype=np.float32)
        total = 0.0
        for word in dict.fromkeys(keys(text)):
            places = self._words.get(word, _NOWHERE)
            if len(places) / self._count > _ORDINARY:
                continue
            weight = float(np.log(self._count / max(1, len(places))))
            total += weight
            if beside is None or beside not in places:
                covered[places] += weight
        empty = 1.0 if beside is None else 0.0
        return np.asarray(covered / total) if total else np.full(self._count, empty, dtype=np.float32)

    def says_only(self, text: str, names: Sequence[str]) -> bool:
        """Return whether ``text`` has no telling word besides ``names``, as "Muss ich jetzt E-Rechnungen schreiben?"."""
        known = {word for name in names for word in keys(name)}
        others = (word for word in keys(text) if word not in known)
        return all(len(self._words.get(word, _NOWHERE)) / self._count > _ORDINARY for word in others)

    def arrays(self) -> tuple[list[str], FloatArray, FloatArray]:
        """Return words, starts and places, for keeping."""
        words = sorted(self._words)
        starts = np.cumsum([0, *(len(self._words[word]) for word in words)])
        places = np.concatenate([self._words[word] for word in words]) if words else np.zeros(0, dtype=np.int32)
        return words, starts, places

    @classmethod
    def kept(cls, words: Sequence[str], starts: FloatArray, places: FloatArray, count: int) -> Coverage:
        """Return what :meth:`arrays` gave."""
        return cls({word: places[starts[n] : starts[n + 1]] for n, word in enumerate(words)}, count)


def keys(text: str) -> list[str]:
    """Return the beginnings of the stems of all words, by which words are held to be the same."""
    return [stem(word)[:_KEY] for word in _WORD.findall(fold(text))]
