"""Requests for money as strangers write them: are their facts read, and is the search for programmes reached?

``python -m bench requests``. The messages of ``bench/funding`` were written by people who had a firm and a project and saw
nothing of the bot; what a careful reader notes of each stands beside it. ``LOTSE_REQUESTS`` names other files.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from bot.language.facts.money import money_kinds
from bot.settings import ROOT

FOLDER = Path(__file__).parent / "funding"
_FACTS = ("region", "employees", "amount")
_REACHED = frozenset({"programme_list", "programme", "question"})
"""Kinds of answer to who looks for money: programmes, or the form's next question."""
_KINDS = {
    "zuschuss": "grant",
    "darlehen": "loan",
    "buergschaft": "guarantee",
    "beratung": "advice",
    "steuer": "tax",
    "beteiligung": "equity",
}


def measure(files: list[Path]) -> dict[str, Any]:
    """Return the shares of facts that were read and of searches that were reached; prints what was missed."""
    rows = [(f"{file.stem}/{n}", row) for file in files for n, row in enumerate(yaml.safe_load(file.read_text()))]
    answers = _asked([row["text"] for _, row in rows])
    right: Counter[str] = Counter()
    searches = 0
    for (name, row), answer in zip(rows, answers, strict=True):
        for fact in _FACTS:
            found = [item["value"] for item in answer["entities"] if item["entity"] == fact]
            good = _agrees(fact, row[fact], found)
            right[fact] += good
            if not good:
                print(f"{name} {fact}: {row[fact]} wanted, {found} read | {row['text'][:150]!r}")
        kinds = money_kinds(row["text"])
        wanted, refused = ({_KINDS[kind] for kind in row[side]} for side in ("wants", "refuses"))
        right["kinds of money"] += (wanted, refused) == (set(kinds.wanted), set(kinds.refused))
        if row["asks"] == "suche":
            searches += 1
            right["search reached"] += answer["kind"] in _REACHED
    of = {**dict.fromkeys((*_FACTS, "kinds of money"), len(rows)), "search reached": searches}
    return {name: round(right[name] / number, 3) for name, number in of.items()}


def _agrees(fact: str, wanted: int | str | None, found: list[Any]) -> bool:
    if wanted is None:
        return not found
    alone = fact == "employees" and wanted == 1  # who works alone has no employees; the readers' notes say one
    return bool(found) and (found[-1] == wanted or (alone and found[-1] == 0))


def _asked(texts: list[str]) -> list[dict[str, Any]]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "requests.jsonl"
        file.write_text("\n".join(json.dumps({"text": text}) for text in texts), encoding="utf-8")
        command = [sys.executable, "-m", "bot.cli", "ask", "--json", "--batch", str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return [json.loads(line) for line in done.stdout.splitlines()]


def main() -> None:
    """Measure the files of ``bench/funding``, or those that ``LOTSE_REQUESTS`` names."""
    named = os.environ.get("LOTSE_REQUESTS", "").split()
    print(measure([Path(name) for name in named] or sorted(FOLDER.glob("*.yaml"))))
