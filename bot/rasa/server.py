"""Rasa's server with the channels of credentials.yml, and nothing else of it: no API, no command line, no telemetry."""

from __future__ import annotations

import os
import sys
from asyncio import AbstractEventLoop
from pathlib import Path

from rasa.core.channels.channel import InputChannel, register
from rasa.core.utils import AvailableEndpoints
from rasa.shared.exceptions import RasaException
from rasa.shared.utils.common import class_from_module_path
from rasa.shared.utils.io import read_config_file
from sanic import Sanic
from sqlalchemy.exc import SQLAlchemyError

from bot.rasa.agent import load_agent
from bot.rasa.logs import keep_quiet
from bot.settings import ROOT, outer_proxies

HOST = "127.0.0.1"
KEEP_ALIVE_SECONDS = 75
"""How long an idle connection stays open: longer than nginx (60) and our own clients (15) use it again.

Otherwise a message may be sent into a connection that is just being closed.
"""


def serve(model: Path, port: int, actions_port: int, proxies: int = 0) -> None:
    """Serve until stopped. The model is loaded before the port opens: whoever reaches the server gets an answer.

    Args:
        model: the trained model.
        port: where to listen, on loopback.
        actions_port: where the action server listens.
        proxies: how many proxies of ours stand before the server.

    Raises:
        SystemExit: something that is needed is missing; it says what.
    """
    keep_quiet()
    os.environ["LOTSE_ACTIONS_URL"] = f"http://{HOST}:{actions_port}/webhook"
    endpoints = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml"))
    app = Sanic("lotse", configure_logging=False)
    register(input_channels(ROOT / "credentials.yml"), app, route="/webhooks/")

    async def load(app: Sanic, loop: AbstractEventLoop) -> None:
        try:
            app.ctx.agent = await load_agent(model, endpoints)
        except (RasaException, SQLAlchemyError, OSError) as error:
            sys.exit(f"Der Chat kann nicht starten: {error}")

    async def close(app: Sanic, loop: AbstractEventLoop) -> None:
        await app.ctx.agent.action_endpoint.close()

    app.config.KEEP_ALIVE_TIMEOUT = KEEP_ALIVE_SECONDS
    app.config.PROXIES_COUNT = proxies + outer_proxies() or None
    app.register_listener(load, "before_server_start")
    app.register_listener(close, "after_server_stop")
    app.run(HOST, port, access_log=False)


def input_channels(credentials: Path) -> list[InputChannel]:
    """Return the channels that ``credentials`` names by their classes.

    Raises:
        AttributeError, ImportError: there is no such class.
    """
    described = read_config_file(str(credentials))
    return [class_from_module_path(name).from_credentials(settings) for name, settings in described.items()]
