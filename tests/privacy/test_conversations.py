"""Deleted conversations are in no file any more; what is kept is kept no longer than promised."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine
from sqlalchemy.engine import Engine

from bot.privacy.conversations import RETENTION_DAYS, StoredConversations, retention_days, tracker_url

SECRET = "Geheimsache Meyer 4711"
DAY = 86_400.0
NOW = 1_800_000_000.0
TABLE = (
    "CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id VARCHAR(255), type_name VARCHAR(255), timestamp FLOAT, "
    "intent_name VARCHAR(255), action_name VARCHAR(255), data TEXT)"
)


def stored(engine: Engine, *rows: tuple[str, float, str]) -> StoredConversations:
    with engine.begin() as connection:
        connection.exec_driver_sql(TABLE)
        for sender, timestamp, text in rows:
            connection.exec_driver_sql(
                "INSERT INTO events (sender_id, type_name, timestamp, data) VALUES (?, 'user', ?, ?)",
                (sender, timestamp, json.dumps({"event": "user", "text": text})),
            )
    return StoredConversations(engine)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{tmp_path / 'conversations.db'}")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")
    return engine


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_an_erased_conversation_is_in_no_file_and_the_others_stay(engine: Engine, tmp_path: Path) -> None:
    rows = [("a", NOW + number, f"{SECRET} {number}") for number in range(200)]
    conversations = stored(engine, *rows, ("b", NOW, "bleibt hier"))
    assert SECRET.encode() in bytes_of(tmp_path)
    assert conversations.erase("a") == 200
    assert SECRET.encode() not in bytes_of(tmp_path)
    assert conversations.export("a") == []
    assert [event["text"] for event in conversations.export("b")] == ["bleibt hier"]


def test_an_open_connection_does_not_keep_the_text_in_the_log(engine: Engine, tmp_path: Path) -> None:
    conversations = stored(engine, ("a", NOW, SECRET))
    reader = create_engine(engine.url).connect()
    reader.exec_driver_sql("SELECT count(*) FROM events").all()
    conversations.erase("a")
    assert SECRET.encode() not in bytes_of(tmp_path)
    reader.close()


def test_purge_counts_from_the_last_message(engine: Engine) -> None:
    conversations = stored(
        engine,
        ("old", NOW - 31 * DAY, "alt"),
        ("revived", NOW - 90 * DAY, "früher"),
        ("revived", NOW - 29 * DAY, "später"),
        ("new", NOW, "neu"),
    )
    assert conversations.purge(30, NOW) == 1
    assert conversations.export("old") == []
    assert len(conversations.export("revived")) == 2
    assert conversations.purge(30, NOW) == 0


@given(ages=st.lists(st.integers(0, 100), min_size=1, max_size=12), days=st.integers(1, 100))
@settings(max_examples=50, deadline=None)
def test_nothing_older_than_the_limit_survives_and_nothing_younger_goes(ages: list[int], days: int) -> None:
    engine = create_engine("sqlite://")
    conversations = stored(engine, *((str(number), NOW - age * DAY, "x") for number, age in enumerate(ages)))
    conversations.purge(days, NOW)
    for number, age in enumerate(ages):
        assert bool(conversations.export(str(number))) == (age <= days)


def test_a_data_base_without_conversations(tmp_path: Path) -> None:
    conversations = StoredConversations.at(f"sqlite:///{tmp_path / 'new.db'}")
    assert conversations.erase("a") == 0
    assert conversations.purge(1) == 0
    assert conversations.export("a") == []


def test_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LOTSE_RETENTION_DAYS", raising=False)
    assert retention_days() == RETENTION_DAYS == 30
    monkeypatch.setenv("LOTSE_RETENTION_DAYS", "7")
    assert retention_days() == 7
    monkeypatch.setenv("LOTSE_TRACKER_URL", "sqlite:///x.db")
    assert tracker_url() == "sqlite:///x.db"
    for wrong in ("0", "-3", "bald", ""):
        monkeypatch.setenv("LOTSE_RETENTION_DAYS", wrong)
        with pytest.raises(ValueError, match="LOTSE_RETENTION_DAYS"):
            retention_days()
