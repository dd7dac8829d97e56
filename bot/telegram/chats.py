"""Answering: each chat one update after the other, no chat waiting for another."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.privacy.conversations import retention_days
from bot.telegram import texts
from bot.telegram.limit import ChatLimit, Room
from bot.telegram.queue import Queue
from bot.telegram.rasa_client import RasaClient, RasaUnavailable
from bot.telegram.reading import Incoming
from bot.telegram.rendering import Call, calls, following, rest_of
from bot.telegram.sending import Sender
from bot.telegram.stopping import Stop, pause, will_pass
from bot.telegram.waiting import Waiting

logger = logging.getLogger(__name__)

ALBUM_SECONDS = 1.5
"""How long after a photo of an album the next one is waited for: each is an update of its own."""

_SAID = {
    "other": texts.TEXT_ONLY,
    "edited": texts.EDITED,
    "group": texts.GROUP,
    "unknown_command": texts.UNKNOWN_COMMAND,
}

_WITH_NOTICE = {"start", "datenschutz"}
"""Commands that say again what is said first."""
_MOST_RESTS = 1000


@dataclass(frozen=True, eq=False)
class _Item:
    """An update that waits, and whether there is room for it."""

    incoming: Incoming
    room: Room


class Chats:
    """Answers what it is handed, and puts the answers into the queue."""

    def __init__(self, bot: int, queue: Queue, rasa: RasaClient, sender: Sender, stop: Stop) -> None:
        """``bot``: its number; ``stop``: ends the answering after the updates that are being answered."""
        self._bot = bot
        self._queue = queue
        self._rasa = rasa
        self._sender = sender
        self._stop = stop
        self._limit = ChatLimit()
        self._waiting: dict[int | None, deque[_Item]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._rests: OrderedDict[int, str] = OrderedDict()

    def hand_over(self, incoming: Incoming) -> None:
        """Answer an update that the queue has taken in, after those of its chat that came before it."""
        item = _Item(incoming, self._room(incoming))
        if incoming.chat in self._waiting:
            self._waiting[incoming.chat].append(item)
            return
        self._waiting[incoming.chat] = deque([item])
        worker = asyncio.get_running_loop().create_task(self._work(incoming.chat))
        self._workers.add(worker)  # the loop itself holds tasks weakly
        worker.add_done_callback(self._workers.discard)

    async def finish(self, seconds: float) -> None:
        """Wait until what is being answered is answered, at most ``seconds``; the rest is answered after the next start."""
        if self._workers:
            _, late = await asyncio.wait(self._workers, timeout=seconds)
            for worker in late:
                worker.cancel()

    def _room(self, incoming: Incoming) -> Room:
        if incoming.silent or incoming.chat is None or incoming.kind == "blocked":
            return "yes"
        return self._limit.count(incoming.chat, incoming.album)

    async def _work(self, chat: int | None) -> None:
        waiting = self._waiting[chat]
        try:
            while waiting and not self._stop.asked:
                item = waiting.popleft()
                together = [item]
                if item.incoming.album:
                    together += await self._rest_of_album(item.incoming.album, waiting)
                    if self._stop.asked:
                        return  # there may be more to come: all of it is answered after the next start
                await self._settle(together)
                if chat is not None:
                    self._sender.wake(chat)
        finally:
            del self._waiting[chat]

    async def _rest_of_album(self, album: str, waiting: deque[_Item]) -> list[_Item]:
        found: list[_Item] = []
        while not self._stop.asked:
            await self._stop.rest(ALBUM_SECONDS)
            more = [item for item in waiting if item.incoming.album == album]
            if not more:
                break
            for item in more:
                waiting.remove(item)
            found += more
        return found

    async def _settle(self, items: Sequence[_Item]) -> None:
        """Answer updates that belong together. What cannot be answered now is tried again, and the chat waits.

        A fault of ours is said and logged; it must hold up the chat neither now nor after the next start.
        """
        updates = [item.incoming for item in items]
        failures, faulty = 0, False
        while True:
            try:
                apology: list[Call | Waiting] = [Call("text", texts.FAULT)] if updates[0].chat is not None else []
                notice = self._notice(updates[0])
                answer = apology if faulty else await self._answer(items)
                self._queue.answered(updates, [*notice, *answer] if answer else [], told=bool(notice and answer))
                return
            except Exception as error:
                if isinstance(error, RasaUnavailable) or will_pass(error):
                    logger.error("Update %s is not answered yet: %s", updates[0].number, type(error).__name__)
                    await self._stop.rest(pause(failures))
                    failures += 1
                    if self._stop.asked:
                        return
                elif faulty:
                    logger.error("Update %s stays open: %s", updates[0].number, type(error).__name__)
                    return
                else:
                    logger.error("Update %s could not be answered: %s", updates[0].number, type(error).__name__)
                    faulty = True

    def _notice(self, incoming: Incoming) -> list[Call | Waiting]:
        """Return what has to be said before the first answer of a talk: that a program answers, and where words go.

        A group is answered one sentence, which says so itself.
        """
        if incoming.chat is None or incoming.silent or incoming.kind in {"blocked", "group"}:
            return []
        asked_for = incoming.kind == "command" and incoming.text in _WITH_NOTICE
        if self._queue.is_told(incoming.chat) and not asked_for:
            return []
        return [Call("text", texts.privacy(retention_days()))]

    async def _answer(self, items: Sequence[_Item]) -> list[Call | Waiting]:
        incoming, chat = items[0].incoming, items[0].incoming.chat
        if chat is None or incoming.silent:
            return []
        if incoming.kind == "blocked":
            self._queue.drop_calls(chat)
            return []
        if items[0].room != "yes":
            return await self._refused(items[0])
        if incoming.album:
            incoming = self._whole_album([item.incoming for item in items])
        if incoming.kind == "group" and incoming.text:
            return [Call("text", texts.GROUP_NUMBER.format(chat))]
        if incoming.kind in _SAID:
            return [Call("text", _SAID[incoming.kind])]
        message_id = f"telegram-{self._bot}-{incoming.number}"
        if incoming.kind == "button":
            return await self._pressed(incoming, chat, message_id)
        if incoming.kind == "text" and (rest := self._awaited(chat, incoming.text)):
            return self._continued(chat, rest)
        if incoming.kind in {"text", "contact"}:
            return await self._ask(chat, incoming.text, message_id)
        if incoming.kind == "command":
            return await self._ask(chat, texts.TYPED[incoming.text], message_id)
        if incoming.kind == "question":
            return await self._linked(chat, incoming.text, message_id)
        return []

    def _awaited(self, chat: int, text: str) -> str | None:
        """Return the rest of the last answer where somebody asks for it in words."""
        rest = self._rests.get(chat)
        return rest if rest and text.strip(" .!").casefold() == texts.MORE.casefold() else None

    def _continued(self, chat: int, rest: str) -> list[Call | Waiting]:
        found = following(rest) or []
        self._expect(chat, found)
        return list(found)

    def _expect(self, chat: int, answer: Sequence[Call]) -> None:
        """Remember what "weiter" brings; after a restart the button still does, and the word goes to the bot."""
        self._rests.pop(chat, None)
        if rest := rest_of(answer):
            self._rests[chat] = rest
        while len(self._rests) > _MOST_RESTS:
            self._rests.popitem(last=False)

    async def _linked(self, chat: int, article: str, message_id: str) -> list[Call | Waiting]:
        """Answer the question that a link names; a link that is out of date greets."""
        question = await self._rasa.question(article)
        if question is None:
            return await self._ask(chat, texts.TYPED["start"], message_id)
        return [Call("text", texts.asked_by_link(question)), *await self._ask(chat, question, message_id)]

    def _whole_album(self, parts: list[Incoming]) -> Incoming:
        """Return an album as one update: what its captions say, or that there is none, and nothing when that has been said."""
        captions = list(dict.fromkeys(part.text for part in parts if part.kind == "text"))
        if captions:
            return replace(parts[0], kind="text", text="\n".join(captions))
        return replace(parts[0], kind="nothing" if self._queue.album_answered(parts[0]) else "other")

    async def _refused(self, item: _Item) -> list[Call | Waiting]:
        """Say once that it was too much; a button that was pressed stops waiting in any case."""
        if item.incoming.query is not None:
            await self._sender.now("answer_callback_query", callback_query_id=item.incoming.query)
        return [Call("text", texts.TOO_MANY)] if item.room == "say" else []

    async def _pressed(self, incoming: Incoming, chat: int, message_id: str) -> list[Call | Waiting]:
        """Acknowledge the button, show what was chosen in its place, and answer as if it had been typed."""
        choice = self._queue.choice(chat, incoming.text) if incoming.text else None
        hint = {} if choice else {"text": texts.OLD_BUTTON}
        await self._sender.now("answer_callback_query", callback_query_id=incoming.query, **hint)
        if choice is None:
            return []
        if following(choice.payload) is not None:
            answer = self._continued(chat, choice.payload)
        else:
            answer = await self._ask(chat, choice.payload, message_id)
        if incoming.message is None:
            return answer
        keyboard = {"inline_keyboard": [[{"text": f"✓ {choice.title}"[:64], "callback_data": "-"}]]}
        where = {"chat_id": chat, "message_id": incoming.message, "reply_markup": keyboard}
        return [Waiting(0, "edit_message_reply_markup", where), *answer]

    async def _ask(self, chat: int, text: str, message_id: str) -> list[Call | Waiting]:
        await self._sender.now("send_chat_action", chat_id=chat, action="typing")
        answer = calls(await self._rasa.ask(chat, text, message_id))
        self._expect(chat, answer)
        return list(answer)
