"""Long work beside people who wait for answers: done in small pieces, with pauses, so that they hardly notice.

Threads of one process share one lock of the interpreter. Whoever computes without a pause makes each of the others wait several
milliseconds whenever they come back from a file or a socket, which happens a dozen times in an answer.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")

_PIECE = 0.008
"""Seconds of work after which there is a pause."""
_REST = 1.0
"""How many times as long as the work a pause is."""
_PATIENCE = 2.0
"""Seconds after which there are no pauses any more: on a busy machine each of them takes far longer, and somebody waits, too."""
_SWITCH = 0.0005
"""Seconds after which the interpreter lets another thread go on meanwhile; five milliseconds otherwise."""

_here = threading.local()


@contextmanager
def gently() -> Iterator[None]:
    """Let :func:`gentle` pause in this thread."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH)
    _here.worked, _here.until = time.thread_time(), time.monotonic() + _PATIENCE
    try:
        yield
    finally:
        _here.worked = None
        sys.setswitchinterval(before)


def gentle(items: Iterable[T]) -> Iterable[T]:
    """Return ``items``; in a thread that works gently, with pauses between them."""
    return items if getattr(_here, "worked", None) is None else _paused(items)


def _paused(items: Iterable[T]) -> Iterator[T]:
    for item in items:
        worked = time.thread_time() - _here.worked
        if worked > _PIECE and time.monotonic() < _here.until:
            time.sleep(_REST * worked)
            _here.worked = time.thread_time()
        yield item
