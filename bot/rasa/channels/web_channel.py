"""The website's chat: what a browser may ask of the server, and nothing else.

``GET /ui/`` the demo page (only with ``demo``), ``GET /ui/static/...`` its files, ``GET /ui/health``,
``GET /ui/bilder/...`` charts and maps, ``GET /ui/datei/...`` files of one conversation by a signed link,
``GET /ui/daten/...`` programmes and examples in open formats (``bot.rasa.channels.open_data``),
``GET /ui/notice`` what is said before the owner agrees, ``POST /ui/session`` begins a conversation,
``POST /ui/message`` takes one message and returns the answer, ``POST /ui/file`` gives a fresh link to a file,
``POST /ui/news`` says what a person of the centre has written meanwhile,
``POST /ui/delete`` deletes all that is stored of it. Other websites may do so where ``LOTSE_ORIGINS`` names them
(``bot.web.origins``), and all of it only under a name that is ours (``bot.web.hosts``).
"""

from __future__ import annotations

import hmac
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.core.lock_store import LockError
from rasa.shared.core.domain import Domain
from redis.exceptions import RedisError
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from bot.core.responsible import Named, named, pages
from bot.knowledge.store import KnowledgeUnavailable, shared_store
from bot.pictures.names import drawn
from bot.pictures.png import png
from bot.privacy.conversations import StoredConversations, retention_days, tracker_url
from bot.rasa.agent import LotseAgent, TooSlow
from bot.rasa.channels.files import make_file
from bot.rasa.channels.open_data import add_open_data
from bot.rasa.channels.rate_limit import shared_limit
from bot.rasa.channels.requests import Gate, Refused, guard, read_name, read_object, read_text
from bot.rasa.channels.visitors import address_of
from bot.rasa.channels.web_session import SessionError, Sessions
from bot.rasa.conversations.asking import OUT_OF_ORDER, ConversationErased, ask
from bot.rasa.conversations.tracker_store import ConversationStoreUnavailable
from bot.rasa.newest import CONTENT, newest_content
from bot.settings import ROOT, VAR_DIR
from bot.web.download_link import PARAMETER, BrokenLinkError, download_path, ticket_of
from bot.web.secret import derived_key, server_secret
from bot.web.static_files import static_file

logger = logging.getLogger(__name__)

STATIC = ROOT / "bot" / "web" / "static"
_GREETING = "utter_greet"
_LONGEST_ID = 64
_LONGEST_TOKEN = 1_000
_MOST_LINES = 1_000_000
_GONE = "Diese Datei gibt es nicht mehr. Fragen Sie im Chat nach einer neuen."
NOT_DELETED = "Das Löschen hat gerade nicht geklappt. Bitte versuchen Sie es in ein paar Minuten noch einmal."
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
_PACKED = {"Content-Encoding": "gzip"}


