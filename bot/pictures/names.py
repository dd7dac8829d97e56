"""How pictures are asked for: the name says all that is drawn, so the server keeps nothing.

``reife-33-67-x-100.svg``: the four themes of the readiness check in percent, x without an answer.
``laenderkarte-DE-ST.svg``: the map with one Land outlined. Both also as ``.png``.
"""

from __future__ import annotations

import re

from bot.advice.readiness import Result, ThemeScore, questions, result_of_themes
from bot.knowledge.records import KnowledgeBase

FOLDER = "/ui/bilder/"
"""Where the website's channel serves them."""

_READINESS = re.compile(r"reife((?:-(?:x|100|\d{1,2})){4})")
_MAP = re.compile(r"laenderkarte(?:-(DE-[A-Z]{2}))?")


def readiness_picture(result: Result) -> str:
    """Return the path of the chart."""
    parts = ["x" if theme.percent is None else str(theme.percent) for theme in result.themes]
    return f"{FOLDER}reife-{'-'.join(parts)}.svg"


def map_picture(home: str | None) -> str:
    """Return the path of the map with the Land ``home`` (ISO 3166-2) outlined."""
    return f"{FOLDER}laenderkarte-{home}.svg" if home else f"{FOLDER}laenderkarte.svg"


def drawn(stem: str, knowledge: KnowledgeBase) -> str | None:
    """Return the picture of that name (without folder and ending) as SVG, or None if there is no such picture."""
    from bot.pictures.readiness_chart import readiness_chart
    from bot.pictures.region_map import region_map

    asked = _READINESS.fullmatch(stem)
    if asked:
        percents = [None if part == "x" else int(part) for part in asked[1].strip("-").split("-")]
        themes = list(dict.fromkeys(question.theme for question in questions()))
        scores = [
            ThemeScore(theme, percent, 0 if percent is None else 3, 3)
            for theme, percent in zip(themes, percents, strict=True)
        ]
        return readiness_chart(result_of_themes(tuple(scores)))
    asked = _MAP.fullmatch(stem)
    if asked and (asked[1] is None or asked[1] in knowledge.regions):
        return region_map(knowledge, asked[1])
    return None
