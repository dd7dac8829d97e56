"""The result of the readiness check as bars: four themes on one scale with the four stages."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from bot.advice.readiness import STAGES, Result, ThemeScore
from bot.pictures.svg import GROUND, INK, PETROL, SOFT_INK, as_text, picture, rectangle, write

_WIDTH, _HEIGHT = 720, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 24, 696, 84, 364
_FIRST_ROW, _ROW, _BAR = 123, 60, 24
_BANDS = ("#f3f7f7", "#e5eeef", "#d6e4e6", "#c6d9dc")
_INSIDE = 12
"""Percent from which a bar is long enough to carry its value."""
# On a phone the picture is half as wide: the smallest letters are then 9 pixels high.
_HEADLINE, _LARGE, _TEXT, _SMALL = 32, 22, 21, 18


def readiness_chart(result: Result) -> str:
    """Return the chart as SVG."""
    title = f"Ihr Betrieb: {result.stage}" if result.stage else "Noch kein Ergebnis"
    overall = "Zu keiner Frage gab es eine Antwort"
    if result.percent is not None:
        overall = f"{result.percent} von 100 Punkten, Ihre eigene Einschätzung"
    root = picture(_WIDTH, _HEIGHT, title, readiness_words(result))
    write(root, _LEFT, 40, title, _HEADLINE, INK, bold=True)
    write(root, _LEFT, 68, overall, _TEXT, SOFT_INK)
    _draw_stages(root, result.stage)
    for row, theme in enumerate(result.themes):
        _draw_theme(root, _FIRST_ROW + row * _ROW, theme)
    write(root, _LEFT, _HEIGHT - 10, "Zwölf Fragen, vier Themen. Keine Prüfung.", _SMALL, SOFT_INK)
    return as_text(root)


def _draw_theme(root: ET.Element, y: float, theme: ThemeScore) -> None:
    write(root, _LEFT + 8, y + 20, theme.theme, _LARGE, INK, bold=True)
    if theme.percent is None:
        write(root, _LEFT + 8, y + 46, "keine Angabe", _TEXT, SOFT_INK)
        return
    length = max(4, _at(theme.percent) - _LEFT)
    rectangle(root, _LEFT, y + 28, length, _BAR, PETROL, 3)
    if theme.percent >= _INSIDE:
        write(root, _LEFT + length - 8, y + 47, str(theme.percent), _TEXT, GROUND, bold=True, anchor="end")
    else:
        write(root, _LEFT + length + 8, y + 47, str(theme.percent), _TEXT, INK, bold=True)


def _draw_stages(root: ET.Element, reached: str | None) -> None:
    """Draw the stages as bands, each with its name and the points from which it begins; the one reached stands out."""
    ends = [start for start, _ in STAGES[1:]] + [100]
    for (start, name), end, band in zip(STAGES, ends, _BANDS, strict=True):
        rectangle(root, _at(start), _TOP, _at(end) - _at(start), _BOTTOM - _TOP, band)
        is_reached = name == reached
        write(root, _at(start) + 8, _TOP + 25, name, _SMALL, PETROL if is_reached else SOFT_INK, bold=is_reached)
        write(root, _at(start), _BOTTOM + 20, str(start), _SMALL, SOFT_INK, anchor="middle" if start else "start")
    write(root, _RIGHT, _BOTTOM + 20, "100", _SMALL, SOFT_INK, anchor="end")


def _at(percent: float) -> float:
    """Return where a percentage stands on the picture."""
    return _LEFT + (_RIGHT - _LEFT) * percent / 100


def readiness_words(result: Result) -> str:
    """Return the chart in words."""
    if result.percent is None:
        return "Zu keiner Frage gab es eine Antwort."
    themes = [
        f"{theme.theme}: {'keine Angabe' if theme.percent is None else f'{theme.percent} von 100'}"
        for theme in result.themes
    ]
    return f"Ihr Betrieb: {result.stage}, {result.percent} von 100. {', '.join(themes)}."
