"""Making a back-up: everything that cannot be made again, in one file, while the servers run.

Talks within their time, call-backs, the desk's accounts and trail; the content; the settings; the secret. Model and search are
learnt from these and only come along when asked for: they are large.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.clock import german_time
from bot.core import file as settings_file
from bot.core.table import BACKUP_PASSPHRASE, HOME, SETTINGS, SETTINGS_FILE, TODAY
from bot.learning.model_files import MODEL
from bot.operations import archive
from bot.operations.private_copy import Counts, copy_out
from bot.privacy.conversations import retention_days
from bot.privacy.layout import HEAD
from bot.settings import KNOWLEDGE_DIR, VAR_DIR, tracker_url
from bot.version import VERSION

DATABASE = "private/conversations.db"
SECRET = "keys/secret"
SETTINGS_PART = "settings/lotse.toml"
ENVIRONMENT = "settings/environment.json"
CONTENT, LEARNT = "content", "learnt"
ENDING = ".backup"
LAST = VAR_DIR / "last-backup.json"
"""When the last back-up was made and where it lies, for ``lotse doctor``."""

_NOT_CARRIED = {setting.name for setting in (HOME, SETTINGS_FILE, TODAY, BACKUP_PASSPHRASE)}
"""Settings of this machine or this moment alone."""
_STALE_SECONDS = 6 * 3600.0
_TRIES = 5


@dataclass(frozen=True)
class Made:
    """``path``: the file; ``bytes``: its size; ``counts``: what it holds of people; ``files``: of the content."""

    path: Path
    bytes: int
    counts: Counts
    files: int


def back_up(target: Path, passphrase: str | None, learnt: bool = False, keep: int | None = None) -> Made:
    """Make a back-up and read it once more from its first to its last byte.

    Args:
        target: the file, replaced where it is there; or a folder, then the name is made of day and time.
        passphrase: None for a file that everybody can read who has it.
        learnt: whether model and search come along, so that another machine need not learn.
        keep: how many of the latest in the folder stay; None for all.

    Raises:
        bot.operations.archive.ArchiveError, bot.operations.private_copy.CopyError: it cannot be made; says why in German.
        sqlalchemy.exc.SQLAlchemyError, sqlite3.Error, OSError: something cannot be read or written.
    """
    now = time.time()
    path = target / f"lotse-{german_time(now):%Y-%m-%d-%H%M%S}{ENDING}" if target.is_dir() else target
    with working_folder("backup") as folder:
        parts, counts = _collected(folder, now, learnt)
        facts = {
            "version": VERSION,
            "layout": HEAD,
            "made": german_time(now).isoformat(timespec="seconds"),
            "from": make_url(tracker_url()).get_backend_name(),
            "talks": counts.talks,
            "waiting": counts.waiting,
        }
        unproved = path.with_name(f".{path.name}.unproved")
        try:
            archive.write(unproved, facts, parts, passphrase)
            archive.read(unproved, passphrase, folder / "read")
            unproved.replace(path)
        finally:
            unproved.unlink(missing_ok=True)
    content = sum(name.startswith(f"{CONTENT}/") for name in parts)
    LAST.write_text(json.dumps({"made": now, "file": str(path.absolute())}), encoding="utf-8")
    if keep is not None:
        for old in sorted(path.parent.glob(f"lotse-*{ENDING}"))[:-keep]:
            old.unlink(missing_ok=True)
    return Made(path, path.stat().st_size, counts, content)


@contextmanager
def working_folder(purpose: str) -> Iterator[Path]:
    """Yield a folder of this user's own below ``var/``, gone afterwards; what a killed process has left there goes, too."""
    VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in VAR_DIR.glob("working-*"):
        if time.time() - left.stat().st_mtime > _STALE_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f"working-{purpose}-", dir=VAR_DIR))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _collected(folder: Path, now: float, learnt: bool) -> tuple[dict[str, Path], Counts]:
    """Copy all parts into ``folder``; returns them by their name in the archive."""
    database = folder / "conversations.db"
    counts = copy_out(tracker_url(), database, retention_days(), now)
    environment = folder / "environment.json"
    environment.write_text(json.dumps(_environment(), ensure_ascii=False, indent=1), encoding="utf-8")
    parts = {DATABASE: database, ENVIRONMENT: environment}
    settings = settings_file.find()
    for name, path in ((SECRET, VAR_DIR / "secret"), (SETTINGS_PART, settings)):
        if path is not None and path.is_file():
            copy = folder / Path(name).name
            shutil.copyfile(path, copy)
            parts[name] = copy
    _copy_content(folder / CONTENT)
    if learnt:
        _copy_learnt(folder / LEARNT)
    for tree in (CONTENT, LEARNT):
        files = sorted(path for path in (folder / tree).rglob("*") if path.is_file())
        parts |= {path.relative_to(folder).as_posix(): path for path in files}
    return parts, counts


def _environment() -> dict[str, str]:
    """Return the settings that come from the environment: the file does not hold them."""
    given = {setting.name: setting.text() for setting in SETTINGS if setting.name not in _NOT_CARRIED}
    return {
        setting.name: text
        for setting in SETTINGS
        if (text := given.get(setting.name)) and settings_file.origin(setting) == "Umgebung"
    }


def _copy_content(target: Path) -> None:
    """Copy the content as of one moment: where somebody of the staff changes it meanwhile, once more."""
    for _ in range(_TRIES):
        before = _state(KNOWLEDGE_DIR)
        shutil.rmtree(target, ignore_errors=True)
        if KNOWLEDGE_DIR.is_dir():
            shutil.copytree(KNOWLEDGE_DIR, target, ignore=shutil.ignore_patterns("*.part", "*~", ".*"))
        if _state(KNOWLEDGE_DIR) == before:
            return


def _state(folder: Path) -> list[tuple[str, int, int]]:
    found = []
    for path in sorted(folder.rglob("*")):
        try:
            status = path.stat()
        except FileNotFoundError:  # an editor's, gone again
            continue
        found.append((str(path), status.st_mtime_ns, status.st_size))
    return found


def _copy_learnt(target: Path) -> None:
    from bot.knowledge.search.index import latest_home
    from bot.language.text.pipeline import NAME

    index = VAR_DIR / "index"
    home = latest_home(index, NAME) if index.is_dir() else None
    cases = sorted(index.glob("cases-*.npz"), key=lambda path: path.stat().st_mtime)[-1:]
    models = [MODEL, MODEL.with_name(MODEL.name.replace(".tar.gz", ".json"))]
    for path, folder in [*((path, "models") for path in models), *((path, "index") for path in cases)]:
        if path.is_file():
            (target / folder).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target / folder / path.name)
    if home is not None and home.is_dir():
        shutil.copytree(home, target / "index" / home.name)


def size_in_words(count: int) -> str:
    """Return a number of bytes as people say it: "12,3 MB"."""
    return f"{count / 1e6:.1f} MB".replace(".", ",") if count < 1e9 else f"{count / 1e9:.1f} GB".replace(".", ",")
