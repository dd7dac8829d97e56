"""Whether the staff may read a talk: only where its owner has agreed in the talk itself, and only as long as they have not said no.

Reading goes through :meth:`ReadingConsents.read` alone. It counts the reading in the row of the consent and fetches the talk in
the same transaction: where the row is gone, nothing is read, however late the "no" came.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from bot.privacy.tables import EVENTS, READERS, READING_DAYS
from bot.privacy.traces import empty_log, writing

_DAY = 86_400.0
_FIRST, _COUNT = 100_000, 900_000
"""Numbers of talks have six digits."""
_TRIES = 20


@dataclass(frozen=True)
class Consent:
    """A consent that holds. Times in seconds since 1970; ``number``: what the staff call the talk.

    ``may_write``: whether the owner has agreed that somebody writes there, too; ``taken_by``: the account of the person who
    does at the moment, and ``taken_name`` what the owner knows them by.
    """

    number: int
    conversation: str
    given: float
    times_read: int
    last_read: float | None
    may_write: bool = False
    taken_by: str | None = None
    taken_name: str | None = None


@dataclass(frozen=True)
class ReadableTalk:
    """A talk that may be read: how many messages of the owner it has, and when the last was written."""

    consent: Consent
    messages: int
    latest: float | None


class ReadingConsents:
    """The consents in one data base (``bot.privacy.tables.open_database``)."""

    def __init__(self, engine: Engine, days: int) -> None:
        """``engine``: with the tables in place; ``days``: how long talks are kept; a consent holds 14 days at most."""
        self._engine = engine
        self.days = min(days, READING_DAYS)

    def give(self, conversation: str, wording: str, now: float, may_write: bool = False) -> None:
        """Store that the owner has agreed; one that holds already stays as it is.

        Args:
            conversation: whose talk may be read.
            wording: the text they have agreed to.
            now: seconds since 1970.
            may_write: whether that text says that somebody may write there, too.
        """
        if self.of(conversation, now) is not None:
            return
        for _ in range(_TRIES):
            row = {
                "id": _FIRST + secrets.randbelow(_COUNT),
                "conversation": conversation,
                "created": now,
                "consent": wording,
                "times_read": 0,
                "may_write": may_write,
            }
            try:
                with writing(self._engine) as connection:
                    connection.execute(delete(READERS).where(READERS.c.conversation == conversation))
                    connection.execute(insert(READERS).values(row))
                return
            except IntegrityError:  # the number is another talk's
                continue
        raise RuntimeError("No number is free for a talk that may be read.")

    def take_back(self, conversation: str) -> bool:
        """Forget the consent at once; returns whether there was one."""
        with writing(self._engine) as connection:
            gone = connection.execute(delete(READERS).where(READERS.c.conversation == conversation)).rowcount
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:
                empty_log(connection)
        return bool(gone)

    def of(self, conversation: str, now: float) -> Consent | None:
        """Return the consent of a talk; None if nobody may read it."""
        query = select(READERS).where(READERS.c.conversation == conversation, self._holds(now))
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return _consent(row) if row is not None else None

    def talks(self, now: float) -> list[ReadableTalk]:
        """Return the talks that may be read, the one with the latest consent first; nothing of what stands in them."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(READERS).where(self._holds(now)).order_by(READERS.c.created.desc())).all()
            found = []
            for row in rows:
                of_owner = (EVENTS.c.sender_id == row.conversation, EVENTS.c.type_name == "user")
                counted = select(func.count(), func.max(EVENTS.c.timestamp)).where(*of_owner)
                messages, latest = connection.execute(counted).one()
                found.append(ReadableTalk(_consent(row), int(messages), latest))
        return found

    def read(self, number: int, now: float) -> tuple[Consent, list[dict[str, Any]]] | None:
        """Return the events of a talk, oldest first, and count that it was read; None where nobody may read it.

        Args:
            number: of the consent.
            now: seconds since 1970.
        """
        counted = {"times_read": READERS.c.times_read + 1, "last_read": now}
        with writing(self._engine) as connection:
            if not connection.execute(
                update(READERS).where(READERS.c.id == number, self._holds(now)).values(counted)
            ).rowcount:
                return None
            consent = _consent(connection.execute(select(READERS).where(READERS.c.id == number)).one())
            mine = select(EVENTS.c.data).where(EVENTS.c.sender_id == consent.conversation).order_by(EVENTS.c.id)
            events = [json.loads(data) for data in connection.execute(mine).scalars()]
        return consent, events

    def follow(self, number: int, account: str, now: float) -> tuple[Consent, list[dict[str, Any]]] | None:
        """Return the same for the person who writes in the talk at the moment, whose page asks for it every few seconds.

        It is one reading, counted when they came. None where they do not write there any more.
        """
        theirs = select(READERS).where(READERS.c.id == number, READERS.c.taken_by == account, self._holds(now))
        with self._engine.connect() as connection:
            row = connection.execute(theirs).first()
            if row is None:
                return None
            mine = select(EVENTS.c.data).where(EVENTS.c.sender_id == row.conversation).order_by(EVENTS.c.id)
            return _consent(row), [json.loads(data) for data in connection.execute(mine).scalars()]

    def _holds(self, now: float) -> Any:
        """The purge deletes what is over within an hour; nobody reads it meanwhile."""
        return READERS.c.created > now - self.days * _DAY


def _consent(row: Any) -> Consent:
    return Consent(
        int(row.id), str(row.conversation), float(row.created), int(row.times_read), row.last_read,
        bool(row.may_write), row.taken_by, row.taken_name,
    )  # fmt: skip
