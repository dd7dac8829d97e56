"""The application: every route behind the gate, and headers that let a browser do as little as possible."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route as StarletteRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.desk import rendering
from bot.desk.desk import Desk
from bot.desk.gate import let_in
from bot.desk.routes import Route, all_routes
from bot.desk.visit import ROOT

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": browsers would then send no Origin with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Strict-Transport-Security": "max-age=31536000",
    "Cache-Control": "no-store",
}
"""What every answer carries. The pages need no script at all, so none is allowed."""
_TYPES = {".css": "text/css", ".svg": "image/svg+xml"}
_FAULT = "Entschuldigung, hier ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal."

logger = logging.getLogger(__name__)


def application(desk: Desk, routes: tuple[Route, ...] | None = None) -> ASGIApp:
    """Return the ASGI application.

    Args:
        desk: what the pages work with.
        routes: all of them by default.
    """
    found = [_starlette_route(desk, route) for route in (all_routes() if routes is None else routes)]
    static = StarletteRoute(f"{ROOT}/static/{{name}}", _static, methods=["GET"])
    bare = StarletteRoute(ROOT, _with_slash, methods=["GET"])

    async def nowhere(request: Request, error: Exception) -> Response:
        return await _answer(request, desk, None)

    handlers: dict[Any, Any] = {404: nowhere, 405: nowhere}
    return _Headers(Starlette(routes=[bare, static, *found], exception_handlers=handlers))


async def _answer(request: Request, desk: Desk, route: Route | None) -> Response:
    """Answer a request, whatever goes wrong."""
    try:
        return await let_in(request, desk, route)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        # The message of an error may hold what somebody wrote; the place does not.
        where = f"{Path(place.filename).name}:{place.lineno}"
        logger.error("%s failed: %s at %s", route.path if route else "?", type(error).__name__, where)
        return PlainTextResponse(_FAULT, 500)


def _starlette_route(desk: Desk, route: Route) -> StarletteRoute:
    async def answer(request: Request) -> Response:
        return await _answer(request, desk, route)

    return StarletteRoute(f"{ROOT}{route.path}", answer, methods=[route.method], name=f"{route.method} {route.path}")


async def _static(request: Request) -> Response:
    path = rendering.static_files().get(
        request.path_params["name"]
    )  # looked up: nothing that is asked for becomes a path
    if path is None:
        return PlainTextResponse("Diese Datei gibt es nicht.", 404)
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(path.read_bytes(), media_type=_TYPES[path.suffix], headers=kept)


async def _with_slash(request: Request) -> Response:
    return RedirectResponse("redaktion/", 307)


class _Headers:
    """Adds :data:`HEADERS` to every answer, errors included; what a page says itself about one of them stays."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {bytes(name).lower() for name, _ in message["headers"]}
                more = [(n.lower().encode(), v.encode()) for n, v in HEADERS.items() if n.lower().encode() not in given]
                message = {**message, "headers": [*message["headers"], *more]}
            await send(message)

        await self._app(scope, receive, send_with)
