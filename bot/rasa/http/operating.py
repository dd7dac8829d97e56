"""What a machine asks a server: whether it lives (``/health/live``), can answer (``/health/ready``), and ``/metrics``.

The last one is for programs on this machine alone: it answers only who has asked us directly and by a name of this machine.
"""

from __future__ import annotations

import asyncio

from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.rasa.http.levels import LEVELS
from bot.rasa.http.readiness import Readiness
from bot.rasa.measuring import REGISTRY
from bot.web.hosts import is_ours, read_host

LIVE, READY, METRICS = "/health/live", "/health/ready", "/metrics"
_FORWARDED = ("x-forwarded-for", "x-real-ip", "forwarded")
_HEADERS = {"Cache-Control": "no-store"}


def add_routes(app: Sanic) -> None:
    """Add the three addresses to the application, whose ``ctx.readiness`` comes before its start."""
    app.add_route(_live, LIVE, methods=["GET"])
    app.add_route(_ready, READY, methods=["GET"])
    app.add_route(_metrics, METRICS, methods=["GET"])


async def _live(request: Request) -> HTTPResponse:
    """Say that the event loop goes round."""
    return response.json({"status": "live"}, headers=_HEADERS)


async def _ready(request: Request) -> HTTPResponse:
    """Say of each thing that an answer needs whether it is there, as of the last look (at most five seconds ago)."""
    readiness: Readiness = request.app.ctx.readiness
    checks = {name: "ok" if good else "missing" for name, good in readiness.parts.items()}
    good = bool(checks) and all(readiness.parts.values())
    answer = {"status": "ready" if good else "unavailable", "checks": checks}
    return response.json(answer, status=200 if good else 503, headers=_HEADERS)


async def _metrics(request: Request) -> HTTPResponse:
    host = read_host(request.headers.get("host", ""))
    if host is None or not is_ours(host, ()) or any(name in request.headers for name in _FORWARDED):
        return response.json({"error": {"code": "not_found", "text": "Diese Seite gibt es hier nicht."}}, status=404)
    # In a thread: what waits is looked up in the data base, and nobody who writes has to wait for that.
    levels = await asyncio.get_running_loop().run_in_executor(None, generate_latest, LEVELS)
    return response.raw(generate_latest(REGISTRY) + levels, headers=_HEADERS, content_type=CONTENT_TYPE_LATEST)
