"""Which topics a question names: by name or alias, inflected or not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bot.knowledge.search.candidates import Candidate
from bot.language.asked.denied import is_denied
from bot.language.text.normalise import fold

_WORD = re.compile(r"[\w§&+]+")
_ENDINGS = ("ern", "en", "es", "er", "em", "n", "s", "e")
_SHORTEST_STEM = 4


class Names:
    """The names of all topics."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        """Take the names from ``candidates``."""
        self._topics: dict[str, set[str]] = defaultdict(set)
        for candidate in candidates:
            for name in candidate.names:
                self._topics[_key(name)].add(candidate.topic)
        self._longest = max((len(key.split()) for key in self._topics), default=0)

    def named(self, text: str) -> dict[str, int]:
        """Return the topics that ``text`` names, each with the number of letters of the longest name found."""
        found: dict[str, int] = {}
        for topic, length, _, _ in self._mentions(fold(text)):
            found[topic] = max(found.get(topic, 0), length)
        return found

    def denied(self, text: str) -> frozenset[str]:
        """Return the topics that ``text`` names only to deny them: robots in "keine Roboter, die Homepage"."""
        folded = fold(text)
        wanted: dict[str, bool] = {}
        for topic, _, start, end in self._mentions(folded):
            wanted[topic] = wanted.get(topic, False) or not is_denied(folded, start, end)
        return frozenset(topic for topic, is_wanted in wanted.items() if not is_wanted)

    def _mentions(self, folded: str) -> Iterator[tuple[str, int, int, int]]:
        """Yield each topic named, with the letters of the name and where it stands."""
        words = list(_WORD.finditer(folded))
        stems = [stem(word[0]) for word in words]
        for length in range(min(self._longest, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                key = " ".join(stems[start : start + length])
                for topic in self._topics.get(key, ()):
                    yield topic, len(key), words[start].start(), words[start + length - 1].end()


def _key(name: str) -> str:
    return " ".join(stem(word) for word in _WORD.findall(fold(name)))


def stem(word: str) -> str:
    """Return a folded word without its ending."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


def share_named(named: dict[str, int], topics: Sequence[str]) -> list[float]:
    """Return for each topic how much of it is named: 0, or up to 1 for a long name."""
    return [min(1.0, 0.4 + named[topic] / 25) if topic in named else 0.0 for topic in topics]
