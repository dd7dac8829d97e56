"""The files of the page as they go over the wire: scripts and styles without their comments, packed where the browser unpacks.

There is no build step: what lies in ``bot/web/static`` is what runs. Comments are two fifths of it and help nobody's browser.
"""

from __future__ import annotations

import gzip
import mimetypes
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_LINE_COMMENT = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)
_BLOCK_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_PACKED = (".js", ".css", ".html", ".svg")


@dataclass(frozen=True)
class StaticFile:
    """One file. ``packed``: the same with gzip; None where that saves nothing."""

    content: bytes
    packed: bytes | None
    content_type: str


def static_file(path: Path) -> StaticFile:
    """Return a file of the page, read again when it has changed.

    Raises:
        OSError: it cannot be read.
    """
    return _read(path, path.stat().st_mtime_ns)


def without_comments(text: str, suffix: str) -> str:
    """Return a script or a style sheet without comments that have lines of their own, and without indentation.

    Args:
        text: of the file.
        suffix: of its name; other files than ``.js`` and ``.css`` stay as they are.
    """
    if suffix not in (".js", ".css"):
        return text
    text = _BLOCK_COMMENT.sub("", text)
    if suffix == ".js":
        text = _LINE_COMMENT.sub("", text)
    return _INDENT.sub("", text)


@lru_cache(maxsize=128)
def _read(path: Path, changed: int) -> StaticFile:
    content = path.read_bytes()
    if path.suffix in (".js", ".css"):
        content = without_comments(content.decode(), path.suffix).encode()
    packed = gzip.compress(content, 9, mtime=0) if path.suffix in _PACKED else None
    return StaticFile(content, packed, _content_type(path))


def _content_type(path: Path) -> str:
    kind = "text/javascript" if path.suffix == ".js" else mimetypes.guess_type(path.name)[0] or "text/plain"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
