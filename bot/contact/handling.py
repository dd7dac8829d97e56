"""What the staff do with call-backs at the desk: take one, call, note something, let an e-mail be tried again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.engine import Engine

from bot.contact.requests import WAITS, ContactStore, StoredRequest
from bot.privacy.tables import CONTACTS

LONGEST_NOTE = 1_000
"""Characters of a note."""
_DAY = 86_400.0


@dataclass(frozen=True)
class Handled:
    """A call-back with what the staff have done. Times in seconds since 1970.

    ``claimed_by``: who takes care since ``claimed``; ``done``: when the call was made; ``deleted``: when the row goes, None
    while it waits for e-mail and call.
    """

    stored: StoredRequest
    claimed_by: str | None
    claimed: float | None
    done: float | None
    note: str
    deleted: float | None


class Handling:
    """The call-backs in one data base (``bot.privacy.tables.open_database``)."""

    def __init__(self, engine: Engine, days: int) -> None:
        """``engine``: with the tables in place; ``days``: how long one is kept when its e-mail is sent or the call made."""
        self._engine = engine
        self._days = days
        self._requests = ContactStore(engine)

    def all(self) -> list[Handled]:
        """Return all call-backs, open ones first, among them the one that has waited longest."""
        rows = self._staff_columns(select(CONTACTS.c.id))
        found = [self._handled(stored, rows[stored.id]) for stored in self._requests.all() if stored.id in rows]
        return sorted(found, key=lambda one: (one.done is not None, one.stored.created))

    def get(self, id_: int) -> Handled | None:
        """Return one; None where it is gone: withdrawn, or deleted in time."""
        stored = self._requests.get(id_)
        rows = self._staff_columns(select(CONTACTS.c.id).where(CONTACTS.c.id == id_))
        return self._handled(stored, rows[id_]) if stored is not None and id_ in rows else None

    def waiting(self) -> int:
        """Return how many people still wait for a call."""
        query = select(func.count()).select_from(CONTACTS).where(CONTACTS.c.done.is_(None))
        with self._engine.connect() as connection:
            return int(connection.execute(query).scalar() or 0)

    def claim(self, id_: int, who: str, now: float) -> bool:
        """Let ``who`` take care of one; False where somebody else does already, or it is done or gone."""
        free = (CONTACTS.c.id == id_) & CONTACTS.c.claimed_by.is_(None) & CONTACTS.c.done.is_(None)
        return self._change(free, claimed_by=who, claimed=now)

    def release(self, id_: int) -> bool:
        """Let others take care of one."""
        return self._change((CONTACTS.c.id == id_) & CONTACTS.c.done.is_(None), claimed_by=None, claimed=None)

    def finish(self, id_: int, who: str, now: float) -> bool:
        """Note that the call was made; no e-mail goes out for it any more. False where somebody else has noted it."""
        waits = (CONTACTS.c.id == id_) & CONTACTS.c.done.is_(None)
        return self._change(waits, done=now, claimed_by=func.coalesce(CONTACTS.c.claimed_by, who))

    def reopen(self, id_: int) -> bool:
        """Take that back."""
        return self._change((CONTACTS.c.id == id_) & CONTACTS.c.done.is_not(None), done=None)

    def note(self, id_: int, text: str, before: str) -> bool:
        """Write the note; False where it is not ``before`` any more: somebody else has written meanwhile."""
        same = (CONTACTS.c.id == id_) & (func.coalesce(CONTACTS.c.note, "") == before)
        return self._change(same, note=text or None)

    def send_again(self, id_: int, now: float) -> bool:
        """Let the e-mail be tried at once instead of after its pause."""
        waits = (CONTACTS.c.id == id_) & WAITS
        return self._change(waits, next_attempt=now)

    def _change(self, condition: Any, **values: Any) -> bool:
        with self._engine.begin() as connection:
            return int(connection.execute(update(CONTACTS).where(condition).values(values)).rowcount) == 1

    def _staff_columns(self, ids: Any) -> dict[int, Any]:
        columns = (CONTACTS.c.id, CONTACTS.c.claimed_by, CONTACTS.c.claimed, CONTACTS.c.done, CONTACTS.c.note)
        with self._engine.connect() as connection:
            return {row.id: row for row in connection.execute(select(*columns).where(CONTACTS.c.id.in_(ids)))}

    def _handled(self, stored: StoredRequest, row: Any) -> Handled:
        ends = [moment + self._days * _DAY for moment in (stored.sent, row.done) if moment is not None]
        deleted = min(ends, default=None)
        return Handled(stored, row.claimed_by, row.claimed, row.done, row.note or "", deleted)
