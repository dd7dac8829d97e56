"""Requests for money as strangers write them: are their facts read, and how many questions later does the list come?

``python -m bench requests``. The messages of ``bench/funding`` were written by people who had a firm and a project and saw
nothing of the bot; what a careful reader notes of each stands beside it. In the second part every search is talked through: what
the form asks is answered from the notes, or with "weiß nicht". The bot has been tuned on these messages, so the figures show
what has got worse, not how strangers fare. ``LOTSE_REQUESTS`` names other files.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from bot.advice.wording import LAND_NAMES
from bot.commands.asking import load_bot
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


_MOST_QUESTIONS = 6
_ASKED_FOR = {"region": "welchem Bundesland", "employees": "Wie viele Menschen", "topic": "Wofür brauchen"}
"""How the form's questions are told apart on the screen."""


def talked_through(files: list[Path]) -> dict[str, Any]:
    """Return how many questions lie between a request and its first list; prints the talks with more than two.

    A message that is answered with a list at once counts as none; one that never comes to a list counts as lost.
    """
    rows = [(f"{file.stem}/{n}", row) for file in files for n, row in enumerate(yaml.safe_load(file.read_text()))]
    searches = [(name, row) for name, row in rows if row["asks"] == "suche"]
    counts, asked = asyncio.run(_talks(searches))
    reached = [count for count in counts if count is not None]
    return {
        "searches": len(searches),
        "list reached": round(len(reached) / len(searches), 3),
        "questions, median": statistics.median(reached),
        "questions, mean": round(statistics.fmean(reached), 2),
        "talks by number of questions": dict(sorted(Counter(reached).items())),
        "asked for the project although it was told": asked["topic"],
        "asked for": dict(asked),
    }


async def _talks(searches: list[tuple[str, dict[str, Any]]]) -> tuple[list[int | None], Counter[str]]:
    bot, asked = load_bot(), Counter[str]()
    assert bot is not None, "nothing is learnt yet: make train"
    counts = []
    for name, row in searches:
        said = row["text"]
        facts: list[str] = []
        found: int | None = None
        for _ in range(_MOST_QUESTIONS):
            messages, _ = await bot.answer(said, f"request-{name}")
            text = "\n".join(str(message.get("text") or "") for message in messages)
            kinds = {(message.get("custom") or {}).get("kind") for message in messages}
            if "programme_list" in kinds:
                found = len(facts)
                break
            fact = next((fact for fact, words in _ASKED_FOR.items() if words in text), None)
            if fact is None:
                break
            facts.append(fact)
            said = _answer(fact, row)
        asked.update(facts)
        counts.append(found)
        if found is None or found > 2:
            print(f"{name} list after {found} questions, asked for {facts} | {row['text'][:150]!r}")
    return counts, asked


def _answer(fact: str, row: dict[str, Any]) -> str:
    if fact == "region":
        return LAND_NAMES.get(row["region"] or "", "weiß nicht")
    if fact == "employees":
        return "weiß nicht" if row["employees"] is None else f"{row['employees']} Leute"
    return row["project"] or "weiß nicht"


def main() -> None:
    """Measure the files of ``bench/funding``, or those that ``LOTSE_REQUESTS`` names."""
    named = os.environ.get("LOTSE_REQUESTS", "").split()
    files = [Path(name) for name in named] or sorted(FOLDER.glob("*.yaml"))
    print(measure(files))
    print(talked_through(files))
