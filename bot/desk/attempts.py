"""Logins that failed: after some, an account from one address has to wait, and an address that tries many accounts.

What is kept are keyed hashes, for a day. Nobody is told whether it was the account or the address that was over the limit.
"""

from __future__ import annotations

import hmac

from sqlalchemy import delete, func, insert, select
from sqlalchemy.engine import Engine

from bot.desk.accounts import spelt
from bot.privacy.desk_tables import DESK_ATTEMPTS
from bot.settings import VAR_DIR
from bot.web.secret import derived_key

SECONDS = 15 * 60.0
"""So long failures count."""
OF_BOTH, OF_ACCOUNT, OF_ADDRESS = 5, 30, 20
"""How many may fail: of one account from one address; of one account from anywhere, so that nobody can lock a colleague out
with a handful; from one address for any account."""


class Attempts:
    """The failures in one data base (``bot.privacy.tables.open_database``)."""

    def __init__(self, engine: Engine) -> None:
        """``engine``: an engine with the tables in place."""
        self._engine = engine
        self._hash_key = derived_key(VAR_DIR, "desk attempts").encode()

    def are_too_many(self, name: str, address: str, now: float) -> bool:
        """Whether nobody may try this account from this address for now."""
        both, account, origin = self._keys(name, address)
        counted = select(DESK_ATTEMPTS.c.key, func.count().label("count")).where(
            DESK_ATTEMPTS.c.key.in_((both, account, origin)) & (DESK_ATTEMPTS.c.created > now - SECONDS)
        )
        with self._engine.connect() as connection:
            counts = {row.key: row.count for row in connection.execute(counted.group_by(DESK_ATTEMPTS.c.key))}
        limits = ((both, OF_BOTH), (account, OF_ACCOUNT), (origin, OF_ADDRESS))
        return any(counts.get(key, 0) >= most for key, most in limits)

    def note(self, name: str, address: str, now: float) -> None:
        """Count one, before its password is looked at: many at once are not more than many in a row."""
        rows = [{"key": key, "created": now} for key in self._keys(name, address)]
        with self._engine.begin() as connection:
            connection.execute(delete(DESK_ATTEMPTS).where(DESK_ATTEMPTS.c.created <= now - SECONDS))
            connection.execute(insert(DESK_ATTEMPTS), rows)

    def forget(self, name: str, address: str) -> None:
        """Forget the failures of somebody who has come in; those of the address for other accounts stay."""
        both, account, _ = self._keys(name, address)
        with self._engine.begin() as connection:
            connection.execute(delete(DESK_ATTEMPTS).where(DESK_ATTEMPTS.c.key.in_((both, account))))

    def _keys(self, name: str, address: str) -> tuple[str, str, str]:
        who = spelt(name)[:200]
        return self._hash("both", who, address), self._hash("account", who), self._hash("address", address)

    def _hash(self, *parts: str) -> str:
        return hmac.new(self._hash_key, "\0".join(parts).encode(errors="replace"), "sha256").hexdigest()
