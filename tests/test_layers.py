"""Where code may be and what it may use: dependencies point downwards, and words of the owners are read in one place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import ROOT

FLOORS = (
    {"bot.core", "bot.settings", "bot.clock", "bot.quiet", "bot.version"},
    {"bot.encoder", "bot.storage", "bot.web"},
    {"bot.language"},
    {"bot.knowledge", "bot.privacy"},
    {"bot.contact", "bot.feedback", "bot.telegram"},
    {"bot.advice", "bot.pictures"},
    {"bot.documents", "bot.exchange"},
    {"actions"},
    {"bot.rasa"},
    {"bot.desk"},
    {"bot.learning", "bot.operations", "bot.processes", "bot.commands", "bot.cli", "bot.procurement"},
)
"""From the ground up. What stands together may use each other."""
FLOOR = {part: number for number, floor in enumerate(FLOORS) for part in floor}
MODULES = sorted(path for tree in ("bot", "actions") for path in (ROOT / tree).rglob("*.py"))


def part_of(module: str) -> str:
    """Return the part that a module belongs to: "actions", or a package or module right below "bot"."""
    names = module.split(".")
    return names[0] if names[0] == "actions" else ".".join(names[:2])


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_dependencies_point_downwards(path: Path) -> None:
    own = part_of(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    used = {part_of(name) for name in imported(path) if name.split(".")[0] in {"bot", "actions"}} - {own, "bot"}
    if own == "bot":
        assert not used
        return
    unknown = (used | {own}) - set(FLOOR)
    assert not unknown, f"no floor is known for {unknown}: give them one"
    assert not {part for part in used if FLOOR[part] > FLOOR[own]}


def test_actions_read_no_words_themselves() -> None:
    """German is read in ``bot/language``; an action that has patterns of its own would be a second place for it."""
    assert not [path.name for path in MODULES if path.is_relative_to(ROOT / "actions") and "re" in set(imported(path))]


def test_no_folder_is_a_drawer() -> None:
    crowded = {
        folder.name: len(files)
        for folder in {path.parent for path in MODULES}
        if len(files := list(folder.glob("[!_]*.py"))) > CROWDED.get(folder.name, 30)
    }
    assert not crowded


CROWDED = {"advice": 39, "actions": 43}
"""Folders that are larger than they should be: they may shrink, not grow."""
