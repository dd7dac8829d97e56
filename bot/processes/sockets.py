"""The sockets on which the servers listen. They are opened once, so that connections wait while a server is started again."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from pathlib import Path

HOST = "127.0.0.1"
BACKLOG = 2048
_LONGEST_PATH = 100
"""Bytes that the path of a Unix socket may have, a little less than systems allow (103 and 107)."""
_NAME_BYTES = 32


def tcp_socket(port: int) -> socket.socket:
    """Return a socket that listens on ``port`` of loopback.

    Raises:
        OSError: somebody else listens there.
    """
    listening = socket.socket()
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
        listening.listen(BACKLOG)
    except OSError:
        listening.close()
        raise
    return listening


def unix_socket(path: Path) -> socket.socket:
    """Return a socket that listens at ``path``, for this user only. What was left there by a killed process is replaced.

    Raises:
        OSError: it cannot be made.
    """
    path.unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX)
    before = os.umask(0o177)
    try:
        listening.bind(str(path))
        listening.listen(BACKLOG)
    except OSError:
        listening.close()
        raise
    finally:
        os.umask(before)
    return listening


class RunFolder:
    """The folder of the sockets, which nobody else may enter."""

    def __init__(self, preferred: Path) -> None:
        """Make ``preferred``, or a folder below the system's for temporary files where its path is too long for a socket.

        Raises:
            OSError: it cannot be made, or belongs to somebody else.
        """
        wanted = preferred.absolute()
        self._own = len(os.fsencode(wanted)) + _NAME_BYTES > _LONGEST_PATH
        if self._own:
            self.path = Path(tempfile.mkdtemp(prefix="lotse-"))
            return
        self.path = wanted
        wanted.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = wanted.lstat()
        if wanted.is_symlink() or found.st_uid != os.geteuid():
            raise PermissionError(f"{wanted} gehört jemand anderem")
        wanted.chmod(0o700)

    def remove(self, sockets: list[Path]) -> None:
        """Remove ``sockets``, and the folder if it was made for them alone."""
        for path in sockets:
            path.unlink(missing_ok=True)
        if self._own:
            shutil.rmtree(self.path, ignore_errors=True)
