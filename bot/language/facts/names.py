"""Names of programmes, example firms and glossary terms, typos included.

The index is built from plain mappings ``id -> names``. The longest name wins. Names of up to five letters ("ZIM", "KI")
count only when written exactly; names that are ordinary words ("INVESTIERT", "KOMPASS") only in capitals or beside a
word like "Programm". One name may belong to several records ("Digitalbonus"): the region of the sentence decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import OSA

from bot.language.facts.sector import trade_of
from bot.language.text.german import known_german
from bot.language.text.normalise import fold
from bot.language.text.sentence import Sentence
from bot.language.text.wordset import word_set

Kind = Literal["programme", "company", "term"]
_KINDS: tuple[Kind, ...] = ("programme", "company", "term")

_MIN_TYPO_LENGTH = 7
_MAX_WORDS = 16
_MOST_SLIPS = 3
MOST_COMPARED = 8_000
"""Comparisons of one message's words with names that may have been mistyped (S9)."""
_LANDS = (
    r"baden-wuerttemberg|bayern|berliner|berlin|brandenburgischer|brandenburg|bremen|hamburg|hessen|mecklenburg-vorpommern"
    r"|niedersachsen|nordrhein-westfalen|rheinland-pfalz|saarland|sachsen-anhalt|sachsen|schleswig-holstein|thueringen"
    r"|bw|by|be|bb|hb|hh|he|mv|ni|nw|nrw|rp|sl|sn|st|lsa|sh|th"
)
_LAND = re.compile(rf"(?:^|(?<=[\s.–-]))(?:{_LANDS})(?=$|[\s.,–-])")
_LAND_WORDS = frozenset(re.findall(r"[a-z]{4,}", _LANDS))
_LEGAL_FORM = re.compile(r"\s*(?:\b(?:gmbh|mbh|ag|kg|ohg|gbr|e\.\s?k|ug|ggmbh|eg|se|inh)\b\.?|&\s?co\b\.?)")
_UNNAMED = re.compile(r"nicht (?:genannt|veroeffentlicht)|anonym")
# What is left of a name without its Land must still be a name of its own, not a kind of help.
_TOO_GENERAL = word_set("""
    digitalisierungsfoerderung innovationsgutschein innovationsgutscheine digitalisierungsdarlehen innovationskredit
    weiterbildung digitalisierungsfinanzierung zukunftszentrum digital digitalcheck partnernetzwerk
    cybernetzwerk cybersicherheitsnetzwerk foerderung innovation
    darlehen fue wtt edih weiterbildungsfoerderung mittelstanddigital fonds beratung handwerk
    wirtschaftsschutz mid
    netzwerk zuschuss investition
    """)
_GENERAL_ENDINGS = ("technik", "bau", "betrieb", "betriebe", "werk", "werke", "fabrik", "handel", "service", "systeme")
_PROGRAMME_WORDS = word_set(
    "programm foerderprogramm foerderung zuschuss darlehen richtlinie kredit foerderrichtlinie antrag gutschein zentrum"
)
_COMMON_COMPANY_WORDS = word_set("""
    elektro tischlerei baeckerei maler malerbetrieb malermeister bauunternehmung sanitaer fachbetrieb
    maschinenfabrik kleines unternehmen handwerksbetrieb konvoi zwoelf handwerksbetrieben josef juergen martin adam
    volker deutsche german baker die
    """)


@dataclass(frozen=True)
class NameHit:
    """A name at words ``first`` to ``last``. ``ids`` has all records of that name, the chosen one first."""

    kind: Kind
    ids: tuple[str, ...]
    first: int
    last: int
    distance: int = 0

    @property
    def id(self) -> str:
        """The record chosen."""
        return self.ids[0]


@dataclass(frozen=True)
class _Entry:
    kind: Kind
    ids: tuple[str, ...]
    key: str
    needs_capitals: bool = False
    needs_region: bool = False


