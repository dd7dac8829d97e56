"""Rasa's side of the chat in Telegram: takes messages from our own Telegram process on this machine and nobody else."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.knowledge.store import KnowledgeUnavailable, shared_store
from bot.rasa.channels.requests import Gate, Refused, guard, read_name, read_object, read_text
from bot.rasa.conversations.asking import OUT_OF_ORDER, ask
from bot.settings import VAR_DIR
from bot.web.secret import derived_key

_LONGEST_ID = 128


class TelegramChannel(InputChannel):
    """``POST /webhooks/telegram/message`` with the key of our Telegram process; a conversation is called telegram-<chat>.

    ``GET /webhooks/telegram/question/<id>`` says what a link to an article asks.
    """

    @classmethod
    def name(cls) -> str:
        """Return the name of the channel, which conversation ids begin with."""
        return "telegram"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes of the channel."""
        routes = Blueprint("telegram", "telegram")
        guard(routes, Gate.from_environment(), _refusal)
        expected = f"Bearer {derived_key(VAR_DIR, 'telegram')}".encode()

        def check(request: Request) -> None:
            given = request.headers.get("authorization", "").encode("utf-8", "surrogateescape")
            if not hmac.compare_digest(given, expected):
                raise Refused(403, "key", "Hier darf nur das eigene Programm fragen.")

        @routes.route("/question/<article:str>", methods=["GET"])
        async def question(request: Request, article: str) -> HTTPResponse:
            check(request)
            try:
                found = shared_store().snapshot().articles.get(article)
            except KnowledgeUnavailable as error:
                raise Refused(503, "out_of_order", OUT_OF_ORDER) from error
            if found is None:
                raise Refused(404, "gone", "Diese Frage gibt es nicht.")
            return response.json({"question": found.question}, ensure_ascii=False)

        @routes.route("/message", methods=["POST"])
        async def message(request: Request) -> HTTPResponse:
            check(request)
            body = read_object(request)
            text, message_id = read_text(body, "text"), read_name(body, "id", _LONGEST_ID)
            messages = await ask(
                on_new_message, text, f"{self.name()}-{_chat(body)}", self.name(), message_id=message_id
            )
            return response.json({"messages": messages}, ensure_ascii=False)

        return routes


def _chat(body: dict[str, Any]) -> int:
    chat = body.get("chat")
    if not isinstance(chat, int) or isinstance(chat, bool) or abs(chat) >= 2**63:
        raise Refused(400, "fields", "Erwartet wird die Nummer eines Chats im Feld „chat“.")
    return chat


def _refusal(refused: Refused) -> HTTPResponse:
    return response.json({"error": refused.text}, status=refused.status)
