"""R13: what is broken around the servers is said in one sentence before anything starts."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.core import preflight
from bot.core.preflight import fault_of_conversations, fault_of_folder, fault_of_redis
from bot.knowledge.loader import load
from bot.knowledge.store import KnowledgeStore
from bot.privacy.tables import open_database
from bot.settings import KNOWLEDGE_DIR
from tests.conftest import free_port
from tests.postgres_server import PostgresServer
from tests.redis_server import RedisServer
from tests.settings.commands import lotse

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs a file system of its own")


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system with room for next to nothing."""
    folder = tmp_path / "small"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32k", "none", folder], check=False).returncode:
        pytest.skip("nothing can be mounted here")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_sound_place(tmp_path: Path) -> None:
    assert fault_of_folder(tmp_path / "var") is None
    assert (tmp_path / "var").stat().st_mode & 0o777 == 0o700
    assert list((tmp_path / "var").iterdir()) == []
    url = f"sqlite:///{tmp_path / 'var' / 'conversations.db'}"
    assert fault_of_conversations(url) is None
    open_database(url).dispose()
    assert fault_of_conversations(url) is None


@as_root
def test_a_full_disk(small: Path) -> None:
    """R13."""
    assert "MB frei" in str(fault_of_folder(small))
    assert list(small.iterdir()) == []


@as_root
def test_a_read_only_folder(small: Path) -> None:
    """R13."""
    subprocess.run(["mount", "-o", "remount,ro", small], check=True)
    assert "lässt sich nichts speichern" in str(fault_of_folder(small))
    said = lotse("serve", home=small)
    assert (said.returncode, said.stderr.count("\n")) == (1, 1)


def test_little_space_is_too_little(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "ENOUGH_BYTES", 1 << 62)
    assert "Bitte Platz schaffen" in str(fault_of_folder(tmp_path))


def test_a_file_where_the_folder_belongs(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("")
    assert "ist kein Ordner" in str(fault_of_folder(tmp_path / "var"))


@pytest.mark.parametrize("content", [b"Das ist keine Datenbank. " * 500, b"SQLite format 3\0" + b"\xff" * 5000])
def test_garbage_instead_of_conversations(tmp_path: Path, content: bytes) -> None:
    """R13: 128 lines before, one now; staff read the same."""
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "conversations.db").write_bytes(content)
    for words in (["serve"], ["contacts", "list"], ["questions"], ["privacy", "purge"]):
        said = lotse(*words, home=tmp_path)
        assert said.returncode == 1
        assert "beschädigt" in said.stderr
        assert "Traceback" not in said.stderr
        assert "offen" not in said.stderr or words == ["serve"]  # mended by the first
    assert (tmp_path / "var" / "conversations.db").read_bytes() == content


def test_conversations_in_use_are_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "_SECONDS", 0.1)
    path = tmp_path / "conversations.db"
    open_database(f"sqlite:///{path}").dispose()
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN EXCLUSIVE")
    assert fault_of_conversations(f"sqlite:///{path}") is None
    writer.close()


@pytest.mark.postgres
def test_postgresql(postgres_server: PostgresServer) -> None:
    """R13: PostgreSQL down was 158 lines; the sentence says which data base, and never a password."""
    url = postgres_server.new_database()
    assert fault_of_conversations(url) is None
    assert "Diese Datenbank gibt es dort nicht." in str(fault_of_conversations(url.replace("/test", "/anders")))
    assert "Diesen Benutzer gibt es dort nicht." in str(fault_of_conversations(url.replace("//lotse@", "//fremd@")))
    down = f"postgresql+psycopg2://lotse:geheim@127.0.0.1:{free_port()}/lotse"
    fault = str(fault_of_conversations(down))
    assert "lotse auf 127.0.0.1:" in fault and "Dort antwortet niemand" in fault
    assert "geheim" not in fault


def test_postgresql_down_stops_everything_with_one_line(tmp_path: Path) -> None:
    """R13: for the content as well."""
    down = f"postgresql+psycopg2://lotse:geheim@127.0.0.1:{free_port()}/lotse"
    for name in ("LOTSE_TRACKER_URL", "LOTSE_DB_URL"):
        said = lotse("serve", home=tmp_path, **{name: down})
        assert (said.returncode, said.stderr.count("\n")) == (1, 1)
        assert name in said.stderr
        assert "geheim" not in said.stderr


def test_redis(redis_server: RedisServer) -> None:
    assert fault_of_redis(redis_server.url) is None
    assert "nicht erreichbar" in str(fault_of_redis(f"redis://:geheim@127.0.0.1:{free_port()}/0"))
    assert "geheim" not in str(fault_of_redis(f"redis://:geheim@127.0.0.1:{free_port()}/0"))
    assert "nicht erreichbar" in str(fault_of_redis("unix:///gibt/es/nicht.sock"))


@pytest.mark.parametrize("damage", ["garbage", "page", "empty"])
def test_a_broken_data_base_of_the_content_is_made_anew(tmp_path: Path, damage: str) -> None:
    """R13: it is derived from the files."""
    path = tmp_path / "lotse.db"
    url = f"sqlite:///{path}"
    load(KNOWLEDGE_DIR, url)
    content = bytearray(path.read_bytes())
    if damage == "garbage":
        content = bytearray(b"Unsinn" * 1000)
    elif damage == "page":
        content[8192 : len(content) // 2] = b"\xff" * (len(content) // 2 - 8192)
    else:
        content = bytearray()
    for file in tmp_path.glob("lotse.db-*"):
        file.unlink()
    path.write_bytes(content)
    assert load(KNOWLEDGE_DIR, url).changed
    assert KnowledgeStore(url).snapshot().articles
    assert (tmp_path / "lotse.db.broken").exists() == (damage != "empty")


def test_a_sound_one_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    """R13: only what is damaged is put aside."""
    url = f"sqlite:///{tmp_path / 'shared.db'}"
    engine = sa.create_engine(url)
    engine.execute(sa.text("CREATE TABLE other (x INTEGER)"))
    load(KNOWLEDGE_DIR, url)
    assert sa.inspect(engine).has_table("other")
