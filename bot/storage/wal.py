"""SQLite's write-ahead log, which lets readers and one writer work side by side."""

from __future__ import annotations

import sqlite3
import time

WAIT_SECONDS = 30.0
"""How long others may be in the way. They switch the same file, or read from it before it is switched: moments each."""


def switch_to_wal(connection: sqlite3.Connection, wait: float = WAIT_SECONDS) -> None:
    """Switch to WAL mode, waiting for others: SQLite answers "locked" at once here, whatever its timeout says.

    Args:
        connection: outside a transaction.
        wait: seconds after which somebody who stays in the way is an error.

    Raises:
        sqlite3.OperationalError: the file is still locked.
    """
    until = time.monotonic() + wait
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
