"""The smaller towns of Germany, each with its one Land: what ``towns.txt`` (GeoNames, CC BY 4.0) adds to the knowledge base.

There are thousands of them, and many are surnames or look like words. So they count only where they stand like a place, never
mistyped, and never where two Länder have one of that name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from bot.language.facts.place_context import Standing, standing
from bot.language.text.normalise import fold
from bot.language.text.sentence import Sentence
from bot.language.text.wordset import word_set

_FILE = Path(__file__).with_name("towns.txt")
_SEVERAL = "??"
_SHORT = 6
"""Letters up to which a single word needs a preposition before it: so short a name is too often somebody's or a brand's."""
_LONG = 10
"""Letters from which a name is a town's wherever it stands, but behind a title."""
_TITLES = word_set(
    "herr herrn frau familie firma fa dr von van gmbh hotel gasthof gasthaus geschwister gebrueder brueder"
)
_PREPOSITIONS = word_set("in aus bei nahe raum stadt ort landkreis kreis gemeinde naehe umkreis standort en ausm im")
_GREETINGS = word_set("gruss gruesse gruessen lg mfg vg herzlichst danke")
_SHORTENED = (
    (("an", "der"), ("a", "d")),
    (("am",), ("a",)),
    (("in", "der"), ("i", "d")),
    (("bei",), ("b",)),
    (("im",), ("i",)),
)
"""How a river or a region behind a name is shortened: "Neustadt a. d. Weinstraße"."""
_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True)
class Town:
    """One town: its name as it is written, its folded words, and the Land's code; ``code`` is empty where several have one."""

    name: str
    keys: tuple[str, ...]
    code: str


@lru_cache(maxsize=1)
def _towns() -> dict[str, tuple[Town, ...]]:
    """Return all towns by their first word, longer names first."""
    by_word: dict[str, list[Town]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        land, colon, names = line.partition(": ")
        if line.startswith("#") or not colon:
            continue
        for name in names.split(", "):
            keys = tuple(_WORD.findall(fold(name)))
            town = Town(name, keys, "" if land == _SEVERAL else "DE-" + land)
            by_word.setdefault(keys[0], []).append(town)
            for words, short in _SHORTENED:
                if len(keys) > len(words) and keys[1 : 1 + len(words)] == words:
                    by_word[keys[0]].append(replace(town, keys=(keys[0], *short, *keys[1 + len(words) :])))
            if keys[0] == "sankt":
                by_word.setdefault("st", []).append(replace(town, keys=("st", *keys[1:])))
    return {word: tuple(sorted(towns, key=lambda town: -len(town.keys))) for word, towns in by_word.items()}


def all_towns() -> list[tuple[str, str]]:
    """Return name and Land of every town that tells one."""
    return sorted({(town.name, town.code) for towns in _towns().values() for town in towns if town.code})


def is_town(key: str) -> bool:
    """Return whether a town has exactly this one folded word as its name, in whichever Land."""
    return any(len(town.keys) == 1 for town in _towns().get(key, ()))


def town_at(sentence: Sentence, index: int, follows_place: bool) -> tuple[Town, int] | None:
    """Return the town whose name begins with the word at ``index``, and the index of its last word.

    Args:
        sentence: the message.
        index: where the name may begin.
        follows_place: whether another place stands right before.

    Returns:
        The town, also one that lies in several Länder (``code`` empty), or None where the words are no place's name.
    """
    for town in _towns().get(sentence.keys[index], ()):
        last = index + len(town.keys) - 1
        if sentence.keys[index : last + 1] == town.keys and _joined(sentence, index, last):
            return (town, last) if _is_place(sentence, index, last, follows_place) else None
    return None


def _joined(sentence: Sentence, first: int, last: int) -> bool:
    return all(sentence.words[place].gap.strip(" -/().") == "" for place in range(first + 1, last + 1))


def _is_place(sentence: Sentence, first: int, last: int, follows_place: bool) -> bool:
    if last > first and sentence.words[last].gap in {"-", "/"}:
        return True  # "Traben-Trarbach" is nothing else
    before = sentence.key(first - 1)
    if sum(len(key) for key in sentence.keys[first : last + 1]) >= _LONG and before not in _TITLES:
        return True  # "geigenbau markneukirchen 2 personen"
    if last == first and len(sentence.keys[first]) <= _SHORT and before not in _PREPOSITIONS and not follows_place:
        return len(sentence.words) == 1
    if before == "von" or (last + 1 >= len(sentence.words) and sentence.key_set & _GREETINGS):
        return before in _PREPOSITIONS
    return standing(sentence, first, last, Standing.WORD, False, follows_place)
