"""What waits to be sent to Telegram, as it is kept in the data base. Knows nothing of the client library, which is slow to load."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert
from sqlalchemy.engine import Connection

from bot.privacy.tables import TELEGRAM_CALLS, TELEGRAM_CHOICES
from bot.telegram.rendering import Call, Choice


@dataclass(frozen=True)
class Waiting:
    """A call that waits. ``method`` and ``parameters`` as of the client library; ``file``: path on the bot's server to upload."""

    id: int
    method: str
    parameters: dict[str, Any]
    file: dict[str, str] | None = None


def put(connection: Connection, bot: int, chat: int | None, calls: Sequence[Call | Waiting]) -> None:
    """Put calls to a chat into the queue of a bot, within a transaction."""
    for call in calls:
        values = {"conversation": f"telegram-{chat}", "created": time.time(), "bot": bot}
        body = json.dumps(_stored(connection, chat, call))
        connection.execute(insert(TELEGRAM_CALLS).values(**values, body=body))


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
