"""S8: what people have told us is read by nobody else on the machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.contact.requests import ContactRequest, ContactStore
from bot.privacy.tables import open_database
from bot.settings import KNOWLEDGE_DIR
from tests.settings.commands import lotse

pytestmark = pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("setpriv"), reason="needs another user to try as")

REQUEST = ContactRequest("a", "Eva Muster", "+49 391 7654321", None, "egal", "ERP", None, "Das Zentrum darf …")


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that everybody may enter; pytest's own may not be."""
    folder = Path(tempfile.mkdtemp(prefix="lotse-home-"))
    folder.chmod(0o755)
    (folder / "data").mkdir()
    shutil.copytree(KNOWLEDGE_DIR, folder / "data" / "knowledge")
    yield folder
    shutil.rmtree(folder)


def as_nobody(*command: str) -> subprocess.CompletedProcess[bytes]:
    changed = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *command]
    return subprocess.run(changed, capture_output=True, cwd="/", check=False)


def readable(home: Path) -> list[Path]:
    """Return what another user can read below ``var/``, or anything if it can look into it."""
    listed = as_nobody("ls", "-A", str(home / "var"))
    names = [path for path in sorted((home / "var").rglob("*")) if path.is_file()]
    assert names, "nothing was written"
    return [path for path in names if as_nobody("cat", str(path)).returncode == 0] + ([home] if listed.stdout else [])


def test_what_commands_write_is_private(home: Path) -> None:
    """S8."""
    assert lotse("knowledge", "load", "--no-learning", home=home).returncode == 0
    assert readable(home) == []
    assert all(path.stat().st_mode & 0o077 == 0 for path in (home / "var").rglob("*"))


def test_what_was_open_is_mended_at_the_next_start(home: Path) -> None:
    """S8: as every installation of before looks."""
    elsewhere = home / "elsewhere.db"
    for path in (home / "var" / "conversations.db", elsewhere):
        engine = open_database(f"sqlite:///{path}")
        ContactStore(engine).add(REQUEST, 0.0)
        engine.dispose()
        path.chmod(0o644)
    (home / "var").chmod(0o755)
    assert readable(home)
    listed = lotse("contacts", "list", home=home, LOTSE_TRACKER_URL=f"sqlite:///{elsewhere}")
    assert "Für andere Benutzer offen, jetzt nicht mehr" in listed.stderr
    assert readable(home) == []
    assert as_nobody("cat", str(elsewhere)).returncode != 0
    (home / "var").chmod(0o755)
    assert as_nobody("cat", str(home / "var" / "conversations.db")).returncode != 0


def test_what_others_may_use_is_theirs(home: Path) -> None:
    """Links and content are left as they are."""
    (home / "var").mkdir()
    (home / "var" / "link").symlink_to(home / "data" / "knowledge" / "README.md")
    lotse("settings", home=home)
    assert as_nobody("cat", str(home / "data" / "knowledge" / "README.md")).returncode == 0