class WebChannel(InputChannel):
    """Rasa's side of the chat on the website."""

    def __init__(self, demo: bool) -> None:
        """``demo``: whether the demo page is shown."""
        self._demo = demo
        self._sessions = Sessions(server_secret(VAR_DIR))
        self._limit = shared_limit()
        self._gate = Gate.from_environment()
        self._own_processes = [f"Bearer {derived_key(VAR_DIR, name)}".encode() for name in ("telegram", "desk")]
        # Looked up by name: nothing that a visitor writes ever becomes a path.
        self._static = {path.relative_to(STATIC).as_posix(): path for path in STATIC.rglob("*") if path.is_file()}

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
        guard(routes, self._gate, _refusal)
        add_open_data(routes, _HEADERS)

        @routes.route("/", methods=["GET"])
        async def page(request: Request) -> HTTPResponse:
            return self._file(request, "index.html") if self._demo else _not_found()

        @routes.route("/static/<path:path>", methods=["GET"])
        async def static(request: Request, path: str) -> HTTPResponse:
            return self._file(request, path)

        @routes.route("/health", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return _json({"status": "ok"})

        @routes.route("/bilder/<name:path>", methods=["GET"])
        async def picture(request: Request, name: str) -> HTTPResponse:
            # A PNG costs as much as a message; an SVG, which the chat itself shows, next to nothing.
            if name.endswith(".png") and not self._is_own_process(request):
                await self._limit.file(address_of(request))
            return _picture(name)

        @routes.route("/datei/<file:str>", methods=["GET"])
        async def download(request: Request, file: str) -> HTTPResponse:
            return await self._download(request, file)

        @routes.route("/notice", methods=["GET"])
        async def notice(request: Request) -> HTTPResponse:
            links = [{"title": page.title, "url": page.value} for page in pages()]
            return _json({"text": notice_text(retention_days(), named("controller")), "links": links})

        async def preflight(request: Request) -> HTTPResponse:
            return response.empty(204)

        for path in ("session", "message", "file", "news", "delete"):
            routes.add_route(preflight, f"/{path}", methods=["OPTIONS"], name=f"preflight_{path}")

        @routes.exception(RedisError)
        async def without_redis(request: Request, error: RedisError) -> HTTPResponse:
            logger.error("Redis cannot be reached: %s", type(error).__name__)
            return _refusal(Refused(503, "out_of_order", OUT_OF_ORDER))

        @routes.middleware("response")  # type: ignore[untyped-decorator]
        async def let_in(request: Request, answer: HTTPResponse) -> None:
            self._let_in(request, answer)

        @routes.route("/session", methods=["POST"])
        async def session(request: Request) -> HTTPResponse:
            read_object(request)
            if not self._is_own_process(request):
                await self._limit.talk(address_of(request))
            return _json({"token": self._sessions.new(), "greeting": greeting(request.app.ctx.agent.domain)})

        @routes.route("/message", methods=["POST"])
        async def message(request: Request) -> HTTPResponse:
            return await self._message(request, on_new_message)

        @routes.route("/file", methods=["POST"])
        async def link(request: Request) -> HTTPResponse:
            return await self._link(request)

        @routes.route("/news", methods=["POST"])
        async def news(request: Request) -> HTTPResponse:
            return await self._news(request)

        @routes.route("/delete", methods=["POST"])
        async def erase(request: Request) -> HTTPResponse:
            return await self._erase(request)

        return routes

    def _is_own_process(self, request: Request) -> bool:
        """Whether it is our process for Telegram or the staff's desk that asks: no visitor's limit is for them."""
        given = request.headers.get("authorization", "").encode(errors="replace")
        return any(hmac.compare_digest(given, own) for own in self._own_processes)

    async def _download(self, request: Request, file: str) -> HTTPResponse:
        """Return a file made for one conversation; a link is of no use when the conversation is deleted."""
        is_ours = self._is_own_process(request)
        if not is_ours:
            await self._limit.file(address_of(request))
        try:
            ticket = ticket_of(request.args.get(PARAMETER) or "", file, of_any_age=is_ours)
            agent: LotseAgent = request.app.ctx.agent
            made = await make_file(file, ticket.conversation, agent.tracker_store)
            began = StoredConversations.at(tracker_url()).messages(ticket.conversation)[1] if made else None
        except BrokenLinkError:
            return _text(_GONE, 404)
        except (ConversationStoreUnavailable, KnowledgeUnavailable, SQLAlchemyError) as error:
            logger.error("A file could not be made: %s", type(error).__name__)
            return _text(OUT_OF_ORDER, 503)
        if made is None or began is None or began > ticket.issued:
            return _text(_GONE, 404)
        headers = {**_HEADERS, "Content-Disposition": f'attachment; filename="{file}"', "Cache-Control": "no-store"}
        return response.raw(made.content, content_type=made.content_type, headers=headers)

    async def _link(self, request: Request) -> HTTPResponse:
        """Return a fresh link to a file of the conversation; the one in the answer is good for minutes only."""
        body = read_object(request)
        file, conversation = read_name(body, "file", _LONGEST_ID), f"{self.name()}-{self._talk(body)}"
        await self._limit.file(address_of(request))
        try:
            stored = await request.app.ctx.agent.tracker_store.retrieve(conversation)
        except ConversationStoreUnavailable as error:
            raise Refused(503, "out_of_order", OUT_OF_ORDER) from error
        if stored is None:
            raise Refused(404, "gone", _GONE)
        return _json({"url": download_path(conversation, file)})

    def _talk(self, body: dict[str, Any]) -> str:
        """Return the conversation whose token a request carries.

        Raises:
            Refused: it carries none, or none that is good any more.
        """
        try:
            return self._sessions.conversation_of(read_name(body, "token", _LONGEST_TOKEN))
        except SessionError as error:
            text = "Das Gespräch ist abgelaufen. Bitte beginnen Sie neu."
            raise Refused(401, "session_expired", text) from error

    def _let_in(self, request: Request, answer: HTTPResponse) -> None:
        """Tell the browser that a listed website may read the answer; no cookies are involved."""
        origin = str(request.headers.get("origin", "")).lower()
        answer.headers["Vary"] = "Origin, Accept-Encoding"
        if origin in self._gate.origins:
            answer.headers["Access-Control-Allow-Origin"] = origin
            answer.headers["Access-Control-Allow-Headers"] = "Content-Type"
            answer.headers["Access-Control-Allow-Methods"] = "GET, POST"
            answer.headers["Access-Control-Max-Age"] = "3600"
            answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"

    async def _erase(self, request: Request) -> HTTPResponse:
        talk = self._talk(read_object(request))
        if not self._is_own_process(request):
            await self._limit.file(address_of(request))
        agent: LotseAgent = request.app.ctx.agent
        try:
            await agent.erase(f"{self.name()}-{talk}")
        except (ConversationStoreUnavailable, LockError, TooSlow) as error:
            logger.error("A conversation is not deleted: %s", error)
            raise Refused(503, "out_of_order", NOT_DELETED) from error
        return _json({"deleted": True})

    async def _message(self, request: Request, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> HTTPResponse:
        body = read_object(request)
        text, message_id = read_text(body, "text"), read_name(body, "id", _LONGEST_ID)
        talk = self._talk(body)
        metadata = None
        if not self._is_own_process(request):
            await self._limit.message(talk, address_of(request), text)
        elif body.get(CONTENT) is not None:
            metadata = {CONTENT: read_name(body, CONTENT, _LONGEST_ID)}
            await newest_content(metadata)
        conversation = f"{self.name()}-{talk}"
        try:
            messages = await ask(
                on_new_message, text, conversation, self.name(), message_id=message_id, is_final=True, metadata=metadata
            )
        except ConversationErased as error:
            raise Refused(401, "session_expired", "Das Gespräch ist gelöscht. Bitte beginnen Sie neu.") from error
        # A yes to the question of the centre is a matter of privacy; without an answer a person is there.
        may_follow = not messages or any((one.get("custom") or {}).get("kind") == "privacy" for one in messages)
        return _json({"messages": messages, "token": self._sessions.renew(talk), "watch": may_follow})

    async def _news(self, request: Request) -> HTTPResponse:
        """Return what a person has written beyond the lines that the browser knows, and whether to go on asking."""
        body = read_object(request)
        talk, heard = self._talk(body), body.get("heard")
        if not isinstance(heard, int) or isinstance(heard, bool) or not 0 <= heard < _MOST_LINES:
            raise Refused(400, "fields", "Erwartet wird eine Zahl im Feld „heard“.")
        await self._limit.news(talk, address_of(request))
        store, conversation = request.app.ctx.agent.conversations, f"{self.name()}-{talk}"
        try:
            found = await store.news(lambda persons: persons.news(conversation, heard, time.time()))
        except ConversationStoreUnavailable as error:
            raise Refused(503, "out_of_order", OUT_OF_ORDER) from error
        person = found.person.name if found.person else None
        return _json({"messages": found.messages, "heard": found.heard, "watch": found.is_open, "person": person})

    def _file(self, request: Request, name: str) -> HTTPResponse:
        path = self._static.get(name)
        if path is None:
            return _not_found()
        file = static_file(path)
        if file.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
            return response.raw(file.packed, content_type=file.content_type, headers={**_HEADERS, **_PACKED})
        return response.raw(file.content, content_type=file.content_type, headers=_HEADERS)


def notice_text(days: int, controller: Named | None = None) -> str:
    """Return what an owner agrees to.

    Args:
        days: how long conversations are kept.
        controller: who is responsible; None where nobody is set.
    """
    responsible = f"\n• {controller.title}: {controller.value}" if controller else ""
    return (
        "Bevor es losgeht:\n"
        "• Hier antwortet ein Computerprogramm.\n"
        "• Was Sie schreiben, speichert das Zentrum. "
        f"Gelöscht wird es {days} Tage nach Ihrer letzten Nachricht, und jederzeit, wenn Sie es wollen.\n"
        "• Kein fremder Dienst liest mit.\n"
        "• Ihr Browser merkt sich das Gespräch, bis Sie dieses Fenster schließen."
        f"{responsible}"
    )


def greeting(domain: Domain) -> dict[str, Any]:
    """Return the first message of the chat, the same that answers a greeting. No conversation is kept for showing it."""
    return dict(domain.responses[_GREETING][0])


def _picture(name: str) -> HTTPResponse:
    """Return a picture as SVG or PNG; its name says all that is drawn, so it may be kept by the browser."""
    stem, _, kind = name.rpartition(".")
    try:
        svg = drawn(stem, shared_store().snapshot()) if kind in {"svg", "png"} else None
    except KnowledgeUnavailable as error:
        logger.error("A picture could not be drawn: %s", error)
        return _text(OUT_OF_ORDER, 503)
    if svg is None:
        return _not_found()
    headers = {**_HEADERS, "Cache-Control": "max-age=3600"}
    if kind == "png":
        return response.raw(png(svg), content_type="image/png", headers=headers)
    return response.raw(svg.encode(), content_type="image/svg+xml; charset=utf-8", headers=headers)


def _json(body: dict[str, Any], status: int = 200) -> HTTPResponse:
    return response.json(body, status=status, headers=_HEADERS, ensure_ascii=False)


def _text(text: str, status: int) -> HTTPResponse:
    return response.text(text, status=status, headers=_HEADERS)


def _refusal(refused: Refused) -> HTTPResponse:
    answer = _json({"error": {"code": refused.code, "text": refused.text}}, refused.status)
    if refused.status == 429:
        answer.headers["Retry-After"] = "60"
    return answer


def _not_found() -> HTTPResponse:
    return _text("Diese Seite gibt es hier nicht.", 404)
