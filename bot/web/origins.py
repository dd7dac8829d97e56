"""Which websites may embed the chat."""

from __future__ import annotations

from bot.core.table import ORIGINS


def allowed_origins() -> tuple[str, ...]:
    """Return the origins of ``LOTSE_ORIGINS``, separated by commas or blanks; none by default.

    Raises:
        ValueError: one of them is no origin, such as https://www.beispiel.de.
    """
    return ORIGINS.value()
