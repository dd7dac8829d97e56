"""Telegram's Bot API on loopback: checks what it is sent as Telegram does, and fails on demand."""

from __future__ import annotations

import asyncio
import itertools
import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
CHAT = 4711
NOTICE = "Vorab: Hier antwortet ein Computerprogramm"
"""How the notice begins that is said before the first answer in a chat."""
_NUMBERS = itertools.count(1000)
"""Of updates and messages: never twice, also in one double after the other, as the real one."""


def message_in(chat: int, text: str = "", **other: Any) -> dict[str, Any]:
    """Return a message in a chat, as Telegram describes it."""
    kind = {"type": "private"} if chat > 0 else {"type": "group", "title": "Gruppe"}
    return {"message_id": 1, "date": 1, "chat": {"id": chat, **kind}, **({"text": text} if text else {}), **other}


@dataclass
class Sent:
    """A message that the bot has sent and Telegram has taken."""

    method: str
    chat: int
    text: str
    keyboard: list[dict[str, str]]
    message_id: int
    at: float
    file: bytes = b""


@dataclass
class Failure:
    """How the next calls of a method are answered.

    ``times``: how often; ``description``: Telegram's words; ``hangs``: seconds of silence before anything is answered, which
    a client does not wait for; ``after_taking``: whether the call has had its effect all the same; ``migrate_to``: number that
    the chat has now.
    """

    method: str
    status: int
    times: int = 1
    retry_after: int = 0
    after_taking: bool = False
    description: str = "on demand"
    hangs: float = 0.0
    migrate_to: int = 0


@dataclass
class Double:
    """What was sent, what is to be delivered, what is to go wrong.

    ``raw``: text that stands for the update of a number; ``strange``: updates that nobody can acknowledge; ``tokens``: of the
    bots that are known; ``floods``: messages beyond 30 a second, which are refused; ``me``, ``info``: what else is said of the
    bot and of its webhook.
    """

    url: str = ""
    sent: list[Sent] = field(default_factory=list)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    updates: list[dict[str, Any]] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    webhook: dict[str, Any] = field(default_factory=dict)
    raw: dict[int, str] = field(default_factory=dict)
    strange: list[dict[str, Any]] = field(default_factory=list)
    tokens: set[str] = field(default_factory=lambda: {TOKEN})
    floods: int = 0
    me: dict[str, Any] = field(default_factory=dict)
    info: dict[str, Any] = field(default_factory=dict)

    def say(self, text: str, chat: int = CHAT, **other: Any) -> int:
        """Deliver a message of an owner; returns the number of the update."""
        message = {
            "message_id": self._next(),
            "date": int(time.time()),
            "chat": {"id": chat, "type": "private"},
            **other,
        }
        message["from"] = {"id": chat, "is_bot": False, "first_name": "Erika"}
        if text:
            message["text"] = text
        return self.deliver({"message": message})

    def press(self, message: Sent, place: int = 0) -> int:
        """Press a button under a message of the bot."""
        query = {
            "id": str(self._next()),
            "from": {"id": message.chat, "is_bot": False, "first_name": "Erika"},
            "chat_instance": "1",
            "data": message.keyboard[place]["callback_data"],
            "message": {
                "message_id": message.message_id,
                "date": int(time.time()),
                "chat": {"id": message.chat, "type": "private"},
            },
        }
        return self.deliver({"callback_query": query})

    def deliver(self, update: dict[str, Any]) -> int:
        """Deliver an update with the next number, or with its own."""
        number = int(update.get("update_id") or self._next())
        self.updates.append({"update_id": number, **update})
        return number

    def to(self, chat: int = CHAT) -> list[Sent]:
        """Return what was sent to a chat, without the notice that begins each talk (:meth:`notices`)."""
        return [sent for sent in self.all_to(chat) if not sent.text.startswith(NOTICE)]

    def notices(self, chat: int = CHAT) -> list[Sent]:
        """Return how often it was said in a chat that a program answers, and each time as it was said."""
        return [sent for sent in self.all_to(chat) if sent.text.startswith(NOTICE)]

    def all_to(self, chat: int = CHAT) -> list[Sent]:
        """Return all that was sent to a chat."""
        return [sent for sent in self.sent if sent.chat == chat]

    def wait(self, number: int, chat: int = CHAT, seconds: float = 30) -> list[Sent]:
        """Wait until ``number`` messages were sent to a chat."""
        until = time.monotonic() + seconds
        while len(self.to(chat)) < number and time.monotonic() < until:
            time.sleep(0.05)
        assert len(self.to(chat)) >= number, f"only {[sent.text[:60] for sent in self.to(chat)]}"
        return self.to(chat)

    def called(self, method: str) -> list[dict[str, Any]]:
        """Return the parameters of each call of a method."""
        return [parameters for name, parameters in self.calls if name == method]

    def _next(self) -> int:
        return next(_NUMBERS)


