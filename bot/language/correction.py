"""Mending typos in a sentence before its meaning is looked for.

Sentence encoders read a misspelt word as a handful of unrelated syllables; n-grams only half of it. So words that are
neither German nor known from the examples become the known word they were meant to be, where that is beyond doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.language.features import Sample
from bot.language.normalise import fold
from bot.language.spelling import Speller

_WORD = re.compile(r"[^\W\d_]+")


class Correction:
    """Knows the words of a set of sentences."""

    def __init__(self, words: Iterable[str]) -> None:
        """``words``: the vocabulary as it is written, in small letters."""
        self.words = sorted(set(words))
        self._spelt = {fold(word): word for word in self.words}
        self._speller = Speller(self._spelt)

    @classmethod
    def of(cls, samples: Iterable[Sample]) -> Correction:
        """Take the vocabulary from known sentences, their lemmas included."""
        return cls(
            word.lower() for sample in samples for text in (sample.text, sample.lemmas) for word in _WORD.findall(text)
        )

    def mend(self, sample: Sample) -> Sample:
        """Return ``sample`` with its typos corrected, in the text and in the lemmas."""
        return Sample(_WORD.sub(self._mended, sample.text), _WORD.sub(self._mended, sample.lemmas))

    def _mended(self, match: re.Match[str]) -> str:
        meant = self._speller.closest(fold(match[0]))
        return match[0] if meant is None or meant == fold(match[0]) else self._spelt[meant]
