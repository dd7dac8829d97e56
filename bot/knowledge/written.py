"""What people wrote who saw no article: questions in ``data/questions``, turns in ``data/turns``, what is ours: ``data/scope``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.settings import ROOT

TURNS, QUESTIONS, SCOPE = ROOT / "data" / "turns", ROOT / "data" / "questions", ROOT / "data" / "scope"

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def rows_in(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of all files of a folder, in a fixed order."""
    for file in sorted(folder.glob("*.yaml")):
        yield from yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)
