"""How updates come in: asked for (long polling), or brought by Telegram (webhook). One that is faulty costs no other."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from typing import Any

from aiohttp import web
from telegram.error import RetryAfter

from bot.telegram.api import Api
from bot.telegram.chats import Chats
from bot.telegram.queue import Queue
from bot.telegram.reading import WANTED, read
from bot.telegram.sending import seconds_of
from bot.telegram.stopping import Stop, pause, will_pass

logger = logging.getLogger(__name__)

_MAX_BODY = 1_000_000


class Receiver:
    """Keeps each update and hands it over."""

    def __init__(self, queue: Queue, chats: Chats) -> None:
        """``chats``: who answers."""
        self._queue = queue
        self._chats = chats
        self.username = ""
        """Of the bot, without @, as soon as Telegram has said it."""

    def take(self, update: object) -> int | None:
        """Keep an update and see to it that it is answered. Returns its number, None where it has none.

        Raises:
            SQLAlchemyError: the data base is in trouble; the update has to be brought again.
        """
        incoming = read(update, self.username)
        if incoming.kind == "unreadable" or incoming.number is None:
            logger.error("Update %s (%s) cannot be read and is skipped.", incoming.number, incoming.called or "unknown")
        if incoming.number is None:
            return None
        try:
            kept = self._queue.take_in(incoming)
            if kept is None:
                logger.warning("Update %s has been delivered before and is dropped.", incoming.number)
            elif not kept.silent:
                self._chats.hand_over(kept)
        except Exception as error:
            if will_pass(error):
                raise
            logger.error("Update %s cannot be kept and is skipped: %s", incoming.number, type(error).__name__)
        return incoming.number

    async def poll(self, api: Api, stop: Stop) -> None:
        """Ask Telegram for updates until told to stop."""
        offset, failures = 0, 0
        while not stop.asked:
            try:
                updates = await api.updates_since(offset, WANTED)
                numbers = []
                for update in updates:
                    if (number := self.take(update)) is not None:
                        numbers.append(number)
                        offset = max(offset, number + 1)
                # What has no number cannot be acknowledged: Telegram would bring it again at once.
                failures = 0 if numbers or not updates else failures + 1
                if failures:
                    await stop.rest(pause(failures - 1))
            except Exception as error:
                # What was not kept is asked for again: the offset has not moved past it.
                logger.error("No updates from Telegram (%s); trying again.", type(error).__name__)
                await stop.rest(seconds_of(error) if isinstance(error, RetryAfter) else pause(failures))
                failures += 1

    async def listen(self, port: int, secret: str, stop: Stop) -> None:
        """Take what Telegram brings to ``/telegram`` on loopback until told to stop.

        Args:
            port: to listen on; a proxy with https stands before it.
            secret: what each request has to carry.
            stop: ends the listening.

        Raises:
            OSError: somebody else listens on the port.
        """
        expected = secret.encode()

        async def receive(request: web.Request) -> web.Response:
            given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
            if not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), expected):
                return web.Response(status=403)
            return web.Response(status=self._status(await _parsed(request)))

        app = web.Application(client_max_size=_MAX_BODY)
        app.router.add_post("/telegram", receive)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", port).start()
            await stop.wait()
        finally:
            await runner.cleanup()

    def _status(self, update: Any) -> int:
        """Take an update and return how Telegram is answered: 503 for what it should bring again."""
        if not isinstance(update, dict):
            return 400
        try:
            return 400 if self.take(update) is None else 200
        except Exception as error:
            logger.error("An update could not be kept (%s); Telegram will repeat it.", type(error).__name__)
            return 503


async def _parsed(request: web.Request) -> Any:
    """Return the JSON of a request, None where it is none."""
    try:
        return json.loads(await request.read())
    except web.HTTPException:
        raise
    except asyncio.CancelledError:
        raise
    except Exception:  # bytes, numbers, depth or a compression that nobody can read
        return None
