"""The servers as forks of one process that has loaded what they share (``python -m bot.commands.prefork``).

Imports and the weights of the sentence encoders are most of a server's start and most of its memory. Loaded once and then
forked, they cost both once: what nobody writes stays shared between the processes. ``lotse serve`` starts this process.

It begins to serve when a line arrives on standard input, so that loading can go on while the content is prepared, and
ends when standard input ends, so that no server outlives whoever started it.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from pathlib import Path
from types import FrameType

from bot.quiet import silence_deprecations
from bot.rasa.deferred import import_serving_only

RESTARTS_PER_MINUTE = 5
"""How often servers may be killed and started again before all are stopped."""
_STOP_SECONDS = 10.0
_FORKING = multiprocessing.get_context("fork")


@dataclass
class Server:
    """A server to run: ``run`` returns when it has been stopped."""

    name: str
    run: Callable[[], None]
    process: ForkProcess | None = None

    def start(self) -> None:
        """Fork it."""
        self.process = _FORKING.Process(target=_serve, args=(self.run,), name=self.name)
        self.process.start()


def main() -> None:
    """Load, wait for the word to go, and keep the servers running until told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--rasa", type=int, nargs="+", required=True, help="ports of the Rasa servers")
    parser.add_argument("--actions", type=int, nargs="+", required=True, help="ports of their action servers, in order")
    parser.add_argument("--proxies", type=int, default=0, help="how many proxies of ours stand before Rasa")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, _stop)
    preload()
    if sys.stdin.readline():
        sys.exit(keep_running(_servers(options)))


def preload() -> None:
    """Load what every server uses. No thread may be running afterwards: it would not be there after the fork."""
    gc.disable()  # what is imported stays: looking for garbage in it takes a tenth of the time
    silence_deprecations(with_rasa=False)
    import_serving_only()
    # Imported here and not above: what is not needed must have been left out before.
    from bot.language.encoder import shared_encoder

    with ThreadPoolExecutor(1) as unpacking:  # weights, while the rest is imported
        weights = unpacking.submit(lambda: shared_encoder().encode("Wo fangen wir an?"))
        import bot.rasa.action_server
        import bot.rasa.server  # noqa: F401
        from actions.services import article_search

        article_search()
        weights.result()
    gc.freeze()
    gc.enable()


def keep_running(servers: list[Server]) -> int:
    """Start the servers, start those that are killed again, and return the exit code when they have to end.

    A server that gives up by itself has said why and would do so again: then all end. So they do when too many are killed.
    """
    restarts: list[float] = []
    try:
        for server in servers:
            server.start()
        while True:
            if sys.stdin.fileno() in wait([*_sentinels(servers), sys.stdin.fileno()]):
                return 0
            for server in servers:
                if server.process is None or server.process.is_alive():
                    continue
                now = time.monotonic()
                restarts = [moment for moment in restarts if now - moment < 60] + [now]
                killed = (server.process.exitcode or 0) < 0
                if not killed or len(restarts) > RESTARTS_PER_MINUTE:
                    print(f"Der Server „{server.name}“ hat sich unerwartet beendet.", file=sys.stderr)
                    return 1
                print(f"Der Server „{server.name}“ wurde beendet und wird neu gestartet.", file=sys.stderr)
                server.start()
    finally:
        _end(servers)


def _servers(options: argparse.Namespace) -> list[Server]:
    from bot.rasa import action_server
    from bot.rasa import server as rasa_server

    def actions(port: int) -> Server:
        return Server(f"Actions {port}", partial(action_server.serve, port))

    def rasa(port: int, actions_port: int) -> Server:
        return Server(f"Rasa {port}", partial(rasa_server.serve, options.model, port, actions_port, options.proxies))

    pairs = zip(options.rasa, options.actions, strict=True)
    return [*map(actions, options.actions), *(rasa(port, actions_port) for port, actions_port in pairs)]


def _serve(run: Callable[[], None]) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    run()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _sentinels(servers: list[Server]) -> list[int]:
    return [server.process.sentinel for server in servers if server.process is not None]


def _end(servers: list[Server]) -> None:
    processes = [server.process for server in servers if server.process is not None]
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + _STOP_SECONDS
    for process in processes:
        process.join(max(0.0, deadline - time.monotonic()))
        if process.is_alive():
            process.kill()


def _stop(signum: int, frame: FrameType | None) -> None:
    sys.exit(0)


if __name__ == "__main__":
    main()
