"""Updates of every kind and shape that the client library knows, made from the signatures of its own classes."""

from __future__ import annotations

import datetime as dtm
import inspect
import random
import typing
from collections.abc import Sequence
from typing import Any

import telegram
from telegram.constants import UpdateType

_DEPTH = 3
_NAMESPACE = {name: value for name, value in vars(telegram).items() if inspect.isclass(value)}
_NAMESPACE |= {"dtm": dtm, "Sequence": Sequence, "JSONDict": dict, "TimePeriod": int, "Any": Any}
_JSON_NAMES = {"from_user": "from"}


def fields_of(kind: type) -> dict[str, Any]:
    """Return the fields of a class of the library as Telegram calls them, with what they hold."""
    module = vars(inspect.getmodule(kind) or telegram)
    hints = typing.get_type_hints(kind.__init__, {**_NAMESPACE, **module, **_NAMESPACE})  # type: ignore[misc]
    left_out = {"api_kwargs", "return", "bot"}
    return {_JSON_NAMES.get(name, name): hint for name, hint in hints.items() if name not in left_out}


def required_of(kind: type) -> set[str]:
    """Return the fields without which the library does not take an object."""
    parameters = inspect.signature(kind).parameters.values()
    return {_JSON_NAMES.get(each.name, each.name) for each in parameters if each.default is inspect.Parameter.empty}


def shape(kind: type, chance: random.Random, depth: int = 0, optional: float = 0.15) -> dict[str, Any]:
    """Return an object of a class as JSON: what is required, and of the rest each field with the chance ``optional``."""
    required = required_of(kind)
    return {
        name: value_of(hint, chance, depth + 1)
        for name, hint in fields_of(kind).items()
        if name in required or (depth < _DEPTH and chance.random() < optional)
    }


def value_of(hint: Any, chance: random.Random, depth: int) -> Any:
    """Return a value that a field may hold."""
    arguments = [each for each in typing.get_args(hint) if each is not type(None)]
    if typing.get_origin(hint) in {list, tuple, Sequence} or "Sequence" in str(typing.get_origin(hint)):
        return [value_of(arguments[0], chance, depth) for _ in range(chance.randint(1, 2))] if depth < _DEPTH else []
    if arguments:
        return value_of(chance.choice(arguments), chance, depth)
    if inspect.isclass(hint) and issubclass(hint, telegram.TelegramObject):
        return shape(hint, chance, depth)
    simple = {
        bool: True,
        int: chance.randint(1, 10**6),
        float: chance.random(),
        dtm.datetime: 1_700_000_000,
        dtm.timedelta: 60,
    }
    return simple.get(hint, chance.choice(["Wie fangen wir an?", "x", "ä", "/settings", "kicked", "private"]))


def update_of(called: UpdateType, chat: int, chance: random.Random) -> dict[str, Any]:
    """Return an update of a kind, without a number, in a chat of its own."""
    kind = next(
        each
        for each in (typing.get_args(fields_of(telegram.Update)[called]) or [fields_of(telegram.Update)[called]])
        if each is not type(None)
    )
    return {str(called.value): _in_chat(shape(kind, chance, optional=0.06), chat, chance)}


def _in_chat(content: dict[str, Any], chat: int, chance: random.Random) -> dict[str, Any]:
    private = chance.random() < 0.8
    place = {"id": chat if private else -chat, "type": "private" if private else chance.choice(["group", "channel"])}
    holders = [content, content.get("message")]
    for holder in holders:
        if isinstance(holder, dict) and "chat" in holder:
            holder["chat"] = place
            holder["message_id"] = chat
    if isinstance(content.get("from"), dict):
        content["from"]["is_bot"] = chance.random() < 0.05
    return content
