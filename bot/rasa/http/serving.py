"""Serving an application over HTTP: uvicorn on a socket that is open already, with our strict reading of requests."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import socket
from collections.abc import AsyncIterator, Coroutine, Iterator
from typing import Any, cast

import uvloop
from uvicorn.config import Config
from uvicorn.server import Server

from bot.rasa.http.guard import Application, Guard
from bot.rasa.http.keeper import Keeper
from bot.rasa.http.protocol import protocol_for

KEEP_ALIVE_SECONDS = 75
"""How long an idle connection stays open: longer than nginx (60) and our own clients (15) use it again.

Otherwise a message may be sent into a connection that is just being closed.
"""
DRAIN_SECONDS = 7.5
"""How long a server that is stopped goes on with what it has been asked already."""
SIGN_SECONDS = 1.0
"""How often the event loop gives a sign of life."""

_LISTENING_ON_SECONDS = 0.1
_ROUNDS = 3


def run(main: Coroutine[Any, Any, None]) -> None:
    """Run ``main`` in an event loop of uvloop."""
    uvloop.install()
    asyncio.run(main)


async def serve(app: Application, listening: socket.socket, max_body: int, keeper: Keeper) -> None:
    """Serve until SIGTERM; then answer what has been asked, but nothing new, and return.

    Args:
        app: an ASGI application. Its lifespan is the caller's matter.
        listening: a socket that listens already.
        max_body: bytes of a request's body that are taken.
        keeper: who hears that the server is ready.
    """
    logging.getLogger("uvicorn").setLevel(logging.ERROR)
    config = Config(
        cast(Any, Guard(app)),
        http=cast(Any, protocol_for(max_body)),
        ws="none",
        lifespan="off",
        loop="none",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=cast(int, DRAIN_SECONDS),
        workers=1,
    )
    server = _Server(config, keeper)
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, server.stop)
    others = asyncio.all_tasks()
    await server.serve([listening])
    await _finish(asyncio.all_tasks() - others, DRAIN_SECONDS / 3)


@contextlib.asynccontextmanager
async def signs_of_life(keeper: Keeper) -> AsyncIterator[None]:
    """Give ``keeper`` a sign of life again and again, as long as the event loop goes round."""

    async def beat() -> None:
        while True:
            keeper.alive()
            await asyncio.sleep(SIGN_SECONDS)

    beating = asyncio.ensure_future(beat())
    try:
        yield
    finally:
        beating.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await beating


class _Server(Server):
    """uvicorn's server, stopped by us instead of by its own signal handlers."""

    def __init__(self, config: Config, keeper: Keeper) -> None:
        super().__init__(config)
        self._keeper = keeper

    def stop(self) -> None:
        """Begin to stop."""
        self.should_exit = True

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to serve, and say so."""
        await super().startup(sockets)
        self._keeper.tell("ready", pid=os.getpid())

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take what was sent before the end: the loop goes round some times to accept it and to read it. Then stop."""
        for _ in range(_ROUNDS):
            await asyncio.sleep(_LISTENING_ON_SECONDS)
        await super().shutdown(sockets)


async def _finish(tasks: set[asyncio.Task[Any]], seconds: float) -> None:
    """Wait for work that goes on without its client, because it has hung up."""
    if tasks:
        await asyncio.wait(tasks, timeout=seconds)
