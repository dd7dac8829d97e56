"""Small pictures of figures by day, as shapes for an SVG: bars whose height is the figure. Colours are the styles' matter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 168, 40
_GAP = 3


@dataclass(frozen=True)
class Bar:
    """One bar. ``said``: what it shows, for whoever points at it."""

    x: float
    y: float
    width: float
    height: float
    said: str
    is_last: bool


def bars(days: Sequence[dt.date], values: Sequence[float | None], unit: str = "") -> list[Bar]:
    """Return the bars of some days; a day without a figure (None) has none.

    Args:
        days: in order.
        values: of each day.
        unit: what is counted, such as "ms"; with a blank before it.
    """
    most = max((value for value in values if value is not None), default=0) or 1
    step = WIDTH / max(1, len(days))
    made = []
    for place, (day, value) in enumerate(zip(days, values, strict=True)):
        if value is None:
            continue
        height = max(1.5, round((HEIGHT - 2) * value / most, 1))  # a nought is a line, and not nothing
        said = f"{day:%d.%m.}: {f'{value:,.0f}'.replace(',', '.')}{unit}"
        made.append(
            Bar(
                round(place * step, 1),
                round(HEIGHT - height, 1),
                round(step - _GAP, 1),
                height,
                said,
                place == len(days) - 1,
            )
        )
    return made
