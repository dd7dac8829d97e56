"""Children end with their parent, however that ends."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def end_with_parent(parent: int, number: int = signal.SIGKILL) -> bool:
    """Let the system send a signal to this process when its parent ends. Call in a child, right after the fork.

    The parent is the thread that has forked: it must be the main thread.

    Args:
        parent: process id of the parent; if it has ended already, so does this process.
        number: the signal.

    Returns:
        Whether the system can do that (Linux).
    """
    if _LIBC is None or _LIBC.prctl(_PR_SET_PDEATHSIG, int(number), 0, 0, 0) != 0:
        return False
    if os.getppid() != parent:
        os.kill(os.getpid(), number)
    return True
