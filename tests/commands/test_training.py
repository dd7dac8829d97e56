"""What training leaves behind."""

from __future__ import annotations

import tarfile
from pathlib import Path

from bot.commands.training import store_uncompressed


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
