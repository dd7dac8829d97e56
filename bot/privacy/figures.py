"""Figures as people write them: apart, with any signs between them, with the letters O and l among them, as words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UNITS = ("null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
_TENS = ("zehn", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
_VALUES = {
    **{word: str(value) for value, word in enumerate(_UNITS)},
    **{
        f"{unit}und{ten}": f"{place}{value}"
        for value, unit in enumerate(_UNITS[1:], 1)
        for place, ten in enumerate(_TENS[1:], 2)
    },
    **{ten: f"{place}0" for place, ten in enumerate(_TENS, 1)},
    "eins": "1", "zwo": "2", "zero": "0", "elf": "11", "zwölf": "12", "sechzehn": "16", "siebzehn": "17",
}  # fmt: skip
_VALUES |= {word.replace("ü", "ue").replace("ö", "oe").replace("ß", "ss"): value for word, value in _VALUES.items()}
_ATOM = "|".join(sorted(_VALUES, key=len, reverse=True))
"""No word is made of others, so that there is one way to read "achtsiebeneins"."""
_LETTER = r"[^\W\d_]"
_LOOKALIKES = str.maketrans("oOlI", "0011")
_FIGURES = (
    rf"(?:(?<!{_LETTER})[oOlI]{{1,2}})?[0-9](?:[oOlI]{{0,3}}[0-9])*(?:[oOlI]{{1,3}}(?!{_LETTER}))?"
    rf"|(?<!{_LETTER})(?=[nezdvfsaNEZDVFSA])(?i:{_ATOM})+(?!{_LETTER})"
)
_TOKEN = re.compile(_FIGURES)
_BETWEEN = re.compile(r"(?:[^\w\n\[\]]|_){0,5}")
_ATOMS = re.compile(_ATOM, re.IGNORECASE)
_DATE_OR_TIME = re.compile(
    r"(?<![\d.])(?:[0-3]?\d\.\s?[01]?\d\.(?:\s?\d{4}|\d{2})?|[0-2]?\d[:.][0-5]\d\s?(?:-\s?[0-2]?\d[:.][0-5]\d"
    r"|(?=\s?uhr))|[0-2]?\d:[0-5]\d"
    r"|(?:19|20)\d\d-[01]\d-[0-3]\d)(?!\d)",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\s?(?:€|\$|%|°|euro?\b|cent\b|prozent|mio|mrd|tsd|tausend|million|st(?:ü|ue)ck|stk|uhr\b|leute|personen"
    r"|mitarbeit|besch(?:ä|ae)ftigt"
    r"|kund|besuch|einwohn|teile\b|artikel|bestell|schraub|kilo|tonne|liter|meter|stund|minut|sekund|tag|woch"
    r"|monat|jahr"
    r"|(?:[kmgt]?wh?|[kmgt]b|[kcm]?m|k?g|qm|m2|t|l|h|ha|ms|mal|fach)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Figures:
    """One group of figures. ``digits``: what they are."""

    start: int
    end: int
    digits: str


@dataclass(frozen=True)
class Run:
    """Groups of figures with nothing but signs between them. ``has_unit``: "Euro", "Stück" or the like follows."""

    groups: tuple[Figures, ...]
    has_unit: bool

    @property
    def start(self) -> int:
        """Return where it begins."""
        return self.groups[0].start

    @property
    def end(self) -> int:
        """Return where it ends."""
        return self.groups[-1].end

    @property
    def digits(self) -> str:
        """Return all figures."""
        return "".join(group.digits for group in self.groups)


def runs(text: str) -> Iterator[Run]:
    """Yield the runs of figures in a plain text, in order; dates and times of day belong to none."""
    dates = [match.span() for match in _DATE_OR_TIME.finditer(text)]
    groups: list[Figures] = []
    for match in _TOKEN.finditer(text):
        while dates and dates[0][1] <= match.start():
            dates.pop(0)
        in_date = bool(dates) and dates[0][0] < match.end()
        if groups and (in_date or not _joined(text, groups[-1].end, match.start())):
            yield _run(text, groups)
            groups = []
        if not in_date:
            groups.append(Figures(match.start(), match.end(), _digits(match[0])))
    if groups:
        yield _run(text, groups)


def _joined(text: str, start: int, end: int) -> bool:
    return end - start <= 5 and _BETWEEN.fullmatch(text, start, end) is not None


def _run(text: str, groups: list[Figures]) -> Run:
    return Run(tuple(groups), _UNIT.match(text, groups[-1].end) is not None)


def _digits(written: str) -> str:
    if written[-1].isdigit() or any(char.isdigit() for char in written):
        return written.translate(_LOOKALIKES)
    return "".join(_VALUES[atom.lower()] for atom in _ATOMS.findall(written))
