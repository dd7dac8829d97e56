"""The channel itself in a thread, between Telegram's API as a double and a double of Rasa that counts what it is asked."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.privacy.tables import open_database
from bot.settings import VAR_DIR
from bot.telegram.api import Api
from bot.telegram.queue import Queue
from bot.telegram.rasa_client import RasaClient
from bot.telegram.service import TelegramService
from bot.telegram.settings import TelegramSettings
from bot.telegram.staff import StaffGroup
from bot.telegram.stopping import Stop
from bot.web.secret import derived_key
from tests.telegram.api_double import TOKEN, Double

KEY = "k" * 32


@dataclass
class RasaDouble:
    """Answers each message with its own words, once under one id.

    ``asked``: chat, text and id of each message, in order; ``failing``: the next answers' status; ``held``: while it is set, no
    message is answered; ``say``: makes the answer; ``files``: requests for pictures and files, with their key;
    ``largest``: bytes of the largest message; ``questions``: of articles, by their ids.
    """

    url: str = ""
    asked: list[tuple[int, str, str]] = field(default_factory=list)
    failing: list[int] = field(default_factory=list)
    held: threading.Event = field(default_factory=threading.Event)
    say: Callable[[str], list[dict[str, Any]]] = lambda text: [{"text": f"Antwort: {text}"}]
    files: list[tuple[str, str]] = field(default_factory=list)
    largest: int = 0
    questions: dict[str, str] = field(default_factory=dict)

    async def answer(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {derived_key(VAR_DIR, 'telegram')}":
            return web.Response(status=403)
        body = await request.json()
        self.largest = max(self.largest, len(await request.read()))
        if self.failing:
            return web.Response(status=self.failing.pop(0))
        self.asked.append((body["chat"], body["text"], body["id"]))
        while self.held.is_set():
            await asyncio.sleep(0.02)
        return web.json_response({"messages": self.say(body["text"])})

    async def question(self, request: web.Request) -> web.Response:
        question = self.questions.get(request.match_info["article"])
        return web.json_response({"question": question}) if question else web.Response(status=404)

    async def file(self, request: web.Request) -> web.Response:
        self.files.append((request.path, request.headers.get("Authorization", "")))
        return web.Response(body=b"\x89PNG")

    def texts(self, chat: int) -> list[str]:
        return [text for asked, text, _ in self.asked if asked == chat]


@contextmanager
def rasa_double() -> Iterator[RasaDouble]:
    double = RasaDouble()
    app = web.Application()
    app.router.add_post("/webhooks/telegram/message", double.answer)
    app.router.add_get("/webhooks/telegram/question/{article}", double.question)
    app.router.add_get("/{path:.*}", double.file)
    runner = web.AppRunner(app)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def start() -> None:
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        double.url = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"  # type: ignore[union-attr]

    asyncio.run_coroutine_threadsafe(start(), loop).result()
    try:
        yield double
    finally:
        double.held.clear()
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@dataclass
class Running:
    """A channel that runs. ``ended``: how it has ended by itself, which it should not."""

    queue: Queue
    stop: Callable[[], None]
    thread: threading.Thread
    ended: list[BaseException] = field(default_factory=list)


@contextmanager
def channel(double: Double, rasa: RasaDouble, url: str, token: str = TOKEN, **settings: Any) -> Iterator[Running]:
    """Run the channel on a data base; it is stopped as by SIGTERM."""
    given = TelegramSettings(token, double.url, **settings)
    database = open_database(url)
    queue = Queue(database, given.bot, KEY)
    staff = StaffGroup(database, given.bot, given.staff, "http://127.0.0.1/redaktion") if given.staff else None
    loop = asyncio.new_event_loop()
    made: list[Running] = []
    ready = threading.Event()

    async def serve() -> None:
        stop, client = Stop(), RasaClient(rasa.url)
        service = TelegramService(Api(given), queue, client, given, stop, staff)
        made.append(Running(queue, lambda: _in_loop(loop, stop.ask), thread))
        ready.set()
        try:
            await service.run()
        except BaseException as error:
            made[0].ended.append(error)
        finally:
            await client.close()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()), daemon=True)
    thread.start()
    ready.wait()
    running = made[0]
    try:
        yield running
        assert thread.is_alive() or not running.ended, f"the channel has ended: {running.ended}"
    finally:
        if thread.is_alive():
            running.stop()
        thread.join()
        loop.close()
    assert not running.ended, running.ended


def _in_loop(loop: asyncio.AbstractEventLoop, do: Callable[[], None]) -> None:
    """Do something in the loop of another thread and wait for it."""
    done = threading.Event()
    loop.call_soon_threadsafe(lambda: (do(), done.set()))
    done.wait()


def until(what: Callable[[], Any], seconds: float = 120) -> None:
    """Wait until something is so; the time is generous, because the machine may be busy."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)
