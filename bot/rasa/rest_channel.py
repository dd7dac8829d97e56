"""The REST channel for local use: Rasa's contract (POST /webhooks/rest/webhook), with checked input."""

from __future__ import annotations

import json
import logging
from asyncio import AbstractEventLoop
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.rasa.asking import ask

logger = logging.getLogger(__name__)

MAX_BODY = 16 * 1024
"""Bytes of a request that are read."""


class SafeRestInput(InputChannel):
    """Takes ``{"sender": ..., "message": ...}`` and returns a list of messages.

    The conversation id is prefixed, so that nobody joins a talk of another channel by its id.
    """

    @classmethod
    def name(cls) -> str:
        """Return the part of the address: /webhooks/rest."""
        return "rest"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes of the channel."""
        routes = Blueprint("safe_rest", "safe_rest")

        # Word lists and weights are read with the first sentence; nobody should have to wait four seconds for that.
        @routes.listener("after_server_start")
        async def warm_up(app: Sanic, loop: AbstractEventLoop) -> None:
            if app.ctx.agent is not None and app.ctx.agent.is_ready():
                await app.ctx.agent.parse_message("Wo fangen wir an?")

        @routes.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            if len(request.body) > MAX_BODY:
                return _refusal("Die Anfrage ist zu groß. Erlaubt sind 16 KB.", 413)
            try:
                body = json.loads(request.body)
            except ValueError:
                return _refusal('Erwartet wird JSON der Form {"sender": "...", "message": "..."}.', 400)
            if not isinstance(body, dict) or not isinstance(body.get("sender", ""), str):
                return _refusal('Erwartet wird ein Objekt mit "sender" (Text) und "message" (Text).', 400)
            sender = body.get("sender") or "default"
            messages = await ask(on_new_message, body.get("message"), f"rest-{sender[:100]}", self.name())
            return response.json([{"recipient_id": sender, **message} for message in messages])

        return routes


def _refusal(text: str, status: int) -> HTTPResponse:
    return response.json({"error": text}, status=status)
