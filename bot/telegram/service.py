"""The running channel: takes up what was left, receives, answers, sends, and stops without leaving anything half done."""

from __future__ import annotations

import asyncio
import logging

from sqlalchemy.exc import SQLAlchemyError
from telegram import BotCommand
from telegram.error import InvalidToken, NetworkError, RetryAfter

from bot.telegram import texts
from bot.telegram.api import Api
from bot.telegram.chats import Chats
from bot.telegram.queue import Queue
from bot.telegram.rasa_client import RasaClient
from bot.telegram.reading import WANTED
from bot.telegram.receiving import Receiver
from bot.telegram.sending import Sender, seconds_of
from bot.telegram.settings import TelegramSettings
from bot.telegram.staff import StaffGroup
from bot.telegram.stopping import Stop, patiently, pause

logger = logging.getLogger(__name__)

FINISH_SECONDS = 4.0
"""How long the answers under way may take when the process has to stop, and then as long again the calls under way."""
_FORGET_SECONDS = 3600.0
_LOOK_SECONDS = 2.0
"""How often calls are looked for that another process has put there: what a person of the centre says."""


class TelegramService:
    """The channel of one bot."""

    def __init__(
        self,
        api: Api,
        queue: Queue,
        rasa: RasaClient,
        settings: TelegramSettings,
        stop: Stop,
        staff: StaffGroup | None = None,
    ) -> None:
        """Everything comes from outside; nothing is sent before :meth:`run`. ``staff``: who learns that somebody waits."""
        self._staff = staff
        self._api = api
        self._queue = queue
        self._settings = settings
        self._stop = stop
        self._sender = Sender(api, queue, rasa, stop)
        self._chats = Chats(settings.bot, queue, rasa, self._sender, stop)
        self._receiver = Receiver(queue, self._chats)
        self._watching: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Take up what was left, then serve until told to stop or cancelled.

        Raises:
            InvalidToken: Telegram does not know the token.
            OSError: somebody else listens on the port of the webhook.
        """
        serving = asyncio.ensure_future(self._serve())
        stopping = asyncio.ensure_future(self._stop.wait())
        try:
            await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._stop.ask()
            if not serving.done():
                serving.cancel()
            stopping.cancel()
            await asyncio.wait({serving})
            if self._watching:
                await asyncio.wait({self._watching})
            await self._chats.finish(FINISH_SECONDS)
            await self._sender.finish(FINISH_SECONDS)
        if not serving.cancelled():
            serving.result()

    async def _serve(self) -> None:
        await self._introduce()
        await patiently(self._queue.take_over, self._stop)
        if self._staff:
            self._watching = asyncio.create_task(self._staff.watch(self._sender.wake, self._stop))
        for chat in await patiently(self._queue.chats_waiting, self._stop) or []:
            self._sender.wake(chat)
        for incoming in await patiently(self._queue.open_updates, self._stop) or []:
            if incoming.kind == "unreadable":
                logger.error("Update %s was kept, cannot be read any more and is skipped.", incoming.number)
            self._chats.hand_over(incoming)
        besides = [asyncio.create_task(self._forget()), asyncio.create_task(self._look())]
        try:
            if self._settings.webhook:
                await self._receiver.listen(self._settings.port, self._settings.secret or "", self._stop)
            else:
                await self._receiver.poll(self._api, self._stop)
        finally:
            for task in besides:
                task.cancel()

    async def _introduce(self) -> None:
        """Ask who we are, set the menu and say how updates should come; waits as long as Telegram cannot be reached."""
        webhook = self._settings.webhook
        failures, known = 0, False
        while not self._stop.asked:
            try:
                self._receiver.username = await self._api.own_username()
                known = True
                await self._set_menu()
                if webhook:
                    await self._api.set_webhook(webhook, allowed_updates=WANTED, secret_token=self._settings.secret)
                else:
                    await self._api.delete_webhook()
                return
            except Exception as error:
                if isinstance(error, InvalidToken) and not known:
                    raise
                logger.error("Telegram cannot be reached (%s); trying again.", type(error).__name__)
                await self._stop.rest(seconds_of(error) if isinstance(error, RetryAfter) else pause(failures))
                failures += 1

    async def _set_menu(self) -> None:
        """Set the menu; without it the chat works all the same."""
        try:
            await self._api.set_my_commands([BotCommand(name, text) for name, text in texts.COMMANDS.items()])
        except (NetworkError, RetryAfter):
            raise
        except Exception as error:
            logger.error("The menu could not be set: %s", type(error).__name__)

    async def _forget(self) -> None:
        while True:
            try:
                self._queue.forget_numbers()
            except SQLAlchemyError as error:
                logger.error("Old numbers of updates are still there: %s", type(error).__name__)
            await asyncio.sleep(_FORGET_SECONDS)

    async def _look(self) -> None:
        """Send what others have put into the queue."""
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            for chat in await patiently(self._queue.chats_waiting, self._stop) or []:
                self._sender.wake(chat)
