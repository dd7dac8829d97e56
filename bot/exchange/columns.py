"""Records as rows of a table: which columns there are, how a value becomes a cell, and what a cell means.

The columns come from the models of the files (``bot.knowledge.schema``), so a new field is a new column. ``note``, which is for
staff alone, has none. The list of sources takes three columns whose parts belong together in their order.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic.fields import MAPPING_LIKE_SHAPES, SHAPE_LIST, ModelField

from bot.knowledge.fields import Identified
from bot.knowledge.for_whom import ForWhomModel
from bot.knowledge.schema import CaseStudyModel, ProgrammeModel

STAFF_ONLY = "note"
"""The field that never leaves the house."""
SOURCES = {"source_titles": "title", "source_urls": "url", "source_dates": "date"}
"""Columns of the sources, and the field of a source that each holds."""
SEPARATOR = " | "
"""Between the parts of a list in one cell."""
COMPUTED = ("status_today", "status_text", "status_on", "content_as_of", "licence")
"""Columns that an export adds and an import does not read: what holds on the day, of what date and under which licence."""

FOR_WHOM = "for_whom"
"""The field with fields of its own: each is a column, "for_whom_only" and so on."""

CellKind = Literal["text", "whole", "number", "date", "list", "pairs", "sources"]

# A bar within a part would look like the border of two parts.
_BAR, _LOOKALIKE = "|", "¦"
# Spreadsheets run a text that begins like this as a formula; the apostrophe makes it a text and is taken away again.
_FORMULA = ("=", "+", "-", "@")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_GERMAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


@dataclass(frozen=True)
class Column:
    """One column.

    ``field``: of the record; ``part``: of ``for_whom``, where the column holds one of its fields; ``kind``: what a cell holds;
    ``unknown``: the value of an empty cell.
    """

    name: str
    field: str
    kind: CellKind
    unknown: Any = None
    part: str | None = None

    def value(self, cell: str) -> Any:
        """Return the value that ``cell`` means. What cannot be read stays text, so that the model can say what it expects."""
        text = _without_guard(_one_line(cell))
        if not text:
            return [] if self.unknown == [] else None
        if self.kind == "list":
            return _parts(text)
        if self.kind == "pairs":
            return dict(_pair(part) for part in _parts(text))
        if self.kind == "whole":
            return int(text) if re.fullmatch(r"\d{1,18}", text) else text
        if self.kind == "number":
            return _number(text)
        return _date(text) if self.kind == "date" else text


@dataclass(frozen=True)
class Kind:
    """What can be exchanged. ``name``: on the command line; ``model``: of its records; ``columns``: all, in their order."""

    name: Literal["programme", "case"]
    model: type[Identified]
    columns: tuple[Column, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the fields of a record in the order of the files."""
        return tuple(self.model.__fields__)

    def cells(self, record: Mapping[str, Any]) -> dict[str, str]:
        """Return the cells of a record, which is given as the files give it; a field may be missing."""
        found = {}
        for column in self.columns:
            value = record.get(column.field)
            if column.part is not None:
                value = (value or {}).get(column.part)
            if column.kind == "sources":
                value = [source.get(SOURCES[column.name]) for source in value or ()]
            found[column.name] = cell(value)
        return found


def _columns(model: type[Identified]) -> tuple[Column, ...]:
    found: list[Column] = []
    for name, field in model.__fields__.items():
        if name == "sources":
            found += [Column(column, name, "sources") for column in SOURCES]
        elif name == FOR_WHOM:
            found += [_part(part, held) for part, held in ForWhomModel.__fields__.items()]
        elif name != STAFF_ONLY:
            found.append(_column(name, field))
    return tuple(found)


def _column(name: str, field: ModelField) -> Column:
    if field.shape == SHAPE_LIST:
        return Column(name, name, "list", None if field.allow_none else [])
    kinds: tuple[tuple[type, CellKind], ...] = ((int, "whole"), (float, "number"), (dt.date, "date"))
    held = field.type_ if isinstance(field.type_, type) else str
    return Column(name, name, next((kind for type_, kind in kinds if issubclass(held, type_)), "text"))


def _part(name: str, field: ModelField) -> Column:
    column = _column(name, field)
    kind: CellKind = "pairs" if field.shape in MAPPING_LIKE_SHAPES else column.kind
    return Column(f"{FOR_WHOM}_{name}", FOR_WHOM, kind, None, name)


def for_whom(
    cells: Mapping[str, str], columns: Iterable[Column], before: Mapping[str, Any] | None
) -> dict[str, Any] | None:
    """Return the field that its columns hold together: a column that is not there stays as ``before``; None where all are empty."""
    found = dict(before or {})
    for column in columns:
        if column.part is not None and column.name in cells:
            found[column.part] = column.value(cells[column.name])
    order = [column.part for column in columns if column.part is not None]
    said = {part: found[part] for part in order if found.get(part) not in (None, [], {})}
    return said or None


PROGRAMMES = Kind("programme", ProgrammeModel, _columns(ProgrammeModel))
CASES = Kind("case", CaseStudyModel, _columns(CaseStudyModel))
KINDS: dict[str, Kind] = {kind.name: kind for kind in (PROGRAMMES, CASES)}


def cell(value: Any) -> str:
    """Return what stands in the table for a value of a record."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, Mapping):
        value = [f"{name}: {text}" for name, text in value.items()]
    if isinstance(value, list | tuple):
        text = SEPARATOR.join("" if part is None else _one_line(str(part)).replace(_BAR, _LOOKALIKE) for part in value)
    else:
        text = _one_line(str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text


class UnevenSourcesError(ValueError):
    """The three columns of the sources do not hold the same number of parts."""


def sources(cells: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the sources that the three columns hold together.

    Raises:
        UnevenSourcesError: a title, an address or a date is missing or left over.
    """
    titles, urls, dates = (_parts(text) if (text := _without_guard(_one_line(cells[name]))) else [] for name in SOURCES)
    # Dates of which none is known are most often left out altogether.
    dates = dates or [""] * len(titles)
    if not len(titles) == len(urls) == len(dates):
        raise UnevenSourcesError(f"{len(titles)} Titel, {len(urls)} Adressen und {len(dates)} Daten")
    rows: Iterable[Sequence[str]] = zip(titles, urls, dates, strict=True)
    return [{"title": title or None, "url": url or None, "date": date or None} for title, url, date in rows]


def _pair(text: str) -> tuple[str, str | None]:
    name, _, rest = text.partition(":")
    return name.strip(), rest.strip() or None


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(_BAR)]


def _one_line(text: str) -> str:
    return re.sub(r"\s*[\r\n\t]+\s*", " ", text).strip(" ")


def _without_guard(text: str) -> str:
    return text[1:] if text[:1] == "'" and text[1:].startswith(_FORMULA) else text


def _number(text: str) -> Any:
    if not re.fullmatch(r"\d{1,9}(?:[.,]\d{1,9})?", text):
        return text
    number = float(text.replace(",", "."))
    return int(number) if number.is_integer() else number


def _date(text: str) -> Any:
    """Return a date of the form 2027-12-31, or 31.12.2027 as German spreadsheets write it on saving."""
    if german := _GERMAN_DATE.fullmatch(text):
        day, month, year = map(int, german.groups())
    elif _ISO_DATE.fullmatch(text):
        year, month, day = map(int, text.split("-"))
    else:
        return text
    try:
        return dt.date(year, month, day)
    except ValueError:
        return text
