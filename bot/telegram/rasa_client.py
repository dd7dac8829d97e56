"""Asking Rasa on this machine."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

import aiohttp

from bot.settings import VAR_DIR
from bot.web.secret import derived_key

_SECONDS = 90
_REFUSED = {400, 413, 415, 422}
"""How Rasa answers what it would not take the next time either."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class RasaUnavailable(Exception):  # noqa: N818
    """Rasa does not answer at the moment."""


class RasaRefusal(Exception):  # noqa: N818
    """Rasa does not take this message."""


class FileGoneError(Exception):
    """The picture or file is no more."""


class RasaClient:
    """One connection for all questions. Each request says that it comes from our own process."""

    def __init__(self, address: str) -> None:
        """``address``: of Rasa, for example http://127.0.0.1:5005."""
        self._address = address
        self._session: aiohttp.ClientSession | None = None

    async def ask(self, chat: int, text: str, message_id: str) -> list[dict[str, Any]]:
        """Return the bot's messages; a message asked again under its id gets the same ones.

        Raises:
            RasaUnavailable: no answer.
            RasaRefusal: the message itself is not taken.
        """
        try:
            async with self._open().post(
                f"{self._address}/webhooks/telegram/message",
                data=_body(chat, text, message_id),
                headers={"Content-Type": "application/json"},
            ) as response:
                if response.status in _REFUSED:
                    raise RasaRefusal(f"status {response.status}")
                if response.status != 200:
                    raise RasaUnavailable(f"status {response.status}")
                return list((await response.json())["messages"])
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError, KeyError) as error:
            raise RasaUnavailable(type(error).__name__) from error

    async def question(self, article: str) -> str | None:
        """Return the question of an article, which a link names by its id; None where there is no such article.

        Raises:
            RasaUnavailable: no answer.
        """
        try:
            async with self._open().get(f"{self._address}/webhooks/telegram/question/{article}") as response:
                if response.status == 404:
                    return None
                if response.status != 200:
                    raise RasaUnavailable(f"status {response.status}")
                return str((await response.json())["question"])
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError, KeyError) as error:
            raise RasaUnavailable(type(error).__name__) from error

    async def file(self, path: str) -> bytes:
        """Return a picture or file of the bot's own server.

        Raises:
            FileGoneError: there is none.
            RasaUnavailable: no answer.
        """
        try:
            async with self._open().get(f"{self._address}{path}", allow_redirects=False) as response:
                if response.status >= 500 or response.status in {403, 429}:
                    raise RasaUnavailable(f"status {response.status}")
                if response.status != 200:
                    raise FileGoneError(f"status {response.status}")
                return await response.read()
        except aiohttp.InvalidURL as error:
            raise FileGoneError("no address") from error
        except (aiohttp.ClientError, asyncio.TimeoutError) as error:
            raise RasaUnavailable(type(error).__name__) from error

    async def close(self) -> None:
        """Close the connection."""
        if self._session:
            await self._session.close()

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=_SECONDS),
                headers={"Authorization": f"Bearer {derived_key(VAR_DIR, 'telegram')}"},
            )
        return self._session


def _body(chat: int, text: str, message_id: str) -> bytes:
    """Return the request, which stays below 16 KB for the longest message of Telegram."""
    body = {"chat": chat, "text": _CONTROLS.sub(" ", text), "id": message_id}
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
