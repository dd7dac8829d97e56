"""What an update of Telegram says to us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from bot.telegram.texts import TYPED

Kind = Literal["text", "command", "button", "other", "edited", "group", "nothing"]


@dataclass(frozen=True)
class Incoming:
    """One update. ``text``: what was typed, or the code of the button; ``message``: number of the message with the button."""

    kind: Kind
    chat: int | None
    text: str = ""
    message: int | None = None
    query: str | None = None


def read(update: dict[str, Any], username: str = "") -> Incoming:
    """Return what an update (Bot API, object "Update") says.

    Args:
        update: the update as Telegram sends it.
        username: of the bot, without @: in a group only what is addressed to it concerns it.
    """
    if "callback_query" in update:
        return _pressed(update["callback_query"])
    if "edited_message" in update:
        message = update["edited_message"]
        private = message.get("chat", {}).get("type") == "private"
        return Incoming("edited" if private else "nothing", message.get("chat", {}).get("id"))
    message = update.get("message")
    if not isinstance(message, dict) or not isinstance((message.get("chat") or {}).get("id"), int):
        return Incoming("nothing", None)
    chat, text = message["chat"]["id"], str(message.get("text") or "")
    if message["chat"].get("type") != "private":
        addressed = bool(username) and f"@{username.lower()}" in text.lower()
        return Incoming("group" if addressed else "nothing", chat)
    if not text:
        caption = str(message.get("caption") or "")
        return Incoming("text", chat, caption) if caption else Incoming("other", chat)
    if text.startswith("/"):
        command = text[1:].split(maxsplit=1)[0].split("@")[0].lower()
        if command in TYPED:
            return Incoming("command", chat, command)
    return Incoming("text", chat, text)


def _pressed(query: dict[str, Any]) -> Incoming:
    message = query.get("message") or {}
    chat = message.get("chat", {}).get("id")
    return Incoming("button", chat, str(query.get("data") or ""), message.get("message_id"), str(query.get("id")))
