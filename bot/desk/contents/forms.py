"""From a record to what stands in a form, and back. What cannot be read stays as it was typed, so that the schema can say why."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.desk.contents.fields import ORDERED, Field
from bot.desk.contents.kinds import Row

MOST_RECORDS = 40
"""Sources, facts or links of one record that a form takes."""
_GERMAN_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_GERMAN_MONTH = re.compile(r"(\d{1,2})\.(\d{4})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")

Typed = Mapping[str, Sequence[str]]
"""A form as it was sent: each name with all its values."""


def shown(fields: Sequence[Field], row: Row, prefix: str = "") -> dict[str, list[str]]:
    """Return what a form shows of a record, by the names of its inputs."""
    found: dict[str, list[str]] = {}
    for field in fields:
        name, value = prefix + field.name, row.get(field.name)
        if field.widget == "records":
            for number, part in enumerate(value or ()):
                found.update(shown(field.parts, part, f"{name}.{number}."))
        elif field.widget == "group":
            found.update(shown(field.parts, value or {}, f"{name}."))
        elif field.widget == "choices":
            found[name] = [str(one) for one in value or ()]
            if field.name in ORDERED:
                found[f"{name}.zuerst"] = found[name][:1]
        else:
            found[name] = [_text(field, value)]
    return found


def read(fields: Sequence[Field], typed: Typed, before: Row, prefix: str = "") -> dict[str, Any]:
    """Return the record that a form says.

    Args:
        fields: of the form.
        typed: what was sent.
        before: the record that it was made from; the order of chosen codes stays as it is there.
        prefix: before the names of the inputs.
    """
    row: dict[str, Any] = {}
    for field in fields:
        name, old = prefix + field.name, before.get(field.name)
        if field.widget == "records":
            row[field.name] = [
                read(field.parts, typed, {}, f"{name}.{number}.") for number in numbers(typed, name, field)
            ] or field.empty
        elif field.widget == "group":
            said = {
                part: value
                for part, value in read(field.parts, typed, old or {}, f"{name}.").items()
                if not is_empty(value)
            }
            row[field.name] = said or None
        elif field.widget == "choices":
            chosen = [one for one in typed.get(name, ()) if one]
            first = _first(typed, f"{name}.zuerst")
            kept = [one for one in (*((first,) if first in chosen else ()), *(old or ()), *chosen) if one in chosen]
            row[field.name] = list(dict.fromkeys(kept)) or field.empty
        else:
            row[field.name] = _value(field, _first(typed, name))
    return row


def numbers(typed: Typed, name: str, field: Field) -> list[int]:
    """Return which rows of a list of records say anything."""
    return [
        number
        for number in range(MOST_RECORDS)
        if any(_first(typed, f"{name}.{number}.{part.name}") for part in field.parts)
    ]


def rows_shown(typed: Typed, name: str, more: int) -> list[int]:
    """Return the rows of a list of records that a form shows: those that are there, and some empty ones."""
    known = [int(key.split(".")[-2]) for key in typed if re.fullmatch(rf"{re.escape(name)}\.\d{{1,2}}\.\w+", key)]
    return list(range(min(MOST_RECORDS, max(known, default=-1) + 1 + more)))


def is_empty(value: Any) -> bool:
    """Whether a value says nothing, however the files write that."""
    return value is None or value == [] or value == {} or value == ""


def changes(before: Row, after: Row) -> dict[str, Any]:
    """Return the fields that say something else than before, with what they say now."""
    return {name: value for name, value in after.items() if not is_same(before.get(name), value)}


def is_same(before: Any, after: Any) -> bool:
    """Whether two values say the same; a date may stand in the files in quotation marks."""
    if is_empty(before) and is_empty(after):
        return True
    return before == after or (isinstance(after, dt.date) and str(before) == after.isoformat())


def _first(typed: Typed, name: str) -> str:
    return next(iter(typed.get(name, ())), "").replace("\r\n", "\n").strip()


def _text(field: Field, value: Any) -> str:
    if value is None:
        return ""
    if field.widget == "lines":
        return "\n".join(str(one) for one in value)
    if field.widget == "pairs":
        return "\n".join(f"{key}: {one}" for key, one in value.items())
    if field.widget in ("date", "day"):
        return german_day(value)
    if field.widget == "number":
        return f"{value:g}".replace(".", ",") if isinstance(value, (int, float)) else str(value)
    if field.widget == "whole" and field.name != "year" and isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    return str(value)


def _value(field: Field, text: str) -> Any:
    if field.widget == "lines":
        return [line.strip() for line in text.split("\n") if line.strip()] or field.empty
    if field.widget == "pairs":
        return dict(_pair(line) for line in text.split("\n") if line.strip())
    if not text:
        return field.empty
    if field.widget == "whole":
        plain = re.sub(r"(?<=\d)[. \u00a0](?=\d{3}(?:\D|$))", "", text).removesuffix("€").strip()
        return int(plain) if re.fullmatch(r"\d{1,18}", plain) else text
    if field.widget == "number":
        plain = text.removesuffix("%").strip().replace(",", ".")
        if not re.fullmatch(r"\d{1,9}(?:\.\d{1,6})?", plain):
            return text
        return int(plain) if plain.isdecimal() else float(plain)
    if field.widget == "date":
        day = iso_day(text)
        return dt.date.fromisoformat(day) if _is_day(day) else text
    return iso_day(text) if field.widget == "day" else text


def iso_day(text: str) -> str:
    """Return a German date as the files write it: 15.07.2024 is 2024-07-15, 07.2024 is 2024-07; other texts stay."""
    if match := _GERMAN_DAY.fullmatch(text.strip()):
        return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    if match := _GERMAN_MONTH.fullmatch(text.strip()):
        return f"{match[2]}-{int(match[1]):02}"
    return text.strip()


def german_day(value: Any) -> str:
    """Return a date of the files as people write it; other texts stay."""
    text = str(value)
    if match := _ISO_DAY.fullmatch(text):
        return f"{match[3]}.{match[2]}.{match[1]}"
    if match := re.fullmatch(r"(\d{4})-(\d{2})", text):
        return f"{match[2]}.{match[1]}"
    return text


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _pair(line: str) -> tuple[str, str]:
    key, _, value = line.partition(":")
    return key.strip(), value.strip()
