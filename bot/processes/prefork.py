"""The servers as forks of one process that has loaded what they share (``python -m bot.processes.prefork``).

Imports and the weights of the sentence encoders are most of a server's start and most of its memory. Loaded once and then
forked, they cost both once: what nobody writes stays shared between the processes. ``lotse serve`` starts this process.

It begins to serve when a line arrives on standard input, so that loading can go on while the content is prepared, and
ends when standard input ends, so that no server outlives whoever started it. What happens is told line by line as JSON:
``loaded``; of each server ``waiting``, ``ready``, ``ended``, ``restarted``; ``failed`` when all end because one gave up.
"""

from __future__ import annotations

import argparse
import gc
import resource
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from types import FrameType

from bot.core.entry import begin
from bot.processes.sockets import RunFolder, tcp_socket, unix_socket
from bot.processes.status import Status
from bot.processes.supervisor import Server, Supervisor
from bot.quiet import silence_deprecations

_OPEN_FILES = 8192
"""Files and connections that a server may have open at once, where the system allows that."""


def main() -> None:
    """Load, wait for the word to go, and keep the servers running until told to stop."""
    if faults := begin():
        sys.exit("\n".join(faults))
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--rasa", type=int, nargs="+", required=True, help="ports of the Rasa servers")
    parser.add_argument("--run-folder", type=Path, required=True, help="for the sockets of their action servers")
    parser.add_argument("--proxies", type=int, default=0, help="how many proxies of ours stand before Rasa")
    parser.add_argument("--status-fd", type=int, help="where to tell what happens; nowhere by default")
    options = parser.parse_args()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)
    _allow_many_files()
    preload()
    status = Status(options.status_fd)
    status.tell("loaded")
    if not sys.stdin.readline():
        return
    try:
        folder = RunFolder(options.run_folder)
        servers, sockets = open_servers(options.model, options.rasa, folder.path, options.proxies)
    except OSError as error:
        reason = f"Die Server können nicht lauschen: {error}"
        status.tell("failed", reason=reason)
        sys.exit(reason)
    try:
        code = Supervisor(servers, status).run(sys.stdin.fileno())
    finally:
        folder.remove(sockets)
    sys.exit(code)


def preload() -> None:
    """Load what every server uses. No thread may be running afterwards: it would not be there after the fork."""
    gc.disable()  # what is imported stays: looking for garbage in it takes a tenth of the time
    silence_deprecations(with_rasa=False)
    from bot.language.meaning.encoder import shared_encoder

    with ThreadPoolExecutor(1) as unpacking:  # weights, while the rest is imported
        weights = unpacking.submit(lambda: shared_encoder().encode("Wo fangen wir an?"))
        import bot.rasa.action_server
        import bot.rasa.server  # noqa: F401
        from actions.services import article_search

        article_search()
        weights.result()
    _read_content()
    gc.freeze()
    gc.enable()


def _read_content() -> None:
    """Read content and search index, as far as they are there: new ones are noticed later, as always."""
    from actions.services import article_search
    from bot.advice.emergencies.reading import case_reader, is_kept
    from bot.knowledge.store import KnowledgeUnavailable, shared_store

    try:
        knowledge = shared_store().snapshot()
        article_search().warm(knowledge)
        if is_kept(knowledge):
            case_reader(knowledge)
    except (KnowledgeUnavailable, OSError, ValueError, KeyError):
        return  # before the first start there is nothing; what is broken is said where it is needed
    finally:
        shared_store().disconnect()  # a connection to PostgreSQL that two forks share is broken for both


def open_servers(model: Path, ports: list[int], folder: Path, proxies: int) -> tuple[list[Server], list[Path]]:
    """Open the sockets, and return the servers with the paths of their Unix sockets.

    Args:
        model: the trained model.
        ports: of the Rasa servers, on loopback.
        folder: for the sockets of their action servers, one for each Rasa server.
        proxies: how many proxies of ours stand before Rasa.

    Raises:
        OSError: a socket cannot be opened; nobody else's has been touched.
    """
    from bot.rasa import action_server
    from bot.rasa import server as rasa_server

    # All ports first: whoever has got them is the only one to use sockets of their names.
    listening = {port: tcp_socket(port) for port in ports}
    servers, paths = [], []
    for port in ports:
        path = folder / f"actions-{port}.sock"
        inner = unix_socket(path)
        paths.append(path)
        servers.append(Server(f"actions {port}", partial(action_server.serve, inner), inner, behind=True))
        run = partial(rasa_server.serve, model, listening[port], path, proxies)
        servers.append(Server(f"rasa {port}", run, listening[port]))
    return servers, paths


def _allow_many_files() -> None:
    """Raise the limit of open files, of which every connection needs one."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _OPEN_FILES if most == resource.RLIM_INFINITY else min(_OPEN_FILES, most)
    if resource.getrlimit(resource.RLIMIT_NOFILE)[0] < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def _stop(signum: int, frame: FrameType | None) -> None:
    sys.exit(0)


if __name__ == "__main__":
    main()
