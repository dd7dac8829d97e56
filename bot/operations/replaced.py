"""Back-ups of what a restore has replaced. They hold talks, so they go when talks of that age would go."""

from __future__ import annotations

import time

from bot.privacy.conversations import retention_days
from bot.settings import VAR_DIR

BEFORE = VAR_DIR / "before-restore"
_DAY = 86_400.0


def forget_old() -> None:
    """Delete those that are too old.

    Raises:
        OSError: one of them cannot be deleted.
    """
    for path in BEFORE.glob("*"):
        if path.is_file() and time.time() - path.stat().st_mtime > retention_days() * _DAY:
            path.unlink(missing_ok=True)
