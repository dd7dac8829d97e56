"""Updates in, answers out: each chat one after the other, no chat waiting for another."""

from __future__ import annotations

import asyncio
import hmac
import logging
from typing import Any

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot, BotCommand
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.privacy.conversations import retention_days
from bot.telegram import texts
from bot.telegram.queue import Queue, Waiting
from bot.telegram.rasa_client import RasaClient, RasaUnavailable
from bot.telegram.reading import Incoming, read
from bot.telegram.rendering import Call, calls
from bot.telegram.sending import Sender
from bot.telegram.settings import TelegramSettings

logger = logging.getLogger(__name__)

WANTED = ["message", "edited_message", "callback_query"]
"""The kinds of updates that Telegram is asked for."""
_POLL_SECONDS = 25
_PAUSES = (1.0, 2.0, 5.0, 15.0, 30.0)
_MAX_BODY = 1_000_000
_FORGET_SECONDS = 3600.0


class TelegramService:
    """The running channel."""

    def __init__(self, bot: Bot, queue: Queue, rasa: RasaClient, settings: TelegramSettings) -> None:
        """Everything comes from outside; nothing is sent before :meth:`run`."""
        self._bot = bot
        self._queue = queue
        self._rasa = rasa
        self._settings = settings
        self._sender = Sender(bot, queue, rasa)
        self._chats: dict[int | None, asyncio.Queue[dict[str, Any]]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._username = ""

    async def run(self) -> None:
        """Take up what was left, then serve until cancelled.

        Raises:
            InvalidToken: Telegram does not know the token.
        """
        await self._introduce()
        for chat in self._queue.chats_waiting():
            self._sender.wake(chat)
        for update in self._queue.open_updates():
            self._hand_over(update)
        forgetting = asyncio.create_task(self._forget())
        try:
            await (self._serve_webhook() if self._settings.webhook else self._poll())
        finally:
            forgetting.cancel()

    async def _introduce(self) -> None:
        """Ask who we are, set the menu and say how updates should come; waits as long as Telegram cannot be reached."""
        webhook = self._settings.webhook
        failures = 0
        while True:
            try:
                me = await self._bot.get_me()
                self._username = me.username or ""
                await self._bot.set_my_commands([BotCommand(name, text) for name, text in texts.COMMANDS.items()])
                if webhook:
                    await self._bot.set_webhook(webhook, allowed_updates=WANTED, secret_token=self._settings.secret)
                else:
                    await self._bot.delete_webhook()
                return
            except InvalidToken:
                raise
            except TelegramError as error:
                logger.error("Telegram cannot be reached (%s); trying again.", type(error).__name__)
                await asyncio.sleep(_pause(error, failures))
                failures += 1

    async def _poll(self) -> None:
        offset, failures = 0, 0
        while True:
            try:
                updates = await self._bot.get_updates(offset, timeout=_POLL_SECONDS, allowed_updates=WANTED)
                for update in updates:
                    self._take(update.to_dict())
                    offset = update.update_id + 1
                failures = 0
            except InvalidToken:
                raise
            except (TelegramError, SQLAlchemyError) as error:
                # What was not kept is asked for again: the offset has not moved past it.
                logger.error("No updates from Telegram (%s); trying again.", type(error).__name__)
                await asyncio.sleep(_pause(error, failures))
                failures += 1

    async def _serve_webhook(self) -> None:
        secret = self._settings.secret or ""

        async def receive(request: web.Request) -> web.Response:
            given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
            if not hmac.compare_digest(given.encode(), secret.encode()):
                return web.Response(status=403)
            try:
                update = await request.json()
                if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
                    return web.Response(status=400)
                self._take(update)
            except ValueError:
                return web.Response(status=400)
            except SQLAlchemyError as error:
                logger.error("An update could not be kept (%s); Telegram will repeat it.", type(error).__name__)
                return web.Response(status=503)
            return web.Response()

        app = web.Application(client_max_size=_MAX_BODY)
        app.router.add_post("/telegram", receive)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", self._settings.port).start()
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    def _take(self, update: dict[str, Any]) -> None:
        if self._queue.take_in(update):
            self._hand_over(update)

    def _hand_over(self, update: dict[str, Any]) -> None:
        chat = read(update).chat
        if chat not in self._chats:
            self._chats[chat] = asyncio.Queue()
            worker = asyncio.get_running_loop().create_task(self._work(chat, self._chats[chat]))
            self._workers.add(worker)  # the loop itself holds tasks weakly
            worker.add_done_callback(self._workers.discard)
        self._chats[chat].put_nowait(update)

    async def _work(self, chat: int | None, waiting: asyncio.Queue[dict[str, Any]]) -> None:
        """Answer the updates of one chat; one that cannot be answered now is tried again, and the others wait."""
        while not waiting.empty():
            update = waiting.get_nowait()
            failures = 0
            while True:
                try:
                    answer = await self._answer_or_apologise(update)
                    self._queue.answered(update["update_id"], chat, answer)
                    break
                except (RasaUnavailable, SQLAlchemyError) as error:
                    logger.error("An update is not answered yet: %s", type(error).__name__)
                    await asyncio.sleep(_PAUSES[min(failures, len(_PAUSES) - 1)])
                    failures += 1
            if chat is not None:
                self._sender.wake(chat)
        self._chats.pop(chat, None)

    async def _answer_or_apologise(self, update: dict[str, Any]) -> list[Call | Waiting]:
        """Answer an update; a fault of ours must not hold up the chat for ever, so it is said and logged."""
        incoming = read(update, self._username)
        try:
            return await self._answer(incoming, f"telegram-{update['update_id']}")
        except (RasaUnavailable, SQLAlchemyError):
            raise
        except Exception as error:
            logger.error("An update could not be answered: %s", type(error).__name__)
            return [Call("text", texts.FAULT)] if incoming.chat is not None else []

    async def _answer(self, incoming: Incoming, message_id: str) -> list[Call | Waiting]:
        chat = incoming.chat
        said = {"other": texts.TEXT_ONLY, "edited": texts.EDITED, "group": texts.GROUP}.get(incoming.kind)
        if said:
            return [Call("text", said)]
        if chat is None or incoming.kind == "nothing":
            return []
        if incoming.kind == "button":
            return await self._pressed(incoming, message_id)
        text = texts.TYPED[incoming.text] if incoming.kind == "command" else incoming.text
        answer = await self._ask(chat, text, message_id)
        if incoming.kind == "command" and incoming.text in {"start", "datenschutz"}:
            answer.insert(0, Call("text", texts.privacy(retention_days())))
        return answer

    async def _pressed(self, incoming: Incoming, message_id: str) -> list[Call | Waiting]:
        """Acknowledge the button, show what was chosen in its place, and answer as if it had been typed."""
        assert incoming.chat is not None
        choice = self._queue.choice(incoming.chat, incoming.text)
        hint = {} if choice else {"text": texts.OLD_BUTTON}
        await self._sender.now("answer_callback_query", callback_query_id=incoming.query, **hint)
        if choice is None:
            return []
        keyboard = {"inline_keyboard": [[{"text": f"✓ {choice.title}"[:64], "callback_data": "-"}]]}
        where = {"chat_id": incoming.chat, "message_id": incoming.message, "reply_markup": keyboard}
        shown = Waiting(0, "edit_message_reply_markup", where)
        return [shown, *await self._ask(incoming.chat, choice.payload, message_id)]

    async def _ask(self, chat: int, text: str, message_id: str) -> list[Call | Waiting]:
        await self._sender.now("send_chat_action", chat_id=chat, action="typing")
        return list(calls(await self._rasa.ask(chat, text, message_id)))

    async def _forget(self) -> None:
        while True:
            try:
                self._queue.forget_numbers()
            except SQLAlchemyError as error:
                logger.error("Old numbers of updates are still there: %s", type(error).__name__)
            await asyncio.sleep(_FORGET_SECONDS)


def _pause(error: Exception, failures: int) -> float:
    if isinstance(error, RetryAfter):
        after = error.retry_after
        return float(after.total_seconds() if hasattr(after, "total_seconds") else after)
    return _PAUSES[min(failures, len(_PAUSES) - 1)]
