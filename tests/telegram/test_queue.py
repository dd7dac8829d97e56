"""What is kept of updates and calls, on SQLite and PostgreSQL (T4, T5, T7, T11)."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
import sqlalchemy as sa

from bot.privacy.conversations import StoredConversations
from bot.privacy.layout import VERSION
from bot.privacy.tables import PRIVATE, TELEGRAM_SAID, TELEGRAM_UPDATES, open_database
from bot.telegram.queue import NUMBERS_KEPT, Queue
from bot.telegram.reading import Incoming, read
from bot.telegram.rendering import Call

KEY = "k" * 32
BOT, OTHER = 111, 222


def said(number: int, text: str = "Was ist ein ERP?", chat: int = 7, **message: Any) -> Incoming:
    content = {"message_id": number, "chat": {"id": chat, "type": "private"}, "text": text, **message}
    return read({"update_id": number, "message": content})


def changed(number: int, message: int, text: str) -> Incoming:
    content = {"message_id": message, "chat": {"id": 7, "type": "private"}, "text": text}
    return read({"update_id": number, "edited_message": content})


def rows(engine: sa.engine.Engine, table: sa.Table) -> list[Any]:
    with engine.connect() as connection:
        return list(connection.execute(sa.select(table)).all())


def test_each_bot_has_numbers_of_its_own(url: str) -> None:
    """T4."""
    engine = open_database(url)
    ours, theirs = Queue(engine, BOT, KEY), Queue(engine, OTHER, KEY)
    assert ours.take_in(said(1000)) == said(1000)
    assert ours.take_in(said(1000)) is None
    assert theirs.take_in(said(1000)) == said(1000)
    assert ours.open_updates() == theirs.open_updates() == [said(1000)]
    ours.answered([said(1000)], [Call("text", "Antwort")])
    assert (ours.open_updates(), len(theirs.open_updates())) == ([], 1)
    assert (ours.chats_waiting(), theirs.chats_waiting(), theirs.next_call(7)) == ([7], [], None)
    theirs.drop_calls(7)
    assert ours.next_call(7) is not None


OLD_LAYOUT = """
CREATE TABLE telegram_updates (update_id BIGINT NOT NULL, conversation VARCHAR(255), received FLOAT NOT NULL, body TEXT,
  PRIMARY KEY (update_id));
CREATE INDEX ix_telegram_updates_conversation ON telegram_updates (conversation);
CREATE TABLE telegram_calls (id INTEGER NOT NULL, conversation VARCHAR(255) NOT NULL, created FLOAT NOT NULL,
  body TEXT NOT NULL, PRIMARY KEY (id));
