"""Two Rasa processes behind nginx, with PostgreSQL and Redis: one bot to whoever talks to it."""

from __future__ import annotations

import asyncio
import itertools
import os
import shutil
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import create_engine, text

from bot.commands import serving
from bot.privacy.conversations import StoredConversations
from bot.processes.proxy import find_nginx
from tests.conftest import Servers, free_port, start_servers
from tests.conversations.talk import Talk
from tests.owners import eight_owners, lost_and_double, write_until
from tests.postgres_server import PostgresServer, find_programs
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
        tmp_path_factory.mktemp("several"),
        processes=2,
        LOTSE_TRACKER_URL=url,
        LOTSE_REDIS_URL=redis_server.url,
        LOTSE_PER_MINUTE="100000",  # one program sends all the time until a killed process is back
    )
    running.conversations = url
    yield running
    serving.stop(running.processes)


def process_of(servers: Servers, number: int) -> Servers:
    """Return the servers as reached through one process: nginx lets REST not pass."""
    ports = servers.ports.of_rasa
    return replace(servers, rasa_url=f"http://127.0.0.1:{ports[number % len(ports)]}")


_numbers = itertools.count()


async def send(session: aiohttp.ClientSession, servers: Servers, sender: str, message: str) -> list[dict[str, Any]]:
    """Send a message to one process after the other."""
    body = {"sender": sender, "message": message}
    address = process_of(servers, next(_numbers)).rasa_url
    async with session.post(f"{address}/webhooks/rest/webhook", json=body) as response:
        return list(await response.json())


def test_a_conversation_moves_between_processes(several: Servers) -> None:
    talk = Talk(several, "moving")
    talk.servers = process_of(several, 1)
    talk.say("Tischlerei in Stendal mit 14 Leuten")
    for number in range(12):
        talk.servers = process_of(several, number)
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


def test_whatever_dies_nothing_is_lost_or_double(model: Path, tmp_path: Path) -> None:
    """R2, R4: eight talks write, each message again under its id until it is answered, while everything behind dies."""
    programs, program = find_programs(), shutil.which("redis-server")
    if programs is None or program is None or find_nginx() is None:
        pytest.skip("no PostgreSQL, Redis or nginx (Debian: apt-get install postgresql redis-server nginx-light)")
    postgres, redis = PostgresServer(programs), RedisServer(program, free_port())
    owners = eight_owners("scenes", ["web"])  # nginx lets REST not pass

    async def scenes(servers: Servers) -> None:
        stop = asyncio.Event()
        writing = asyncio.ensure_future(write_until(owners, servers.rasa_url, stop))

        async def answered(more: int) -> None:
            enough = sum(len(owner.acknowledged) for owner in owners) + more
            while sum(len(owner.acknowledged) for owner in owners) < enough:
                await asyncio.sleep(0.05)

        await answered(16)
        os.kill(servers.pid(servers.ports.of_rasa[0]), signal.SIGKILL)
        await answered(16)
        redis.kill()
        await asyncio.sleep(1)
        redis.start()
        await answered(16)
        postgres.restart()
        await answered(16)
        with redis.paused():
            await asyncio.sleep(4)
        await answered(16)
        with postgres.paused():
            await asyncio.sleep(6)
        await answered(16)
        stop.set()
        await writing

    try:
        postgres.start()
        redis.wait_until_ready()
        url = postgres.new_database()
        servers = start_servers(tmp_path, processes=2, LOTSE_TRACKER_URL=url, LOTSE_REDIS_URL=redis.url)
        try:
            asyncio.run(scenes(servers))
            assert lost_and_double(owners, url) == ([], [])
        finally:
            serving.stop(servers.processes)
    finally:
        redis.stop()
        postgres.stop()


def test_deleted_while_both_processes_answer_is_deleted(several: Servers) -> None:
    """S4: messages to two processes and the deletion take turns; nothing comes back, and the token is of no use."""

    async def scene() -> list[int]:
        async with aiohttp.ClientSession() as session:
            refused = []
            for number in range(5):
                async with session.post(f"{several.rasa_url}/ui/session", json={}) as response:
                    token = (await response.json())["token"]

                async def post(path: str, **body: str) -> int:
                    async with session.post(
                        f"{several.rasa_url}/ui/{path}",
                        json={"token": token, **body},  # noqa: B023
                    ) as response:
                        return response.status

                texts = [f"Gerberei Qualmbach mit {n} Leuten" for n in range(4)]
                messages = [asyncio.ensure_future(post("message", text=text, id=text)) for text in texts]
                await asyncio.sleep(0.03 * number)
                assert await post("delete") == 200
                await asyncio.gather(*messages)
                refused.append(await post("message", text="Guten Tag", id="later"))
            return refused

    assert asyncio.run(scene()) == [401] * 5
    engine = create_engine(several.conversations)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM events WHERE data LIKE '%Qualmbach%'")).scalar() == 0
        assert connection.execute(text("SELECT count(*) FROM answers WHERE body LIKE '%Qualmbach%'")).scalar() == 0
