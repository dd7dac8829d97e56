"""Keeps servers running: forks them, starts those that end or hang again, tells what happens, and ends them in order."""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from types import FrameType
from typing import Any

from bot.processes.parent import end_with_parent
from bot.processes.status import Status
from bot.processes.watchdog import Watchdog, load_of
from bot.rasa.http.keeper import Keeper

LONGEST_PAUSE = 30.0
"""Seconds before a server that dies again and again is started once more; the first pause is one second."""
SETTLED_SECONDS = 120.0
"""A server that has run so long begins again with the shortest pause."""
STOP_SECONDS = (8.5, 9.7)
"""When those that are still running are killed, after the word to stop: those that people talk to, and those behind them."""

_CHECK_SECONDS = 1.0
_TRACE_SECONDS = 0.5
_FORKING = multiprocessing.get_context("fork")


@dataclass
class Server:
    """A server to run.

    ``run`` gets a :class:`~bot.rasa.http.keeper.Keeper` and returns when the server has been stopped. ``listening`` is its
    socket. ``behind``: others need it to finish their work, so it is stopped after them.
    """

    name: str
    run: Callable[[Keeper], None]
    listening: socket.socket
    behind: bool = False
    process: ForkProcess | None = None
    reports: Connection | None = None
    ever_ready: bool = False
    ready: bool = False
    hung: bool = False
    pause: float = 0.0
    started: float = 0.0
    due: float | None = 0.0
    reason: str = ""
    signs: Any = field(default_factory=lambda: _FORKING.RawValue(ctypes.c_ulonglong, 0))
    watchdog: Watchdog = field(default_factory=lambda: Watchdog(0))


