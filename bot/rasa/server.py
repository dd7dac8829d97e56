"""Rasa's channels of credentials.yml over HTTP, and nothing else of Rasa's server: no API, no command line, no telemetry."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import socket
import sys
from pathlib import Path

from rasa.core.channels.channel import InputChannel, register
from rasa.core.utils import AvailableEndpoints
from rasa.shared.exceptions import RasaException
from rasa.shared.utils.common import class_from_module_path
from rasa.shared.utils.io import read_config_file
from sanic import Sanic, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from bot.knowledge.store import shared_store
from bot.rasa.agent import load_agent
from bot.rasa.counting import counting
from bot.rasa.http import serving as http_server
from bot.rasa.http.answers import error_body
from bot.rasa.http.guard import cause
from bot.rasa.http.keeper import Keeper
from bot.rasa.http.operating import add_routes
from bot.rasa.http.readiness import START_CHECK_SECONDS, Readiness
from bot.rasa.logs import keep_quiet
from bot.rasa.measuring import count_errors
from bot.rasa.nlu.known_questions import known_questions
from bot.rasa.renewal import follow
from bot.settings import ROOT, outer_proxies

MAX_BODY = 16 * 1024
"""Bytes of a request's body that are taken: a message has at most 1,000 characters."""
HEALTH = "/ui/health"

logger = logging.getLogger(__name__)


def serve(model: Path, listening: socket.socket, actions: Path, proxies: int, keeper: Keeper) -> None:
    """Serve until stopped.

    Nothing is accepted before the server can answer: the model is loaded, the action server answers, the knowledge base
    and the conversations are open. Whoever connects before that waits.

    Args:
        model: the trained model.
        listening: a socket that listens already.
        actions: the Unix socket of the action server.
        proxies: how many proxies of ours stand before the server.
        keeper: who hears of the server's life.

    Raises:
        SystemExit: something that is needed is missing; it says what.
    """
    keep_quiet()
    os.environ["LOTSE_ACTIONS_SOCKET"] = str(actions)
    os.environ["LOTSE_ACTIONS_URL"] = "http://actions/webhook"
    http_server.run(_serve(model, listening, actions, proxies, keeper))


def application(channels: list[InputChannel], proxies: int) -> Sanic:
    """Return the application with the channels; its agent (``ctx.agent``) and ``ctx.readiness`` come before its start.

    Args:
        channels: what answers.
        proxies: how many proxies stand before the server and append to X-Forwarded-For.
    """
    app = Sanic("lotse", configure_logging=False)
    register(channels, app, route="/webhooks/")
    app.config.PROXIES_COUNT = proxies or None
    app.register_middleware(_refuse_health, "request")
    add_routes(app)
    app.error_handler.add(Exception, _answer_error)
    return app


async def start(app: Sanic) -> None:
    """Do what Sanic's own server does before it serves: routes are made final, the channels' listeners called."""
    app.asgi = True
    await app._startup()  # type: ignore[no-untyped-call]
    await app._server_event("init", "before")
    await app._server_event("init", "after")


async def stop(app: Sanic) -> None:
    """Call the channels' listeners at the end."""
    await app._server_event("shutdown", "before")
    await app._server_event("shutdown", "after")


def input_channels(credentials: Path) -> list[InputChannel]:
    """Return the channels that ``credentials`` names by their classes.

    Raises:
        AttributeError, ImportError: there is no such class.
    """
    described = read_config_file(str(credentials))
    return [class_from_module_path(name).from_credentials(settings) for name, settings in described.items()]


async def _serve(model: Path, listening: socket.socket, actions: Path, proxies: int, keeper: Keeper) -> None:
    app = application(input_channels(ROOT / "credentials.yml"), proxies + outer_proxies())
    try:
        app.ctx.agent = await load_agent(model, AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml")))
    except (RasaException, SQLAlchemyError, OSError) as error:
        reason = f"Der Chat kann nicht starten: {error}"
        keeper.tell("failed", reason=reason)
        sys.exit(reason)
    shared_store().follow(known_questions)
    readiness = app.ctx.readiness = Readiness(actions, app.ctx.agent.tracker_store, app.ctx.agent.is_ready)
    count_errors()
    await start(app)
    async with http_server.signs_of_life(keeper), counting():
        await _until_ready(readiness, keeper)
        beside = [asyncio.ensure_future(readiness.keep_checking()), asyncio.ensure_future(follow(app.ctx.agent, model))]
        await http_server.serve(app, listening, MAX_BODY, keeper)
        for task in beside:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        await stop(app)
        await app.ctx.agent.action_endpoint.close()


async def _until_ready(readiness: Readiness, keeper: Keeper) -> None:
    """Wait for what an answer needs; ``keeper`` hears once of each thing that is waited for."""
    told = None
    while missing := await readiness.check():
        if missing != told:
            keeper.tell("waiting", what=missing)
            told = missing
        await asyncio.sleep(START_CHECK_SECONDS)


async def _refuse_health(request: Request) -> HTTPResponse | None:
    """Say in place of the channel that the bot cannot answer at the moment."""
    missing = request.app.ctx.readiness.missing if request.path == HEALTH else None
    return response.json({"status": "unavailable", "missing": missing}, status=503) if missing else None


def _answer_error(request: Request, error: Exception) -> HTTPResponse:
    """Answer what no channel has foreseen; the log says where it arose, without its message."""
    known = isinstance(error, SanicException)
    status = getattr(error, "status_code", 500) if known else 500
    if status >= 500:
        logger.error("A %s request failed: %s", request.method, cause(error))
    headers = {**(getattr(error, "headers", None) or {}), "Cache-Control": "no-store"}
    return response.raw(error_body(status), status, headers, content_type="application/json; charset=utf-8")
