"""``make clean`` throws away what can be made again, nothing else."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from bot.settings import ROOT

CAN_BE_MADE_AGAIN = ("models/erste-hilfe.tar.gz", "var/cache/vectors.npz", "var/lotse.db", "var/lotse.db-wal")
KEPT = ("var/conversations.db", "var/conversations.db-wal", "var/secret", "var/notes.txt", "README.md")


@pytest.mark.skipif(shutil.which("make") is None, reason="no make")
def test_clean_keeps_conversations_call_backs_and_the_secret(tmp_path: Path) -> None:
    """Operations O16: it deleted waiting call-backs without a question."""
    for name in (*CAN_BE_MADE_AGAIN, *KEPT):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    subprocess.run(["make", "-f", str(ROOT / "Makefile"), "clean"], cwd=tmp_path, check=True, capture_output=True)
    found = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert found == set(KEPT)