class _Search:
    """The search for mistyped names in one sentence, which ends after so many comparisons."""

    def __init__(self, buckets: Mapping[tuple[str, int], list[_Entry]]) -> None:
        """``buckets``: the names by first letter and length."""
        self._buckets = buckets
        self._known: dict[str, tuple[_Entry | None, int]] = {}
        self._left = MOST_COMPARED

    def nearest(self, key: str) -> tuple[_Entry | None, int]:
        """Return the name closest to ``key`` and how many slips lie between them; (None, 0) if none is close."""
        if len(key) < _MIN_TYPO_LENGTH or key.isdigit():
            return None, 0
        if key not in self._known:
            self._known[key] = self._compared(key)
        return self._known[key]

    def _compared(self, key: str) -> tuple[_Entry | None, int]:
        best, best_distance = None, _slips(len(key)) + 1
        for length in range(len(key) - 2, len(key) + 3):
            entries = self._buckets.get((key[0], length), ())
            self._left -= len(entries)
            if self._left < 0:
                break
            for entry in entries:
                limit = min(best_distance - 1, _slips(length))
                distance = OSA.distance(key, entry.key, score_cutoff=limit)
                if distance <= limit and _same_digits(key, entry.key):
                    best, best_distance = entry, distance
        return (best, best_distance) if best is not None else (None, 0)


