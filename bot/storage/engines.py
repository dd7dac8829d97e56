"""Engines for SQL data bases that never keep anybody waiting: a server that is gone, paused or cut off is an error in seconds.

Time limits of a server do not help where the server itself stands still, and the kernel of a paused one goes on answering
for it. So each wait for an answer of PostgreSQL is limited on this side: psycopg2 lets the process itself wait
(``set_wait_callback``), and closes the connection when the wait fails. Limits on the server's side then end what nobody waits
for any more, and free its locks.
"""

from __future__ import annotations

import select
import time
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine, make_url

ANSWER_SECONDS = 4.0
"""How long a data base server may take for one answer. Finding a dead connection and the failed new one take it twice."""

_KEEPALIVE = {"keepalives": 1, "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 2}


def new_engine(url: str, seconds: float = ANSWER_SECONDS, **options: Any) -> Engine:
    """Return an engine for any SQLAlchemy URL. Nothing is opened yet.

    Args:
        url: of the data base.
        seconds: how long one answer of a data base server may take; SQLite has limits of its own.
        options: for ``sqlalchemy.create_engine``.
    """
    backend = make_url(url).get_backend_name()
    if backend == "postgresql":
        options["connect_args"] = {**_limits(seconds), **options.get("connect_args", {})}
    return sa.create_engine(url, pool_pre_ping=backend != "sqlite", **options)


def _limits(seconds: float) -> dict[str, Any]:
    milliseconds = int(seconds * 1000)
    on_server = {
        "statement_timeout": milliseconds,
        "lock_timeout": milliseconds,
        "idle_in_transaction_session_timeout": 2 * milliseconds,
        "tcp_keepalives_idle": 5,
        "tcp_keepalives_interval": 2,
        "tcp_keepalives_count": 2,
    }
    return {
        "connection_factory": _waiting(seconds),
        "options": " ".join(f"-c {name}={value}" for name, value in on_server.items()),
        **_KEEPALIVE,
    }


@cache
def _waiting(seconds: float) -> type:
    """Return the class of connections that wait so long at most; whoever needs no PostgreSQL needs no driver either."""
    from psycopg2 import extensions  # type: ignore[import-untyped]

    extensions.set_wait_callback(_wait)
    return type("WaitingConnection", (extensions.connection,), {"answer_seconds": seconds})


def _wait(connection: Any) -> None:
    from psycopg2 import OperationalError, extensions

    directions = {extensions.POLL_READ: select.POLLIN, extensions.POLL_WRITE: select.POLLOUT}
    until = time.monotonic() + getattr(connection, "answer_seconds", ANSWER_SECONDS)
    while (state := connection.poll()) != extensions.POLL_OK:
        descriptor = select.poll()
        descriptor.register(connection.fileno(), directions[state])
        if not descriptor.poll(max(0.0, until - time.monotonic()) * 1000):
            raise OperationalError("the data base server gave no answer in time")
