"""What training leaves behind."""

from __future__ import annotations

import json
import shutil
import tarfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.commands import training
from bot.commands.training import store_uncompressed
from bot.settings import ROOT


@pytest.mark.parametrize(
    ("changed", "part"),
    [("bot/language/e5/graph.py", "code"), ("data/nlu/funding.yml", "data"), ("domain.yml", "data")],
)
def test_what_a_model_is_made_of_is_noticed(
    changed: str, part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for source in (*training._CODE, *training._DATA):
        copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copy
        (tmp_path / source).parent.mkdir(parents=True, exist_ok=True)
        copy(ROOT / source, tmp_path / source)
    monkeypatch.setattr(training, "ROOT", tmp_path)
    before = training.fingerprints()
    (tmp_path / changed).write_text((tmp_path / changed).read_text() + "\n# new\n")
    after = training.fingerprints()
    assert {name for name in before if before[name] != after[name]} == {part}


def test_rasa_keeps_nothing_that_other_code_has_learnt(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forced: list[bool] = []

    def rasa_train(**given: Any) -> Any:
        forced.append(given["force_training"])
        return SimpleNamespace(code=1, model=None)

    monkeypatch.setattr("rasa.model_training.train", rasa_train)
    record = tmp_path / "record.json"
    monkeypatch.setattr(training, "RECORD", record)
    known = training.fingerprints()
    for code, data in ((known["code"], "other"), ("other", known["data"])):
        record.write_text(json.dumps({"code": code, "data": data, "model": ""}))
        assert not training.train()
    assert forced == [False, True]


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
