"""Running ``lotse`` as people do: as a program of its own, with an environment of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bot.settings import ROOT


def environment(home: Path, code: Path = ROOT, **settings: str) -> dict[str, str]:
    """Return an environment with the folder ``home`` for data and no settings but ``settings``."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LOTSE_")}
    return {**kept, "LOTSE_HOME": str(home), "LOTSE_SETTINGS": os.devnull, "PYTHONPATH": str(code), **settings}


def lotse(*words: str, home: Path, code: Path = ROOT, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    command = [sys.executable, "-m", "bot.cli", *words]
    surroundings = environment(home, code, **settings)
    return subprocess.run(command, cwd=code, env=surroundings, capture_output=True, text=True, check=False)
