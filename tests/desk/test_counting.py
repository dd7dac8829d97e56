"""What a server counts of its answers, and that the desk's own questions do not count."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from bot.clock import today
from bot.desk.live import RunningChat, Shown, shown
from bot.feedback.figures import ANSWERED, TALKS, UNCOUNTED, Counting, read
from bot.privacy.tables import open_database
from bot.rasa import counting
from bot.rasa.conversations import asking
from bot.rasa.conversations.asking import OwnersMessage, ask


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counting:
    fresh = Counting()
    monkeypatch.setattr(asking, "COUNTING", fresh)
    monkeypatch.setattr(counting, "COUNTING", fresh)
    return fresh


def say(is_known: bool = False, is_repeated: bool = False, message_id: str | None = None) -> None:
    async def handler(message: UserMessage) -> None:
        assert isinstance(message, OwnersMessage)
        message.is_known, message.is_repeated = is_known, is_repeated
        await message.output_channel.send_text_message("web-1", "So.")
        await message.output_channel.send_custom_json("web-1", {"kind": "article", "ids": ["a"]})

    asyncio.run(ask(handler, "Wie geht das?", "web-1", "web", message_id=message_id))


def written(counted: Counting, url: str) -> dict[str, int]:
    engine = open_database(url)
    counted.write(engine, today())
    found = read(engine, today()).get(today(), {})
    return {name: count for name, count in found.items() if not name.startswith("speed")}


def test_a_talk_counts_once_and_each_answer(counted: Counting, sqlite_url: str) -> None:
    say()
    say(is_known=True)
    assert written(counted, sqlite_url) == {TALKS: 1, ANSWERED: 2}


def test_a_message_that_arrives_again_counts_once(counted: Counting, sqlite_url: str) -> None:
    say(message_id="7")
    say(message_id="7", is_repeated=True)
    assert written(counted, sqlite_url) == {TALKS: 1, ANSWERED: 1}


def test_what_the_desk_tries_out_does_not_count(counted: Counting, sqlite_url: str) -> None:
    say(message_id=f"{UNCOUNTED}7")
    assert written(counted, sqlite_url) == {}


def test_a_server_writes_at_its_end_at_the_latest(
    counted: Counting, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_database(sqlite_url)
    monkeypatch.setattr(counting, "private_database", lambda: engine)

    async def life() -> None:
        async with counting.counting():
            counted.answer([{"custom": {"kind": "article"}}], 0.1, is_new=True)

    asyncio.run(life())
    assert read(engine, today())[today()][ANSWERED] == 1


def test_what_the_chat_shows() -> None:
    messages: list[dict[str, Any]] = [
        {"text": "Ja, **meist**."},
        {"text": "Mehr?", "buttons": [{"title": "Kosten", "payload": "Was kostet das?"}]},
        {"custom": {"kind": "article", "ids": ["a", "b"]}},
    ]
    found = shown(messages)
    assert found == Shown("article", ("a", "b"), ("Ja, **meist**.", "Mehr?"), ("Kosten",))
    assert Shown.from_json(found.to_json()) == found
    assert shown([]).kind == ""


def test_a_chat_that_is_not_there_is_no_error() -> None:
    assert RunningChat("http://127.0.0.1:9").ask("Hallo") is None
