"""Telling a server that hangs from one that has much to do on a busy machine."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

BUSY_SECONDS = 15.0
"""Processor time that a server may use without a sign of life. A machine that has no time for it lets this time stand still."""
STILL_SECONDS = 60.0
"""How long a server may sleep without a sign of life: it waits for something that does not come."""
_STILL_CPU_SECONDS = 0.1
_SLEEPING = "S"


@dataclass(frozen=True)
class Load:
    """What the system knows of a process: ``cpu`` seconds that its main thread has used, and the letter of its state."""

    cpu: float
    state: str


def load_of(pid: int) -> Load | None:
    """Return the load of a process; None where the system does not tell (it has ended, or this is not Linux)."""
    try:
        text = Path(f"/proc/{pid}/task/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    fields = text.rpartition(")")[2].split()
    return Load((int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), fields[0])


class Watchdog:
    """Watches one server, from its first sign of life on: how long loading takes depends on too much."""

    def __init__(self, signs: int) -> None:
        """``signs``: how many signs of life there were before the server was started."""
        self._signs = signs
        self._watching = False
        self._cpu: float | None = None
        self._still_since: float | None = None
        self._still_cpu = 0.0

    def hangs(self, signs: int, now: float, load: Load | None) -> bool:
        """Return whether the server hangs.

        Args:
            signs: how many signs of life there have been.
            now: monotonic time in seconds.
            load: of its process; None where it is not known.
        """
        if signs != self._signs:
            self._signs, self._watching = signs, True
            self._cpu = load.cpu if load else None
            self._still_since = None
            return False
        if not self._watching or load is None:
            return False
        if self._cpu is not None and load.cpu - self._cpu >= BUSY_SECONDS:
            return True
        asleep = load.state == _SLEEPING and load.cpu - self._still_cpu < _STILL_CPU_SECONDS
        if self._still_since is None or not asleep:
            self._still_since, self._still_cpu = now, load.cpu
        return now - self._still_since >= STILL_SECONDS
