"""Files that whoever reads them finds old or new, whatever happens while they are written; and one writer at a time."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.settings import VAR_DIR

_LOOK_SECONDS = 0.05


WRITING = VAR_DIR / "run" / "writing.lock"
"""Whoever writes the content of this installation locks this file."""


class SomebodyWrites(OSError):  # noqa: N818
    """Somebody else has been writing the content for too long."""

    def __init__(self) -> None:
        super().__init__(errno.EWOULDBLOCK, "Gerade ändert jemand anderes die Inhalte, bitte gleich noch einmal")


def write_whole(path: Path, text: str) -> None:
    """Write ``text`` in the place of ``path``: beside it first, on disk, then under its name.

    A process or a machine that dies meanwhile leaves the old file or the new one. Rights stay as they were.

    Raises:
        OSError: it cannot be written; the old file is as it was.
    """
    path = path.resolve()  # a link stays a link
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.neu")
    try:
        with beside.open("wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, beside)
        else:
            beside.chmod(0o644)  # content is no secret, and others have to read it
        beside.replace(path)
        _sync(path.parent)
    finally:
        beside.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """See that the new name is on disk, too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def one_writer(lock: Path, seconds: float = 20.0) -> Iterator[None]:
    """Be the only one who writes the content. The system ends the lock with the process, however that ends.

    Args:
        lock: a file that all writers know; made where it is missing.
        seconds: how long others are waited for.

    Raises:
        SomebodyWrites: they take longer.
    """
    lock.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    until = time.monotonic() + seconds
    with lock.open("ab") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise SomebodyWrites from None
                time.sleep(_LOOK_SECONDS)
        yield
