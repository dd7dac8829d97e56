"""What is asked next of the topic just talked about, and which facet of it: from the turns in ``data/turns``.

Such questions name nothing ("was isn der haken dabei"). Phrasings of articles, which stand alone, teach little of them: the facet
of a third is told by these, of a half with the turns of other hands beside them (``bench/README.md``).
"""

from __future__ import annotations

from pathlib import Path

from bot.knowledge.codes import FACETS
from bot.knowledge.written import TURNS, rows_in


def follow_ups(folder: Path = TURNS) -> tuple[tuple[str, str], ...]:
    """Return (message, facet) of each turn that asks for a facet of the same topic and of nothing else, in a fixed order."""
    found: dict[str, str] = {}
    for turn in rows_in(folder):
        reading = turn["reading"]
        asks = reading.get("act") == "ask" and reading.get("topic") == "same" and not reading.get("more")
        if asks and reading.get("facet") in FACETS and turn["user"].strip():
            found.setdefault(turn["user"], reading["facet"])
    return tuple(found.items())
