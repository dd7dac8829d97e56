"""Who is in: a random value in the browser's cookie, its hash here. A session ends when it rests, and after a day's work."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Engine

from bot.desk.accounts import Account, Accounts
from bot.privacy.desk_tables import DESK_SESSIONS
from bot.settings import VAR_DIR
from bot.web.secret import derived_key

IDLE_SECONDS = 30 * 60.0
"""Without a click for so long, one has to log in again."""
WHOLE_SECONDS = 10 * 3600.0
"""After so long in any case."""
_NOTED_SECONDS = 20.0
"""A click is noted once in so many seconds: reading pages costs no writing."""


@dataclass(frozen=True)
class Session:
    """Somebody who is in. ``key``: of the row; ``csrf``: what every form of theirs has to bring along."""

    key: str
    account: Account
    csrf: str


class Sessions:
    """The sessions in one data base (``bot.privacy.tables.open_database``)."""

    def __init__(self, engine: Engine) -> None:
        """``engine``: an engine with the tables in place."""
        self._engine = engine
        self._accounts = Accounts(engine)
        self._csrf_key = derived_key(VAR_DIR, "desk forms").encode()

    def begin(self, account: str, now: float) -> str:
        """Return the token of a new session: 256 random bits, never one that was there before somebody logged in."""
        token = secrets.token_urlsafe(32)
        row = {"key": _key(token), "account": account, "created": now, "seen": now}
        with self._engine.begin() as connection:
            connection.execute(insert(DESK_SESSIONS).values(row))
        return token

    def find(self, token: str, now: float) -> Session | None:
        """Return the session of a token and note that it is in use; None where it is unknown, over, or its account gone."""
        key = _key(token)
        with self._engine.connect() as connection:
            row = connection.execute(select(DESK_SESSIONS).where(DESK_SESSIONS.c.key == key)).first()
        if row is None:
            return None
        account = self._accounts.get(row.account)
        is_over = now - row.seen > IDLE_SECONDS or now - row.created > WHOLE_SECONDS
        if is_over or account is None or account.locked is not None:
            self.end(key)
            return None
        if now - row.seen > _NOTED_SECONDS:
            with self._engine.begin() as connection:
                connection.execute(update(DESK_SESSIONS).where(DESK_SESSIONS.c.key == key).values(seen=now))
        return Session(key, account, hmac.new(self._csrf_key, key.encode(), "sha256").hexdigest())

    def end(self, key: str) -> None:
        """End one session."""
        with self._engine.begin() as connection:
            connection.execute(delete(DESK_SESSIONS).where(DESK_SESSIONS.c.key == key))

    def end_others(self, account: str, key: str) -> int:
        """End all sessions of an account but one, and return how many."""
        others = (DESK_SESSIONS.c.account == account) & (DESK_SESSIONS.c.key != key)
        with self._engine.begin() as connection:
            return int(connection.execute(delete(DESK_SESSIONS).where(others)).rowcount)


def _key(token: str) -> str:
    return sha256(token.encode(errors="replace")).hexdigest()
