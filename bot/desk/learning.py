"""Learning what the desk has changed: some time after the last change, in a process of its own, behind everybody else."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading

from bot.settings import ROOT

PAUSE_SECONDS = 45.0
"""So long after the last change; whoever works through a list changes something every few seconds."""

logger = logging.getLogger(__name__)


class LaterLearning:
    """Starts ``lotse train`` when nobody has changed anything for a while. Call it after each change."""

    def __init__(self, pause: float = PAUSE_SECONDS) -> None:
        """``pause``: seconds."""
        self._pause = pause
        self._timer: threading.Timer | None = None
        self._lock = threading.Lock()

    def __call__(self) -> None:
        """Note that something has changed."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            self._timer = threading.Timer(self._pause, _learn)
            self._timer.daemon = True
            self._timer.start()


def _learn() -> None:
    # A second learning waits for the first; what is answered meanwhile is what was learnt before, and phrasings by heart.
    command = [sys.executable, "-m", "bot.cli", "train", "--quiet"]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    if done.returncode:
        logger.error("What the desk has changed could not be learnt; 'lotse train' says more.")
