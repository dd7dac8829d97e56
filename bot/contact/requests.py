"""Call-backs that owners asked for: kept until they are sent, and then for a set time."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Engine

from bot.privacy.conversations import empty_log
from bot.privacy.tables import CONTACTS

_DAY = 86_400.0


@dataclass(frozen=True)
class ContactRequest:
    """What the centre needs to call back. ``consent``: the sentence the owner agreed to; ``summary``: None if struck."""

    conversation: str
    name: str
    phone: str | None
    email: str | None
    best_time: str
    matter: str
    summary: str | None
    consent: str


@dataclass(frozen=True)
class StoredRequest:
    """A request with what became of it. Times are seconds since 1970; ``sent`` is None while it waits."""

    id: int
    created: float
    request: ContactRequest
    sent: float | None
    attempts: int
    next_attempt: float
    last_error: str | None


class ContactStore:
    """The requests in one data base (``bot.privacy.tables.open_database``)."""

    def __init__(self, engine: Engine) -> None:
        """``engine``: an engine with the tables in place."""
        self._engine = engine

    def add(self, request: ContactRequest, now: float) -> int:
        """Store a request and return its number.

        Raises:
            ValueError: nobody has agreed to that.
        """
        if not request.consent:
            raise ValueError("A contact is stored only with consent.")
        row = {**asdict(request), "created": now, "next_attempt": now, "attempts": 0}
        with self._engine.begin() as connection:
            return int(connection.execute(insert(CONTACTS).values(row)).inserted_primary_key[0])

    def all(self) -> list[StoredRequest]:
        """Return all requests, the newest first."""
        return self._read(select(CONTACTS).order_by(CONTACTS.c.created.desc()))

    def waiting(self, now: float) -> list[StoredRequest]:
        """Return the requests whose turn it is, the oldest first."""
        due = CONTACTS.c.sent.is_(None) & (CONTACTS.c.next_attempt <= now)
        return self._read(select(CONTACTS).where(due).order_by(CONTACTS.c.created))

    def claim(self, stored: StoredRequest, until: float) -> bool:
        """Reserve a request until ``until``, so that no other process sends it too; False if one was quicker."""
        unchanged = (
            (CONTACTS.c.id == stored.id)
            & CONTACTS.c.sent.is_(None)
            & (CONTACTS.c.next_attempt == stored.next_attempt)
            & (CONTACTS.c.attempts == stored.attempts)
        )
        values = {"next_attempt": until, "attempts": stored.attempts + 1}
        with self._engine.begin() as connection:
            return int(connection.execute(update(CONTACTS).where(unchanged).values(values)).rowcount) == 1

    def mark_sent(self, id_: int, now: float) -> None:
        """Note that the e-mail was accepted."""
        self._update(id_, sent=now, last_error=None)

    def mark_failed(self, id_: int, error: str, next_attempt: float) -> None:
        """Note why it failed (never with personal data) and when to try again."""
        self._update(id_, last_error=error, next_attempt=next_attempt)

    def purge(self, days: int, now: float) -> int:
        """Delete what was sent more than ``days`` ago and return how many; what waits stays until it is sent."""
        with self._engine.begin() as connection:
            count = int(connection.execute(delete(CONTACTS).where(CONTACTS.c.sent < now - days * _DAY)).rowcount)
        if count and self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:
                empty_log(connection)
        return count

    def _update(self, id_: int, **values: Any) -> None:
        with self._engine.begin() as connection:
            connection.execute(update(CONTACTS).where(CONTACTS.c.id == id_).values(values))

    def _read(self, query: Any) -> list[StoredRequest]:
        with self._engine.connect() as connection:
            rows = [dict(row) for row in connection.execute(query).mappings()]
        own = ("id", "created", "sent", "attempts", "next_attempt", "last_error")
        return [StoredRequest(request=ContactRequest(**_without(row, own)), **{n: row[n] for n in own}) for row in rows]


def _without(row: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}