class Names:
    """Index of names; immutable after construction."""

    def __init__(
        self,
        programmes: Mapping[str, Iterable[str]] | None = None,
        companies: Mapping[str, Iterable[str]] | None = None,
        terms: Mapping[str, Iterable[str]] | None = None,
        regions: Mapping[str, Iterable[str]] | None = None,
        titles: Mapping[str, str] | None = None,
    ) -> None:
        """Index the names.

        ``titles`` are headlines of examples, which count word for word only. ``regions`` gives the regions
        (ISO 3166-2) of a programme id, to tell namesakes apart.
        """
        self._regions = {id_: frozenset(codes) for id_, codes in (regions or {}).items()}
        self._exact: dict[str, _Entry] = {}
        self._buckets: dict[tuple[str, int], list[_Entry]] = defaultdict(list)
        titles = titles or {}
        collected: dict[tuple[str, Kind], dict[str, tuple[bool, bool]]] = {}
        sources = (programmes or {}, companies or {}, terms or {})
        for kind, source in zip(_KINDS, sources, strict=True):
            for id_, names in source.items():
                for key, capitals, needs_region in _spellings(kind, names):
                    collected.setdefault((key, kind), {}).setdefault(id_, (capitals, needs_region))
        for id_, title in titles.items():
            collected.setdefault(("".join(Sentence.of(title).keys), "company"), {}).setdefault(id_, (False, False))
        for (key, kind), ids in collected.items():
            # Whole names come before names shortened by their Land; then the order given.
            ordered = sorted(ids, key=lambda id_: ids[id_][1])
            capitals = all(flags[0] for flags in ids.values())
            entry = _Entry(kind, tuple(ordered), key, capitals, all(flags[1] for flags in ids.values()))
            known = self._exact.get(key)
            if known is None or _rank(entry) < _rank(known):
                self._exact[key] = entry
        # Only a whole name may run over a comma, a colon or the point of a shortened word; others would join what does not
        # belong together.
        self._long = {
            "".join(Sentence.of(name).keys)
            for name in [*(name for source in sources for names in source.values() for name in names), *titles.values()]
            if re.search(r"[,:;!?|]|\. ", name)
        }
        self._longest = max(map(len, self._exact), default=0) + _MOST_SLIPS
        """Letters of the longest text that may be a name, slips included."""
        for entry in self._exact.values():
            if len(entry.key) >= _MIN_TYPO_LENGTH and not entry.needs_capitals and not entry.needs_region:
                self._buckets[entry.key[0], len(entry.key)].append(entry)

    def find(self, sentence: Sentence, region: str | None = None) -> list[NameHit]:
        """Return the names in the sentence, not overlapping, in order; ``region`` chooses among namesakes."""
        candidates = list(self._candidates(sentence, region))
        candidates.sort(key=lambda hit: (hit.distance > 0, hit.first - hit.last, hit.distance, hit.first))
        chosen: list[NameHit] = []
        for hit in candidates:
            if all(hit.last < other.first or other.last < hit.first for other in chosen):
                chosen.append(hit)
        return sorted(chosen, key=lambda hit: hit.first)

    def alternatives(self, text: str, region: str | None = None) -> list[tuple[str, ...]]:
        """Return, for each ambiguous name in the text, all ids it may mean, the one ``find`` chooses first."""
        return [hit.ids for hit in self.find(Sentence.of(text), region) if len(hit.ids) > 1]

    def _candidates(self, sentence: Sentence, region: str | None) -> Iterable[NameHit]:
        search = _Search(self._buckets)
        belongs = [_belongs(word.gap) for word in sentence.words]
        for first in range(len(sentence.words)):
            unbroken, key = True, ""
            for last in range(first, min(first + _MAX_WORDS, len(sentence.words))):
                unbroken = unbroken and (last == first or belongs[last])
                key += sentence.keys[last]
                if len(key) > self._longest:
                    break
                if not unbroken and key not in self._long:
                    continue
                entry, distance = self._exact.get(key), 0
                if entry is None and len(key) > _MIN_TYPO_LENGTH:
                    entry = next((self._exact[base] for base in _uninflected(key) if base in self._exact), None)
                if entry is None:
                    entry, distance = search.nearest(key)
                    if entry is not None and not self._is_typo(sentence, first, last, entry, distance):
                        entry, distance = None, 0
                if entry is not None and self._is_meant(sentence, entry, first, last, region):
                    yield NameHit(entry.kind, self._order(entry.ids, region), first, last, distance)

    @staticmethod
    def _is_typo(sentence: Sentence, first: int, last: int, entry: _Entry, distance: int) -> bool:
        """Whether it is a slip and not ordinary words: one of the words must be unknown, or only an ending differ."""
        keys = sentence.keys[first : last + 1]
        if len(keys) == 1:
            inflected = keys[0].startswith(entry.key) and keys[0][len(entry.key) :] in {"n", "e", "en", "es", "er"}
            return inflected or not known_german(keys[0])
        ends = (keys[0], keys[-1])
        if any(key in _EDGE_WORDS and not entry.key.startswith(key) and not entry.key.endswith(key) for key in ends):
            return False
        return (distance <= 1 and len(entry.key) >= 9) or any(len(key) > 3 and not known_german(key) for key in keys)

    def _is_meant(self, sentence: Sentence, entry: _Entry, first: int, last: int, region: str | None) -> bool:
        if entry.needs_region and (
            region is None or not any(region in self._regions.get(id_, ()) for id_ in entry.ids)
        ):
            return False
        if sentence.key(first - 1) == "in" and entry.kind == "programme" and sentence.words[first].key in _LAND_WORDS:
            return False  # "hier in Sachsen-Anhalt digital arbeiten" names the Land, not "Sachsen-Anhalt Digital"
        if not entry.needs_capitals:
            return True
        if all(word.is_upper for word in sentence.words[first : last + 1]):
            return not sentence.shouts or len(sentence.words) == 1
        return sentence.key(last + 1) in _PROGRAMME_WORDS or sentence.key(first - 1) in _PROGRAMME_WORDS

    def _order(self, ids: tuple[str, ...], region: str | None) -> tuple[str, ...]:
        if region is None:
            return ids
        return tuple(sorted(ids, key=lambda id_: region not in self._regions.get(id_, ())))


_TWO = 2
_JOINING = word_set("in im am an und mit von der die das fuer & +")
_EDGE_WORDS = word_set("""
    der die das den dem ein eine einen und oder in im mit von vom zu zum zur fuer auf an am ist sind was wie wer
    gibt gibts es bei ich wir sie mein unser noch auch aus als nach ueber hat haben kann man mal bitte nicht
    """)


def _rank(entry: _Entry) -> tuple[bool, int]:
    """Order the entries of one key: a name that always counts before one under a condition, then by kind."""
    return entry.needs_region or entry.needs_capitals, _KINDS.index(entry.kind)


def _belongs(gap: str) -> bool:
    return len(gap) <= 3 and not any(mark in gap for mark in ",;!?|\n:") and gap not in {". ", ".  "}


