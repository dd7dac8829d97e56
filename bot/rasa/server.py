"""Rasa's server with the channels of credentials.yml, and nothing else of it: no API, no command line, no telemetry."""

from __future__ import annotations

import argparse
import sys
from asyncio import AbstractEventLoop
from pathlib import Path

from sanic import Sanic

from bot.quiet import silence_deprecations
from bot.rasa.deferred import defer_training_imports
from bot.settings import ROOT


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--interface", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=5005)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--proxies", type=int, default=0, help="how many proxies of ours stand before the server")
    serve(parser.parse_args())


def serve(options: argparse.Namespace) -> None:
    """Load the model before the port opens, so that whoever reaches the server gets an answer."""
    silence_deprecations()
    defer_training_imports()
    # Rasa is imported here and not above: what was deferred and silenced must be so before.
    from rasa.core.run import close_resources, configure_app, create_http_input_channels
    from rasa.core.utils import AvailableEndpoints
    from rasa.shared.exceptions import RasaException

    from bot.rasa.agent import load_agent
    from bot.rasa.logs import keep_quiet

    keep_quiet()
    endpoints = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml"))
    channels = create_http_input_channels(None, str(ROOT / "credentials.yml"))
    app = configure_app(channels, enable_api=False, port=options.port, endpoints=endpoints)

    async def load(app: Sanic, loop: AbstractEventLoop) -> None:
        try:
            app.ctx.agent = await load_agent(options.model, endpoints)
        except RasaException as error:
            sys.exit(f"Der Chat kann nicht starten: {error}")

    async def close(app: Sanic, loop: AbstractEventLoop) -> None:
        await close_resources(app, loop)
        await app.ctx.agent.action_endpoint.close()

    app.config.PROXIES_COUNT = options.proxies or None
    app.register_listener(load, "before_server_start")
    app.register_listener(close, "after_server_stop")
    app.run(options.interface, options.port, access_log=False)


if __name__ == "__main__":
    main()
