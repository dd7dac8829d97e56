"""What stands before every application: whole requests only, answers with safe headers, and no error that tells anything."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

from bot.rasa.http.answers import error_body, error_headers, with_security

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

logger = logging.getLogger(__name__)


class Guard:
    """An ASGI application around another one."""

    def __init__(self, app: Application) -> None:
        """``app``: it gets a request when all of it has arrived, and never one whose client has gone before that."""
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        body = await _whole_body(receive)
        if body is None:
            return
        request: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive_at_once() -> Message:
            return request.pop() if request else await receive()

        answer = _Answer(send)
        try:
            await self._app(scope, receive_at_once, answer.send)
        except asyncio.CancelledError:
            await answer.fail(503)
        except Exception as error:
            logger.error("A %s request failed: %s", scope["method"], cause(error))
            await answer.fail(500)


class _Answer:
    """Sends an answer with its length, where it is of one piece, and with what all answers carry."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._head: Message | None = None
        self._begun = False

    async def send(self, message: Message) -> None:
        """Send a part. The head waits for the first part of the body, to know whether that is all."""
        if message["type"] == "http.response.start":
            headers = [(bytes(name).lower(), bytes(value)) for name, value in message.get("headers", ())]
            self._head = {**message, "headers": with_security(headers)}
            return
        if self._head is not None:
            await self._send_head(self._head, message)
        await self._send(message)

    async def _send_head(self, head: Message, message: Message) -> None:
        names = {name for name, _ in head["headers"]}
        body = message.get("body") or b""
        if not message.get("more_body") and not names & {b"content-length", b"transfer-encoding"}:
            head["headers"].append((b"content-length", b"%d" % len(body)))
        self._head, self._begun = None, True
        await self._send(head)

    async def fail(self, status: int) -> None:
        """Answer with an error, unless another answer has begun."""
        if self._begun:
            raise ConnectionAbortedError("an answer broke off")
        self._head = None
        await self.send({"type": "http.response.start", "status": status, "headers": error_headers()})
        await self.send({"type": "http.response.body", "body": error_body(status)})


def cause(error: BaseException) -> str:
    """Return what kind of error it is and where it arose, without its message, which may hold what an owner wrote."""
    place = traceback.extract_tb(error.__traceback__)[-1:]
    where = f" at {Path(place[0].filename).name}:{place[0].lineno}" if place else ""
    return f"{type(error).__name__}{where}"


async def _whole_body(receive: Receive) -> bytes | None:
    """Return the body (the protocol limits its size); None if the client goes before its end."""
    parts: list[bytes] = []
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)
