"""Asking Rasa on this machine."""

from __future__ import annotations

from typing import Any

import aiohttp

from bot.settings import VAR_DIR
from bot.web.secret import server_secret

_SECONDS = 90


class RasaUnavailable(Exception):  # noqa: N818
    """Rasa does not answer at the moment."""


class FileGoneError(Exception):
    """The picture or file is no more."""


class RasaClient:
    """One connection for all questions."""

    def __init__(self, address: str) -> None:
        """``address``: of Rasa, for example http://127.0.0.1:5005."""
        self._address = address
        self._session: aiohttp.ClientSession | None = None

    async def ask(self, chat: int, text: str, message_id: str) -> list[dict[str, Any]]:
        """Return the bot's messages; a message asked again under its id gets the same ones.

        Raises:
            RasaUnavailable: no answer.
        """
        body = {"chat": chat, "text": text, "id": message_id}
        headers = {"Authorization": f"Bearer {server_secret(VAR_DIR)}"}
        try:
            async with self._open().post(
                f"{self._address}/webhooks/telegram/message", json=body, headers=headers
            ) as response:
                if response.status != 200:
                    raise RasaUnavailable(f"status {response.status}")
                return list((await response.json())["messages"])
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError) as error:
            raise RasaUnavailable(type(error).__name__) from error

    async def file(self, path: str) -> bytes:
        """Return a picture or file of the bot's own server.

        Raises:
            FileGoneError: there is none.
            RasaUnavailable: no answer.
        """
        try:
            async with self._open().get(f"{self._address}{path}") as response:
                if response.status >= 500 or response.status == 429:
                    raise RasaUnavailable(f"status {response.status}")
                if response.status != 200:
                    raise FileGoneError(f"status {response.status}")
                return await response.read()
        except (aiohttp.ClientError, TimeoutError) as error:
            raise RasaUnavailable(type(error).__name__) from error

    async def close(self) -> None:
        """Close the connection."""
        if self._session:
            await self._session.close()

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_SECONDS))
        return self._session
