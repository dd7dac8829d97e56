"""The table of requirements names tests that there are."""

from __future__ import annotations

import re

from bot.settings import ROOT


def test_every_test_that_the_table_names_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / "desk-asvs.md").read_text(encoding="utf-8")))
    folders = (ROOT / "tests" / "desk", ROOT / "tests" / "knowledge")
    there = {
        name
        for folder in folders
        for path in folder.glob("test_*.py")
        for name in re.findall(r"def (test_\w+)", path.read_text(encoding="utf-8"))
    }
    assert len(named) > 30
    assert named <= there
