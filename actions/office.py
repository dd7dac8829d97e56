"""Whether somebody is at the centre now, as it is said to owners. Nothing is said where no hours are set."""

from __future__ import annotations

import time

from bot.clock import german_time
from bot.core.office_hours import is_open, said
from bot.core.table import OFFICE_HOURS


def closed_line(now: float | None = None) -> str | None:
    """Return that nobody is there now, and when somebody is; None where somebody is or no hours are set.

    Raises:
        ValueError: the setting is broken.
    """
    hours = OFFICE_HOURS.value()
    if is_open(hours, german_time(time.time() if now is None else now)):
        return None
    return f"Im Zentrum ist gerade niemand da. Erreichbar ist es {said(hours)}."
