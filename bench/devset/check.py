"""Check both question sets: well-formed, labels known, ids exist, nothing shared with the training data.

Run from the root of the repository: ``python bench/devset/check.py``. Prints one line a fault; exit code 1 if any.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.language.text.normalise import fold

HERE = Path(__file__).resolve().parent
FOLDERS = (HERE, HERE.parent / "heldout")
ROOT = HERE.parents[1]
FIELDS = {"id", "text", "intent", "entities", "article"}
COUNTS = {"employees", "amount", "number", "ordinal"}


def key(text: str) -> str:
    """Return the text as two writers would agree it is the same: folded, without punctuation."""
    return " ".join(re.sub(r"[^\w]+", " ", fold(text)).split()) or text.strip()


def records(*folders: Path) -> list[dict[str, Any]]:
    """Return all records of the sets, file by file, each with the name of its ``file`` added."""
    return [
        {**record, "file": path.name}
        for folder in folders or FOLDERS
        for path in sorted(folder.glob("*.yaml"))
        for record in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def known_labels() -> tuple[set[str], set[str]]:
    """Return the intents and the entities of the two tables in ``data/nlu/README.md``."""
    intents, _, entities = (ROOT / "data/nlu/README.md").read_text(encoding="utf-8").partition("| entity |")
    return _first_column(intents), _first_column(entities)


def _first_column(table: str) -> set[str]:
    cells = (line.split("|")[1] for line in table.splitlines() if line.startswith("| `"))
    return {name for cell in cells for name in re.findall(r"`([a-z_]+)`", cell)}


def knowledge_ids() -> dict[str, set[str]]:
    """Return the ids that ``article``, ``programme``, ``company`` and ``term`` may point to."""
    base = ROOT / "data/knowledge"
    return {
        "article": {row["id"] for row in _rows(base / "articles")},
        "programme": {row["id"] for row in _rows(base / "programmes")},
        "company": {row["id"] for row in _rows(base / "case_studies.yaml")},
        "term": {row["term"] for row in _rows(base / "glossary.yaml")},
    }


def _rows(path: Path) -> list[dict[str, Any]]:
    files = [path] if path.is_file() else sorted(path.glob("*.yaml"))
    return [row for file in files for row in yaml.safe_load(file.read_text(encoding="utf-8"))]


def training_texts() -> dict[str, str]:
    """Return every phrasing and training example as ``{key: where it stands}``."""
    known: dict[str, str] = {}
    folders = ("data/nlu", "data/knowledge/articles", "data/knowledge/phrasings")
    for path in (path for folder in folders for path in sorted((ROOT / folder).glob("**/*.y*ml"))):
        for text in _strings(yaml.safe_load(path.read_text(encoding="utf-8"))):
            known.setdefault(key(text), str(path.relative_to(ROOT)))
    return known


def _strings(node: Any) -> Iterator[str]:
    """Yield each text of a YAML tree; a Rasa block of examples ("- one\\n- two") counts line by line."""
    if isinstance(node, str):
        yield from (line.removeprefix("- ").strip() for line in node.splitlines())
    elif isinstance(node, dict):
        for child in node.values():
            yield from _strings(child)
    elif isinstance(node, list):
        for child in node:
            yield from _strings(child)


def faults() -> list[str]:
    """Return all faults of the sets, one line each."""
    intents, entities = known_labels()
    ids, training = knowledge_ids(), training_texts()
    seen: dict[str, str] = {}
    found: list[str] = []
    for record in records():
        problems = [*_shape(record), *_labels(record, intents, entities, ids)]
        for name in (str(record.get("id")), "text:" + key(str(record.get("text")))):
            if name in seen:
                problems.append(f"also in {seen[name]}")
            seen[name] = f"{record['file']} {record.get('id')}"
        if place := training.get(key(str(record.get("text")))):
            problems.append(f"text is known to {place}: {record['text']!r}")
        found += [f"{record['file']} {record.get('id')}: {problem}" for problem in problems]
    asked = [record["article"] for record in records(HERE) if record["article"]]
    return found + [f"article {name} has fewer than two questions" for name in ids["article"] if asked.count(name) < 2]


def _shape(record: dict[str, Any]) -> Iterator[str]:
    if missing := FIELDS - record.keys():
        yield f"missing {sorted(missing)}"
    if extra := record.keys() - FIELDS - {"also", "file"}:
        yield f"unknown fields {sorted(extra)}"
    if not isinstance(record.get("text"), str) or not record["text"].strip():
        yield "text is empty"


def _labels(record: dict[str, Any], intents: set[str], entities: set[str], ids: dict[str, set[str]]) -> Iterator[str]:
    if record["intent"] not in intents:
        yield f"unknown intent {record['intent']}"
    for article in filter(None, [record["article"], *record.get("also", [])]):
        if article not in ids["article"]:
            yield f"unknown article {article}"
    for entity in record["entities"]:
        name, value = entity["entity"], entity["value"]
        if name not in entities:
            yield f"unknown entity {name}"
        elif name in ids and value not in ids[name]:
            yield f"unknown {name} {value}"
        elif (name in COUNTS) != isinstance(value, int):
            yield f"{name} has the wrong type: {value!r}"


if __name__ == "__main__":
    lines = faults()
    print("\n".join([*lines, f"{len(records())} questions, {len(lines)} faults"]))
    sys.exit(1 if lines else 0)
