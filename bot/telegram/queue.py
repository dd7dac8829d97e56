"""What Telegram has delivered and what waits to be sent, in the data base: nothing is lost when the process dies."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from bot.privacy.tables import TELEGRAM_CALLS, TELEGRAM_CHOICES, TELEGRAM_UPDATES
from bot.telegram.rendering import Call, Choice

NUMBERS_KEPT = 2 * 86_400.0
"""Seconds for which the number of an answered update is kept; Telegram repeats for a day."""


@dataclass(frozen=True)
class Waiting:
    """A call that waits. ``method`` and ``parameters`` as of the client library; ``file``: path on the bot's server to upload."""

    id: int
    method: str
    parameters: dict[str, Any]
    file: dict[str, str] | None = None


class Queue:
    """The queue of one bot. One process works on it at a time."""

    def __init__(self, engine: Engine) -> None:
        """``engine``: of the data base of conversations (``bot.privacy.tables.open_database``)."""
        self._engine = engine

    def take_in(self, update: dict[str, Any]) -> bool:
        """Keep an update; returns False where it had been delivered before."""
        row = {"update_id": int(update["update_id"]), "conversation": _conversation(update), "received": time.time()}
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(TELEGRAM_UPDATES).values(**row, body=json.dumps(update)))
        except IntegrityError:
            return False
        return True

    def open_updates(self) -> list[dict[str, Any]]:
        """Return the updates that are not answered yet, in Telegram's order."""
        query = select(TELEGRAM_UPDATES.c.body).where(TELEGRAM_UPDATES.c.body.is_not(None))
        with self._engine.connect() as connection:
            return [
                json.loads(body) for body in connection.execute(query.order_by(TELEGRAM_UPDATES.c.update_id)).scalars()
            ]

    def answered(self, update_id: int, chat: int | None, calls: Sequence[Call | Waiting]) -> None:
        """Put what is to be sent into the queue and forget the update but its number, in one transaction."""
        with self._engine.begin() as connection:
            for call in calls:
                body = _stored(connection, chat, call)
                values = {"conversation": f"telegram-{chat}", "created": time.time(), "body": json.dumps(body)}
                connection.execute(insert(TELEGRAM_CALLS).values(**values))
            # The conversation may just have been deleted, and this row with it; its number must stay known.
            connection.execute(delete(TELEGRAM_UPDATES).where(TELEGRAM_UPDATES.c.update_id == update_id))
            connection.execute(insert(TELEGRAM_UPDATES).values(update_id=update_id, received=time.time()))

    def next_call(self, chat: int) -> Waiting | None:
        """Return the first call that waits for a chat."""
        query = select(TELEGRAM_CALLS).where(TELEGRAM_CALLS.c.conversation == f"telegram-{chat}")
        with self._engine.connect() as connection:
            row = connection.execute(query.order_by(TELEGRAM_CALLS.c.id).limit(1)).first()
        return Waiting(id=row.id, **json.loads(row.body)) if row else None

    def chats_waiting(self) -> list[int]:
        """Return the chats for which calls wait."""
        with self._engine.connect() as connection:
            names = connection.execute(select(TELEGRAM_CALLS.c.conversation).distinct()).scalars()
            return [int(name.removeprefix("telegram-")) for name in names]

    def sent(self, call: Waiting) -> None:
        """Forget a call that Telegram has taken, or never will."""
        with self._engine.begin() as connection:
            connection.execute(delete(TELEGRAM_CALLS).where(TELEGRAM_CALLS.c.id == call.id))

    def choice(self, chat: int, code: str) -> Choice | None:
        """Return what a button of this chat stands for, None where it is too old."""
        table = TELEGRAM_CHOICES
        query = select(table.c.title, table.c.payload).where(
            table.c.code == code, table.c.conversation == f"telegram-{chat}"
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return Choice(row.title, row.payload) if row else None

    def forget_numbers(self) -> None:
        """Delete the numbers of updates that Telegram does not repeat any more."""
        with self._engine.begin() as connection:
            old = TELEGRAM_UPDATES.c.received < time.time() - NUMBERS_KEPT
            connection.execute(delete(TELEGRAM_UPDATES).where(old, TELEGRAM_UPDATES.c.body.is_(None)))


def _conversation(update: dict[str, Any]) -> str | None:
    message = (
        update.get("message") or update.get("edited_message") or (update.get("callback_query") or {}).get("message")
    )
    chat = (message or {}).get("chat", {}).get("id")
    return None if chat is None else f"telegram-{chat}"


def _stored(connection: Connection, chat: int | None, call: Call | Waiting) -> dict[str, Any]:
    if isinstance(call, Waiting):
        return {"method": call.method, "parameters": call.parameters, "file": call.file}
    parameters: dict[str, Any] = {"chat_id": chat}
    if call.choices:
        parameters["reply_markup"] = {
            "inline_keyboard": [[_button(connection, chat, choice)] for choice in call.choices]
        }
    if call.kind == "text":
        parameters["text"] = call.text
        return {"method": "send_message", "parameters": parameters}
    if call.text:
        parameters["caption"] = call.text
    file = {"field": call.kind, "path": call.path or "", "name": call.name or f"{call.kind}.png"}
    return {"method": "send_photo" if call.kind == "photo" else "send_document", "parameters": parameters, "file": file}


def _button(connection: Connection, chat: int | None, choice: Choice) -> dict[str, str]:
    code = secrets.token_urlsafe(9)
    values = {"code": code, "conversation": f"telegram-{chat}", "created": time.time()}
    connection.execute(insert(TELEGRAM_CHOICES).values(**values, title=choice.title, payload=choice.payload))
    return {"text": choice.title, "callback_data": code}
