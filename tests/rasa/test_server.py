"""What the server leaves out, and how it calls the action server."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil
import pytest
from aiohttp import web
from rasa.core.actions.action import ActionRestart, RemoteAction
from rasa.core.actions.forms import FormAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import ClientResponseError

from bot.rasa.remote_actions import ActionServer, QuickForm, QuickRemoteAction, quick
from bot.settings import ROOT
from tests.conftest import Servers, free_port


@pytest.mark.servers
def test_no_server_loads_what_only_training_needs(servers: Servers) -> None:
    for process in psutil.Process(servers.processes[0].pid).children():
        maps = Path(f"/proc/{process.pid}/maps").read_text()
        assert "numpy" in maps
        assert "tensorflow" not in maps


@pytest.mark.servers
def test_imports_that_nobody_needs_are_left_out() -> None:
    """Each costs a tenth of a second or more at every start. In a new process, because this one has imported everything."""
    program = "from bot.processes.prefork import preload; preload(); import sys; print(*sys.modules)"
    imported = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    modules = set(imported.stdout.split())
    assert {"spacy", "rasa.core.agent", "onnxruntime"} <= modules
    assert not modules & {"tensorflow", "sklearn", "matplotlib", "rich", "typer", "telegram", "slack_sdk", "onnx"}


class TestAnswers:
    """The answer of the action server is checked for what Rasa relies on."""

    @pytest.mark.parametrize(
        "answer",
        [
            {},
            {"events": [], "responses": []},
            {"events": [{"event": "slot", "name": "a", "value": 1}], "responses": [{}]},
        ],
    )
    def test_good_ones_pass(self, answer: dict[str, Any]) -> None:
        assert QuickRemoteAction("action_x", None)._validate_action_result(answer)

    @pytest.mark.parametrize(
        "answer", [None, [], "x", {"events": None}, {"events": [1]}, {"events": [{}]}, {"responses": ["text"]}]
    )
    def test_bad_ones_name_the_action(self, answer: Any) -> None:
        with pytest.raises(RasaException, match="action_x"):
            QuickRemoteAction("action_x", None)._validate_action_result(answer)


def test_only_what_calls_the_action_server_is_exchanged() -> None:
    assert isinstance(quick(RemoteAction("action_x", None), None), QuickRemoteAction)
    assert isinstance(quick(FormAction("funding_form", None), None), QuickForm)
    restart = ActionRestart()
    assert quick(restart, None) is restart


def test_an_action_is_told_of_the_last_two_turns() -> None:
    domain = Domain.from_dict({"slots": {"region": {"type": "any", "mappings": [{"type": "custom"}]}}})
    tracker = DialogueStateTracker("x", domain.slots)
    for number in range(30):
        for event in (
            UserUttered(f"Frage {number}"),
            SlotSet("region", f"DE-{number}"),
            BotUttered(f"Antwort {number}"),
        ):
            tracker.update(event)
    told = QuickRemoteAction("action_x", None)._action_call_format(tracker, domain)["tracker"]
    assert [event["text"] for event in told["events"] if event["event"] in {"user", "bot"}] == [
        "Frage 28",
        "Antwort 28",
        "Frage 29",
        "Antwort 29",
    ]
    assert told["slots"]["region"] == "DE-29"
    assert told["latest_message"]["text"] == "Frage 29"


def test_one_connection_for_all_calls() -> None:
    connections: set[Any] = set()

    async def answer(request: web.Request) -> web.Response:
        connections.add(request.transport)
        body = await request.json()
        return web.json_response({"error": "no"}, status=400) if body == "reject" else web.json_response({"events": []})

    async def scene() -> None:
        app = web.Application()
        app.router.add_post("/webhook", answer)
        runner = web.AppRunner(app)
        await runner.setup()
        port = free_port()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        server = ActionServer(f"http://127.0.0.1:{port}/webhook")
        for _ in range(5):
            assert await server.request(json={}) == {"events": []}
        with pytest.raises(ClientResponseError) as caught:
            await server.request(json="reject")
        assert json.loads(caught.value.text) == {"error": "no"}
        await server.close()
        await runner.cleanup()

    asyncio.run(scene())
    assert len(connections) == 1
