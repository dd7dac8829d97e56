"""A log that does not say the same a hundred times: the first at once, then one line a minute with the number.

Where something fails, it fails for every message: two lines for each of them bury what else is wrong.
"""

from __future__ import annotations

import atexit
import logging
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass

SUMMED_UP_SECONDS = 60.0
"""How long a message that comes again is only counted before one line says how often it came."""

MOST_KINDS = 500
"""How many kinds of messages are counted at once; of any further one each is shown."""

_VARIES = re.compile(r"'[^']*'|\b0x[0-9a-f]+|\d+")
"""What differs between two messages about the same: names in quotes, addresses, numbers."""

_Kind = tuple[str, int, str, str]
Later = Callable[[float, Callable[[], None]], None]
"""Calls a function after some seconds."""


def sum_up_repeats() -> None:
    """Let each handler of the root logger show a warning or an error that comes again as one line a minute."""
    for handler in logging.getLogger().handlers:
        if not any(isinstance(known, Repeats) for known in handler.filters):
            repeats = Repeats(handler)
            handler.addFilter(repeats)
            atexit.register(repeats.flush)


@dataclass
class _Counted:
    """The latest message of a kind, and how many have not been shown."""

    latest: logging.LogRecord
    unshown: int = 0


class Repeats(logging.Filter):
    """Lets the first warning or error of a kind pass and counts those that follow.

    Two are of one kind if they differ in names, addresses and numbers only. After a minute without any, the next counts as
    the first again.
    """

    def __init__(self, handler: logging.Handler, later: Later | None = None) -> None:
        """``handler``: where the sums are written; ``later``: what waits for that, a thread by default."""
        super().__init__()
        self._handler = handler
        self._later = later or _in_thread
        self._lock = threading.Lock()
        self._counted: dict[_Kind, _Counted] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the message is shown now."""
        if record.levelno < logging.WARNING or getattr(record, "is_sum", False):
            return True
        kind = _kind(record)
        with self._lock:
            counted = self._counted.get(kind)
            if counted is not None:
                counted.latest = record
                counted.unshown += 1
                return False
            if len(self._counted) >= MOST_KINDS:
                return True
            self._counted[kind] = _Counted(record)
        self._wait_and_sum_up(kind)
        return True

    def flush(self) -> None:
        """Write all sums now, as the process ends."""
        for kind in list(self._counted):
            self._write_sum(kind)

    def _wait_and_sum_up(self, kind: _Kind) -> None:
        def sum_up() -> None:
            if self._write_sum(kind):
                self._wait_and_sum_up(kind)

        self._later(SUMMED_UP_SECONDS, sum_up)

    def _write_sum(self, kind: _Kind) -> bool:
        """Say how often a message has come again; return whether it has."""
        with self._lock:
            counted = self._counted.get(kind)
            if counted is None or not counted.unshown:
                self._counted.pop(kind, None)
                return False
            unshown, counted.unshown = counted.unshown, 0
        self._handler.handle(_sum_of(counted.latest, unshown))
        return True


def _kind(record: logging.LogRecord) -> _Kind:
    error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
    return record.name, record.levelno, _VARIES.sub("…", record.getMessage()), error


def _sum_of(record: logging.LogRecord, number: int) -> logging.LogRecord:
    times = "once" if number == 1 else f"{number} times"
    text = f"{record.getMessage()} (again, {times} within {SUMMED_UP_SECONDS:.0f} s)"
    summed = logging.LogRecord(record.name, record.levelno, record.pathname, record.lineno, text, None, None)
    summed.is_sum = True
    return summed


def _in_thread(seconds: float, work: Callable[[], None]) -> None:
    timer = threading.Timer(seconds, work)
    timer.daemon = True
    timer.start()
