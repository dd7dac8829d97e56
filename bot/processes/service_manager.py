"""What systemd hears from the launcher: that it is ready, that it is alive, and that it ends.

The protocol is one datagram to a socket that systemd names (``man sd_notify``); without systemd nobody is told anything.
"""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Callable, Mapping
from threading import Event, Thread

_PARTS = 3
"""How often in the time that systemd waits it hears a sign: two may get lost."""


class ServiceManager:
    """Tells systemd; use it with ``with`` while the servers run."""

    def __init__(self, alive: Callable[[], bool], environment: Mapping[str, str] | None = None) -> None:
        """``alive``: whether people are answered; asked in a thread of its own. ``environment``: that of the process by default."""
        given = os.environ if environment is None else environment
        self._address = given.get("NOTIFY_SOCKET", "")
        self._seconds = _seconds(given) / _PARTS
        self._alive = alive
        self._stop = Event()

    def __enter__(self) -> ServiceManager:
        """Say that the servers answer, and from now on that they still do."""
        self._tell("READY=1")
        if self._address and self._seconds:
            Thread(target=self._beat, name="service manager", daemon=True).start()
        return self

    def __exit__(self, *exception: object) -> None:
        """Say that the end is wanted: systemd does not take it for a failure."""
        self._stop.set()
        self._tell("STOPPING=1")

    def _beat(self) -> None:
        while not self._stop.is_set():
            if self._alive():
                self._tell("WATCHDOG=1")
            self._stop.wait(self._seconds)

    def _tell(self, message: str) -> None:
        if not self._address:
            return
        # An address that begins with "@" is no file: Linux writes it with a zero byte.
        address = f"\0{self._address[1:]}" if self._address.startswith("@") else self._address
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as connection:
            connection.sendto(message.encode(), address)


def _seconds(environment: Mapping[str, str]) -> float:
    """Return how long systemd waits for a sign; 0 where it does not wait for this process."""
    wanted = environment.get("WATCHDOG_PID", "")
    if wanted and wanted != str(os.getpid()):
        return 0.0
    try:
        return int(environment.get("WATCHDOG_USEC", "0")) / 1_000_000
    except ValueError:
        return 0.0
