"""What is kept is kept no longer than promised, and the settings say how long."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from bot.privacy.conversations import RETENTION_DAYS, StoredConversations, retention_days, tracker_url
from bot.privacy.keeping import purge
from bot.privacy.tables import EVENTS, open_database

DAY = 86_400.0
NOW = 1_800_000_000.0


def stored(engine: Engine, *rows: tuple[str, float, str]) -> StoredConversations:
    with engine.begin() as connection:
        for sender, timestamp, text in rows:
            data = json.dumps({"event": "user", "text": text})
            row = {"sender_id": sender, "type_name": "user", "timestamp": timestamp, "data": data}
            connection.execute(EVENTS.insert().values(row))
    return StoredConversations(engine)


def test_purge_counts_from_the_last_message(url: str) -> None:
    engine = open_database(url)
    conversations = stored(
        engine,
        ("old", NOW - 31 * DAY, "alt"),
        ("revived", NOW - 90 * DAY, "früher"),
        ("revived", NOW - 29 * DAY, "später"),
        ("new", NOW, "neu"),
    )
    assert purge(engine, 30, NOW).conversations == 1
    assert conversations.export("old") == []
    assert len(conversations.export("revived")) == 2
    assert purge(engine, 30, NOW).conversations == 0


@given(ages=st.lists(st.integers(0, 100), min_size=1, max_size=12), days=st.integers(1, 100))
@settings(max_examples=30, deadline=None)
def test_nothing_older_than_the_limit_survives_and_nothing_younger_goes(ages: list[int], days: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(f"sqlite:///{Path(folder) / 'private.db'}")
        conversations = stored(engine, *((str(number), NOW - age * DAY, "x") for number, age in enumerate(ages)))
        purge(engine, days, NOW, believe_clock=True)
        for number, age in enumerate(ages):
            assert bool(conversations.export(str(number))) == (age <= days)
        engine.dispose()


def test_an_empty_data_base(url: str) -> None:
    conversations = StoredConversations.at(url)
    assert conversations.erase("a") == 0
    assert conversations.export("a") == []
    assert conversations.messages("a") == (0, None)


def test_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LOTSE_RETENTION_DAYS", raising=False)
    assert retention_days() == RETENTION_DAYS == 30
    monkeypatch.setenv("LOTSE_RETENTION_DAYS", "7")
    assert retention_days() == 7
    monkeypatch.setenv("LOTSE_TRACKER_URL", "sqlite:///x.db")
    assert tracker_url() == "sqlite:///x.db"
    for wrong in ("0", "-3", "bald"):
        monkeypatch.setenv("LOTSE_RETENTION_DAYS", wrong)
        with pytest.raises(ValueError, match="LOTSE_RETENTION_DAYS"):
            retention_days()
