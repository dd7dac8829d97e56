"""How far the learning is: shown at the console, and kept in a file that the waiting page and ``knowledge status`` read."""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

_SECONDS_BETWEEN_LINES = 15.0
"""Where nobody can overwrite a line (a log, a service), a line comes at most so often."""


@dataclass(frozen=True)
class State:
    """``text``: what is being done, German, without a full stop; ``percent``: of the whole, 0 to 100; ``process``: who does it."""

    text: str
    percent: int
    process: int


class Progress:
    """Tells one learning's progress. With ``quiet`` nothing goes to the console."""

    def __init__(self, file: Path, quiet: bool = False) -> None:
        """``file``: where the state is kept while the learning runs."""
        self._file = file
        self._quiet = quiet
        self._shown = 0.0
        self._text = ""

    def tell(self, text: str, percent: float) -> None:
        """Say what is being done and how far the whole is (0 to 100)."""
        state = State(text, int(percent), os.getpid())
        part = self._file.with_name(f"{self._file.name}.{os.getpid()}.part")
        self._file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(asdict(state)), encoding="utf-8")
        part.replace(self._file)
        self._show(state)

    def end(self) -> None:
        """Nothing is being learnt any more."""
        self._file.unlink(missing_ok=True)
        if not self._quiet and sys.stderr.isatty():
            print(file=sys.stderr, flush=True)

    def _show(self, state: State) -> None:
        if self._quiet:
            return
        line = f"  {state.text} … {state.percent} %"
        if sys.stderr.isatty():
            print(f"\r{line:<78}", end="", file=sys.stderr, flush=True)
        elif state.text != self._text or time.monotonic() - self._shown > _SECONDS_BETWEEN_LINES:
            print(line, file=sys.stderr, flush=True)
            self._shown, self._text = time.monotonic(), state.text


def read(file: Path) -> State | None:
    """Return how far the learning is; None where none is under way, or whoever did it was killed."""
    try:
        state = State(**json.loads(file.read_text(encoding="utf-8")))
        os.kill(state.process, 0)
    except (OSError, ValueError, TypeError):
        return None
    return state