def _uninflected(key: str) -> list[str]:
    return [key.removesuffix(ending) for ending in ("s", "n", "en", "e") if key.endswith(ending)]


def _slips(length: int) -> int:
    if length < _MIN_TYPO_LENGTH:
        return 0
    return 1 if length < 10 else 2 if length < 16 else _MOST_SLIPS


def _same_digits(one: str, other: str) -> bool:
    return [char for char in one if char.isdigit()] == [char for char in other if char.isdigit()]


def _spellings(kind: Kind, names: Iterable[str]) -> Iterable[tuple[str, bool, bool]]:
    """Yield (key, needs capitals, needs a region) for every way a record's names may be written."""
    seen: set[str] = set()
    for name in names:
        for variant, shortened in _variants(kind, name):
            key = "".join(Sentence.of(variant).keys)
            if len(key) < 2 or key.isdigit() or key in seen:
                continue
            seen.add(key)
            needs_region = shortened and key in _TOO_GENERAL
            capitals = kind == "programme" and not needs_region and _is_ordinary(name, key)
            yield key, capitals, needs_region


def _is_ordinary(name: str, key: str) -> bool:
    """Whether ``key`` is one ordinary word of the name, so that only its capitals make it a name."""
    if key in _TOO_GENERAL:
        return True
    single = [word for word in Sentence.of(name).words if word.key == key]
    return bool(single) and known_german(key) and (single[0].is_upper or len(key) < 8)


def _variants(kind: Kind, name: str) -> Iterable[tuple[str, bool]]:
    """Yield (spelling, whether it lost its Land)."""
    text = fold(name)
    if kind == "company":
        yield from ((variant, False) for variant in _company_variants(text))
        return
    yield name, False
    if kind == "term":
        return
    if "(alt)" in text:
        return
    base = re.sub(r"\s*\([^)]*\)", "", text).strip()
    yield base, False
    numbers = re.search(r"kfw[\s-]?(\d{3}(?:\s?[/,]\s?\d{3})*)", text)
    if numbers:
        yield from ((f"kfw {number}", False) for number in re.findall(r"\d{3}", numbers[1]))
    for acronym in re.findall(r"\(([A-Z][\w-]{1,11})\)", name):
        yield acronym, False
    if " / " in base:
        yield from ((part, False) for part in base.split(" / "))
    head = re.split(r"\s-\s", base)[0]
    if len(head) >= 6 and head != base:
        yield head, False
    for long in (base, head):
        bare = re.sub(r"[\s.–-]+$|^[\s.–-]+", "", _LAND.sub("", long)).strip()
        bare = re.sub(r"\s+", " ", bare)
        if bare not in {long, "digital"} and len(re.sub(r"\W", "", bare)) >= 6:
            yield bare, True


def _company_variants(text: str) -> Iterable[str]:
    if _UNNAMED.search(text):
        return
    yield text
    base = re.sub(r"\s*\([^)]*\)", "", _LEGAL_FORM.sub("", text)).strip(" ,.-&")
    yield base
    if base != text:
        yield base + " gmbh"
    person = [word for word in base.split() if trade_of("".join(re.findall(r"[^\W\d_]+", word))) is None]
    if _TWO <= len(person) < len(base.split()) and not _JOINING & set(person):
        yield " ".join(word for word in person if word not in {"dr.", "prof."})  # "Michael Kann" for his practice
    parts = re.findall(r"[^\W\d_]+", base)
    for word in {parts[0], parts[-1]} if parts else ():
        if _is_distinct(word):
            yield word
    if len(parts) > 1 and parts[-1] not in _COMMON_COMPANY_WORDS:
        yield " ".join(parts[-2:])
        yield f"{parts[0]} {parts[-1]}"


def _is_distinct(word: str) -> bool:
    """Whether one word alone stands for a firm: a rare surname or an invented name, not a trade or a German word."""
    if len(word) < 5 or word in _COMMON_COMPANY_WORDS or word.endswith(_GENERAL_ENDINGS):
        return False
    return trade_of(word) is None and not known_german(word)
