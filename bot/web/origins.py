"""Which websites may embed the chat."""

from __future__ import annotations

import os
import re

_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?")


def allowed_origins() -> tuple[str, ...]:
    """Return the origins of ``LOTSE_ORIGINS``, separated by commas or blanks; none by default.

    Raises:
        ValueError: one of them is no origin, such as https://www.beispiel.de.
    """
    origins = (
        tuple(re.split(r"[,\s]+", os.environ.get("LOTSE_ORIGINS", "").strip()))
        if os.environ.get("LOTSE_ORIGINS")
        else ()
    )
    origins = tuple(origin.lower() for origin in origins if origin)
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise ValueError(
                f"LOTSE_ORIGINS: „{origin}“ ist keine Adresse der Form https://www.beispiel.de (ohne Pfad und Schrägstrich)."
            )
    return origins
