"""Servers for the tests of the supervisor, as a program: what a real one may do, done at a word.

``python -m tests.commands.kept NAME=KIND ... [--busy SECONDS] [--still SECONDS]``. The first line of output names the ports.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from functools import partial

from bot.processes import watchdog
from bot.processes.sockets import tcp_socket
from bot.processes.status import Status
from bot.processes.supervisor import Server, Supervisor
from bot.rasa.http import serving as http_server
from bot.rasa.http.guard import Message, Receive, Send
from bot.rasa.http.keeper import Keeper


async def obedient(scope: Message, receive: Receive, send: Send) -> None:
    """Do what the path says, in the event loop: spin for ever, sleep for ever, or answer with the process id."""
    while scope["path"] == "/spin":
        pass
    if scope["path"] == "/sleep":
        time.sleep(1e6)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(os.getpid()).encode()})


def good(listening: object, keeper: Keeper) -> None:
    """Serve :func:`obedient`."""

    async def main() -> None:
        async with http_server.signs_of_life(keeper):
            await http_server.serve(obedient, listening, 100, keeper)  # type: ignore[arg-type]

    http_server.run(main())


def broken(listening: object, keeper: Keeper) -> None:
    """Give up at the start, as a server without its model does."""
    keeper.tell("failed", reason="es fehlt etwas")
    sys.exit("es fehlt etwas")


def main() -> None:
    """Run the servers that the command line names."""
    parser = argparse.ArgumentParser()
    parser.add_argument("servers", nargs="+")
    parser.add_argument("--busy", type=float, default=watchdog.BUSY_SECONDS)
    parser.add_argument("--still", type=float, default=watchdog.STILL_SECONDS)
    options = parser.parse_args()
    watchdog.BUSY_SECONDS, watchdog.STILL_SECONDS = options.busy, options.still
    servers = []
    for described in options.servers:
        name, _, kind = described.partition("=")
        listening = tcp_socket(0)
        servers.append(Server(name, partial(good if kind == "good" else broken, listening), listening))
    print(*(server.listening.getsockname()[1] for server in servers), flush=True)
    sys.exit(Supervisor(servers, Status(1)).run(sys.stdin.fileno()))


if __name__ == "__main__":
    main()
