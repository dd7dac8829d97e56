"""What a candidate takes for granted: an article on commissions answers "Muss ich E-Rechnungen schreiben?" for few.

The words that its phrasings share and those of its neighbours in the topic do not are its conditions. Whoever asks and says none
of them hardly meant it, however near the sentences are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

import numpy as np

from bot.encoder.arrays import FloatArray
from bot.knowledge.search.candidates import Candidate
from bot.knowledge.search.coverage import keys

_SHARE, _SURE_SHARE = 0.2, 0.4
"""Shares of the phrasings from which a word is what the candidate is about, maybe and surely."""
_ORDINARY = 0.02
"""Share of all phrasings from which a word is nobody's condition: "oder" and "Rechnung" are not."""


class Presupposed:
    """The conditions of all candidates: words with weights, 0 to 1."""

    def __init__(
        self, words: Sequence[str], starts: FloatArray, numbers: FloatArray, weights: FloatArray, sure: FloatArray
    ) -> None:
        """Use :meth:`learn`, or what :attr:`arrays` gave.

        Args:
            words: all conditions.
            starts: where those of each candidate begin, shape (candidates + 1,).
            numbers: places in ``words``.
            weights: as long as ``numbers``.
            sure: the same, nothing for what is no sure condition.
        """
        self.words = list(words)
        self.arrays = {"starts": starts, "numbers": numbers, "weights": weights, "sure": sure}
        self._number_of = {word: number for number, word in enumerate(self.words)}
        self._sums = {name: _sums(self.arrays[name]) for name in ("weights", "sure")}

    @classmethod
    def learn(cls, candidates: Sequence[Candidate]) -> Presupposed:
        """Find the words that the phrasings of a candidate share, and those of its topic do not."""
        shares = [_shares(candidate.phrasings) for candidate in candidates]
        of_topic: dict[str, list[int]] = defaultdict(list)
        for place, candidate in enumerate(candidates):
            of_topic[candidate.topic].append(place)
        spread: Counter[str] = Counter()
        for share in shares:
            spread.update(share)
        most = max(1.0, _ORDINARY * len(candidates))
        starts, found, weights, sure = [0], [], [], []
        for place, candidate in enumerate(candidates):
            others = [shares[other] for other in of_topic[candidate.topic] if other != place]
            for word, part in sorted(shares[place].items()):
                among = sum(other.get(word, 0.0) for other in others) / max(1, len(others))
                if others and part >= _SHARE and part > 2 * among and spread[word] <= most:
                    found.append(word)
                    weights.append(part - among)
                    sure.append(part - among if part >= _SURE_SHARE else 0.0)
            starts.append(len(found))
        words = sorted(set(found))
        number_of = {word: number for number, word in enumerate(words)}
        numbers = np.asarray([number_of[word] for word in found], dtype=np.int32)
        return cls(
            words,
            np.asarray(starts, dtype=np.int32),
            numbers,
            np.asarray(weights, dtype=np.float32),
            np.asarray(sure, dtype=np.float32),
        )

    def of(self, text: str, places: FloatArray, in_talk: bool = False) -> tuple[FloatArray, FloatArray]:
        """Return, for each of ``places``, how much of its conditions ``text`` says, and how much it does not say.

        ``in_talk``: whether something was said before, so that a short question leaves out more: only sure conditions count.
        """
        starts, numbers = self.arrays["starts"], self.arrays["numbers"]
        kind = "sure" if in_talk else "weights"
        weights, all_ = self.arrays[kind], self._sums[kind]
        said = np.zeros(len(self.words) + 1, dtype=np.float32)
        said[[self._number_of[word] for word in keys(text) if word in self._number_of]] = 1
        there = _sums(weights * said[numbers])
        begins, ends = starts[places], starts[places + 1]
        spoken = (there[ends] - there[begins]).astype(np.float32)
        return spoken, (all_[ends] - all_[begins]).astype(np.float32) - spoken


def _sums(weights: FloatArray) -> FloatArray:
    return np.concatenate([[0.0], np.cumsum(weights)])


def _shares(phrasings: Collection[str]) -> dict[str, float]:
    counts = Counter(word for text in phrasings for word in set(keys(text)))
    return {word: count / len(phrasings) for word, count in counts.items()}
