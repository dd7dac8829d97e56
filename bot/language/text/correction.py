"""Mending typos in a sentence before its meaning is looked for.

Sentence encoders read a misspelt word as a handful of unrelated syllables; n-grams only half of it. So words that are
neither German nor known from the examples become the known word they were meant to be, where that is beyond doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.language.meaning.features import Sample
from bot.language.text.normalise import fold
from bot.language.text.spelling import MIN_LENGTH, Speller

_WORD = re.compile(r"[^\W\d_]+")
MOST_SEARCHED = 30
"""Unknown words of one message whose meaning is searched for: each is compared with thousands (S9)."""
_REMEMBERED = 8
"""Sentences whose mended form is kept: one message is mended for its intent, its vector and the search."""


class Correction:
    """Knows the words of a set of sentences."""

    def __init__(self, spelt: dict[str, str]) -> None:
        """``spelt``: the vocabulary as it is written, in small letters, under its folded keys."""
        self.spelt = spelt
        self._speller = Speller(spelt, folded=True)
        self._mend_remembered = lru_cache(maxsize=_REMEMBERED)(self._mend)

    @classmethod
    def of(cls, samples: Iterable[Sample]) -> Correction:
        """Take the vocabulary from known sentences, their lemmas included."""
        words = {
            word.lower() for sample in samples for text in (sample.text, sample.lemmas) for word in _WORD.findall(text)
        }
        return cls({fold(word): word for word in sorted(words)})

    def mend(self, sample: Sample) -> Sample:
        """Return ``sample`` with its typos corrected, in the text and in the lemmas."""
        return self._mend_remembered(sample)

    def _mend(self, sample: Sample) -> Sample:
        searched: dict[str, str | None] = {}

        def mended(match: re.Match[str]) -> str:
            key = fold(match[0])
            if key in self.spelt or len(key) < MIN_LENGTH:
                return match[0]
            if key not in searched:
                searched[key] = self._speller.closest(key) if len(searched) < MOST_SEARCHED else None
            meant = searched[key]
            return match[0] if meant is None else self.spelt[meant]

        return Sample(_WORD.sub(mended, sample.text), _WORD.sub(mended, sample.lemmas))
