"""The group of the staff: it learns that somebody waits, and where to look. Nobody's name and no word of a talk goes there.

Telegram is outside the EU, and the owner has agreed to the centre and not to it. So the message says only that there is a
call-back to make, or a talk that may be read; who it is stands in the desk.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import german_time
from bot.core.table import DESK_PORT, HOSTS
from bot.privacy.tables import CONTACTS, READERS, TELEGRAM_CALLS, TELEGRAM_CHOICES
from bot.telegram.stopping import Stop

logger = logging.getLogger(__name__)

LOOK_SECONDS = 20.0
RECENT_SECONDS = 3 * 86_400.0
"""What has waited longer is nothing new: a group that is set up today is not told of last month."""
MOST_AT_ONCE = 5


@dataclass(frozen=True)
class _Person:
    """Somebody who waits. ``key``: by which it is known that the group has been told; ``path``: of the page of the desk."""

    key: str
    since: float
    text: str
    path: str


def desk_address() -> str:
    """Return where the staff find the desk: under the first of our names, else on this machine."""
    names = HOSTS.value()
    return f"https://{names[0]}/redaktion" if names else f"http://127.0.0.1:{DESK_PORT.value()}/redaktion"


class StaffGroup:
    """Tells one group."""

    def __init__(self, engine: Engine, bot: int, group: int, desk: str) -> None:
        """Nothing is looked at yet.

        Args:
            engine: of the data base of conversations.
            bot: its number at Telegram.
            group: its number at Telegram.
            desk: address of the desk, up to ``/redaktion``.
        """
        self._engine = engine
        self._bot = bot
        self.chat = group
        self._desk = desk

    async def watch(self, wake: Callable[[int], None], stop: Stop) -> None:
        """Look again and again until told to stop. ``wake``: sees to it that what waits for a chat is sent."""
        while not stop.asked:
            try:
                if self.tell(time.time()):
                    wake(self.chat)
            except SQLAlchemyError as error:
                logger.error("Whether somebody waits is not known: %s", type(error).__name__)
            await stop.rest(LOOK_SECONDS)

    def tell(self, now: float) -> int:
        """Put a message into the queue for each person that the group has not been told of; returns how many.

        Args:
            now: seconds since 1970.

        Raises:
            SQLAlchemyError: the data base is in trouble; nothing was put there.
        """
        name = f"telegram-{self.chat}"
        with self._engine.begin() as connection:
            query = select(TELEGRAM_CHOICES.c.code).where(TELEGRAM_CHOICES.c.conversation == name)
            told = set(connection.execute(query).scalars())
            new = [person for person in _waiting(connection, now) if person.key not in told][:MOST_AT_ONCE]
            for person in new:
                # Among the buttons, which end after the days of a conversation: nobody can press this one.
                row = {"code": person.key, "conversation": name, "created": now, "title": "", "payload": ""}
                connection.execute(insert(TELEGRAM_CHOICES).values(row))
                call = {"method": "send_message", "parameters": {"chat_id": self.chat, "text": self._said(person)}}
                values = {"bot": self._bot, "conversation": name, "created": now, "body": json.dumps(call)}
                connection.execute(insert(TELEGRAM_CALLS).values(values))
        return len(new)

    def _said(self, person: _Person) -> str:
        at = german_time(person.since)
        where = f"Alles Weitere steht nur in der Redaktion: {self._desk}{person.path}"
        return f"Jemand {person.text}, seit {at:%d.%m., %H:%M} Uhr. {where}"


def _waiting(connection: Connection, now: float) -> list[_Person]:
    """Return who waits, the one who has waited longest first."""
    since = now - RECENT_SECONDS
    calls = select(CONTACTS.c.id, CONTACTS.c.created).where(
        CONTACTS.c.created > since, CONTACTS.c.done.is_(None), CONTACTS.c.claimed_by.is_(None)
    )
    reads = select(READERS.c.id, READERS.c.created).where(READERS.c.created > since, READERS.c.last_read.is_(None))
    found = [
        _Person(f"staff-call-{row.id}", row.created, "wartet auf einen Rückruf", f"/rueckrufe/{row.id}")
        for row in connection.execute(calls)
    ]
    found += [
        _Person(f"staff-read-{row.id}", row.created, "hat Ihnen ein Gespräch geöffnet", f"/gespraeche/{row.id}")
        for row in connection.execute(reads)
    ]
    return sorted(found, key=lambda person: person.since)
