"""Which Land, and which town, district or landscape, a sentence names.

Exact names win over typos, longer names over shorter ones ("Sachsen-Anhalt" over "Sachsen"). Names that are ordinary
words too ("Halle", "Burg", "Essen", "Harz") count only where they stand like a place. What is denied ("nicht Sachsen")
does not count. A town gives two entities over the same characters: ``region`` and ``place``.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.language.facts.entity import Entity
from bot.language.facts.gazetteer import Gazetteer
from bot.language.facts.money import speaks_of_funding
from bot.language.facts.place_context import Standing, standing, stands_like_adjective, stands_like_postal_code
from bot.language.facts.place_names import (
    ADJECTIVES,
    AMBIGUOUS,
    CAPITALS_ONLY,
    IGNORED,
    PLACE_OF_ADJECTIVE,
    PLACE_OF_PLATE,
    PLATES,
    SHORT_IN_FUNDING,
)
from bot.language.facts.places.owner import is_of_somebody_else
from bot.language.facts.places.spellings import HOMONYMS, PlaceName, all_names
from bot.language.facts.places.towns import is_town, town_at
from bot.language.facts.postal_codes import land_of_postal_code
from bot.language.facts.sector import trade_of
from bot.language.text.german import known_german
from bot.language.text.normalise import without_umlauts
from bot.language.text.sentence import Sentence
from bot.language.text.spelling import Speller
from bot.language.text.wordset import word_set

_NEGATIONS = word_set("nicht statt anstatt ausser kein keine keinem niemals weder")
_PREPOSITIONS = word_set("in aus im bei von fuer nach")
_MIN_TYPO_LENGTH = 6
_PLAIN_TOWNS = word_set("munchen koln nurnberg dusseldorf thuringen wurzburg lubeck furth kothen")


@dataclass(frozen=True)
class _Hit:
    code: str
    place: str | None
    first: int
    last: int
    key: str = ""
    names_land: bool = False


class RegionReader:
    """Reads regions and places; knows the names of one gazetteer plus the colloquial ones."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Index all names once."""
        self._names: dict[str, list[PlaceName]] = defaultdict(list)
        self._single: dict[str, PlaceName] = {}
        self._joined_lands: dict[str, PlaceName] = {}
        self._seen: set[tuple[str, ...]] = set()
        self._codes = frozenset(land.code for land in gazetteer.lands)
        for name in all_names(gazetteer):
            self._add(name)
        for spelling in [name for names in self._names.values() for name in names]:
            plain = tuple(without_umlauts(key) for key in spelling.keys)
            if len("".join(plain)) >= 4 and not (
                len(plain) == 1 and plain[0] not in _PLAIN_TOWNS and known_german(plain[0])
            ):
                self._add(replace(spelling, keys=plain))
        for names in self._names.values():
            names.sort(key=lambda name: -len(name.keys))
        typos = (key for key in self._single if len(key) >= _MIN_TYPO_LENGTH and key not in AMBIGUOUS)
        self._speller = Speller(typos, _MIN_TYPO_LENGTH)
        self._land_speller = Speller((key for key in self._joined_lands if len(key) >= 11), 11)

    def _add(self, name: PlaceName) -> None:
        if name.keys in self._seen or not name.keys or " ".join(name.keys) in IGNORED:
            return
        self._seen.add(name.keys)
        self._names[name.keys[0]].append(name)
        if len(name.keys) == 1 and not name.exact:
            self._single[name.keys[0]] = name
        if name.place is None:
            self._joined_lands.setdefault("".join(name.keys), name)

    def read(self, sentence: Sentence) -> list[Entity]:
        """Return ``region`` and ``place`` entities in order; each Land and each place once. Never raises."""
        meant = [hit for hit in self._hits(sentence) if not _is_denied(sentence, hit)]
        hits = self._settle_homonyms([hit for hit in meant if not is_of_somebody_else(sentence, hit.first)])
        hits = _without_tours(sentence, hits)
        entities: list[Entity] = []
        regions: set[str] = set()
        places: set[str] = set()
        for hit in hits:
            start, end = sentence.words[hit.first].start, _end_with_bracket(sentence, hit)
            if hit.code not in regions:
                regions.add(hit.code)
                entities.append(sentence.entity("region", hit.code, start, end))
            if hit.place and hit.place not in places:
                places.add(hit.place)
                entities.append(sentence.entity("place", hit.place, start, end))
        return entities

    def _hits(self, sentence: Sentence) -> list[_Hit]:
        hits: list[_Hit] = []
        index = 0
        while index < len(sentence.words):
            hit = self._hit_at(sentence, index, hits)
            if hit:
                hits.append(hit)
                index = hit.last + 1
            else:
                index += 1
        return hits

    def _hit_at(self, sentence: Sentence, index: int, before: list[_Hit]) -> _Hit | None:
        linked = 2 if sentence.key(index - 1) in {"und", "oder", "sowie", "bzw"} else 1
        follows_place = bool(before) and before[-1].last == index - linked
        hit = (
            self._exact(sentence, index, follows_place)
            or _postal_code(sentence, index)
            or _plate(sentence, index)
            or self._mistyped_land(sentence, index)
            or self._adjective(sentence, index)
        )
        if hit or (follows_place and sentence.words[index].gap == "-"):
            return hit or self._town(
                sentence, index, follows_place
            )  # a part behind its town is no typo: "Hamburg-Billbrook"
        return self._town(sentence, index, follows_place) or self._mistyped(sentence, index)

    def _town(self, sentence: Sentence, index: int, follows_place: bool) -> _Hit | None:
        found = town_at(sentence, index, follows_place)
        if found is None or found[0].code not in self._codes:
            return None
        town, last = found
        return _Hit(town.code, town.name, index, last)

    def _exact(self, sentence: Sentence, index: int, follows_place: bool) -> _Hit | None:
        key = sentence.keys[index]
        candidates = self._names.get(key)
        if not candidates and len(key) >= 6 and key.endswith("s"):
            candidates = [name for name in self._names.get(key[:-1], ()) if len(name.keys) == 1]
            candidates = [name for name in candidates if name.keys[0] not in AMBIGUOUS]
        for name in candidates or ():
            last = index + len(name.keys) - 1
            if not _matches(sentence, index, name.keys):
                continue
            joined = " ".join(name.keys)
            if joined in AMBIGUOUS or joined in CAPITALS_ONLY:
                how = Standing.CAPITALS if joined in CAPITALS_ONLY else Standing.WORD
                meant = joined in SHORT_IN_FUNDING and speaks_of_funding(sentence.folded)
                if not meant and not standing(sentence, index, last, how, name.landscape, follows_place):
                    continue
            return _Hit(
                name.code, name.place, index, last, name.keys[0] if len(name.keys) == 1 else "", name.place is None
            )
        return None

    def _mistyped_land(self, sentence: Sentence, index: int) -> _Hit | None:
        for size in (3, 2):
            last = index + size - 1
            if last < len(sentence.words) and all(
                sentence.words[i].gap in {" ", "-"} for i in range(index + 1, last + 1)
            ):
                match = self._land_speller.closest(sentence.joined(index, last))
                if match and sentence.keys[last] not in _PREPOSITIONS:
                    return _Hit(self._joined_lands[match].code, None, index, last, names_land=True)
        return None

    def _adjective(self, sentence: Sentence, index: int) -> _Hit | None:
        key = sentence.keys[index]
        stem = _adjective_stem(key)
        if stem:
            code, place = ADJECTIVES[stem], PLACE_OF_ADJECTIVE.get(stem)
        else:
            name = self._inhabitant(key)
            if not name:
                return None
            code, place = name.code.removeprefix("DE-"), name.place
        return _Hit("DE-" + code, place, index, index) if stands_like_adjective(sentence, index) else None

    def _inhabitant(self, key: str) -> PlaceName | None:
        """Return the place behind "magdeburger", "goettinger" or "dessauer"."""
        if len(key) < 7 or not key.endswith("er"):
            return None
        for base in (key[:-2], key[:-1], key[:-2] + "en"):
            name = self._single.get(base)
            if name and base not in AMBIGUOUS:
                return name
        return None

    def _mistyped(self, sentence: Sentence, index: int) -> _Hit | None:
        key = sentence.keys[index]
        if len(key) < _MIN_TYPO_LENGTH:
            return None
        match = self._speller.closest(key)
        if match is None or is_town(key):
            return None
        name = self._single[match]
        return _Hit(name.code, name.place, index, index, match, name.place is None)

    @staticmethod
    def _settle_homonyms(hits: list[_Hit]) -> list[_Hit]:
        """Let the other places of the sentence decide which Frankfurt or which side of the Harz is meant."""
        settled = []
        for hit in hits:
            options = HOMONYMS.get(hit.key)
            others = [other.code for other in hits if other is not hit and other.key not in HOMONYMS]
            choice = next((code for code in others if options and code in options), None)
            settled.append(replace(hit, code=choice, place=options[choice]) if options and choice else hit)
        return settled


