"""What an update of Telegram says to us. Whatever arrives is read; what makes no sense says so and harms nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Literal

from telegram.constants import MessageAttachmentType, UpdateType

from bot.telegram.texts import TYPED, call_back_to

Kind = Literal[
    "text",
    "contact",
    "command",
    "question",
    "unknown_command",
    "button",
    "other",
    "edited",
    "group",
    "blocked",
    "nothing",
    "unreadable",
]

CONTENT = {str(kind.value) for kind in MessageAttachmentType} - {"passport_data", "successful_payment"} | {
    "checklist",
    "giveaway",
    "giveaway_winners",
}
"""Fields of a message that hold what somebody has sent instead of text. All others describe the message or tell of an event
in the chat (something was pinned, a timer was set), and so will most of those to come: they are not answered."""

LARGEST_NUMBER = 2**52 - 1
"""Numbers of updates, chats and messages have at most 52 bits (core.telegram.org/bots/api)."""

_LONGEST_TEXT = 4096
_COMMAND = re.compile(r"/(\w{1,64})(@\w{1,64})?")
_QUESTION = re.compile(r"frage-([A-Za-z0-9_-]{1,58})")
"""What a link ``https://t.me/BOT?start=frage-ID`` brings along; Telegram passes on 64 of these characters."""
_PHONE = re.compile(r"\+?[0-9][0-9 ()/-]{4,24}")
_LONGEST_NAME = 60
_NUMBER = "nummer"
"""What whoever sets up the staff's group asks in it ("@bot Nummer")."""
_CODE = re.compile(r"[A-Za-z0-9_-]{1,64}")
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_GONE = {"kicked", "left"}
"""What the bot is in a chat whose owner has blocked it, or that has thrown it out."""


@dataclass(frozen=True)
class Incoming:
    """One update, with no more of it than the answer needs.

    ``number``: of the update; None where it has none that can be kept. ``text``: what was typed, the name of the command, the
    code of the button, the id of the article whose question a link asks, or a shared contact as one could have typed it.
    ``message``: number of the message, of a button the one it hangs on. ``album``: what the photos of one album have in
    common. ``called``: the kind of update as Telegram names it.
    """

    kind: Kind
    number: int | None = None
    chat: int | None = None
    text: str = ""
    message: int | None = None
    query: str | None = None
    album: str | None = None
    called: str = ""

    @property
    def said(self) -> str:
        """What was typed, for telling a new text from an old one."""
        return self.text if self.kind in {"text", "command", "question", "unknown_command", "edited"} else ""

    @property
    def silent(self) -> bool:
        """Whether there is nothing to be done about it."""
        return self.kind in {"nothing", "unreadable"}


def read(update: object, username: str = "") -> Incoming:
    """Return what an update (Bot API, object "Update") says; never raises, whatever was parsed from JSON.

    Args:
        update: the update as Telegram sends it.
        username: of the bot, without @: in a group only what is addressed to it concerns it.
    """
    if not isinstance(update, dict):
        return Incoming("unreadable")
    number = _number(update.get("update_id"))
    called = next((kind.value for kind in UpdateType if kind.value in update), "unknown")
    content = update.get(called)
    if called not in _READERS:
        return Incoming("nothing" if len(update) > 1 else "unreadable", number, called=called)
    found = _READERS[called](content, username) if isinstance(content, dict) else Incoming("unreadable")
    return replace(found, number=number, called=called)


def _message(message: dict[str, Any], username: str) -> Incoming:
    chat = _chat(message)
    if chat is None:
        return Incoming("unreadable")
    if _dict(message.get("from")).get("is_bot") is True:
        return Incoming("nothing", chat=chat)  # two bots that answer each other never end
    text = _text(message, "text")
    if not _private(message):
        said = text or _text(message, "caption")
        asks = _NUMBER if re.search(rf"\b{_NUMBER}\b", said.casefold()) else ""
        return Incoming("group", chat=chat, text=asks) if _addressed(said, username) else Incoming("nothing", chat=chat)
    found = Incoming("nothing", chat=chat, message=_number(message.get("message_id")), album=_album(message))
    if text.startswith("/"):
        return _command(found, text)
    if words := text or _text(message, "caption"):
        return replace(found, kind="text", text=words)
    if contact := _contact(message):
        return replace(found, kind="contact", text=contact)
    return replace(found, kind="other") if CONTENT & message.keys() else found


