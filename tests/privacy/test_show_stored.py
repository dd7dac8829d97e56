"""What is stored is said without loading it: a talk of thousands of messages costs that answer what a short one does."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.privacy import ShowStored
from actions.services import private_database
from bot.knowledge.loader import load
from bot.privacy.tables import EVENTS
from bot.settings import KNOWLEDGE_DIR, database_url

TALK = "web-long"


def test_no_message_of_a_talk_is_read_to_count_them(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer read all events of the talk; asked often, the action server grew with every message."""
    monkeypatch.setenv("LOTSE_TRACKER_URL", sqlite_url)
    private_database.cache_clear()
    load(KNOWLEDGE_DIR, database_url())
    statements: list[str] = []
    engine = private_database()
    said = {"sender_id": TALK, "type_name": "user", "timestamp": 1.0, "data": "{}"}
    with engine.begin() as connection:
        connection.execute(sa.insert(EVENTS), [said] * 40)

    @sa.event.listens_for(engine, "before_cursor_execute")
    def _(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    dispatcher = CollectingDispatcher()
    ShowStored().run(dispatcher, Tracker(TALK, {}, {}, [], False, None, {}, None), {})
    private_database.cache_clear()
    assert "41 Nachrichten" in str(dispatcher.messages)
    assert any(EVENTS.name in statement for statement in statements)
    assert not [statement for statement in statements if "data" in statement]
