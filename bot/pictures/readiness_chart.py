"""The result of the readiness check as bars: four themes on one scale with the four stages."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from bot.advice.readiness import STAGES, Result
from bot.pictures.svg import INK, LINE, PETROL, SOFT_INK, as_text, line, picture, rectangle, write

_WIDTH, _HEIGHT = 720, 430
_LEFT, _RIGHT, _TOP, _BOTTOM = 24, 696, 118, 372
_BAR, _GAP = 24, 62
_BANDS = ("#f6f8f8", "#eaf1f1", "#dde9ea", "#cfe0e2")


def readiness_chart(result: Result) -> str:
    """Return the chart as SVG."""
    title = f"Ihr Betrieb: {result.stage}" if result.stage else "Noch kein Ergebnis"
    root = picture(_WIDTH, _HEIGHT, title, readiness_words(result))
    write(root, _LEFT, 42, title, 28, INK, bold=True)
    if result.percent is not None:
        write(root, _LEFT, 70, f"{result.percent} von 100 Punkten, Ihre eigene Einschätzung", 17, SOFT_INK)
    _draw_stages(root)
    for row, theme in enumerate(result.themes):
        y = _TOP + 14 + row * _GAP
        write(root, _LEFT + 8, y + 8, theme.theme, 19, INK, bold=True)
        if theme.percent is None:
            write(root, _LEFT + 8, y + 32, "keine Angabe", 17, SOFT_INK)
            continue
        length = max(4, (_RIGHT - _LEFT) * theme.percent / 100)
        rectangle(root, _LEFT, y + 16, length, _BAR, PETROL, 3)
        inside = theme.percent >= 15
        x = _LEFT + length - 8 if inside else _LEFT + length + 8
        write(
            root,
            x,
            y + 34,
            str(theme.percent),
            17,
            "#ffffff" if inside else INK,
            bold=True,
            anchor="end" if inside else "start",
        )
    write(root, _LEFT, _HEIGHT - 14, "Zwölf Fragen, vier Themen. Keine Prüfung.", 15, SOFT_INK)
    return as_text(root)


def _draw_stages(root: ET.Element) -> None:
    starts = [start for start, _ in STAGES] + [100]
    for place, (start, name) in enumerate(STAGES):
        left = _LEFT + (_RIGHT - _LEFT) * start / 100
        width = (_RIGHT - _LEFT) * (starts[place + 1] - start) / 100
        rectangle(root, left, _TOP - 26, width, _BOTTOM - _TOP + 26, _BANDS[place])
        write(root, left + 8, _TOP - 8, name, 16, SOFT_INK)
        if place:
            line(root, left, _TOP - 26, left, _BOTTOM, LINE)


def readiness_words(result: Result) -> str:
    """Return the chart in words."""
    if result.percent is None:
        return "Zu keiner Frage gab es eine Antwort."
    themes = [
        f"{theme.theme}: {'keine Angabe' if theme.percent is None else f'{theme.percent} von 100'}"
        for theme in result.themes
    ]
    return f"Ihr Betrieb: {result.stage}, {result.percent} von 100. {', '.join(themes)}."