def _matches(sentence: Sentence, index: int, keys: tuple[str, ...]) -> bool:
    if sentence.keys[index + 1 : index + len(keys)] != keys[1:]:
        return False
    for position in range(index + 1, index + len(keys)):
        gap = sentence.words[position].gap
        stop_is_fine = sentence.keys[position - 1] in {"st", "a", "d"}
        if gap.strip(" -/()") not in ({"", "."} if stop_is_fine else {""}):
            return False
    return True


def _end_with_bracket(sentence: Sentence, hit: _Hit) -> int:
    """Return where the name ends, the bracket of "Halle (Saale)" included."""
    start, end = sentence.words[hit.first].start, sentence.words[hit.last].end
    opened = "(" in sentence.folded[start:end]
    return end + 1 if opened and sentence.folded[end : end + 1] == ")" else end


def _is_denied(sentence: Sentence, hit: _Hit) -> bool:
    before = sentence.key(hit.first - 1)
    if before in {"der", "dem", "den"}:
        before = sentence.key(hit.first - 2)
        hit = replace(hit, first=hit.first - 1)
    return before in _NEGATIONS or (before in _PREPOSITIONS and sentence.key(hit.first - 2) in _NEGATIONS)


def _postal_code(sentence: Sentence, index: int) -> _Hit | None:
    key = sentence.keys[index]
    if len(key) != 5 or not key.isdigit() or not stands_like_postal_code(sentence, index):
        return None
    code = land_of_postal_code(key)
    return _Hit(code, None, index, index, names_land=True) if code else None


