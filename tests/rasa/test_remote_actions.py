"""Calling the action server while it is being started again, over a real socket, and what repeated calls leave behind."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import sqlalchemy as sa
from aiohttp import web
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa_sdk.executor import ActionExecutor

from actions import services
from bot.knowledge.loader import load
from bot.privacy.tables import FEEDBACK, QUESTIONS, open_database
from bot.rasa import remote_actions
from bot.rasa.remote_actions import ActionServer, ActionServerGone, QuickRemoteAction
from bot.settings import KNOWLEDGE_DIR, database_url

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def listening(socket: Path, handler: Handler) -> web.AppRunner:
    app = web.Application()
    app.router.add_post("/webhook", handler)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.UnixSite(runner, str(socket)).start()
    return runner


@pytest.fixture
def socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "actions"
    monkeypatch.setenv("LOTSE_ACTIONS_SOCKET", str(path))
    return path


async def answer(request: web.Request) -> web.Response:
    return web.json_response({"events": [], "responses": [], "got": await request.json()})


def test_a_server_that_is_not_there_yet_is_waited_for(socket: Path) -> None:
    """R9: refused connections are tried again for some seconds."""

    async def scene() -> Any:
        server = ActionServer("http://localhost/webhook")
        asked = asyncio.ensure_future(server.request({"next_action": "a"}))
        await asyncio.sleep(0.3)
        assert not asked.done()
        runner = await listening(socket, answer)
        got = await asked
        await server.close()
        await runner.cleanup()
        return got

    assert asyncio.run(scene())["got"] == {"next_action": "a"}


def test_a_server_killed_while_it_works_is_asked_again(socket: Path) -> None:
    """R9: the connection breaks before the answer, or is one that died while nobody used it."""
    calls: list[int] = []

    async def dies_at_first(request: web.Request) -> web.StreamResponse:
        calls.append(1)
        if len(calls) in {1, 3}:
            assert request.transport is not None
            request.transport.close()
        return await answer(request)

    async def scene() -> None:
        server = ActionServer("http://localhost/webhook")
        runner = await listening(socket, dies_at_first)
        await server.request({"number": 1})
        await server.request({"number": 2})
        await runner.cleanup()
        socket.unlink(missing_ok=True)
        runner = await listening(socket, answer)
        await server.request({"number": 3})
        await server.close()
        await runner.cleanup()

    asyncio.run(scene())
    assert len(calls) == 4


def test_a_server_killed_in_the_middle_of_its_answer_is_asked_again(socket: Path) -> None:
    """R2: half an answer counted as an action that had failed; the apology was kept, and the message stood there twice."""
    asked: list[int] = []

    async def dies_while_it_answers(request: web.Request) -> web.StreamResponse:
        asked.append(1)
        if len(asked) > 1:
            return await answer(request)
        half = web.StreamResponse(headers={"Content-Type": "application/json", "Content-Length": "500"})
        await half.prepare(request)
        await half.write(b'{"got": ')
        assert request.transport is not None
        request.transport.close()
        return half

    async def scene() -> Any:
        server, runner = ActionServer("http://localhost/webhook"), await listening(socket, dies_while_it_answers)
        got = await server.request({"number": 1})
        await server.close()
        await runner.cleanup()
        return got

    assert asyncio.run(scene())["got"] == {"number": 1}
    assert len(asked) == 2


def test_a_server_that_stays_away_is_an_error(socket: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote_actions, "RETRY_SECONDS", 0.2)

    async def scene() -> None:
        server = ActionServer("http://localhost/webhook")
        with pytest.raises(aiohttp.ClientConnectionError):
            await server.request({})
        await server.close()

    asyncio.run(scene())


def test_a_server_that_takes_too_long_is_gone_and_its_action_has_not_failed(
    socket: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R9: a failed action uses up the message, and sent again it stood in the talk twice."""
    monkeypatch.setattr(remote_actions, "TIMEOUT_SECONDS", 0.2)

    async def scene() -> None:
        asked = asyncio.Event()

        async def stands_still(request: web.Request) -> web.StreamResponse:
            await asked.wait()
            return await answer(request)

        server = ActionServer("http://localhost/webhook")
        runner = await listening(socket, stands_still)
        action = QuickRemoteAction("action_greet", server)
        with pytest.raises(ActionServerGone):
            await action.run(
                CollectingOutputChannel(),
                TemplatedNaturalLanguageGenerator({}),
                DialogueStateTracker("a", []),
                Domain.empty(),
            )
        asked.set()
        await server.close()
        await runner.cleanup()

    asyncio.run(scene())


ANSWERED = {"kind": "article", "ids": ["backup-321"], "sources": []}


def tracker(text: str, intent: str) -> dict[str, Any]:
    message = {"text": text, "intent": {"name": intent, "confidence": 1.0}, "entities": [], "message_id": "m1"}
    said = {"event": "bot", "timestamp": 1.0, "text": "So.", "data": {"custom": ANSWERED}, "metadata": {}}
    user = {"event": "user", "timestamp": 2.0, "text": text, "parse_data": message, "input_channel": "web"}
    return {
        "sender_id": "web-a",
        "slots": {},
        "latest_message": message,
        "events": [said, user],
        "paused": False,
        "followup_action": None,
        "active_loop": {},
        "latest_action_name": "action_listen",
    }


@pytest.fixture
def executor(url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[ActionExecutor]:
    monkeypatch.setenv("LOTSE_TRACKER_URL", url)
    services.private_database.cache_clear()
    load(KNOWLEDGE_DIR, database_url())
    executor = ActionExecutor()
    executor.register_package("actions")
    yield executor
    services.private_database.cache_clear()


@pytest.mark.parametrize(
    ("action", "text", "intent", "table"),
    [
        pytest.param("action_rate_helpful", "Das hat geholfen", "rate_helpful", FEEDBACK, id="rating"),
        pytest.param(
            "action_out_of_scope", "Wo kaufe ich Schuhe für Elefanten?", "out_of_scope", QUESTIONS, id="question"
        ),
    ],
)
def test_an_action_that_runs_twice_leaves_one_row(
    executor: ActionExecutor, url: str, action: str, text: str, intent: str, table: sa.Table
) -> None:
    """R9: a call is made again where nobody knows whether it was heard, so actions may be repeated."""

    async def twice() -> list[Any]:
        call = {"next_action": action, "sender_id": "web-a", "tracker": tracker(text, intent), "domain": {}}
        return [await executor.run(call) for _ in range(2)]

    first, second = asyncio.run(twice())
    assert first["responses"] == second["responses"]
    assert "Entschuldigung, ich komme" not in str(first)
    with open_database(url).connect() as connection:
        assert len(connection.execute(sa.select(table)).all()) == 1
