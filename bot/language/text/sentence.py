"""A sentence cut into words, the common ground of all readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from bot.language.facts.entity import Entity
from bot.language.text.normalise import Aligned, align_folded

_WORD = re.compile(r"[^\W\d_]+|\d+")
MAX_LENGTH = 2000
"""Longer texts are cut: a chat message has at most 1,000 characters, and reading stays quick on anything."""


@dataclass(frozen=True)
class Word:
    """A run of letters or of digits. ``key`` is folded; ``start``/``end`` are offsets in ``Sentence.folded``.

    ``gap`` is what stands between the word before and this one ("" for "20k", "-" for "Kfz-Werkstatt").
    """

    key: str
    start: int
    end: int
    gap: str
    surface: str

    @property
    def is_upper(self) -> bool:
        """Whether it is written in capitals only."""
        return self.surface.isupper()

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.surface[:1].isupper()


@dataclass(frozen=True)
class Sentence:
    """A text with its folded form and words; build it with ``Sentence.of``."""

    aligned: Aligned
    words: tuple[Word, ...] = field(default=())

    @classmethod
    def of(cls, text: str) -> Sentence:
        """Cut ``text`` into words. Never raises."""
        aligned = align_folded(text[:MAX_LENGTH])
        return cls(aligned, tuple(_words(aligned)))

    @property
    def folded(self) -> str:
        """The whole text as a key, see ``normalise.fold``."""
        return self.aligned.text

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The words' keys in order."""
        return tuple(word.key for word in self.words)

    @cached_property
    def key_set(self) -> frozenset[str]:
        """The words' keys as a set."""
        return frozenset(self.keys)

    @cached_property
    def shouts(self) -> bool:
        """Whether all letters are capitals, so that capitals tell nothing."""
        letters = [char for char in self.aligned.original if char.isalpha()]
        return len(letters) > 5 and all(not char.islower() for char in letters)

    @cached_property
    def starts(self) -> dict[int, int]:
        """Index of the word that starts at an offset."""
        return {word.start: index for index, word in enumerate(self.words)}

    def key(self, index: int) -> str:
        """Return the key of the word at ``index``, or "" outside of the sentence."""
        return self.keys[index] if 0 <= index < len(self.keys) else ""

    def word_from(self, offset: int) -> int:
        """Return the index of the first word that starts at or after ``offset`` (maybe one past the last)."""
        for index, word in enumerate(self.words):
            if word.start >= offset:
                return index
        return len(self.words)

    def word_before(self, offset: int) -> int:
        """Return the index of the last word that ends at or before ``offset``, or -1."""
        for index in range(len(self.words) - 1, -1, -1):
            if self.words[index].end <= offset:
                return index
        return -1

    def joined(self, first: int, last: int) -> str:
        """Return the keys of the words ``first`` to ``last`` (inclusive) without anything in between."""
        return "".join(self.keys[first : last + 1])

    def near(self, first: int, last: int) -> bool:
        """Whether the words ``first`` to ``last`` follow each other without a comma, full stop or the like."""
        return all(_is_light(self.words[index].gap) for index in range(first + 1, last + 1))

    def entity(self, name: str, value: str | int, start: int, end: int) -> Entity:
        """Return an entity for ``folded[start:end]`` with offsets in the original text."""
        first, last = self.aligned.origin(start, end)
        return Entity(name, value, first, last)


def _is_light(gap: str) -> bool:
    return all(char in " -/.&()@+'\"" for char in gap) and ". " not in gap


def _words(aligned: Aligned) -> Iterator[Word]:
    previous = 0
    for match in _WORD.finditer(aligned.text):
        start, end = match.span()
        yield Word(match.group(), start, end, aligned.text[previous:start], aligned.surface(start, end))
        previous = end


def overlaps(one: Entity, other: Entity) -> bool:
    """Whether two entities share a character."""
    return one.start < other.end and other.start < one.end
