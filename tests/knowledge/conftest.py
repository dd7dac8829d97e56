"""Content to break."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from knowledge_samples import Content


@pytest.fixture
def content(tmp_path: Path) -> Content:
    made = Content(tmp_path / "knowledge")
    made.write()
    return made


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Set the date of today."""
    return lambda day: monkeypatch.setenv("LOTSE_TODAY", day)
