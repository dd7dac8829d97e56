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

    def __init__(self, spelt: dict[str, str]) -> None:
        """``spelt``: the vocabulary as it is written, in small letters, under its folded keys."""
        self.spelt = spelt
        self._speller = Speller(spelt, folded=True)

    @classmethod
    def of(cls, samples: Iterable[Sample]) -> Correction:
        """Take the vocabulary from known sentences, their lemmas included."""
        words = {
            word.lower() for sample in samples for text in (sample.text, sample.lemmas) for word in _WORD.findall(text)
        }
        return cls({fold(word): word for word in sorted(words)})

    def mend(self, sample: Sample) -> Sample:
        """Return ``sample`` with its typos corrected, in the text and in the lemmas."""
        return Sample(_WORD.sub(self._mended, sample.text), _WORD.sub(self._mended, sample.lemmas))

    def _mended(self, match: re.Match[str]) -> str:
        meant = self._speller.closest(fold(match[0]))
        return match[0] if meant is None or meant == fold(match[0]) else self.spelt[meant]
