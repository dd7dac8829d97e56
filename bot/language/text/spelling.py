"""Correcting typos of single words against a vocabulary.

Careful on purpose, because a wrong correction is worse than none: numbers, words of fewer than five letters and
ordinary German words stay as they are, the first letter must be right, and a tie between two candidates decides none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from rapidfuzz.distance import OSA

from bot.language.text.german import known_german
from bot.language.text.normalise import fold

MIN_LENGTH = 5
"""Shorter words carry too little to tell a typo from another word."""


def allowed_distance(length: int) -> int:
    """Return how many slips (wrong, missing, extra or swapped letters) a word of ``length`` letters may have."""
    if length < MIN_LENGTH:
        return 0
    if length < 9:
        return 1
    return 2 if length < 16 else 3


class Speller:
    """Finds the vocabulary word that was meant. Keys in and out are folded (see ``normalise.fold``)."""

    def __init__(
        self,
        vocabulary: Iterable[str],
        min_length: int = MIN_LENGTH,
        is_word: Callable[[str], bool] = known_german,
        folded: bool = False,
    ) -> None:
        """Index ``vocabulary``.

        Args:
            vocabulary: the words.
            min_length: shorter words are known but never offered as a correction.
            is_word: tells ordinary German words, which stay as they are.
            folded: whether the words are keys already; folding twenty thousand takes half a second.
        """
        self._known = frozenset(vocabulary if folded else map(fold, vocabulary))
        self._min_length = max(min_length, MIN_LENGTH)
        self._is_word = is_word
        self._buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
        for key in sorted(self._known):
            if len(key) >= self._min_length:
                self._buckets[key[0], len(key)].append(key)

    def __contains__(self, word: str) -> bool:
        return fold(word) in self._known

    def closest(self, key: str) -> str | None:
        """Return the vocabulary key nearest to the folded word ``key``, or None if there is none or more than one."""
        if key in self._known:
            return key
        if len(key) < self._min_length or any(char.isdigit() for char in key):
            return None
        best, best_distance, tied = None, allowed_distance(len(key)) + 1, False
        for length in range(len(key) - 2, len(key) + 3):
            for candidate in self._buckets.get((key[0], length), ()):
                limit = min(allowed_distance(min(length, len(key))), best_distance)
                distance = OSA.distance(key, candidate, score_cutoff=limit)
                if distance > limit:
                    continue
                if distance < best_distance:
                    best, best_distance, tied = candidate, distance, False
                elif distance == best_distance:
                    tied = True
        if best is None or tied or self._is_word(key):
            return None
        return best

    def correct(self, word: str) -> str:
        """Return the vocabulary key meant by ``word``, or ``word`` unchanged."""
        return self.closest(fold(word)) or word