class Supervisor:
    """Runs servers until told to stop. It must be used in the main thread of a process without other threads."""

    def __init__(self, servers: list[Server], status: Status) -> None:
        """``status``: hears what happens to the servers."""
        self._servers = servers
        self._status = status
        self._stop_reader, self._stop_writer = os.pipe()
        os.set_blocking(self._stop_writer, False)
        self._exit_code: int | None = None

    def run(self, until: int) -> int:
        """Run the servers until SIGTERM, SIGINT, something to read at ``until`` or its end. Returns the exit code.

        A server that gives up before it has ever been ready would do so again: then all end, with code 1.
        """
        with self._signals():
            try:
                while self._exit_code is None:
                    self._start_those_due()
                    happened = wait([until, self._stop_reader, *self._waited_for()], self._timeout())
                    if until in happened or self._stop_reader in happened:
                        self._exit_code = 0
                        break
                    for server in self._servers:
                        self._look_after(server)
            finally:
                self._end()
        return self._exit_code or 0

    @contextlib.contextmanager
    def _signals(self) -> Iterator[None]:
        """Note the signals to stop, so that they never come in the middle of a fork."""

        def note(signum: int, frame: FrameType | None) -> None:
            with contextlib.suppress(BlockingIOError):
                os.write(self._stop_writer, b"!")

        before = {number: signal.signal(number, note) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _waited_for(self) -> list[Any]:
        running = [server for server in self._servers if server.process is not None]
        return [server.process.sentinel for server in running if server.process] + [
            server.reports for server in running if server.reports is not None
        ]

    def _timeout(self) -> float:
        now = time.monotonic()
        return max(0.0, min([_CHECK_SECONDS, *(s.due - now for s in self._servers if s.due is not None)]))

    def _start_those_due(self) -> None:
        for server in self._servers:
            if server.due is not None and time.monotonic() >= server.due:
                again, reason = server.started > 0, server.reason
                self._start(server)
                if again:
                    self._status.tell("restarted", server=server.name, reason=reason)

    def _start(self, server: Server) -> None:
        server.due, server.hung, server.ready = None, False, False
        server.started = time.monotonic()
        server.reason = ""
        server.watchdog = Watchdog(server.signs.value)
        server.reports, writer = _FORKING.Pipe(duplex=False)
        server.process = _FORKING.Process(target=self._serve, args=(server, writer, os.getpid()), name=server.name)
        server.process.start()
        writer.close()

    def _serve(self, server: Server, reports: Connection, parent: int) -> None:
        """Run in the fork: keep nothing that belongs to others, and serve."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a console it comes to everybody; the parent says what to do
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        faulthandler.register(signal.SIGUSR1, all_threads=True)
        if not end_with_parent(parent):
            threading.Thread(target=_end_after_parent, daemon=True).start()
        for other in self._servers:
            if other is not server:
                other.listening.close()
            if other.reports is not None:
                other.reports.close()
        os.close(self._stop_reader)
        os.close(self._stop_writer)
        self._status.close()
        server.run(_Reports(reports, server.signs))

    def _look_after(self, server: Server) -> None:
        self._read_reports(server)
        if server.process is None:
            return
        if not server.process.is_alive():
            self._note_end(server)
        elif server.watchdog.hangs(server.signs.value, time.monotonic(), load_of(server.process.pid or 0)):
            self._end_hanging(server)

    def _read_reports(self, server: Server) -> None:
        with contextlib.suppress(EOFError, OSError):
            while server.reports is not None and server.reports.poll():
                event, details = server.reports.recv()
                if event == "ready":
                    server.ready = server.ever_ready = True
                if event == "failed":
                    server.reason = str(details.get("reason", ""))
                else:
                    self._status.tell(event, server=server.name, **details)
            return
        if server.reports is not None:  # at its end it would be ready for reading again and again
            server.reports.close()
            server.reports = None

    def _note_end(self, server: Server) -> None:
        """Decide what follows the end of a server."""
        assert server.process is not None
        code = server.process.exitcode or 0
        server.process.close()
        server.process = None
        if server.reports is not None:
            server.reports.close()
            server.reports = None
        gave_up = code >= 0 and not server.ever_ready
        if server.hung:
            server.reason = "hung"
        elif code < 0 or not server.reason:
            server.reason = f"signal {-code}" if code < 0 else f"exit {code}"
        if gave_up:
            print(f"Der Server „{server.name}“ ist beim Start gescheitert.", file=sys.stderr)
            self._status.tell("failed", server=server.name, reason=server.reason)
            self._exit_code = 1
            return
        if code == -signal.SIGKILL and server.ready and not server.hung:
            server.pause = 0.0  # somebody else did that (the system, which needed memory): it need not come again
        else:
            settled = time.monotonic() - server.started > SETTLED_SECONDS
            server.pause = 1.0 if settled or not server.pause else min(2 * server.pause, LONGEST_PAUSE)
        server.due = time.monotonic() + server.pause
        self._status.tell("ended", server=server.name, reason=server.reason, pause=server.pause)
        print(f"Der Server „{server.name}“ wurde beendet und wird neu gestartet.", file=sys.stderr)

    def _end_hanging(self, server: Server) -> None:
        """Kill a server that hangs; where it hangs is written to standard error first (files and lines, no values)."""
        assert server.process is not None and server.process.pid is not None
        print(f"Der Server „{server.name}“ antwortet nicht mehr.", file=sys.stderr, flush=True)
        server.hung = True
        with contextlib.suppress(ProcessLookupError):
            os.kill(server.process.pid, signal.SIGUSR1)
            server.process.join(_TRACE_SECONDS)
            server.process.kill()
        server.process.join()

    def _end(self) -> None:
        """End all: nobody new is listened to, what was asked is answered, then those behind end, too."""
        began = time.monotonic()
        for server in self._servers:
            if not server.behind:
                server.listening.close()
        for behind, seconds in zip((False, True), STOP_SECONDS, strict=True):
            processes = [s.process for s in self._servers if s.behind is behind and s.process is not None]
            for process in processes:
                process.terminate()
            for process in processes:
                process.join(max(0.0, began + seconds - time.monotonic()))
                if process.is_alive():
                    process.kill()
                    process.join()


class _Reports:
    """The keeper of a forked server: writes to its parent."""

    def __init__(self, connection: Connection, signs: Any) -> None:
        self._connection = connection
        self._signs = signs

    def alive(self) -> None:
        self._signs.value += 1

    def tell(self, event: str, **details: Any) -> None:
        with contextlib.suppress(OSError):
            self._connection.send((event, details))


def _end_after_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
