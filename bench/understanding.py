"""``make bench``: understanding and search on both question sets, with figures a change can be compared by.

The speed of the bot against Rasa's stock configuration is the subject of its own benchmark and not measured here.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import yaml

from bot.clock import today
from bot.commands.asking import load_bot
from bot.knowledge.search.index import SearchIndex, open_index, sample_of
from bot.knowledge.search.outcome import decide
from bot.knowledge.store import shared_store
from bot.language.meaning.encoder import shared_encoder, training_cache
from bot.language.text.pipeline import GermanPipeline
from bot.quiet import set_variables
from bot.settings import VAR_DIR

HERE = Path(__file__).parent
RESULTS = HERE / "results"
SETS = ("devset", "heldout")
"""The development set, looked at while building, and the held-out set, whose errors nobody may look at."""
NOT_OURS = frozenset({"out_of_scope", "nlu_fallback"})


def questions(name: str) -> list[dict[str, Any]]:
    """Return all records of the set ``name``, in the order of the files."""
    files = sorted((HERE / name).glob("*.yaml"))
    return [record for file in files for record in yaml.safe_load(file.read_text(encoding="utf-8"))]


def main() -> int:
    """Print and keep the figures; returns 0."""
    set_variables()
    bot = load_bot()
    if bot is None:
        return 1
    figures: dict[str, Any] = {"date": str(today())}
    for name in SETS:
        records = questions(name)
        predicted = asyncio.run(_intents(bot, records))
        figures[name] = {
            "questions": len(records),
            **_intent_figures(records, predicted),
            **_entity_figures(records, predicted),
            **_search_figures(records),
        }
        print(f"\n{name}")
        _show(figures[name])
        if "--errors" in sys.argv:
            _show_errors(records, predicted)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "understanding.json").write_text(
        json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    return 0


async def _intents(bot: Any, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [await bot.understand(record["text"]) for record in records]


def _intent_figures(records: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> dict[str, Any]:
    pairs = [(record["intent"], result["intent"]["name"]) for record, result in zip(records, predicted, strict=True)]
    by_intent = {}
    for intent in sorted({expected for expected, _ in pairs}):
        hits = sum(expected == intent == found for expected, found in pairs)
        precision = hits / max(1, sum(found == intent for _, found in pairs))
        recall = hits / sum(expected == intent for expected, _ in pairs)
        by_intent[intent] = round(2 * precision * recall / max(1e-9, precision + recall), 3)
    refused = [found in NOT_OURS for _, found in pairs]
    foreign = [expected == "out_of_scope" for expected, _ in pairs]
    caught = sum(a and b for a, b in zip(refused, foreign, strict=True))
    return {
        "intent_accuracy": round(sum(expected == found for expected, found in pairs) / len(pairs), 4),
        "out_of_scope_precision": round(caught / max(1, sum(refused)), 4),
        "out_of_scope_recall": round(caught / sum(foreign), 4),
        "intent_f1": by_intent,
    }


def _entity_figures(records: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> dict[str, Any]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for record, result in zip(records, predicted, strict=True):
        expected = {(item["entity"], str(item["value"])) for item in record["entities"]}
        found = {(item["entity"], str(item["value"])) for item in result.get("entities") or ()}
        for name, _ in expected:
            counts[name]["expected"] += 1
        for name, _ in expected & found:
            counts[name]["right"] += 1
    return {"entity_recall": {name: round(c["right"] / c["expected"], 3) for name, c in sorted(counts.items())}}


def _search_figures(records: list[dict[str, Any]]) -> dict[str, Any]:
    pipeline = GermanPipeline()
    knowledge = shared_store().snapshot()
    index: SearchIndex = open_index(
        knowledge, VAR_DIR / "index", pipeline, shared_encoder(), training_cache().encode_all
    )
    first = third = answered = right = 0
    asked = [record for record in records if record.get("article")]
    seconds = []
    for record in asked:
        accepted = {record["article"], *(record.get("also") or ())}
        began = time.perf_counter()
        found = index.find(sample_of(record["text"], pipeline))
        seconds.append(time.perf_counter() - began)
        ids = [hit.article_id for hit in found.hits]
        first += ids[0] in accepted
        third += bool(accepted & set(ids[:3]))
        if decide(found).decision == "answer":
            answered += 1
            right += ids[0] in accepted
    foreign = [record for record in records if record["intent"] == "out_of_scope"]
    wrong = sum(decide(index.find(sample_of(r["text"], pipeline))).decision == "answer" for r in foreign)
    return {
        "articles_asked": len(asked),
        "hit_at_1": round(first / len(asked), 4),
        "hit_at_3": round(third / len(asked), 4),
        "answered_at_once": round(answered / len(asked), 4),
        "right_when_answered": round(right / max(1, answered), 4),
        "foreign_answered": round(wrong / max(1, len(foreign)), 4),
        "search_ms_median": round(statistics.median(seconds) * 1000, 2),
    }


def _show(figures: dict[str, Any]) -> None:
    for name, value in figures.items():
        if isinstance(value, dict):
            print(f"{name}:")
            for key, figure in sorted(value.items(), key=lambda item: item[1]):
                print(f"    {key:24} {figure}")
        else:
            print(f"{name:24} {value}")


def _show_errors(records: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> None:
    for record, result in zip(records, predicted, strict=True):
        intent = result["intent"]
        if intent["name"] != record["intent"]:
            print(f"{record['intent']:18} -> {intent['name']:18} {intent['confidence']:.2f}  {record['text']}")


if __name__ == "__main__":
    sys.exit(main())
