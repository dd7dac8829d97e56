"""A person of the centre writes in a talk in place of the bot: only where its owner has agreed, and one person at a time.

What they write stands among the events of the talk, as what the bot says does: order, export and deletion hold for it. While
they are there the bot answers nothing but emergencies and deletions (``bot.rasa.conversations.person``). They are gone when
they say so, after ten minutes without a word of theirs, and at once when the owner takes the consent back or deletes the talk.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import func, insert, select, text, update
from sqlalchemy.engine import Connection, Engine

from bot.privacy.redaction import PERSON
from bot.privacy.tables import EVENTS, READERS, READING_DAYS
from bot.privacy.traces import writing

SILENT_SECONDS = 600.0
"""After so long without a word of theirs, a person has left."""
LONGEST_NAME = 60
END_READING = "Nicht mehr mitlesen"

What = Literal["came", "said", "left"]
Taken = Literal["taken", "other", "gone"]
Said = dict[str, Any]
"""Something said to the owner as the channels send it: ``text``, ``custom``, ``buttons``."""
Deliver = Callable[[Connection, str, Said], None]
"""Hands over what is said in a talk to its channel, within the transaction that stores it."""


@dataclass(frozen=True)
class Person:
    """Who writes in a talk. ``account``: of the desk; ``name``: what the owner knows them by; ``since``: seconds since 1970."""

    account: str
    name: str
    since: float


@dataclass(frozen=True)
class News:
    """What an owner has not seen yet. ``heard``: how many lines there are now; ``is_open``: whether more may come."""

    messages: list[Said]
    heard: int
    is_open: bool
    person: Person | None


class TakingOver:
    """Who writes in which talk, in one data base (``bot.privacy.tables.open_database``)."""

    def __init__(self, engine: Engine, days: int, deliver: Deliver | None = None) -> None:
        """``days``: how long talks are kept; ``deliver``: to channels that do not ask for news themselves."""
        self._engine = engine
        self._days = min(days, READING_DAYS)
        self._deliver = deliver

    def take(self, number: int, account: str, name: str, now: float) -> Taken:
        """Let somebody write in a talk; says so to the owner.

        Args:
            number: of the owner's consent (``bot.privacy.reading_consent``).
            account: of the desk.
            name: what the owner is told they are called.
            now: seconds since 1970.

        Returns:
            "taken", "other" where somebody else writes there, "gone" where nobody may.
        """
        self.end_silent(now)
        may = [READERS.c.id == number, READERS.c.may_write.is_(True), self._holds(now)]
        with writing(self._engine) as connection:
            row = connection.execute(select(READERS).where(*may)).first()
            if row is None or not self.reaches(row.conversation):
                return "gone"
            if row.taken_by is not None:
                return "taken" if row.taken_by == account else "other"
            # one reading, however long they stay
            reading = {"times_read": READERS.c.times_read + 1, "last_read": now}
            taken = {"taken_by": account, "taken_name": name, "taken_since": now, "last_word": now}
            free = update(READERS).where(READERS.c.id == number, READERS.c.taken_by.is_(None))
            if not self._changed(connection, row.conversation, free.values({**taken, **reading})):
                return "other"
            self._say(connection, row.conversation, "came", name, _came(name), now)
        return "taken"

    def reaches(self, conversation: str) -> bool:
        """Return whether a person's words reach the owner of a talk: a program that asks over REST hears answers only."""
        return conversation.startswith("web-") or (conversation.startswith("telegram-") and self._deliver is not None)

    def say(self, number: int, account: str, said: str, now: float) -> bool:
        """Say something in a talk; returns False where that account does not write there any more."""
        with writing(self._engine) as connection:
            row = connection.execute(self._theirs(number, account, now)).first()
            if row is None or row.last_word < now - SILENT_SECONDS:
                return False
            theirs = update(READERS).where(READERS.c.id == number, READERS.c.taken_by == account)
            if not self._changed(connection, row.conversation, theirs.values(last_word=now)):
                return False
            self._say(connection, row.conversation, "said", row.taken_name, said, now)
        return True

    def leave(self, number: int, account: str, now: float) -> bool:
        """Give a talk back to the bot; returns whether that account had it."""
        with writing(self._engine) as connection:
            row = connection.execute(self._theirs(number, account, now)).first()
            if row is not None:
                self._end(connection, row, now)
        return row is not None

    def end_silent(self, now: float) -> int:
        """Let go who has said nothing for ten minutes; returns how many."""
        silent = READERS.c.taken_by.is_not(None) & (READERS.c.last_word < now - SILENT_SECONDS)
        with self._engine.connect() as connection:
            if connection.execute(select(READERS.c.id).where(silent).limit(1)).first() is None:
                return 0
        with writing(self._engine) as connection:
            rows = connection.execute(select(READERS).where(silent)).all()
            for row in rows:
                self._end(connection, row, now)
        return len(rows)

    def person(self, conversation: str, now: float) -> Person | None:
        """Return who writes in a talk; whoever has been silent for too long has left."""
        found = self._person(conversation, now)
        if found is not None and found[1] < now - SILENT_SECONDS:
            self.end_silent(now)
            return None
        return found[0] if found else None

    def news(self, conversation: str, heard: int, now: float) -> News:
        """Return what persons have said in a talk beyond the first ``heard`` lines."""
        person = self.person(conversation, now)
        with self._engine.connect() as connection:
            rows = connection.execute(
                select(EVENTS.c.data).where(*_lines(conversation)).order_by(EVENTS.c.id).offset(heard)
            )
            new = [_shown(json.loads(data)) for data in rows.scalars()]
            holds = select(READERS.c.id).where(
                READERS.c.conversation == conversation, READERS.c.may_write.is_(True), self._holds(now)
            )
            is_open = connection.execute(holds).first() is not None
        return News(new, heard + len(new), is_open, person)

    def heard(self, conversation: str) -> int:
        """Return how many lines of persons a talk has."""
        with self._engine.connect() as connection:
            return int(
                connection.execute(select(func.count()).select_from(EVENTS).where(*_lines(conversation))).scalar() or 0
            )

    def bot_has_asked(self, conversation: str, since: float) -> bool:
        """Whether a question of the bot stands open that it has asked since then, and no person has said a word since."""
        said = (EVENTS.c.sender_id == conversation, EVENTS.c.type_name == "bot", EVENTS.c.timestamp > since)
        with self._engine.connect() as connection:
            last = connection.execute(select(EVENTS.c.data).where(*said).order_by(EVENTS.c.id.desc()).limit(1)).scalar()
        custom = (json.loads(last).get("data") or {}).get("custom") or {} if last else {}
        return bool(custom.get("asks")) and custom.get("kind") != PERSON

    def _person(self, conversation: str, now: float) -> tuple[Person, float] | None:
        query = select(READERS).where(
            READERS.c.conversation == conversation, READERS.c.taken_by.is_not(None), self._holds(now)
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return (Person(row.taken_by, row.taken_name, row.taken_since), row.last_word) if row else None

    def _theirs(self, number: int, account: str, now: float) -> Any:
        return select(READERS).where(READERS.c.id == number, READERS.c.taken_by == account, self._holds(now))

    def _end(self, connection: Connection, row: Any, now: float) -> None:
        free = {"taken_by": None, "taken_name": None, "taken_since": None, "last_word": None}
        theirs = update(READERS).where(READERS.c.id == row.id, READERS.c.taken_by == row.taken_by)
        if self._changed(connection, row.conversation, theirs.values(free)):
            self._say(connection, row.conversation, "left", row.taken_name, _left(row.taken_name), now)

    def _changed(self, connection: Connection, conversation: str, change: Any) -> bool:
        """Change a row behind whoever appends to the talk or deletes it; returns False where somebody was quicker."""
        if connection.dialect.name == "postgresql":  # SQLite has one writer anyway
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:id))"), {"id": conversation})
        return bool(connection.execute(change).rowcount)

    def _say(self, connection: Connection, conversation: str, what: What, name: str, said: str, now: float) -> None:
        """Store what is said as an event of the bot's kind, after all that was said before, and hand it over."""
        buttons = [{"title": END_READING, "payload": END_READING}] if what == "came" else None
        custom = {"kind": PERSON, "ids": [], "sources": [], "what": what, "name": name}
        event = {
            "event": "bot",
            "timestamp": now,
            "text": said,
            "data": {"custom": custom, **({"buttons": buttons} if buttons else {})},
            "metadata": {},
        }
        row = {"sender_id": conversation, "type_name": "bot", "timestamp": now, "action_name": PERSON}
        connection.execute(insert(EVENTS).values(**row, data=json.dumps(event)))
        if self._deliver is not None:
            self._deliver(connection, conversation, _shown(event))

    def _holds(self, now: float) -> Any:
        return READERS.c.created > now - self._days * 86_400.0


def _lines(conversation: str) -> tuple[Any, ...]:
    return EVENTS.c.sender_id == conversation, EVENTS.c.type_name == "bot", EVENTS.c.action_name == PERSON


def _shown(event: dict[str, Any]) -> Said:
    data = event["data"]
    return {
        "text": event["text"],
        "custom": data["custom"],
        **({"buttons": data["buttons"]} if "buttons" in data else {}),
    }


def _came(name: str) -> str:
    return (
        f"{name} vom Zentrum schreibt Ihnen jetzt hier. So lange antworte ich nicht, außer in einem Notfall oder wenn Sie etwas "
        "löschen wollen."
    )


def _left(name: str) -> str:
    return f"{name} hat das Gespräch verlassen. Ab jetzt antworte ich wieder."
