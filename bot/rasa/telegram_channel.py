"""Rasa's side of the chat in Telegram: takes messages from our own Telegram process on this machine and nobody else."""

from __future__ import annotations

import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.rasa.asking import ask
from bot.rasa.once import answers
from bot.settings import VAR_DIR
from bot.web.secret import server_secret


class TelegramChannel(InputChannel):
    """``POST /webhooks/telegram/message`` with the server's secret; conversations are called telegram-<number of the chat>."""

    @classmethod
    def name(cls) -> str:
        """Return the name of the channel, which conversation ids begin with."""
        return "telegram"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes of the channel."""
        routes = Blueprint("telegram", "telegram")
        expected = f"Bearer {server_secret(VAR_DIR)}"
        once = answers()

        @routes.route("/message", methods=["POST"])
        async def message(request: Request) -> HTTPResponse:
            if not hmac.compare_digest(request.headers.get("authorization", ""), expected):
                return response.json({"error": "not allowed"}, status=403)
            try:
                body = json.loads(request.body)
                talk, text, message_id = f"{self.name()}-{int(body['chat'])}", body["text"], str(body["id"])
            except (ValueError, KeyError, TypeError):
                return response.json({"error": "expected: chat, text, id"}, status=400)
            messages = await once.answer(talk, message_id, lambda: ask(on_new_message, text, talk, self.name()))
            return response.json({"messages": messages}, ensure_ascii=False)

        return routes
