"""Sending what waits, in order for each chat, until Telegram has taken it."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.telegram.queue import Queue
from bot.telegram.rasa_client import FileGoneError, RasaClient, RasaUnavailable
from bot.telegram.stopping import Stop, patiently
from bot.telegram.waiting import Waiting

logger = logging.getLogger(__name__)

CHAT_PAUSE = 1.0
"""Seconds between messages of one chat: Telegram asks for no more than one a second."""
PER_SECOND = 25
"""Messages a second to all chats; Telegram's limit is 30."""
PAUSES = (1.0, 2.0, 5.0, 15.0, 60.0)
"""Seconds to wait after the first, second, ... failure; the last one for all further ones."""
GIVE_UP_SECONDS = 86_400.0


class Sender:
    """Sends the queue of each chat, one chat not waiting for another."""

    def __init__(self, bot: Bot, queue: Queue, rasa: RasaClient, stop: Stop) -> None:
        """``rasa``: where pictures and files come from; ``stop``: ends the sending after the call that is under way."""
        self._bot = bot
        self._queue = queue
        self._rasa = rasa
        self._stop = stop
        self._running: dict[int, asyncio.Task[None]] = {}
        self._next: dict[int, float] = {}
        self._one_at_a_time = asyncio.Lock()
        self._free = 0.0

    def wake(self, chat: int) -> None:
        """See to it that what waits for a chat is being sent."""
        if chat not in self._running:
            self._running[chat] = asyncio.get_running_loop().create_task(self._send_all(chat))

    async def finish(self, seconds: float) -> None:
        """Wait until the calls under way have been made, at most ``seconds``; the others wait in the data base."""
        if self._running:
            _, late = await asyncio.wait(set(self._running.values()), timeout=seconds)
            for task in late:
                task.cancel()

    async def now(self, method: str, **parameters: Any) -> None:
        """Make a call that is of no use later, such as "is typing"; a failure does not matter."""
        try:
            await getattr(self._bot, method)(**parameters)
        except Exception as error:
            logger.debug("Telegram did not take %s: %s", method, type(error).__name__)

    async def _send_all(self, chat: int) -> None:
        try:
            failures, began = 0, time.monotonic()
            while not self._stop.asked:
                call = await patiently(lambda: self._queue.next_call(chat), self._stop)
                if call is None:
                    return
                await self._turn(chat)
                if self._stop.asked:
                    return
                wait = await self._try(call, failures, began)
                if wait is None:
                    # Noted until it is noted: what Telegram has taken must not be sent again.
                    await patiently(lambda waiting=call: self._queue.sent(waiting), self._stop)  # type: ignore[misc]
                    failures, began = 0, time.monotonic()
                else:
                    failures += 1
                    await self._stop.rest(wait)
        except SQLAlchemyError as error:
            logger.error("What waits for a chat is not sent: %s", type(error).__name__)
        finally:
            del self._running[chat]

    async def _try(self, call: Waiting, failures: int, began: float) -> float | None:
        """Make a call; returns None when it is done with, or the seconds to wait before it is made again."""
        try:
            await self._send(call)
        except RetryAfter as error:
            return seconds_of(error)
        except (BadRequest, Forbidden, ChatMigrated, FileGoneError) as error:
            # It would be refused again: the owner has left, the group has become another one, the file is no more.
            logger.error("Telegram refuses %s: %s", call.method, type(error).__name__)
        except (NetworkError, TelegramError, RasaUnavailable) as error:
            if time.monotonic() - began < GIVE_UP_SECONDS:
                return PAUSES[min(failures, len(PAUSES) - 1)]
            logger.error("Telegram was not reachable for a day: %s", type(error).__name__)
        except Exception as error:
            # Telegram may have taken it, and answered what the library cannot read: not again.
            logger.error("%s went wrong: %s", call.method, type(error).__name__)
        return None

    async def _turn(self, chat: int) -> None:
        """Wait until this chat, and the bot as a whole, may send again: one message after the other, never a burst."""
        await self._stop.rest(self._next.get(chat, 0.0) - time.monotonic())
        async with self._one_at_a_time:
            await self._stop.rest(self._free - time.monotonic())
            now = time.monotonic()
            self._free = now + 1 / PER_SECOND
        self._next[chat] = now + CHAT_PAUSE
        for other in [other for other, moment in self._next.items() if moment < now]:
            del self._next[other]

    async def _send(self, call: Waiting) -> None:
        parameters = dict(call.parameters)
        if markup := parameters.get("reply_markup"):
            parameters["reply_markup"] = InlineKeyboardMarkup.de_json(markup, self._bot)
        if call.method == "send_message":
            parameters["link_preview_options"] = LinkPreviewOptions(is_disabled=True)
        if call.file:
            parameters[call.file["field"]] = await self._rasa.file(call.file["path"])
            parameters["filename"] = call.file["name"]
        await getattr(self._bot, call.method)(**parameters)


def seconds_of(error: RetryAfter) -> float:
    """Return how long Telegram asks to wait."""
    after = error.retry_after
    return float(after.total_seconds() if hasattr(after, "total_seconds") else after)
