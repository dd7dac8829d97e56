"""What Telegram has delivered and what waits to be sent, in the data base: nothing is lost when the process dies."""

from __future__ import annotations

import hmac
import json
import logging
import re
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from bot.privacy.tables import TELEGRAM_CALLS, TELEGRAM_CHOICES, TELEGRAM_SAID, TELEGRAM_UPDATES
from bot.privacy.upgrades import NO_BOT
from bot.telegram.reading import Incoming, read
from bot.telegram.rendering import Call, Choice
from bot.telegram.waiting import Waiting, put

logger = logging.getLogger(__name__)

NUMBERS_KEPT = 2 * 86_400.0
"""Seconds for which the number of an answered update is kept: Telegram repeats for a day, and lets edit for two."""

_CHAT = re.compile(r"telegram-(-?\d+)")


class Queue:
    """The queue of one bot. One process works on it at a time; other bots may have theirs in the same data base."""

    def __init__(self, engine: Engine, bot: int, key: str) -> None:
        """Nothing is read yet.

        Args:
            engine: of the data base of conversations (``bot.privacy.tables.open_database``).
            bot: number of the bot at Telegram.
            key: for the hashes by which an edited text, and a part of an album, are known again.
        """
        self._engine = engine
        self._bot = bot
        self._key = key.encode()

    def take_over(self) -> None:
        """Make rows ours that were written when rows did not name a bot."""
        with self._engine.begin() as connection:
            ours = select(TELEGRAM_UPDATES.c.update_id).where(TELEGRAM_UPDATES.c.bot == self._bot)
            nobodys = TELEGRAM_UPDATES.c.bot == NO_BOT
            connection.execute(delete(TELEGRAM_UPDATES).where(nobodys, TELEGRAM_UPDATES.c.update_id.in_(ours)))
            for table in (TELEGRAM_UPDATES, TELEGRAM_CALLS):
                connection.execute(update(table).where(table.c.bot == NO_BOT).values(bot=self._bot))

    def take_in(self, incoming: Incoming) -> Incoming | None:
        """Keep an update and return it; None where it had been delivered before, and silent where an edit has changed no text."""
        try:
            with self._engine.begin() as connection:
                if incoming.kind == "edited" and self._is_known(connection, incoming):
                    incoming = replace(incoming, kind="nothing")
                values: dict[str, Any] = {"bot": self._bot, "update_id": incoming.number, "received": time.time()}
                if not incoming.silent:
                    values |= {"conversation": f"telegram-{incoming.chat}", "body": json.dumps(asdict(incoming))}
                connection.execute(insert(TELEGRAM_UPDATES).values(**values, album=self._album(incoming)))
                self._remember(connection, incoming)
        except IntegrityError:
            return None
        return incoming

    def open_updates(self) -> list[Incoming]:
        """Return the updates that are not answered yet, in Telegram's order; one whose row is damaged is unreadable."""
        table = TELEGRAM_UPDATES
        query = select(table.c.update_id, table.c.body).where(table.c.bot == self._bot, table.c.body.is_not(None))
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(table.c.update_id)).all()
        return [replace(_kept(row.body), number=row.update_id) for row in rows]

    def answered(self, updates: Sequence[Incoming], calls: Sequence[Call | Waiting], told: bool = False) -> None:
        """Put what is to be sent into the queue and forget the updates but for their numbers, in one transaction.

        Args:
            updates: one of a chat, or all of an album.
            calls: their answer.
            told: whether it says who answers here (:meth:`is_told`).
        """
        with self._engine.begin() as connection:
            put(connection, self._bot, updates[0].chat, calls)
            for each in updates:
                # The conversation may just have been deleted, and this row with it; its number must stay known.
                key = {"bot": self._bot, "update_id": each.number}
                this = (TELEGRAM_UPDATES.c.bot == self._bot, TELEGRAM_UPDATES.c.update_id == each.number)
                connection.execute(delete(TELEGRAM_UPDATES).where(*this))
                connection.execute(
                    insert(TELEGRAM_UPDATES).values(**key, received=time.time(), album=self._album(each))
                )
            if told:
                self._note_told(connection, updates[0].chat)

    def is_told(self, chat: int) -> bool:
        """Return whether it was said in a chat that a program answers, since the talk began or was deleted."""
        query = select(TELEGRAM_CHOICES.c.code).where(TELEGRAM_CHOICES.c.code == self._told(chat))
        with self._engine.connect() as connection:
            return connection.execute(query).first() is not None

    def album_answered(self, part: Incoming) -> bool:
        """Return whether another part of an album has been answered."""
        table = TELEGRAM_UPDATES
        query = select(table.c.update_id).where(
            table.c.bot == self._bot, table.c.album == self._album(part), table.c.body.is_(None)
        )
        with self._engine.connect() as connection:
            return connection.execute(query.limit(1)).first() is not None

    def next_call(self, chat: int) -> Waiting | None:
        """Return the first call that waits for a chat; one whose row is damaged is dropped."""
        query = select(TELEGRAM_CALLS).where(*self._calls_of(chat)).order_by(TELEGRAM_CALLS.c.id).limit(1)
        while True:
            with self._engine.connect() as connection:
                row = connection.execute(query).first()
            if row is None:
                return None
            try:
                return Waiting(id=row.id, **json.loads(row.body))
            except (ValueError, TypeError, RecursionError):
                logger.error("Call %s cannot be read and is dropped.", row.id)
                self.sent(Waiting(row.id, "", {}))

    def chats_waiting(self) -> list[int]:
        """Return the chats for which calls wait."""
        query = select(TELEGRAM_CALLS.c.conversation).where(TELEGRAM_CALLS.c.bot == self._bot).distinct()
        with self._engine.connect() as connection:
            names = connection.execute(query).scalars().all()
        return [int(found[1]) for name in names if (found := _CHAT.fullmatch(name))]

    def sent(self, call: Waiting) -> None:
        """Forget a call that Telegram has taken, or never will."""
        with self._engine.begin() as connection:
            connection.execute(delete(TELEGRAM_CALLS).where(TELEGRAM_CALLS.c.id == call.id))

    def drop_calls(self, chat: int) -> None:
        """Forget what waits for a chat that has blocked the bot; who comes back is told anew who answers here."""
        with self._engine.begin() as connection:
            connection.execute(delete(TELEGRAM_CALLS).where(*self._calls_of(chat)))
            connection.execute(delete(TELEGRAM_CHOICES).where(TELEGRAM_CHOICES.c.code == self._told(chat)))

    def choice(self, chat: int, code: str) -> Choice | None:
        """Return what a button of this chat stands for, None where it is too old."""
        table = TELEGRAM_CHOICES
        query = select(table.c.title, table.c.payload).where(
            table.c.code == code, table.c.conversation == f"telegram-{chat}"
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return Choice(row.title, row.payload) if row and row.payload else None

    def forget_numbers(self) -> None:
        """Delete the numbers of updates that Telegram does not repeat any more, and what cannot be edited any more."""
        limit = time.time() - NUMBERS_KEPT
        with self._engine.begin() as connection:
            old = TELEGRAM_UPDATES.c.received < limit
            connection.execute(delete(TELEGRAM_UPDATES).where(old, TELEGRAM_UPDATES.c.body.is_(None)))
            connection.execute(delete(TELEGRAM_SAID).where(TELEGRAM_SAID.c.received < limit))

    def _note_told(self, connection: Connection, chat: int | None) -> None:
        """Note it among the buttons, which end with the conversation: nobody can press this one."""
        code = self._told(chat)
        connection.execute(delete(TELEGRAM_CHOICES).where(TELEGRAM_CHOICES.c.code == code))
        values = {"code": code, "conversation": f"telegram-{chat}", "created": time.time(), "title": "", "payload": ""}
        connection.execute(insert(TELEGRAM_CHOICES).values(values))

    def _told(self, chat: int | None) -> str:
        return f"told-{self._hash('told', chat)}"[:32]

    def _calls_of(self, chat: int) -> tuple[Any, Any]:
        return TELEGRAM_CALLS.c.bot == self._bot, TELEGRAM_CALLS.c.conversation == f"telegram-{chat}"

    def _is_known(self, connection: Connection, incoming: Incoming) -> bool:
        this = TELEGRAM_SAID.c.fingerprint == self._fingerprint(incoming)
        return connection.execute(select(TELEGRAM_SAID.c.fingerprint).where(this)).first() is not None

    def _remember(self, connection: Connection, incoming: Incoming) -> None:
        if not incoming.said or incoming.message is None or incoming.kind == "nothing":
            return
        fingerprint = self._fingerprint(incoming)
        connection.execute(delete(TELEGRAM_SAID).where(TELEGRAM_SAID.c.fingerprint == fingerprint))
        values = {"fingerprint": fingerprint, "conversation": f"telegram-{incoming.chat}", "received": time.time()}
        connection.execute(insert(TELEGRAM_SAID).values(**values))

    def _fingerprint(self, incoming: Incoming) -> str:
        return self._hash("said", incoming.chat, incoming.message, incoming.said)

    def _album(self, incoming: Incoming) -> str | None:
        return self._hash("album", incoming.chat, incoming.album) if incoming.album else None

    def _hash(self, *what: object) -> str:
        joined = "/".join(map(str, [self._bot, *what])).encode("utf-8", "surrogatepass")
        return hmac.new(self._key, joined, "sha256").hexdigest()


def _kept(body: str) -> Incoming:
    """Return what was kept; older rows hold the update itself."""
    try:
        found = json.loads(body)
        return read(found) if "update_id" in found else Incoming(**found)
    except (ValueError, TypeError, RecursionError):
        return Incoming("unreadable")
