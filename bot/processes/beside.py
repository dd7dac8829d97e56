"""A process that runs beside the servers and takes none of them with it when it ends."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

PAUSES = (1.0, 5.0, 15.0, 60.0, 300.0)
"""Seconds before it is started again, after its first, second, … end."""


@dataclass
class Beside:
    """Such a process. ``start``: starts it; ``again``: whether that is done again; ``said``: what its end with an error means,
    German.
    """

    start: Callable[[], subprocess.Popen[bytes]]
    again: bool
    said: str
    process: subprocess.Popen[bytes] | None = None
    failures: int = 0
    due: float = 0.0

    def look(self) -> None:
        """Start it when it is due, and note when it has ended."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.due:
                self.process = self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        if code != 0:
            print(self.said, file=sys.stderr, flush=True)
        pause = PAUSES[min(self.failures, len(PAUSES) - 1)]
        self.failures += 1
        self.process, self.due = None, now + pause if self.again else float("inf")
