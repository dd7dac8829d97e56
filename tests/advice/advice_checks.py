"""What the tests of answers share: reading figures out of texts and records, and measuring sentences."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from typing import Any

from bot.advice.reply import Reply

FOR_STAFF = "Nur intern: bitte 4711 anrufen"
"""A note that no answer may show."""

_GERMAN_DATE = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_ISO_DATE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def numbers_in(text: str) -> set[str]:
    """Return the figures in a text: "1.100" as 1100, "52,2" as 52.2, "07" as 7, and whole dates as one figure."""
    dates = {(int(year), int(month), int(day)) for day, month, year in _GERMAN_DATE.findall(text)}
    dates |= {(int(year), int(month), int(day)) for year, month, day in _ISO_DATE.findall(text)}
    rest = _ISO_DATE.sub(" ", _GERMAN_DATE.sub(" ", text))
    return {_plain(found) for found in _NUMBER.findall(rest)} | {f"{y}-{m}-{d}" for y, m, d in dates}


def numbers_of(record: Any) -> set[str]:
    """Return every figure anywhere in a record, its sources and dates included."""
    return numbers_in(" ".join(_strings(record)))


def unexplained(reply: Reply, *records: Any, allowed: Iterable[str] = ()) -> set[str]:
    """Return the figures a reply shows that stand in none of the records; the numbering of lists is taken off."""
    text = re.sub(r"(?m)^(?:\*\*)?\d+\. ", "", "\n".join(reply.texts))
    known = set(allowed)
    for record in records:
        known |= numbers_of(record)
    return numbers_in(text) - known


def words(text: str) -> int:
    return len(re.findall(r"\w+(?:[-–.,/]\w+)*", text))


def _plain(number: str) -> str:
    whole, _, decimals = number.partition(",")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", whole):
        whole = whole.replace(".", "")
    text = f"{whole}.{decimals}" if decimals else whole
    if re.fullmatch(r"\d+(?:\.0)?", text):
        return str(int(float(text)))
    return text.lstrip("0") or "0"


def _strings(value: Any) -> Iterable[str]:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for item in dataclasses.fields(value):
            yield from _strings(getattr(value, item.name))
    elif isinstance(value, (list, tuple, set, frozenset)):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, float):
        yield str(value).replace(".", ",")
    elif value is not None:
        text = str(value)
        yield text
        # "2024-05" is shown as "Mai 2024": its parts are figures of the record too.
        yield re.sub(r"[-–.]", " ", text)