def _edited(message: dict[str, Any], username: str) -> Incoming:
    """Read a changed message. A place that moves has no text; whether a text is another one than before is not seen here."""
    chat, text = _chat(message), _text(message, "text") or _text(message, "caption")
    if chat is None:
        return Incoming("unreadable")
    found = Incoming("nothing", chat=chat, text=text, message=_number(message.get("message_id")))
    if not text or not _private(message) or _dict(message.get("from")).get("is_bot") is True:
        return replace(found, text="")
    return replace(_command(found, text) if text.startswith("/") else found, kind="edited")


def _pressed(query: dict[str, Any], username: str) -> Incoming:
    message, code, number = _dict(query.get("message")), query.get("data"), query.get("id")
    chat = _chat(message)
    if chat is None or not isinstance(number, str) or not _CODE.fullmatch(number):
        return Incoming("unreadable")
    known = code if isinstance(code, str) and _CODE.fullmatch(code) else ""
    return Incoming("button", None, chat, known, _number(message.get("message_id")), number)


def _membership(change: dict[str, Any], username: str) -> Incoming:
    chat, status = _chat(change), _dict(change.get("new_chat_member")).get("status")
    if chat is None or not isinstance(status, str):
        return Incoming("unreadable")
    return Incoming("blocked" if status in _GONE else "nothing", chat=chat)


_READERS = {
    "message": _message,
    "edited_message": _edited,
    "callback_query": _pressed,
    "my_chat_member": _membership,
}

WANTED = list(_READERS)
"""The kinds of updates that Telegram is asked for. Others, such as reactions, may still come, and are not answered."""


def _command(found: Incoming, text: str) -> Incoming:
    """Read what begins with a slash: a command, or a text where no command could look like that ("/home ist voll")."""
    first = _COMMAND.fullmatch(text.split(maxsplit=1)[0])
    if first:
        name = first[1].lower().translate(_SPELT_OUT)
        linked = _QUESTION.fullmatch(text[first.end() :].strip()) if name == "start" else None
        if linked:
            return replace(found, kind="question", text=linked[1])
        return replace(found, kind="command" if name in TYPED else "unknown_command", text=name)
    says = any(character.isalnum() for character in text)
    return replace(found, kind="text" if says else "unknown_command", text=text)


def _addressed(text: str, username: str) -> bool:
    return bool(username) and bool(re.search(rf"@{re.escape(username)}(?!\w)", text, re.IGNORECASE))


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _number(value: Any) -> int | None:
    return value if type(value) is int and 0 <= value <= LARGEST_NUMBER else None


def _chat(holder: dict[str, Any]) -> int | None:
    value = _dict(holder.get("chat")).get("id")
    return value if type(value) is int and 0 < abs(value) <= LARGEST_NUMBER else None


def _private(message: dict[str, Any]) -> bool:
    return bool(_dict(message.get("chat")).get("type") == "private")


def _text(message: dict[str, Any], name: str) -> str:
    value = message.get(name)
    return value[:_LONGEST_TEXT] if isinstance(value, str) and value.strip() else ""


def _contact(message: dict[str, Any]) -> str:
    """Return a shared contact as somebody could have typed it; empty where it holds no number.

    Telegram gives the number of its own users with the country's code, and without "+".
    """
    contact = _dict(message.get("contact"))
    number = contact.get("phone_number")
    if not isinstance(number, str) or not _PHONE.fullmatch(number.strip()):
        return ""
    phone = number.strip() if number.strip()[0] in "+0" else f"+{number.strip()}"
    names = (contact.get("first_name"), contact.get("last_name"))
    name = " ".join(" ".join(part.split()) for part in names if isinstance(part, str))
    return call_back_to(name.strip()[:_LONGEST_NAME], phone)


def _album(message: dict[str, Any]) -> str | None:
    value = message.get("media_group_id")
    return value if isinstance(value, str) and _CODE.fullmatch(value) else None
