"""Telegram's Bot API, with updates as Telegram sends them: one that the client library cannot read spoils no other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from telegram import Bot
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot.telegram.settings import TelegramSettings

_POLL_SECONDS = 25
_UPDATE_ID = re.compile(r'"update_id"\s*:\s*(\d{1,16})\b')
_MARK = re.compile(r'["\\\[\]{}]')


class Api(Bot):
    """The calls whose answers are not parsed any further."""

    def __init__(self, settings: TelegramSettings) -> None:
        """Nothing is sent yet."""
        super().__init__(
            settings.token,
            base_url=f"{settings.api}/bot",
            request=HTTPXRequest(connection_pool_size=64, read_timeout=20, media_write_timeout=60),
            get_updates_request=_UpdatesRequest(read_timeout=10),
        )

    async def updates_since(self, offset: int, wanted: list[str]) -> list[Any]:
        """Return what has happened, after waiting a while for something to happen.

        Args:
            offset: number of the first update wanted; those before it are forgotten by Telegram.
            wanted: kinds of updates.

        Raises:
            TelegramError: no answer, or one that is no list.
        """
        data = {"offset": offset, "timeout": _POLL_SECONDS, "allowed_updates": wanted}
        found = await self._post("getUpdates", data, read_timeout=10 + _POLL_SECONDS)
        if not isinstance(found, list):
            raise TelegramError("the updates are no list")
        return found

    async def own_username(self) -> str:
        """Return the bot's name, without @.

        Raises:
            TelegramError: no answer; ``InvalidToken``: Telegram does not know the token.
        """
        me = await self._post("getMe")
        name = me.get("username") if isinstance(me, dict) else None
        return name if isinstance(name, str) else ""


class _UpdatesRequest(HTTPXRequest):
    """Parses the list of updates at once or, where that fails, each for itself."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """Return the parsed answer; an update that cannot be parsed is there with its number only.

        Raises:
            TelegramError: this is no answer of a Bot API.
        """
        text = payload.decode("utf-8", "replace")
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            found = {"result": [_alone(piece) for piece in pieces(text)]}
            if not found["result"]:
                raise TelegramError("Invalid server response") from None
        if not isinstance(found, dict) or not {"result", "description"} & found.keys():
            raise TelegramError("Invalid server response")
        return found


def pieces(text: str) -> Iterator[str]:
    """Return the objects in the list of an answer (``{"ok":true,"result":[{...},{...}]}``), each as text.

    Only brackets and strings are looked at, so that neither depth nor content matters.
    """
    depth, start, in_string = 0, None, False
    place = 0
    while mark := _MARK.search(text, place):
        place = mark.end()
        match mark[0]:
            case "\\":
                place += in_string
            case '"':
                in_string = not in_string
            case "{" | "[" if not in_string:
                depth += 1
                if depth == 3 and mark[0] == "{":
                    start = mark.start()
            case "}" | "]" if not in_string:
                if depth == 3 and start is not None:
                    yield text[start:place]
                    start = None
                depth -= 1


def _alone(piece: str) -> Any:
    try:
        return json.loads(piece)
    except (ValueError, RecursionError):
        number = _UPDATE_ID.search(piece)
        return {"update_id": int(number[1])} if number else {}