CREATE INDEX ix_telegram_calls_conversation ON telegram_calls (conversation)
"""


def test_rows_of_the_old_layout_are_taken_over(url: str) -> None:
    """T4, T1: open updates, the one with "/" among them, numbers, and what waits to be sent."""
    old = sa.create_engine(url) if "postgres" in url else open_database(url)
    PRIVATE.drop_all(old)
    VERSION.drop(old, checkfirst=True)
    update = {"update_id": 5, "message": {"message_id": 1, "chat": {"id": 7, "type": "private"}, "text": "/"}}
    call = {"method": "send_message", "parameters": {"chat_id": 7, "text": "Antwort"}, "file": None}
    with old.begin() as connection:
        for statement in OLD_LAYOUT.split(";"):
            connection.execute(sa.text(statement))
        insert = sa.text("INSERT INTO telegram_updates VALUES (:id, :chat, :received, :body)")
        for values in (
            {"id": 4, "chat": None, "received": time.time(), "body": None},
            {"id": 5, "chat": "telegram-7", "received": time.time(), "body": json.dumps(update)},
            {"id": 6, "chat": "telegram-7", "received": time.time(), "body": "{"},
        ):
            connection.execute(insert, values)
        insert = sa.text("INSERT INTO telegram_calls VALUES (1, 'telegram-7', 1.0, :body)")
        connection.execute(insert, {"body": json.dumps(call)})
    for _ in range(2):
        engine = open_database(url)
        queue = Queue(engine, BOT, KEY)
        queue.take_over()
    assert [queue.take_in(said(number)) is None for number in (4, 5, 6, 7)] == [True, True, True, False]
    assert [(each.number, each.kind) for each in queue.open_updates()] == [
        (5, "unknown_command"),
        (6, "unreadable"),
        (7, "text"),
    ]
    waiting = queue.next_call(7)
    assert waiting is not None and waiting.parameters["text"] == "Antwort"
    assert Queue(engine, OTHER, KEY).open_updates() == []
    assert "telegram_updates_before" not in sa.inspect(engine).get_table_names()
    assert {"bot", "album"} <= {column["name"] for column in sa.inspect(engine).get_columns("telegram_updates")}
    assert [index["name"] for index in sa.inspect(engine).get_indexes("telegram_updates")] == [
        "ix_telegram_updates_conversation"
    ]


def test_an_edit_that_leaves_the_text_is_none(url: str) -> None:
    """T7."""
    queue = Queue(open_database(url), BOT, KEY)
    queue.take_in(said(1, "Was ist ein ERP?"))
    queue.take_in(said(2, "/Neu"))
    kinds = [
        kept.kind
        for number, message, text in [
            (11, 1, "Was ist ein ERP?"),
            (12, 1, "Was ist ein CRM?"),
            (13, 1, "Was ist ein CRM?"),
            (14, 2, "/Neu"),
            (15, 3, "Was ist ein ERP?"),
        ]
        if (kept := queue.take_in(changed(number, message, text)))
    ]
    assert kinds == ["nothing", "edited", "nothing", "nothing", "edited"]


def test_what_is_kept_for_edits_goes_with_the_conversation_and_holds_no_text(url: str) -> None:
    engine = open_database(url)
    queue = Queue(engine, BOT, KEY)
    queue.take_in(said(1, "Geheimnis"))
    queue.take_in(said(2, "Anderes", chat=8))
    queue.answered([said(1, "Geheimnis")], [])
    (first, second) = rows(engine, TELEGRAM_SAID)
    assert "Geheimnis" not in str((first, second))
    StoredConversations(engine).erase("telegram-7")
    assert rows(engine, TELEGRAM_SAID) == [second]
    with engine.begin() as connection:
        for table in (TELEGRAM_SAID, TELEGRAM_UPDATES):
            connection.execute(sa.update(table).values(received=time.time() - NUMBERS_KEPT - 1))
    queue.forget_numbers()
    assert rows(engine, TELEGRAM_SAID) == []
    assert [row.update_id for row in rows(engine, TELEGRAM_UPDATES)] == [2]  # which is not answered yet


def test_nothing_is_kept_of_what_is_not_answered_but_its_number(url: str) -> None:
    engine = open_database(url)
    queue = Queue(engine, BOT, KEY)
    kept = queue.take_in(read({"update_id": 1, "message": {"chat": {"id": -7, "type": "group"}, "text": "Geheimnis"}}))
    assert kept is not None and kept.silent
    (row,) = rows(engine, TELEGRAM_UPDATES)
    assert (row.update_id, row.body, row.conversation) == (1, None, None)


@pytest.mark.parametrize("text", ["\x00", "\ud800", "a\x00b\udfff", "😀" * 4096])
def test_every_text_can_be_kept(url: str, text: str) -> None:
    queue = Queue(open_database(url), BOT, KEY)
    update = said(1, f"x{text}")
    assert queue.take_in(update) == update
    assert queue.open_updates() == [update]


def test_a_damaged_call_is_dropped(url: str) -> None:
    engine = open_database(url)
    queue = Queue(engine, BOT, KEY)
    with engine.begin() as connection:
        for body in ("{", "[]", '{"x": 1}'):
            values = {"bot": BOT, "chat": "telegram-7", "body": body}
            insert = "INSERT INTO telegram_calls (bot, conversation, created, body) VALUES (:bot, :chat, 1.0, :body)"
            connection.execute(sa.text(insert), values)
    queue.answered([said(1)], [Call("text", "Antwort")])
    call = queue.next_call(7)
    assert call is not None and call.parameters["text"] == "Antwort"
