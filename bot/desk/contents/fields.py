"""The fields of a form, made from the schema: a field that is new there is in the form without anybody adding it here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import MAPPING_LIKE_SHAPES, SHAPE_LIST, ModelField

from bot.desk.contents.kinds import KINDS, Kind
from bot.desk.contents.labels import LONG, codes_of, help_of, label_of

Widget = Literal[
    "line", "text", "lines", "choice", "choices", "whole", "number", "date", "day", "pairs", "records", "group"
]
_DATES = frozenset({"date", "source_date"})
"""Dates of sources, which may be a year alone."""
ORDERED = frozenset({"topics"})
"""Lists of codes whose first one counts most."""


@dataclass(frozen=True)
class Field:
    """One field of a form.

    ``widget``: how it is filled in; "day" is a date that may be a year or a month; ``codes``: what can be chosen;
    ``parts``: the fields of each of its records, or of its group; ``empty``: what the files have where nothing is said;
    ``is_needed``: whether something has to be said.
    """

    name: str
    label: str
    help: str
    widget: Widget
    codes: Mapping[str, str]
    parts: tuple[Field, ...]
    empty: Any
    is_needed: bool


@cache
def fields_of(kind: str) -> tuple[Field, ...]:
    """Return the fields of one kind (:data:`bot.desk.contents.kinds.KINDS`) in the order of the files."""
    return _fields(KINDS[kind], kind, KINDS[kind].model)


def _fields(kind: Kind, scope: str, model: type[BaseModel]) -> tuple[Field, ...]:
    """``scope``: what the fields are named in, the kind or the field that they are parts of."""
    return tuple(_field(kind, scope, name, held) for name, held in model.__fields__.items())


def _field(kind: Kind, scope: str, name: str, held: ModelField) -> Field:
    codes = codes_of(scope, name) or {}
    parts: tuple[Field, ...] = ()
    if isinstance(held.type_, type) and issubclass(held.type_, BaseModel):
        parts = _fields(kind, name, held.type_)
    widget = _widget(name, held, codes, parts)
    empty: Any = None
    if widget in ("lines", "choices", "records") and not held.allow_none:
        empty = []
    elif widget == "pairs":
        empty = {}
    elif held.allow_none and widget == "records":
        empty = []
    needed = not held.allow_none and widget not in ("lines", "pairs", "group", "records", "choices")
    needed = needed or (name, kind.code) in {("sources", "programm"), ("sources", "beispiel"), ("regions", "programm")}
    return Field(name, label_of(scope, name), help_of(scope, name), widget, codes, parts, empty, needed)


def _widget(name: str, held: ModelField, codes: Mapping[str, str], parts: tuple[Field, ...]) -> Widget:
    if parts:
        return "records" if held.shape == SHAPE_LIST else "group"
    if held.shape in MAPPING_LIKE_SHAPES:
        return "pairs"
    if held.shape == SHAPE_LIST:
        return "choices" if codes else "lines"
    if codes or (get_origin(held.type_) is Literal and get_args(held.type_)):
        return "choice"
    if name in _DATES:
        return "day"
    kinds: tuple[tuple[type, Widget], ...] = ((int, "whole"), (float, "number"), (dt.date, "date"))
    plain = held.type_ if isinstance(held.type_, type) else str
    found = next((widget for type_, widget in kinds if issubclass(plain, type_)), None)
    return found or ("text" if name in LONG else "line")
