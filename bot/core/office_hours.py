"""When somebody is at the centre: the setting "Mo-Do 9-17, Fr 9-14", whether it is such a time, and how it is said."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_DAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
_NAMES = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_DAY = "|".join(_DAYS)
_PART = re.compile(rf"({_DAY})(?:\s*[-–]\s*({_DAY}))?\s+(\d{{1,2}})(?:[:.](\d\d))?\s*[-–]\s*(\d{{1,2}})(?:[:.](\d\d))?")


@dataclass(frozen=True)
class Span:
    """From ``first`` to ``last`` day of the week (0 is Monday), from ``begin`` to ``end`` of the day."""

    first: int
    last: int
    begin: dt.time
    end: dt.time

    def holds(self, moment: dt.datetime) -> bool:
        """Return whether a moment, in German time, lies in it."""
        return self.first <= moment.weekday() <= self.last and self.begin <= moment.time() < self.end

    def __str__(self) -> str:
        """Return it as it is said: "Montag bis Donnerstag von 9 bis 17 Uhr"."""
        days = _NAMES[self.first] + (f" bis {_NAMES[self.last]}" if self.last > self.first else "")
        return f"{days} von {_hour(self.begin)} bis {_hour(self.end)} Uhr"


def read(given: str) -> tuple[Span, ...]:
    """Return the spans of a text such as "Mo-Do 9-17, Fr 9-14:30".

    Raises:
        ValueError: it is none; says what is expected, in German.
    """
    spans = []
    for part in given.split(","):
        found = _PART.fullmatch(part.strip())
        try:
            if found is None:
                raise ValueError
            first, last, hour, minute, end_hour, end_minute = found.groups()
            one, other = _DAYS.index(first), _DAYS.index(last or first)
            begin, end = dt.time(int(hour), int(minute or 0)), dt.time(int(end_hour), int(end_minute or 0))
            if one > other or begin >= end:
                raise ValueError
        except ValueError:
            raise ValueError("muss Tage und Stunden nennen wie „Mo-Do 9-17, Fr 9-14“") from None
        spans.append(Span(one, other, begin, end))
    return tuple(spans)


def is_open(spans: tuple[Span, ...], moment: dt.datetime) -> bool:
    """Return whether somebody is there at a moment in German time; where nothing is set, that is not known and taken as yes."""
    return not spans or any(span.holds(moment) for span in spans)


def said(spans: tuple[Span, ...]) -> str:
    """Return when somebody is there: "Montag bis Donnerstag von 9 bis 17 Uhr und Freitag von 9 bis 14 Uhr"."""
    *most, last = map(str, spans)
    return f"{', '.join(most)} und {last}" if most else last


def _hour(time: dt.time) -> str:
    return f"{time.hour}" + (f":{time.minute:02d}" if time.minute else "")
