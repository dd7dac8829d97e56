"""Call-backs that owners asked for: kept until they are sent, and then for a set time."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from bot.contact.validation import one_line
from bot.privacy.tables import CONTACTS
from bot.privacy.traces import empty_log

_DAY = 86_400.0
WAITS = CONTACTS.c.sent.is_(None) & CONTACTS.c.done.is_(None)
"""Condition of a call-back whose e-mail has not gone out, and that nobody has taken care of."""
_OF_QUEUE = ("id", "created", "sent", "attempts", "next_attempt", "last_error")


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

    def add(self, request: ContactRequest, now: float, message_id: str | None = None) -> int:
        """Store a request and return its number. The same one asked for again is stored once.

        Args:
            request: whom to call back. Each text is kept on one line, without control characters.
            now: seconds since 1970.
            message_id: of the message in which the owner said so. An action that is repeated because its answer was lost has
                the same one as before, and so has a message that is sent again because its turn could not be stored. None:
                always a new request.

        Raises:
            ValueError: nobody has agreed to that.
        """
        if not request.consent:
            raise ValueError("A contact is stored only with consent.")
        texts = {name: one_line(value) if value else value for name, value in asdict(request).items()}
        row = {
            **texts,
            "conversation": request.conversation,
            "message_id": message_id,
            "created": now,
            "next_attempt": now,
        }
        try:
            with self._engine.begin() as connection:
                return int(connection.execute(insert(CONTACTS).values(row)).inserted_primary_key[0])
        except IntegrityError:
            before = None if message_id is None else self._number(request.conversation, message_id)
            if before is None:
                raise
            return before

    def all(self) -> list[StoredRequest]:
        """Return all requests, the newest first."""
        return self._read(select(CONTACTS).order_by(CONTACTS.c.created.desc()))

    def get(self, id_: int) -> StoredRequest | None:
        """Return the request of that number; None if there is none."""
        return next(iter(self._read(select(CONTACTS).where(CONTACTS.c.id == id_))), None)

    def latest(self, conversation: str) -> StoredRequest | None:
        """Return what was asked for last in a conversation; None if nothing was, or it is deleted."""
        mine = select(CONTACTS).where(CONTACTS.c.conversation == conversation)
        return next(iter(self._read(mine.order_by(CONTACTS.c.created.desc(), CONTACTS.c.id.desc()).limit(1))), None)

    def withdraw(self, id_: int) -> None:
        """Delete a request. An e-mail that went out already stays with the centre."""
        with self._engine.begin() as connection:
            connection.execute(delete(CONTACTS).where(CONTACTS.c.id == id_))
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:
                empty_log(connection)

    def due(self, now: float) -> list[int]:
        """Return the numbers of the requests whose turn it is, the oldest first."""
        with self._engine.connect() as connection:
            query = select(CONTACTS.c.id).where(_is_due(now)).order_by(CONTACTS.c.created, CONTACTS.c.id)
            return [int(id_) for id_ in connection.execute(query).scalars()]

    def claim(self, id_: int, now: float, until: float) -> bool:
        """Reserve a request until ``until``, so that no other process sends it too; False if one was quicker."""
        values = {"next_attempt": until, "attempts": CONTACTS.c.attempts + 1}
        with self._engine.begin() as connection:
            mine = update(CONTACTS).where((CONTACTS.c.id == id_) & _is_due(now)).values(values)
            return int(connection.execute(mine).rowcount) == 1

    def attempts(self, id_: int) -> int:
        """Return how often a request was tried."""
        with self._engine.connect() as connection:
            return int(connection.execute(select(CONTACTS.c.attempts).where(CONTACTS.c.id == id_)).scalar() or 0)

    def mark_sent(self, id_: int, now: float, remark: str | None = None) -> None:
        """Note that the e-mail was accepted. ``remark``: what was odd about it (never with personal data)."""
        self._update(id_, sent=now, last_error=remark)

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

    def _number(self, conversation: str, message_id: str) -> int | None:
        same = (CONTACTS.c.conversation == conversation) & (CONTACTS.c.message_id == message_id)
        with self._engine.connect() as connection:
            found = connection.execute(select(CONTACTS.c.id).where(same)).scalar()
        return None if found is None else int(found)

    def _read(self, query: Any) -> list[StoredRequest]:
        with self._engine.connect() as connection:
            rows = [dict(row) for row in connection.execute(query).mappings()]
        return [
            StoredRequest(
                request=ContactRequest(**{field.name: row[field.name] for field in fields(ContactRequest)}),
                **{name: row[name] for name in _OF_QUEUE},
            )
            for row in rows
        ]


def _is_due(now: float) -> Any:
    return WAITS & (CONTACTS.c.next_attempt <= now)