@contextmanager
def running() -> Iterator[Double]:
    """Serve the double in a thread."""
    double = Double()
    loop = asyncio.new_event_loop()
    app = web.Application()
    app.router.add_post("/bot{token}/{method}", lambda request: _answer(double, request))
    runner = web.AppRunner(app)

    async def start() -> None:
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        double.url = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"  # type: ignore[union-attr]

    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(start(), loop).result(10)
    try:
        yield double
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
    assert not double.complaints, double.complaints


async def _answer(double: Double, request: web.Request) -> web.Response:
    if request.match_info["token"] not in double.tokens:
        return _error(401, "Unauthorized")
    method = request.match_info["method"]
    parameters: dict[str, Any] = {}
    files: dict[str, bytes] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = value.file.read()
        else:
            parameters[name] = value
    double.calls.append((method, parameters))
    double.complaints += _objections(method, {*parameters, *files})
    failure = next((f for f in double.failures if f.method == method and f.times > 0), None)
    if failure:
        failure.times -= 1
        if not failure.after_taking:
            await asyncio.sleep(failure.hangs)
            return _error(failure.status, failure.description, failure.retry_after, failure.migrate_to)
    handler = _METHODS.get(method)
    if handler is None:
        double.complaints.append(f"there is no method {method}")
        return _error(404, "Not Found")
    response = await handler(double, parameters, files)
    return _error(failure.status, "after taking") if failure else response


def _objections(method: str, given: set[str]) -> list[str]:
    """Return what Telegram's description of the method does not allow or misses."""
    required, optional = _FIELDS.get(method, (set(), set()))
    unknown, missing = given - required - optional, required - given
    return [f"{method}: unknown {sorted(unknown)}, missing {sorted(missing)}"] if unknown or missing else []


async def _get_me(double: Double, parameters: dict[str, Any], files: dict[str, bytes]) -> web.Response:
    me = {"id": 123456789, "is_bot": True, "first_name": "Erste Hilfe", "username": "erste_hilfe_bot"}
    return _ok({**me, **double.me})


async def _set_my_commands(double: Double, parameters: dict[str, Any], files: dict[str, bytes]) -> web.Response:
    for command in json.loads(parameters["commands"]):
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]) or not 1 <= len(command["description"]) <= 256:
            double.complaints.append(f"a command is refused: {command}")
    return _ok(True)


async def _set_webhook(double: Double, parameters: dict[str, Any], files: dict[str, bytes]) -> web.Response:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", parameters.get("secret_token", "")):
        double.complaints.append("a webhook without a secret")
    double.webhook = parameters
    return _ok(True)


async def _delete_webhook(double: Double, parameters: dict[str, Any], files: dict[str, bytes]) -> web.Response:
    double.webhook = {}
    return _ok(True)


async def _webhook_info(double: Double, parameters: dict[str, Any], files: dict[str, bytes]) -> web.Response:
    info = {"url": double.webhook.get("url", ""), "has_custom_certificate": False, "pending_update_count": 0}
    return _ok({**info, **double.info})


async def _get_updates(double: Double, parameters: dict[str, Any], files: dict[str, bytes]) -> web.Response:
    offset, new = int(parameters.get("offset") or 0), list[dict[str, Any]]()
    double.updates = [update for update in double.updates if update["update_id"] >= offset]
    for _ in range(int(parameters.get("timeout") or 0) * 20):
        # Nothing is forgotten here: whoever asked may have gone meanwhile.
        new = [update for update in double.updates if update["update_id"] >= offset]
        if new or double.strange:
            break
        await asyncio.sleep(0.05)
    found = [double.raw.get(update["update_id"], json.dumps(update)) for update in new[:100]]
    found += map(json.dumps, double.strange)
    return web.Response(text=f'{{"ok":true,"result":[{",".join(found)}]}}', content_type="application/json")


async def _chat_action(double: Double, parameters: dict[str, Any], files: dict[str, bytes]) -> web.Response:
    if parameters["action"] not in {"typing", "upload_photo", "upload_document"}:
        double.complaints.append(f"there is no action {parameters['action']}")
    return _ok(True)


async def _answer_query(double: Double, parameters: dict[str, Any], files: dict[str, bytes]) -> web.Response:
    if len(parameters.get("text", "")) > 200:
        double.complaints.append("the hint of a button is too long")
    return _ok(True)


async def _edit_keyboard(double: Double, parameters: dict[str, Any], files: dict[str, bytes]) -> web.Response:
    _keyboard(double, parameters)
    return _ok(True)


