"""``lotse serve`` on the data of another release: it upgrades them, or says why not and leaves them alone."""

from __future__ import annotations

import hashlib
from pathlib import Path

import sqlalchemy as sa

from bot.operations.upgrading import fault_of_layout
from bot.privacy.layout import HEAD, VERSION, layout_of
from bot.privacy.tables import open_database
from tests.conftest import free_port
from tests.privacy.release_data import FOLDER, load
from tests.settings.commands import lotse


def test_data_of_a_later_release_end_the_start_with_a_sentence(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'var' / 'conversations.db'}"
    engine = open_database(url)
    with engine.begin() as connection:
        connection.execute(sa.update(VERSION).values(version_num="9999"))
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    before = digest(tmp_path)
    said = lotse("serve", "--port", str(free_port()), home=tmp_path)
    assert said.returncode == 1
    assert "von einer neueren Version (Stand 9999)" in said.stderr
    assert "Traceback" not in said.stderr and len(said.stderr.strip().splitlines()) <= 2
    assert digest(tmp_path) == before


def test_older_data_are_upgraded(sqlite_url: str, tmp_path: Path, monkeypatch: object) -> None:
    (tmp_path / "var").mkdir()
    oldest = min(FOLDER.glob("*[0-9].sql"), key=lambda path: [int(number) for number in path.stem.split(".")])
    load(oldest, sqlite_url)
    monkeypatch.setenv("LOTSE_TRACKER_URL", sqlite_url)  # type: ignore[attr-defined]
    assert fault_of_layout() is None
    with sa.create_engine(sqlite_url).connect() as connection:
        assert layout_of(connection) == HEAD


def digest(home: Path) -> str:
    return hashlib.sha256((home / "var" / "conversations.db").read_bytes()).hexdigest()
