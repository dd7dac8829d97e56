"""Sending what waits, in order for each chat, until Telegram has taken it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import defaultdict
from typing import Any

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.telegram.queue import Queue, Waiting
from bot.telegram.rasa_client import FileGoneError, RasaClient, RasaUnavailable

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

    def __init__(self, bot: Bot, queue: Queue, rasa: RasaClient) -> None:
        """``rasa``: where pictures and files come from."""
        self._bot = bot
        self._queue = queue
        self._rasa = rasa
        self._running: dict[int, asyncio.Task[None]] = {}
        self._next: dict[int, float] = defaultdict(float)
        self._one_at_a_time = asyncio.Lock()
        self._free = 0.0

    def wake(self, chat: int) -> None:
        """See to it that what waits for a chat is being sent."""
        task = self._running.get(chat)
        if task is None or task.done():
            self._running[chat] = asyncio.get_running_loop().create_task(self._send_all(chat))

    async def idle(self) -> None:
        """Wait until nothing is being sent any more."""
        while running := [task for task in self._running.values() if not task.done()]:
            await asyncio.wait(running)

    async def now(self, method: str, **parameters: Any) -> None:
        """Make a call that is of no use later, such as "is typing"; a failure does not matter."""
        try:
            await getattr(self._bot, method)(**parameters)
        except TelegramError as error:
            logger.debug("Telegram did not take %s: %s", method, type(error).__name__)

    async def _send_all(self, chat: int) -> None:
        failures, began = 0, time.monotonic()
        while call := self._queue.next_call(chat):
            await self._turn(chat)
            try:
                await self._send(call)
            except RetryAfter as error:
                after = error.retry_after
                await asyncio.sleep(after.total_seconds() if hasattr(after, "total_seconds") else float(after))
                continue
            except (BadRequest, Forbidden, ChatMigrated, FileGoneError) as error:
                # It would be refused again: the owner has left, the group has become another one, the file is no more.
                logger.error("Telegram refuses %s: %s", call.method, type(error).__name__)
            except (NetworkError, TelegramError, RasaUnavailable) as error:
                if time.monotonic() - began < GIVE_UP_SECONDS:
                    await asyncio.sleep(PAUSES[min(failures, len(PAUSES) - 1)])
                    failures += 1
                    continue
                logger.error("Telegram was not reachable for a day: %s", type(error).__name__)
            self._queue.sent(call)
            failures, began = 0, time.monotonic()

    async def _turn(self, chat: int) -> None:
        """Wait until this chat, and the bot as a whole, may send again: one message after the other, never a burst."""
        await asyncio.sleep(max(0.0, self._next[chat] - time.monotonic()))
        async with self._one_at_a_time:
            await asyncio.sleep(max(0.0, self._free - time.monotonic()))
            self._free = time.monotonic() + 1 / PER_SECOND
        self._next[chat] = time.monotonic() + CHAT_PAUSE

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
