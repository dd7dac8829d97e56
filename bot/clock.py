"""Today's date, in one place, because it decides whether a programme is open."""

from __future__ import annotations

import datetime as dt
import os


def today() -> dt.date:
    """Return the date of today, or ``LOTSE_TODAY`` (YYYY-MM-DD) for demos and tests.

    Raises:
        ValueError: ``LOTSE_TODAY`` is set and is no date.
    """
    fixed = os.environ.get("LOTSE_TODAY")
    return dt.date.fromisoformat(fixed) if fixed else dt.date.today()
