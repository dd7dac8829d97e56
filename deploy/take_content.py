"""Brings the content of a release to where the centre keeps and changes its own: ``take_content.py SHIPPED KEPT``.

What the centre has not changed since the last release is replaced; what it has changed stays, and the release's file is laid into
``KEPT/../neu`` for comparison. Which file came from a release is known by its hash, in ``KEPT/../.shipped.json``. Nothing is
deleted that the centre has made or changed.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Taken:
    """What was done, by the files' names in the content: new ones, replaced, removed, and those that both have changed."""

    new: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    to_compare: list[str] = field(default_factory=list)


def take(shipped: Path, kept: Path) -> Taken:
    """Bring the files of ``shipped`` to ``kept``; see the module.

    Raises:
        OSError: a file cannot be read or written. What was done until then stands, and doing it again is no harm.
    """
    record, beside = kept.parent / ".shipped.json", kept.parent / "neu"
    before: dict[str, str] = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}
    now = {path.relative_to(shipped).as_posix(): _hash(path) for path in sorted(shipped.rglob("*")) if path.is_file()}
    taken = Taken()
    shutil.rmtree(beside, ignore_errors=True)
    for name, fresh in now.items():
        target = kept / name
        have = _hash(target) if target.is_file() else None
        if have == fresh:
            continue
        if have is None and name in before:
            continue  # the centre has deleted it
        if have is None or have == before.get(name):
            (taken.new if have is None else taken.replaced).append(name)
            _copy(shipped / name, target)
        elif fresh != before.get(name):
            taken.to_compare.append(name)
            _copy(shipped / name, beside / name)
    for name in sorted(set(before) - set(now)):
        target = kept / name
        if target.is_file() and _hash(target) == before[name]:
            target.unlink()
            taken.removed.append(name)
    _write(record, json.dumps(now, indent=0, ensure_ascii=False))
    return taken


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _copy(source: Path, target: Path) -> None:
    """Exchange the file in one step: the servers may be reading it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.neu")
    shutil.copyfile(source, fresh)
    fresh.replace(target)


def _write(path: Path, text: str) -> None:
    fresh = path.with_name(f"{path.name}.neu")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def main() -> int:
    """Take the content and say what the centre has to look at."""
    taken = take(Path(sys.argv[1]), Path(sys.argv[2]))
    print(
        f"  Inhalte: {len(taken.new)} neu, {len(taken.replaced)} aktualisiert, {len(taken.removed)} entfallen.",
        file=sys.stderr,
    )
    if taken.to_compare:
        print(
            f"  {len(taken.to_compare)} Dateien hat auch das Zentrum geändert. Sie bleiben; die neue Fassung liegt in "
            f"{Path(sys.argv[2]).parent / 'neu'}.",
            file=sys.stderr,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
