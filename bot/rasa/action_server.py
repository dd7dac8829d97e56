"""The action server, on a Unix socket of this user: rasa_sdk's own listens on every interface and echoes what it was sent."""

from __future__ import annotations

import json
import logging
import socket
from collections.abc import Mapping
from typing import Any

from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

from actions.services import article_search
from bot.knowledge.store import KnowledgeUnavailable, shared_store
from bot.rasa.http import serving as http_server
from bot.rasa.http.answers import error_body, error_headers
from bot.rasa.http.guard import Message, Receive, Send
from bot.rasa.http.keeper import Keeper
from bot.rasa.measuring import count_errors, errors_so_far
from bot.rasa.newest import newest_content
from bot.rasa.repeats import sum_up_repeats

MAX_BODY = 512 * 1024
"""Bytes of a call: it carries the last turns of a conversation with all that was shown. Rasa alone reaches the socket."""

logger = logging.getLogger(__name__)


def serve(listening: socket.socket, keeper: Keeper) -> None:
    """Load the actions, open the search so that the first question is fast, and serve until stopped.

    Args:
        listening: a Unix socket that listens already.
        keeper: who hears of the server's life.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    sum_up_repeats()
    count_errors()
    logging.getLogger("rasa_sdk").setLevel(logging.WARNING)
    warm_up()
    shared_store().follow(lambda knowledge: knowledge.questions, article_search().prepare)
    http_server.run(_serve(listening, keeper))


def warm_up() -> None:
    """Open the knowledge base and the search index; a missing data base is said and does not stop the server."""
    try:
        article_search().find("Wo fangen wir an?", shared_store().snapshot())
    except KnowledgeUnavailable as error:
        logger.error("The knowledge base is not available yet: %s", error)


class ActionApplication:
    """``GET /health``, and ``POST /webhook`` as Rasa calls it; an ASGI application."""

    def __init__(self, package: str = "actions") -> None:
        """``package``: where the actions are."""
        self._executor = ActionExecutor()
        self._executor.register_package(package)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request."""
        match scope["method"], scope["path"]:
            case "GET", "/health":
                await _answer(send, 200, {"status": "ok", "errors": errors_so_far()})
            case "POST", "/webhook":
                status, answer = await self._run((await receive())["body"])
                await _answer(send, status, answer)
            case _, "/health" | "/webhook":
                await _answer(send, 405)
            case _:
                await _answer(send, 404)

    async def _run(self, body: bytes) -> tuple[int, Mapping[str, Any] | None]:
        """Run the action that ``body`` names. Returns the status and the answer; an error repeats nothing of the call."""
        try:
            call = json.loads(body)
        except (ValueError, RecursionError):
            return 400, None
        if not (isinstance(call, dict) and isinstance(call.get("tracker"), dict)):
            return 400, None
        if not isinstance(call.get("next_action"), str):
            return 400, None
        await newest_content((call["tracker"].get("latest_message") or {}).get("metadata"))
        try:
            return 200, await self._executor.run(call)
        except ActionExecutionRejection as rejection:  # Rasa then does something else, and has to know the name
            return 400, {"error": "rejected", "action_name": rejection.action_name}
        except ActionNotFoundException:
            return 404, None


async def _serve(listening: socket.socket, keeper: Keeper) -> None:
    async with http_server.signs_of_life(keeper):
        await http_server.serve(ActionApplication(), listening, MAX_BODY, keeper)


async def _answer(send: Send, status: int, answer: Mapping[str, Any] | None = None) -> None:
    """Send ``answer`` as JSON, or the error that belongs to ``status``."""
    headers = [(b"content-type", b"application/json")] if answer is not None else error_headers()
    body = json.dumps(answer).encode() if answer is not None else error_body(status)
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