def _plate(sentence: Sentence, index: int) -> _Hit | None:
    word = sentence.words[index]
    short = PLATES.get(word.surface)
    if not short or not (
        standing(sentence, index, index, Standing.CAPITALS, False, False) or _beside_trade_or_part(sentence, index)
    ):
        return None
    return _Hit("DE-" + short, PLACE_OF_PLATE.get(word.surface), index, index)


def _beside_trade_or_part(sentence: Sentence, index: int) -> bool:
    """Whether a plate stands behind a trade ("Maler HH, 5 Leute") or before a part of its town ("HH-Altona")."""
    if sentence.shouts or len(sentence.keys[index]) < 2:
        return False
    after = sentence.words[index + 1] if index + 1 < len(sentence.words) else None
    part = after is not None and after.gap == "-" and after.is_capitalised and is_town(after.key)
    return part or (sentence.words[index].gap == " " and trade_of(sentence.key(index - 1)) is not None)


def _adjective_stem(key: str) -> str | None:
    if key in ADJECTIVES:
        return key
    for ending in ("e", "en", "er", "es", "em", "n", "s"):
        stem = key.removesuffix(ending)
        if stem != key and stem in ADJECTIVES:
            return stem
    return None


def _without_tours(sentence: Sentence, hits: list[_Hit]) -> list[_Hit]:
    """Leave out both ends of "von Kiel bis Passau": who travels through several Länder sits in neither for that."""
    ends: set[int] = set()
    for place, (first, second) in enumerate(pairwise(hits)):
        between = [sentence.key(index) for index in range(first.last + 1, second.first)]
        if first.code != second.code and between == ["bis"] and sentence.key(first.first - 1) == "von":
            ends |= {place, place + 1}
    return [hit for place, hit in enumerate(hits) if place not in ends]
