"""The website's chat: what a browser may ask of the server, and nothing else.

``GET /ui/`` the demo page (only with ``demo``), ``GET /ui/static/...`` its files, ``GET /ui/health``,
``GET /ui/bilder/...`` charts and maps, ``GET /ui/datei/...`` files of one conversation by a signed link,
``GET /ui/notice`` what is said before the owner agrees, ``POST /ui/session`` begins a conversation,
``POST /ui/message`` takes one message and returns the answer, ``POST /ui/delete`` deletes all that is stored of it.
Other websites may do so where ``LOTSE_ORIGINS`` names them (``bot.web.origins``).
"""

from __future__ import annotations

import json
import logging
import mimetypes
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import yaml
from rasa.core.channels.channel import InputChannel, UserMessage
from redis.exceptions import RedisError
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from bot.knowledge.store import KnowledgeUnavailable, shared_store
from bot.pictures.names import drawn
from bot.pictures.png import png
from bot.privacy.conversations import StoredConversations, retention_days, tracker_url
from bot.rasa.asking import OUT_OF_ORDER, ask
from bot.rasa.files import make_file
from bot.rasa.once import answers
from bot.rasa.rate_limit import SLOW_DOWN, RateLimit
from bot.rasa.rest_channel import MAX_BODY
from bot.rasa.tracker_store import ConversationStoreUnavailable
from bot.rasa.web_session import SessionError, Sessions
from bot.settings import ROOT, VAR_DIR
from bot.web.download_link import BrokenLinkError, conversation_of
from bot.web.origins import allowed_origins
from bot.web.secret import server_secret

logger = logging.getLogger(__name__)

STATIC = ROOT / "bot" / "web" / "static"
_GREETING = (ROOT / "domain" / "conversation.yml", "utter_greet")
_MAX_ID = 64
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


