"""The REST channel for programs: Rasa's contract (POST /webhooks/rest/webhook), with checked input.

It is there only when asked for, because whoever reaches it talks under any name: with the demo page, or ``LOTSE_REST=true``.
"""

from __future__ import annotations

import os
import re
from asyncio import AbstractEventLoop
from collections.abc import Awaitable, Callable
from hashlib import sha256
from secrets import token_hex
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.core.table import REST
from bot.rasa.channels.rate_limit import shared_limit
from bot.rasa.channels.requests import Gate, Refused, guard, is_storable, read_name, read_object, read_text
from bot.rasa.channels.visitors import address_of, is_own_program
from bot.rasa.conversations.asking import OF_NO_TALK, ask
from bot.rasa.conversations.once import OPENING, opened

MACHINE = f"{OPENING} des Zentrums, kein Mensch."
"""The first message of each talk: the program that asks here shows it to people (AI Act, Article 50)."""
LONGEST_SENDER = 100
"""Characters of a sender that stand in the name of its conversation as they are."""
_HASH = re.compile("[0-9a-f]{64}")

MAX_MESSAGE_ID = 128
"""Characters of the id that a program may give a message."""


class SafeRestInput(InputChannel):
    """Takes ``{"sender": ..., "message": ...}`` and returns a list of messages.

    The first answer of a talk begins with the sentence that a program answers, as a message of its own.
    With a ``message_id`` of its sender, a message that is sent again is answered with the same and counts once.

    The conversation id is prefixed, so that nobody joins a talk of another channel by its id.
    """

    @classmethod
    def name(cls) -> str:
        """Return the part of the address: /webhooks/rest."""
        return "rest"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes of the channel; none where nobody has asked for it."""
        routes = Blueprint("safe_rest", "safe_rest")

        # Word lists and weights are read with the first sentence; nobody should have to wait four seconds for that.
        @routes.listener("after_server_start")
        async def warm_up(app: Sanic, loop: AbstractEventLoop) -> None:
            if app.ctx.agent is not None and app.ctx.agent.is_ready():
                await app.ctx.agent.parse_message("Wo fangen wir an?")

        if not is_wanted():
            return routes
        limit = shared_limit()
        guard(routes, Gate.from_environment(), _refusal)

        @routes.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            body = read_object(request)
            sender, text = read_text(body, "sender", "") or token_hex(16), read_text(body, "message", "")
            message_id = read_name(body, "message_id", MAX_MESSAGE_ID) if body.get("message_id") is not None else None
            conversation = f"{self.name()}-{conversation_name(sender)}"
            if not is_own_program(request):
                await limit.message(conversation, address_of(request), text)
            messages = await ask(
                on_new_message, text, conversation, self.name(), message_id=message_id, opening=MACHINE
            )
            if messages and messages[0].get("text") in OF_NO_TALK:
                messages = opened(messages, MACHINE)
            return response.json([{"recipient_id": sender, **message} for message in messages])

        return routes


def is_wanted() -> bool:
    """Whether the channel is on: with the demo page (``LOTSE_DEMO``), or by ``LOTSE_REST``."""
    return REST.value() or os.environ.get("LOTSE_DEMO") == "true"


def conversation_name(sender: str) -> str:
    """Return what a sender's conversation is called: the sender itself, or a hash of one that is long or odd.

    Two senders never share a conversation, and none can name the hash of another.

    Raises:
        Refused: no data base could keep it.
    """
    if not is_storable(sender):
        raise Refused(400, "fields", "„sender“ ist ein Text ohne Steuerzeichen.")
    if len(sender) <= LONGEST_SENDER and sender.isprintable() and not _HASH.fullmatch(sender):
        return sender
    return sha256(sender.encode()).hexdigest()


def _refusal(refused: Refused) -> HTTPResponse:
    headers = {"Retry-After": "60"} if refused.status == 429 else None
    return response.json({"error": refused.text}, status=refused.status, headers=headers)
