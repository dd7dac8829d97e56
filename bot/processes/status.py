"""Telling another process what happens: one JSON object a line."""

from __future__ import annotations

import contextlib
import json
import os
import stat
from typing import Any

_STANDARD = 2


class Status:
    """Writes events to a file descriptor. Nobody has to listen, and whoever does not holds up nothing."""

    def __init__(self, descriptor: int | None) -> None:
        """``descriptor``: where to write; None for nowhere."""
        self._descriptor = descriptor
        if descriptor is not None and descriptor > _STANDARD and stat.S_ISFIFO(os.fstat(descriptor).st_mode):
            os.set_blocking(descriptor, False)

    def tell(self, event: str, **details: Any) -> None:
        """Write ``event`` with its details, as JSON knows them."""
        if self._descriptor is None:
            return
        line = json.dumps({"event": event, **details}, ensure_ascii=False) + "\n"
        with contextlib.suppress(OSError):
            os.write(self._descriptor, line.encode())

    def close(self) -> None:
        """Close the descriptor in a fork, unless it is a standard one."""
        if self._descriptor is not None and self._descriptor > _STANDARD:
            os.close(self._descriptor)
        self._descriptor = None