async def _send_message(double: Double, parameters: dict[str, Any], files: dict[str, bytes]) -> web.Response:
    text = parameters.get("text", "")
    if not text.strip() or len(text.encode("utf-16-le")) // 2 > 4096:
        double.complaints.append(f"a text of {len(text)} characters")
        return _error(400, "message is empty or too long")
    if "parse_mode" in parameters:
        double.complaints.append("texts go out plain")
    return _keep(double, "sendMessage", parameters, text, b"")


async def _send_photo(double: Double, parameters: dict[str, Any], files: dict[str, bytes]) -> web.Response:
    content = next(iter(files.values()), b"")
    if not content.startswith(b"\x89PNG"):
        double.complaints.append("a photo that is no PNG")
    return _keep(double, "sendPhoto", parameters, _caption(double, parameters), content)


async def _send_document(double: Double, parameters: dict[str, Any], files: dict[str, bytes]) -> web.Response:
    return _keep(double, "sendDocument", parameters, _caption(double, parameters), next(iter(files.values()), b""))


def _caption(double: Double, parameters: dict[str, Any]) -> str:
    caption = str(parameters.get("caption", ""))
    if len(caption.encode("utf-16-le")) // 2 > 1024:
        double.complaints.append("a caption is too long")
    return caption


def _keep(double: Double, method: str, parameters: dict[str, Any], text: str, file: bytes) -> web.Response:
    chat, now = int(parameters["chat_id"]), time.monotonic()
    recent = [sent for sent in double.all_to(chat) if now - sent.at < 3]
    if len(recent) > 4:
        double.complaints.append("more than a message a second to one chat")
    if sum(now - sent.at < 1 for sent in double.sent) >= 30:
        double.floods += 1
        return _error(429, "Too Many Requests: retry after 1", retry_after=1)
    sent = Sent(method, chat, text, _keyboard(double, parameters), double._next(), now, file)
    double.sent.append(sent)
    return _ok(
        {"message_id": sent.message_id, "date": int(time.time()), "chat": {"id": chat, "type": "private"}, "text": text}
    )


def _keyboard(double: Double, parameters: dict[str, Any]) -> list[dict[str, str]]:
    markup = json.loads(parameters.get("reply_markup") or "{}")
    buttons = [button for row in markup.get("inline_keyboard", []) for button in row]
    for button in buttons:
        if not button["text"] or not 1 <= len(button["callback_data"].encode()) <= 64:
            double.complaints.append(f"a button is refused: {button}")
    return buttons


_SENT = {"reply_markup", "disable_notification", "protect_content", "message_effect_id", "reply_parameters"}
_FIELDS: dict[str, tuple[set[str], set[str]]] = {
    "getMe": (set(), set()),
    "setMyCommands": ({"commands"}, {"scope", "language_code"}),
    "setWebhook": (
        {"url"},
        {"secret_token", "allowed_updates", "max_connections", "drop_pending_updates", "ip_address"},
    ),
    "deleteWebhook": (set(), {"drop_pending_updates"}),
    "getWebhookInfo": (set(), set()),
    "getUpdates": (set(), {"offset", "limit", "timeout", "allowed_updates"}),
    "sendChatAction": ({"chat_id", "action"}, {"message_thread_id", "business_connection_id"}),
    "answerCallbackQuery": ({"callback_query_id"}, {"text", "show_alert", "url", "cache_time"}),
    "editMessageReplyMarkup": ({"chat_id", "message_id"}, {"reply_markup"}),
    "sendMessage": ({"chat_id", "text"}, {*_SENT, "parse_mode", "entities", "link_preview_options"}),
    "sendPhoto": ({"chat_id", "photo"}, {*_SENT, "caption", "parse_mode", "caption_entities", "has_spoiler"}),
    "sendDocument": ({"chat_id", "document"}, {*_SENT, "caption", "parse_mode", "caption_entities", "thumbnail"}),
}
"""Required and optional parameters of each method that we use (core.telegram.org/bots/api)."""

_METHODS = {
    "getMe": _get_me,
    "setMyCommands": _set_my_commands,
    "setWebhook": _set_webhook,
    "deleteWebhook": _delete_webhook,
    "getWebhookInfo": _webhook_info,
    "getUpdates": _get_updates,
    "sendChatAction": _chat_action,
    "answerCallbackQuery": _answer_query,
    "editMessageReplyMarkup": _edit_keyboard,
    "sendMessage": _send_message,
    "sendPhoto": _send_photo,
    "sendDocument": _send_document,
}


def _ok(result: Any) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def _error(status: int, text: str, retry_after: int = 0, migrate_to: int = 0) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": text}
    if retry_after or migrate_to:
        body["parameters"] = {"retry_after": retry_after} if retry_after else {"migrate_to_chat_id": migrate_to}
    return web.json_response(body, status=status)
