"""The file of a back-up: whole or not at all, private, and nothing in it lands anywhere else."""

from __future__ import annotations

import io
import json
import stat
import tarfile
from hashlib import sha256
from pathlib import Path

import pytest

from bot.operations.archive import ArchiveError, read, write


@pytest.fixture
def parts(tmp_path: Path) -> dict[str, Path]:
    (tmp_path / "one").write_text("eins")
    (tmp_path / "two").write_bytes(b"\0" * 200_000)
    return {"content/eins.yaml": tmp_path / "one", "private/zwei.db": tmp_path / "two"}


@pytest.mark.parametrize("passphrase", [None, "Donaudampfschiff"])
def test_there_and_back(passphrase: str | None, parts: dict[str, Path], tmp_path: Path) -> None:
    target = tmp_path / "a.backup"
    write(target, {"version": "1.0.0"}, parts, passphrase)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    manifest = read(target, passphrase, tmp_path / "out")
    assert manifest["version"] == "1.0.0"
    assert (tmp_path / "out" / "content" / "eins.yaml").read_text() == "eins"
    assert (tmp_path / "out" / "private" / "zwei.db").stat().st_size == 200_000
    assert (b"eins" in target.read_bytes()) is False


def test_a_failure_leaves_the_file_of_before(parts: dict[str, Path], tmp_path: Path) -> None:
    target = tmp_path / "a.backup"
    target.write_text("von gestern")
    parts["keys/secret"] = tmp_path / "missing"
    with pytest.raises(OSError, match="missing"):
        write(target, {}, parts, None)
    assert target.read_text() == "von gestern"
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("cut", [0, 10, 500])
def test_a_cut_file_is_no_back_up(cut: int, parts: dict[str, Path], tmp_path: Path) -> None:
    target = tmp_path / "a.backup"
    write(target, {}, parts, None)
    target.write_bytes(target.read_bytes()[:cut])
    with pytest.raises(ArchiveError):
        read(target, None, tmp_path / "out")


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside", "content/../../outside"])
def test_nothing_lands_outside(name: str, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="Fremdes"):
        read(made_by_somebody(tmp_path, name), None, tmp_path / "out")
    assert not (tmp_path / "outside").exists()


def test_a_link_is_no_part(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="Fremdes"):
        read(made_by_somebody(tmp_path, "content/x", tarfile.SYMTYPE), None, tmp_path / "out")


def test_one_of_a_later_release_is_said(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="neueren Version"):
        read(made_by_somebody(tmp_path, "content/x", format_=99), None, tmp_path / "out")


def made_by_somebody(folder: Path, name: str, kind: bytes = tarfile.REGTYPE, format_: int = 1) -> Path:
    content = b"x"
    manifest = json.dumps({"format": format_, "parts": {name: sha256(content).hexdigest()}}).encode()
    path = folder / "strange.backup"
    with tarfile.open(path, "w:gz") as tar:
        for member, body in (("manifest.json", manifest), (name, content)):
            info = tarfile.TarInfo(member)
            info.size = len(body)
            if member == name:
                info.type, info.linkname = kind, "/etc/passwd"
            tar.addfile(info, io.BytesIO(body))
    return path
