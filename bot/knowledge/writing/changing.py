"""A change of the content, from the files of people to the data base that the chat reads: checked as a whole, then live at once.

Files stay the source of truth. A change is made in a copy, which is checked as ``lotse knowledge check`` does; only then is it
written (:func:`bot.knowledge.writing.whole.write_whole`) and loaded. Whoever is killed in between leaves files that are old
or new; what is not loaded yet is loaded by whoever changes something next, or by the next start.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from threading import Lock

from bot.knowledge import files
from bot.knowledge.checking import read_knowledge
from bot.knowledge.files import RawFile
from bot.knowledge.loader import LoadResult
from bot.knowledge.records import KnowledgeBase
from bot.knowledge.store import KnowledgeStore, KnowledgeUnavailable
from bot.knowledge.writing.replacing import load_changed
from bot.knowledge.writing.whole import one_writer, write_whole

Edit = Callable[[Callable[[str], str]], Mapping[str, str]]
"""Gives the new text of each file that changes, by its name; what it is called with gives the text of a file as it is."""

_NO_CONTENT = shutil.ignore_patterns(".git")


class ChangedMeanwhile(Exception):  # noqa: N818
    """Somebody has written the same file in an editor just now; nothing was changed."""


class ReadFiles:
    """Reads files of the content, and those that have not changed only once: parsing is half of a check."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        self._known: dict[str, tuple[tuple[int, int, int], RawFile]] = {}

    def __call__(self, folder: Path, name: str) -> RawFile:
        """Return a file as :func:`bot.knowledge.files.read_file` does, whichever copy of it lies in ``folder``."""
        path = folder / name
        try:
            found = path.stat()
        except OSError:
            return files.read_file(folder, name)
        state = (found.st_ino, found.st_size, found.st_mtime_ns)
        known = self._known.get(name)
        if known is None or known[0] != state:
            known = self._known[name] = (state, files.read_file(folder, name))
        return known[1]


class _Originals:
    """The files as an edit has found them: whoever saves one of them after that must not be overwritten."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._found: dict[str, bytes | None] = {}

    def text(self, name: str) -> str:
        """Return the text of a file with plain ends of lines; empty where there is none."""
        found = self._found.setdefault(name, _bytes(self._folder / name))
        return (found or b"").decode("utf-8").replace("\r\n", "\n")

    def with_its_ends(self, name: str, text: str) -> str:
        """Return the new text with the ends of lines that the file has."""
        return text.replace("\n", "\r\n") if b"\r\n" in (self._found.get(name) or b"") else text

    def are_unchanged(self) -> bool:
        """Whether the files are what they were."""
        return all(_bytes(self._folder / name) == found for name, found in self._found.items())


class ContentFiles:
    """The files of the content, with the data base they are loaded into. Safe to share between threads."""

    def __init__(self, folder: Path, url: str, lock: Path) -> None:
        """``folder``: of the files; ``url``: of the data base; ``lock``: the file that all writers lock."""
        self.folder = folder
        self._url = url
        self._lock = lock
        self._read = ReadFiles()
        self._store = KnowledgeStore(url)
        self._reading = Lock()

    def warm(self) -> None:
        """Read all files once, so that the first change need not wait for that.

        Raises:
            BrokenContent: they have defects.
        """
        with self._reading:
            read_knowledge(self.folder, self._read)

    def read(self, names: Iterable[str]) -> list[RawFile]:
        """Return files as they are now, parsed only where they have changed since.

        Raises:
            UnreadableFile: one of them cannot be read.
        """
        with self._reading:
            return self.parsed(names)

    def parsed(self, names: Iterable[str]) -> list[RawFile]:
        """Return the same within an edit, which has the files for itself.

        Raises:
            UnreadableFile: one of them cannot be read.
        """
        return [self._read(self.folder, name) for name in names]

    def text(self, name: str) -> str:
        """Return the text of a file with plain ends of lines; empty where there is none."""
        return _Originals(self.folder).text(name)

    def check(self, edit: Edit) -> Mapping[str, str]:
        """Return the new texts that a change would write; nothing is written.

        Raises:
            BrokenContent, SomebodyWrites, OSError: as :meth:`change`.
        """
        with one_writer(self._lock), self._reading:
            texts = edit(_Originals(self.folder).text)
            self._checked(texts)
            return texts

    def change(self, edit: Edit) -> LoadResult:
        """Change files and load them.

        Args:
            edit: says what the files become. What it changes it has to read by what it is given; what it raises goes through.

        Raises:
            BrokenContent: the content would have defects; nothing was changed.
            ChangedMeanwhile: somebody has saved one of the files while it was checked.
            SomebodyWrites: others have been writing for too long.
            OSError, sqlalchemy.exc.SQLAlchemyError: disk or data base do not let us; files are old or new each.
        """
        with one_writer(self._lock), self._reading:
            originals = _Originals(self.folder)
            texts = {name: originals.with_its_ends(name, text) for name, text in edit(originals.text).items()}
            knowledge = self._checked(texts)
            if not originals.are_unchanged():
                raise ChangedMeanwhile
            for name, text in texts.items():
                write_whole(self.folder / name, text)
            return self._load(knowledge)

    def _checked(self, texts: Mapping[str, str]) -> KnowledgeBase:
        """Return the content as it would be.

        Raises:
            BrokenContent: it would have defects.
        """
        with tempfile.TemporaryDirectory(prefix=".pruefung-", dir=self._lock.parent) as scratch:
            copy = Path(scratch) / "knowledge"
            _linked_copy(self.folder, copy)
            for name, text in texts.items():
                write_whole(copy / name, text)
            return read_knowledge(copy, self._read)

    def _load(self, knowledge: KnowledgeBase) -> LoadResult:
        try:
            before = self._store.snapshot()
        except KnowledgeUnavailable:
            before = KnowledgeBase(version="")
        return load_changed(before, knowledge, files.digest(self.folder), self._url)


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _linked_copy(folder: Path, copy: Path) -> None:
    """Make a copy whose files are the same files under another name: nothing is read, and none of them is written to."""
    try:
        shutil.copytree(folder, copy, copy_function=os.link, ignore=_NO_CONTENT)
    except (OSError, shutil.Error):  # another disk, or one that knows no links
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy, ignore=_NO_CONTENT)
