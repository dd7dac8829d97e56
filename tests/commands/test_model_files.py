"""A model that was cut or exchanged does not serve; the one before does (R13, O4)."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from bot.learning import model_files
from bot.learning.model_files import Made, made_of, put_in_place, store_uncompressed

FIRST, SECOND = Made("code", "shape", "first"), Made("code", "shape", "second")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(model_files, "MODEL", tmp_path / "erste-hilfe.tar.gz")
    monkeypatch.setattr(model_files, "BEFORE", tmp_path / "erste-hilfe.before.tar.gz")
    return tmp_path


def learn(folder: Path, content: bytes, made: Made) -> None:
    new = folder / "new.tar.gz"
    new.write_bytes(content)
    put_in_place(new, made)


@pytest.mark.parametrize("damage", [b"", b"fir", b"first, but longer", None])
def test_a_damaged_model_is_noticed_and_the_one_before_comes_back(folder: Path, damage: bytes | None) -> None:
    learn(folder, b"first", FIRST)
    learn(folder, b"second", SECOND)
    assert (made_of(model_files.MODEL), made_of(model_files.BEFORE)) == (SECOND, FIRST)
    model_files.MODEL.unlink()  # another file of that name, as a copy that broke off leaves it
    if damage is not None:
        model_files.MODEL.write_bytes(damage)
    assert made_of(model_files.MODEL) is None
    model_files.bring_back()
    assert made_of(model_files.MODEL) == FIRST
    assert model_files.MODEL.read_bytes() == b"first"


def test_a_damaged_model_never_becomes_the_one_before(folder: Path) -> None:
    learn(folder, b"first", FIRST)
    learn(folder, b"second", SECOND)
    model_files.MODEL.unlink()
    model_files.MODEL.write_bytes(b"")
    learn(folder, b"third", Made("code", "shape", "third"))
    assert made_of(model_files.BEFORE) == FIRST


def test_a_stored_archive_holds_the_same_files(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    (folder / "components").mkdir(parents=True)
    (folder / "components" / "rows.npz").write_bytes(bytes(range(256)) * 400)
    (folder / "metadata.json").write_text('{"trained": true}')
    archive = tmp_path / "model.tar.gz"
    with tarfile.open(archive, "w:gz") as packed:
        packed.add(folder, ".")
    store_uncompressed(archive)
    with tarfile.open(archive, "r:gz") as stored:
        stored.extractall(tmp_path / "again")
    for path in (path for path in folder.rglob("*") if path.is_file()):
        assert (tmp_path / "again" / path.relative_to(folder)).read_bytes() == path.read_bytes()
    assert archive.stat().st_size > 256 * 400  # not packed, so nothing has to be unpacked
    assert [path.name for path in tmp_path.glob("*.part")] == []
