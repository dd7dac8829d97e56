"""Files that nobody else on the machine may read: conversations, call-backs, the secret."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

_OTHERS = 0o077
"""What neither the group nor anybody else may do."""


def private_files() -> None:
    """From now on, what this process and those that it starts create is for their user only."""
    os.umask(_OTHERS)


def mend() -> list[str]:
    """Make ``var/`` and the data base of conversations private where they are ours.

    Returns what was open to others, in German sentences; also what belongs to somebody else and cannot be mended.
    """
    mended, notes = [], []
    for path in dict.fromkeys(_private_paths()):
        try:
            status = path.lstat()
        except OSError:
            continue
        if stat.S_ISLNK(status.st_mode) or not status.st_mode & _OTHERS:
            continue
        try:
            path.chmod(stat.S_IMODE(status.st_mode) & ~_OTHERS)
            mended.append(path)
        except OSError:
            notes.append(f"{path} ist für andere Benutzer offen. Als Eigentümer: chmod go= {path}")
    if mended:
        more = f" und {len(mended) - 1} weitere" if len(mended) > 1 else ""
        notes.append(f"Für andere Benutzer offen, jetzt nicht mehr: {mended[0]}{more}")
    return notes


def _private_paths() -> Iterator[Path]:
    """Yield ``var/``, the files directly in it, and the conversations wherever they are. Deeper in are caches of our texts."""
    from bot.core.databases import sqlite_file
    from bot.settings import VAR_DIR, tracker_url

    yield VAR_DIR
    if os.access(VAR_DIR, os.R_OK | os.X_OK):
        yield from sorted(path for path in VAR_DIR.iterdir() if path.is_file())
    database = sqlite_file(tracker_url())
    if database is not None:
        yield from (database.with_name(f"{database.name}{end}") for end in ("", "-wal", "-shm"))
