"""Two Rasa processes behind nginx, with PostgreSQL and Redis: one bot to whoever talks to it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import create_engine, text

from bot.commands import serving
from bot.commands.proxy import find_nginx
from bot.privacy.conversations import StoredConversations
from tests.conftest import Servers, start_servers
from tests.conversations.talk import Talk
from tests.redis_server import RedisServer

pytestmark = [pytest.mark.servers, pytest.mark.postgres]


@pytest.fixture(scope="module")
def several(
    model: Path, tmp_path_factory: pytest.TempPathFactory, postgres_server: Any, redis_server: RedisServer
) -> Iterator[Servers]:
    if find_nginx() is None:
        pytest.skip("no nginx (Debian: apt-get install nginx-light)")
    url = postgres_server.new_database()
    running = start_servers(
        tmp_path_factory.mktemp("several"), processes=2, LOTSE_TRACKER_URL=url, LOTSE_REDIS_URL=redis_server.url
    )
    running.conversations = url
    yield running
    serving.stop(running.processes)


def stored_texts(servers: Servers, sender: str) -> list[str]:
    events = StoredConversations.at(servers.conversations).export(f"rest-{sender}")
    return [event["text"] for event in events if event["event"] == "user"]


async def send(session: aiohttp.ClientSession, servers: Servers, sender: str, message: str) -> list[dict[str, Any]]:
    body = {"sender": sender, "message": message}
    async with session.post(f"{servers.rasa_url}/webhooks/rest/webhook", json=body) as response:
        return list(await response.json())


def test_a_conversation_moves_between_processes(several: Servers) -> None:
    talk = Talk(several, "moving")
    talk.say("Tischlerei in Stendal mit 14 Leuten")
    for number in range(12):
        talk.say(f"wir sind {20 + number} Leute")
    assert "31 Beschäftigte" in talk.say("Was wissen Sie über mich?").texts[0]


def test_messages_of_one_sender_at_once_are_answered_one_after_the_other(several: Servers) -> None:
    """In the order in which the processes took them; ``tests/rasa/test_locks.py`` holds that order itself."""
    sent = [f"wir sind {50 + number} Leute" for number in range(10)]

    async def scene() -> None:
        async with aiohttp.ClientSession() as session:
            assert all(await asyncio.gather(*(send(session, several, "order", message) for message in sent)))

    asyncio.run(scene())
    events = StoredConversations.at(several.conversations).export("rest-order")
    messages = [place for place, event in enumerate(events) if event["event"] == "user"]
    assert sorted(events[place]["text"] for place in messages) == sent
    for place in messages:
        assert events[place - 1].get("name") == "action_listen", "a message came into the middle of another's turn"


def test_a_message_repeated_to_any_process_is_answered_once(several: Servers) -> None:
    async def scene() -> tuple[list[Any], str]:
        async with aiohttp.ClientSession() as session:
            async with session.post(f"{several.rasa_url}/ui/session", json={}) as response:
                token = (await response.json())["token"]

            async def message() -> Any:
                body = {"token": token, "text": "wir sind 77 Leute", "id": "m1"}
                async with session.post(f"{several.rasa_url}/ui/message", json=body) as response:
                    return (await response.json())["messages"]

            return [*await asyncio.gather(*(message() for _ in range(4))), await message()], token

    answers, _ = asyncio.run(scene())
    assert all(answer == answers[0] for answer in answers)
    engine = create_engine(several.conversations)
    with engine.connect() as connection:
        query = "SELECT count(*) FROM events WHERE type_name = 'user' AND data LIKE '%wir sind 77 Leute%'"
        assert connection.execute(text(query)).scalar() == 1


def test_a_killed_process_loses_nothing(several: Servers) -> None:
    """Owners write while one process dies; whoever got an answer finds everything afterwards."""
    acknowledged: dict[str, list[str]] = {f"killed {number}": [] for number in range(6)}

    async def owner(session: aiohttp.ClientSession, sender: str, until: float) -> None:
        number = 0
        while time.monotonic() < until:
            message = f"wir sind {100 + number} Leute"
            try:
                answer = await send(session, several, sender, message)
            except (aiohttp.ClientError, json.JSONDecodeError):
                await asyncio.sleep(0.2)
                continue
            if answer and answer[0].get("custom", {}).get("kind") != "fallback":
                acknowledged[sender].append(message)
            number += 1

    async def scene() -> None:
        until = time.monotonic() + 12
        async with aiohttp.ClientSession() as session:
            owners = [asyncio.ensure_future(owner(session, sender, until)) for sender in acknowledged]
            await asyncio.sleep(3)
            os.kill(several.pid(several.ports.of_rasa[0]), signal.SIGKILL)
            await asyncio.gather(*owners)

    asyncio.run(scene())
    for sender, messages in acknowledged.items():
        stored = stored_texts(several, sender)
        assert len(messages) > 5, "nobody answered any more"
        in_order = [message for message in dict.fromkeys(stored) if message in set(messages)]
        assert in_order == list(dict.fromkeys(messages)), sender
        # A message may have been written just before the process died, and was sent again: REST has no numbers to tell.
        assert len(stored) <= len(set(stored)) + 1, sender
