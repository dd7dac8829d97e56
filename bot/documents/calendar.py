"""The end of a programme as a calendar file (iCalendar, RFC 5545): one whole day, with a reminder two weeks before.

Section numbers below are those of RFC 5545 (https://www.rfc-editor.org/rfc/rfc5545).
"""

from __future__ import annotations

import datetime as dt

from bot.knowledge.records import Programme

_LONGEST = 75
"""Octets of a line at most, the break not counted (3.1)."""
_REMINDER = "-P14D"
"""Two weeks before the day begins (3.3.6, 3.8.6.3)."""
_ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\r\n": "\\n", "\r": "\\n", "\n": "\\n"}
"""What has to be escaped in a text (3.3.11); the backslash first."""


def deadline_ics(programme: Programme, day: dt.date, source: str, made: dt.datetime) -> bytes:
    """Return the calendar file for the last day of ``programme``.

    Args:
        programme: what ends.
        day: its recorded end.
        source: where that stands, in words.
        made: the moment that the file says it was made at, in UTC.
    """
    said = [
        f"Das Programm läuft laut Unterlagen bis {day:%d.%m.%Y}.",
        "Den Antrag vorher stellen, und erst danach bestellen. Anträge können schon früher enden: bitte nachfragen.",
        f"Antrag bei: {programme.apply_via}" if programme.apply_via else "",
        f"Quelle: {source}",
    ]
    title = f"Frist: {programme.short_name} endet"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Erste Hilfe 4.0//Fristen//DE",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{programme.id}-{day:%Y%m%d}@erste-hilfe-4-0",  # the same day again replaces the entry (3.8.4.7)
        f"DTSTAMP:{made:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + dt.timedelta(days=1):%Y%m%d}",  # the day after, which is not part of it (3.6.1)
        f"SUMMARY:{_text(title)}",
        f"DESCRIPTION:{_text(chr(10).join(filter(None, said)))}",
        *([f"URL:{programme.apply_url}"] if programme.apply_url else []),
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_text(f'In zwei Wochen: {title}')}",
        f"TRIGGER:{_REMINDER}",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _text(text: str) -> str:
    for plain, escaped in _ESCAPED.items():
        text = text.replace(plain, escaped)
    return "".join(letter for letter in text if letter >= " ")


def _folded(line: str) -> str:
    """Break a line so that none has more than 75 octets; a letter of several octets is never torn (3.1)."""
    parts, part, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _LONGEST:
            parts.append(part)
            part, size = " ", 1
        part += letter
        size += octets
    return "\r\n".join([*parts, part])