class WebChannel(InputChannel):
    """Rasa's side of the chat on the website."""

    def __init__(self, demo: bool) -> None:
        """``demo``: whether the demo page is shown."""
        self._demo = demo
        self._sessions = Sessions(server_secret(VAR_DIR))
        self._limit = RateLimit()
        self._once = answers()
        self._greeting = greeting()
        self._origins = allowed_origins()

    @classmethod
    def name(cls) -> str:
        """Return the name of the channel, which conversation ids begin with."""
        return "web"

    def url_prefix(self) -> str:
        """Return where the chat is found; Rasa puts channels under /webhooks otherwise."""
        return "/ui"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> WebChannel:
        """Create the channel from credentials.yml: ``demo`` is true or false."""
        return cls(str((credentials or {}).get("demo")).lower() == "true")

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes of the channel."""
        routes = Blueprint("web", "web")

        @routes.route("/", methods=["GET"])
        async def page(request: Request) -> HTTPResponse:
            return _file("index.html") if self._demo else _not_found()

        @routes.route("/static/<path:path>", methods=["GET"])
        async def static(request: Request, path: str) -> HTTPResponse:
            return _file(path)

        @routes.route("/health", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return _json({"status": "ok"})

        @routes.route("/bilder/<name:path>", methods=["GET"])
        async def picture(request: Request, name: str) -> HTTPResponse:
            # A PNG costs as much as a message; an SVG, which the chat itself shows, next to nothing.
            who = f"picture {_address(request)}"
            if name.endswith(".png") and not self._limit.allows_message(who, who):
                return _refusal("slow_down", SLOW_DOWN, 429)
            return _picture(name)

        @routes.route("/datei/<token:str>/<file:str>", methods=["GET"])
        async def download(request: Request, token: str, file: str) -> HTTPResponse:
            return await self._download(request, token, file)

        @routes.route("/notice", methods=["GET"])
        async def notice(request: Request) -> HTTPResponse:
            return _json({"text": notice_text(retention_days())})

        async def preflight(request: Request) -> HTTPResponse:
            return response.empty(204)

        for path in ("session", "message", "delete"):
            routes.add_route(preflight, f"/{path}", methods=["OPTIONS"], name=f"preflight_{path}")

        @routes.exception(RedisError)
        async def without_redis(request: Request, error: RedisError) -> HTTPResponse:
            logger.error("Redis cannot be reached: %s", type(error).__name__)
            return _refusal("out_of_order", OUT_OF_ORDER, 503)

        @routes.middleware("response")  # type: ignore[untyped-decorator]
        async def let_in(request: Request, answer: HTTPResponse) -> None:
            self._let_in(request, answer)

        @routes.route("/session", methods=["POST"])
        async def session(request: Request) -> HTTPResponse:
            return self._objection(request) or self._new_session(request)

        @routes.route("/message", methods=["POST"])
        async def message(request: Request) -> HTTPResponse:
            return self._objection(request) or await self._message(request, on_new_message)

        @routes.route("/delete", methods=["POST"])
        async def erase(request: Request) -> HTTPResponse:
            return self._objection(request) or self._erase(request)

        return routes

    async def _download(self, request: Request, token: str, file: str) -> HTTPResponse:
        """Return a file made for one conversation; a link is of no use when the conversation is deleted."""
        if not self._limit.allows_message(f"file {_address(request)}", _address(request)):
            return _refusal("slow_down", SLOW_DOWN, 429)
        try:
            made = await make_file(file, conversation_of(token, file), request.app.ctx.agent.tracker_store)
        except BrokenLinkError:
            made = None
        except (ConversationStoreUnavailable, KnowledgeUnavailable, SQLAlchemyError) as error:
            logger.error("A file could not be made: %s", type(error).__name__)
            return response.text(OUT_OF_ORDER, status=503, headers=_HEADERS)
        if made is None:
            return response.text("Diese Datei gibt es nicht mehr. Fragen Sie im Chat nach einer neuen.", 404, _HEADERS)
        headers = {**_HEADERS, "Content-Disposition": f'inline; filename="{file}"', "Cache-Control": "no-store"}
        return response.raw(made.content, content_type=made.content_type, headers=headers)

    def _objection(self, request: Request) -> HTTPResponse | None:
        """Return the answer to a request that goes no further: from another website, of a wrong type, too large."""
        origin = request.headers.get("origin")
        if origin and origin.split("://")[-1] != request.host and origin.lower() not in self._origins:
            return _refusal("origin", "Diese Website darf den Chat nicht einbinden.", 403)
        if not request.headers.get("content-type", "").startswith("application/json"):
            return _refusal("type", "Erwartet wird JSON.", 415)
        if len(request.body) > MAX_BODY:
            return _refusal("size", "Die Anfrage ist zu groß. Erlaubt sind 16 KB.", 413)
        return None

    def _let_in(self, request: Request, answer: HTTPResponse) -> None:
        """Tell the browser that a listed website may read the answer; no cookies are involved."""
        origin = request.headers.get("origin", "").lower()
        answer.headers["Vary"] = "Origin"
        if origin in self._origins:
            answer.headers["Access-Control-Allow-Origin"] = origin
            answer.headers["Access-Control-Allow-Headers"] = "Content-Type"
            answer.headers["Access-Control-Allow-Methods"] = "GET, POST"
            answer.headers["Access-Control-Max-Age"] = "3600"
            answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"

    def _erase(self, request: Request) -> HTTPResponse:
        try:
            talk = self._sessions.conversation_of(json.loads(request.body)["token"])
        except (ValueError, KeyError, TypeError):
            return _refusal("fields", 'Erwartet wird ein Objekt mit "token".', 400)
        except SessionError:
            return _refusal("session_expired", "Das Gespräch ist abgelaufen. Bitte beginnen Sie neu.", 401)
        try:
            StoredConversations.at(tracker_url()).erase(f"{self.name()}-{talk}")
        except SQLAlchemyError as error:
            logger.error("A conversation could not be deleted: %s", type(error).__name__)
            return _refusal("out_of_order", OUT_OF_ORDER, 503)
        return _json({"deleted": True})

    def _new_session(self, request: Request) -> HTTPResponse:
        if not self._limit.allows_talk(_address(request)):
            return _refusal("slow_down", SLOW_DOWN, 429)
        return _json({"token": self._sessions.new(), "greeting": self._greeting})

    async def _message(self, request: Request, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> HTTPResponse:
        try:
            body = json.loads(request.body)
            token, text, message_id = body["token"], body["text"], body["id"]
        except (ValueError, KeyError, TypeError):
            return _refusal("fields", 'Erwartet wird ein Objekt mit "token", "text" und "id".', 400)
        if not isinstance(message_id, str) or not 0 < len(message_id) <= _MAX_ID:
            return _refusal("fields", '"id" ist ein Text von 1 bis 64 Zeichen.', 400)
        try:
            talk = self._sessions.conversation_of(token)
        except SessionError:
            return _refusal("session_expired", "Das Gespräch ist abgelaufen. Bitte beginnen Sie neu.", 401)
        if not self._limit.allows_message(talk, _address(request)):
            return _refusal("slow_down", SLOW_DOWN, 429)
        messages = await self._once.answer(
            talk, message_id, lambda: ask(on_new_message, text, f"{self.name()}-{talk}", self.name())
        )
        return _json({"messages": messages, "token": self._sessions.renew(talk)})


def notice_text(days: int) -> str:
    """Return what an owner agrees to. ``days``: how long conversations are kept."""
    return (
        "Bevor es losgeht:\n"
        "• Hier antwortet ein Computerprogramm.\n"
        "• Was Sie schreiben, speichert das Zentrum. "
        f"Gelöscht wird es {days} Tage nach Ihrer letzten Nachricht, und jederzeit, wenn Sie es wollen.\n"
        "• Kein fremder Dienst liest mit.\n"
        "• Ihr Browser merkt sich das Gespräch, bis Sie dieses Fenster schließen."
    )


def greeting() -> dict[str, Any]:
    """Return the first message of the chat, the same that answers a greeting. No conversation is kept for showing it."""
    file, name = _GREETING
    return dict(yaml.safe_load(file.read_text(encoding="utf-8"))["responses"][name][0])


def _picture(name: str) -> HTTPResponse:
    """Return a picture as SVG or PNG; its name says all that is drawn, so it may be kept by the browser."""
    stem, _, kind = name.rpartition(".")
    try:
        svg = drawn(stem, shared_store().snapshot()) if kind in {"svg", "png"} else None
    except KnowledgeUnavailable as error:
        logger.error("A picture could not be drawn: %s", error)
        return response.text(OUT_OF_ORDER, status=503, headers=_HEADERS)
    if svg is None:
        return _not_found()
    headers = {**_HEADERS, "Cache-Control": "max-age=3600"}
    if kind == "png":
        return response.raw(png(svg), content_type="image/png", headers=headers)
    return response.raw(svg.encode(), content_type="image/svg+xml; charset=utf-8", headers=headers)


def _address(request: Request) -> str:
    """Return the network address of the browser; behind our proxy that is what the proxy says."""
    return str(request.remote_addr or request.ip)


def _json(body: dict[str, Any], status: int = 200) -> HTTPResponse:
    return response.json(body, status=status, headers=_HEADERS, ensure_ascii=False)


def _refusal(code: str, text: str, status: int) -> HTTPResponse:
    answer = _json({"error": {"code": code, "text": text}}, status)
    if status == 429:
        answer.headers["Retry-After"] = "60"
    return answer


def _not_found() -> HTTPResponse:
    return response.text("Diese Seite gibt es hier nicht.", status=404, headers=_HEADERS)


def _file(name: str) -> HTTPResponse:
    path = (STATIC / name).resolve()
    if STATIC.resolve() not in path.parents or not path.is_file():
        return _not_found()
    return response.raw(path.read_bytes(), content_type=_content_type(path), headers=_HEADERS)


def _content_type(path: Path) -> str:
    kind = "text/javascript" if path.suffix == ".js" else mimetypes.guess_type(path.name)[0] or "text/plain"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
