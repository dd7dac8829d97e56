"""All spellings of the places that the readers know: "Halle", "Halle an der Saale", "Dessau" for Dessau-Roßlau.

Names in order of precedence: the Länder, the towns of the knowledge base, what ``place_names`` and ``districts`` add.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.language.facts.districts import DISTRICTS, town_parts
from bot.language.facts.gazetteer import Gazetteer
from bot.language.facts.place_names import LAND_NAMES, LANDSCAPES, MORE_LANDSCAPES, MORE_TOWNS, NICKNAMES
from bot.language.text.normalise import fold
from bot.language.text.sentence import Sentence
from bot.language.text.wordset import word_set

HOMONYMS: dict[str, dict[str, str | None]] = {
    "harz": {"DE-ST": "Harz", "DE-NI": None, "DE-TH": None},
    "suedharz": {"DE-ST": "Südharz", "DE-TH": None, "DE-NI": None},
    "oberharz": {"DE-ST": "Oberharz", "DE-NI": None},
    "frankfurt": {"DE-HE": "Frankfurt am Main", "DE-BB": "Frankfurt (Oder)"},
    "landsberg": {"DE-ST": "Landsberg", "DE-BY": None},
    "coswig": {"DE-ST": "Coswig (Anhalt)", "DE-SN": "Coswig (Sachsen)"},
    "nienburg": {"DE-ST": "Nienburg", "DE-NI": "Nienburg/Weser"},
    "friedberg": {"DE-HE": "Friedberg", "DE-BY": None},
    "muehlhausen": {"DE-TH": "Mühlhausen", "DE-BY": None},
    "stolberg": {"DE-ST": "Stolberg", "DE-NW": None},
    "freyburg": {"DE-ST": "Freyburg"},
    "burg": {"DE-ST": "Burg", "DE-BB": None},
    "jessen": {"DE-ST": "Jessen (Elster)"},
    "petersberg": {"DE-ST": "Petersberg", "DE-HE": None},
    "limburg": {"DE-HE": "Limburg an der Lahn"},
    "homburg": {"DE-SL": "Homburg", "DE-HE": None},
    "herzberg": {"DE-BB": "Herzberg", "DE-NI": None},
}
"""Names of several places, by Land: the other places of the sentence decide; the first is meant where none does."""
_TAIL = re.compile(r"\s(?:im|in|am|an|unter|bei|vor|auf|a)\s.*|\s?\(.*|/.*")
_MAX_WORDS = 6


@dataclass(frozen=True)
class PlaceName:
    """One spelling: folded words, the Land's code, the place it stands for (None: the Land itself).

    ``landscape``: it may carry an article ("im Harz"). ``exact``: no typo and no other word form is read as it.
    """

    keys: tuple[str, ...]
    code: str
    place: str | None
    landscape: bool = False
    exact: bool = False


def all_names(gazetteer: Gazetteer) -> Iterable[PlaceName]:
    """Names in order of precedence: the first to claim a spelling keeps it."""
    known = {land.code for land in gazetteer.lands}
    for land in gazetteer.lands:
        for name in (land.name, *land.names):
            yield PlaceName(_keys(name), land.code, None)
    for short, spellings in LAND_NAMES.items():
        if "DE-" + short in known:
            for spelling in spellings:
                yield PlaceName(tuple(spelling.split()), "DE-" + short, None)
    if "DE-ST" in known:
        for ending in ("ische", "ischen", "ischer", "isches", "inische", "inischen", "inischer", "er", "s"):
            yield PlaceName(("sachsen", "anhalt" + ending), "DE-ST", None)
    landscapes = {_keys(name) for names in LANDSCAPES.values() for name in names}
    rows = [(land.code, place) for land in gazetteer.lands for place in land.places]
    rows += [("DE-" + short, place) for short, places in LANDSCAPES.items() for place in places]
    rows += [("DE-" + short, place) for short, places in MORE_TOWNS.items() for place in places]
    rows = [row for row in rows if row[0] in known]
    for code, place in rows:
        yield PlaceName(
            _keys(place), code, place, _keys(place) in landscapes or _keys(place) in {("harz",), ("boerde",)}
        )
    for short, districts in DISTRICTS.items():
        for district in districts:
            if "DE-" + short in known:
                yield PlaceName(_keys(district), "DE-" + short, district, landscape=True)
    for short, town, part in town_parts():
        if "DE-" + short in known:
            yield PlaceName(_keys(part), "DE-" + short, town, exact=True)
    for short, places in MORE_LANDSCAPES.items():
        for place in places:
            if "DE-" + short in known:
                yield PlaceName(_keys(place), "DE-" + short, place, landscape=True, exact=True)
    for nickname, (short, town) in NICKNAMES.items():
        if "DE-" + short in known:
            yield PlaceName(tuple(nickname.split()), "DE-" + short, town, exact=True)
    for code, place in rows:
        for variant in _variants(place):
            default = next(iter(HOMONYMS.get(" ".join(variant), {code: None})))
            if default == code:
                yield PlaceName(variant, code, place)


def _keys(name: str) -> tuple[str, ...]:
    return Sentence.of(name).keys[:_MAX_WORDS]


def _variants(place: str) -> Iterable[tuple[str, ...]]:
    """Yield the shorter and longer spellings of a place: "Halle", "Halle an der Saale", "Wittenberg", "Dessau"."""
    base = _TAIL.sub("", place)
    if base != place and len(base) >= 4:
        yield _keys(base)
    river = re.search(r"\((\w+)\)|/(\w+)", place)
    if river:
        keys, water = _keys(base), fold(river[1] or river[2])
        for link in (("an", "der"), ("a", "d"), ("ad",), ("in",), ("im",), ("bei",)):
            yield (*keys, *link, water)
    if " am Main" in place:
        yield (*_keys(base), "a", "m")
        yield (*_keys(base), "main")
    if place.startswith("Lutherstadt "):
        yield _keys(place.removeprefix("Lutherstadt "))
        yield (*_keys(place.removeprefix("Lutherstadt ")), "lutherstadt")
    if place.startswith("St. "):
        yield ("sankt", *_keys(place.removeprefix("St. ")))
    if "-" in base and " " not in base:
        for part in base.split("-"):
            if len(part) >= 5 and fold(part) not in _COMMON_PARTS:
                yield (fold(part),)


_COMMON_PARTS = word_set("rhein boerde baden anhalt damgarten rosslau- mehlis saale suedharz harz unstrut elster land")
