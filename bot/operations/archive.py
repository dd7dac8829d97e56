"""The file of a back-up: a packed tar archive with a list of what is in it, under a passphrase or not."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from bot.operations.sealed import Opening, SealError, Sealing, is_sealed

MANIFEST = "manifest.json"
_FORMAT = 1
_HEAD_BYTES = 64
_MOST_MANIFEST = 4 * 1024 * 1024


class ArchiveError(ValueError):
    """The file of a back-up cannot be used; the message is German."""


def write(target: Path, facts: Mapping[str, Any], parts: Mapping[str, Path], passphrase: str | None) -> None:
    """Write the archive whole or not at all, for this user only; a file of before is replaced.

    Args:
        target: the file.
        facts: what the list says beside the parts.
        parts: files by their name in the archive. Nobody may change them meanwhile.
        passphrase: None for an archive that everybody can read who has the file.

    Raises:
        OSError: it cannot be written.
    """
    listed = {name: _digest(path) for name, path in parts.items()}
    manifest = json.dumps({"format": _FORMAT, **facts, "parts": listed}, ensure_ascii=False, indent=1).encode()
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            with (
                _sealed(file, passphrase) as stream,
                gzip.GzipFile(fileobj=stream, mode="wb", compresslevel=1) as packed,
                tarfile.open(fileobj=packed, mode="w|") as tar,
            ):
                info = tarfile.TarInfo(MANIFEST)
                info.size = len(manifest)
                _add(tar, info, manifest)
                for name, path in parts.items():
                    tar.add(path, name, recursive=False, filter=_nameless)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def read(source: Path, passphrase: str | None, folder: Path) -> dict[str, Any]:
    """Unpack the archive into ``folder`` and check every part. Returns the list.

    Raises:
        ArchiveError: it is no back-up, a damaged one, or one under another passphrase.
        OSError: a file cannot be read or written.
    """
    try:
        with source.open("rb") as file:
            return _unpacked(_opened(file, passphrase), folder)
    except SealError as error:
        raise ArchiveError(f"{source}: {error}") from error
    except (tarfile.TarError, EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
        if isinstance(error, ArchiveError):
            raise
        raise ArchiveError(f"{source} ist keine Sicherung oder beschädigt.") from error


def needs_passphrase(source: Path) -> bool:
    """Return whether the archive is under a passphrase.

    Raises:
        OSError: it cannot be read.
    """
    with source.open("rb") as file:
        return is_sealed(file.read(_HEAD_BYTES))


def _unpacked(stream: IO[bytes], folder: Path) -> dict[str, Any]:
    with tarfile.open(fileobj=stream, mode="r|gz") as tar:
        first = tar.next()
        if first is None or first.name != MANIFEST or first.size > _MOST_MANIFEST:
            raise ArchiveError("Das ist keine Sicherung dieses Programms.")
        manifest = dict(json.loads(cast(IO[bytes], tar.extractfile(first)).read()))
        if manifest["format"] > _FORMAT:
            raise ArchiveError("Die Sicherung ist von einer neueren Version. Bitte mit dieser einspielen.")
        missing = dict(manifest["parts"])
        while (member := tar.next()) is not None:
            digest = missing.pop(member.name, None)
            if digest is None or not member.isfile() or not _is_inside(member.name):
                raise ArchiveError(f"In der Sicherung steht etwas Fremdes: {member.name!r}")
            path = folder / member.name
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with path.open("wb") as file:
                shutil.copyfileobj(cast(IO[bytes], tar.extractfile(member)), file)
            if _digest(path) != digest:
                raise ArchiveError(f"Ein Teil der Sicherung ist beschädigt: {member.name}")
    stream.read()  # to the end: a sealed file says only there that nothing is missing
    if missing:
        raise ArchiveError(f"In der Sicherung fehlt: {', '.join(sorted(missing))}")
    return manifest


@contextmanager
def _sealed(file: IO[bytes], passphrase: str | None) -> Iterator[IO[bytes]]:
    if passphrase is None:
        yield file
        return
    with Sealing(file, passphrase) as sealing:
        yield cast(IO[bytes], sealing)


def _opened(file: IO[bytes], passphrase: str | None) -> IO[bytes]:
    sealed = is_sealed(file.read(_HEAD_BYTES))
    file.seek(0)
    if not sealed:
        return file
    if not passphrase:
        raise ArchiveError("Diese Sicherung ist verschlüsselt. Es fehlt die Passphrase (LOTSE_BACKUP_PASSPHRASE).")
    return cast(IO[bytes], Opening(file, passphrase))


def _add(tar: tarfile.TarFile, info: tarfile.TarInfo, content: bytes) -> None:
    tar.addfile(_nameless(info), io.BytesIO(content))


def _nameless(info: tarfile.TarInfo) -> tarfile.TarInfo:
    """Leave out who owns the file here: another machine has other users."""
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    info.mode = 0o600
    return info


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name


def _digest(path: Path) -> str:
    found = sha256()
    with path.open("rb") as file:
        while piece := file.read(1024 * 1024):
            found.update(piece)
    return found.hexdigest()
