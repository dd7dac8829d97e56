"""Conversations in an SQL data base: the hundredth message costs what the first did, and errors are seen.

Rasa's own SQL tracker store reads and rebuilds the whole conversation for every message. This one keeps the latest
conversations in memory, cut to their last turns (``bot.rasa.conversations.window``), writes new events only, and asks the
data base just for what others have written since (``bot.rasa.conversations.event_log``). A conversation is taken out of memory
while a message is answered and put back when it is saved, so one that failed half-way is never served.

Rasa wraps every tracker store so that a failed read looks like a new person and a failed write goes to memory: the owner is
forgotten and nobody notices (``FailSafeTrackerStore`` in Rasa 3.6.21). It catches ``Exception`` only, so the error
raised here is none; the channels turn it into an apology and a log line (``bot.rasa.conversations.asking``).

A message's turn is written whole, with its answer, or not at all: one that ends without an answer or in an apology for a
fault leaves no trace, so that it can be sent again (``bot.rasa.conversations.once``).
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted, UserUttered, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker

from bot.language.meaning.encoder import SENTENCE_VECTOR
from bot.privacy.conversations import retention_days
from bot.privacy.redaction import is_contact_slot, redacted
from bot.privacy.taking_over import TakingOver
from bot.rasa.conversations.event_log import CONNECTIONS, Answered, Before, EventLog, Mark
from bot.rasa.conversations.once import TURN, NoAnswer, Turn, is_apology, messages_of, opened, was_caught
from bot.rasa.conversations.window import LONGEST, opening, shortened
from bot.rasa.measuring import timed
from bot.telegram.persons import deliverer

ERASE = "erase"
"""The slot that an action sets when the owner wants everything deleted, this very message included."""

LIVE_CONVERSATIONS = 500
"""How many conversations stay in memory; the one that was silent longest goes first and is read again when it speaks."""

T = TypeVar("T")


class ConversationStoreUnavailable(BaseException):
    """Conversations cannot be read or written; the message names the cause for the operator."""


class LiveTracker(DialogueStateTracker):
    """A conversation that knows how much of it is stored.

    ``stored``: how many of its events, from the first, are in the data base or stand for such that are; ``mark``: the last
    one there, None for a new conversation.
    """

    stored: int = 0
    mark: Mark | None = None


class LiveTrackerStore(TrackerStore):
    """Rasa's contract for tracker stores on any SQLAlchemy URL."""

    def __init__(
        self, domain: Domain | None = None, host: str = "", event_broker: EventBroker | None = None, **kwargs: Any
    ) -> None:
        """``host``: SQLAlchemy URL of the data base for conversations; Rasa hands the ``url`` of endpoints.yml on as host.

        ``live`` (endpoints.yml): how many conversations stay in memory.
        """
        self._log = EventLog(host)
        # The data base is asked in threads: while one conversation is written to disk, others are answered.
        is_sqlite = self._log.engine.dialect.name == "sqlite"
        self._threads = ThreadPoolExecutor(1 if is_sqlite else CONNECTIONS, thread_name_prefix="conversations")
        self._live: OrderedDict[str, LiveTracker] = OrderedDict()
        self._spared: OrderedDict[str, str | None] = OrderedDict()
        self._persons = TakingOver(self._log.engine, retention_days(), deliverer())
        self._most = int(kwargs.get("live") or LIVE_CONVERSATIONS)
        super().__init__(domain, event_broker)

    @property
    def domain(self) -> Domain:
        """Return the domain, whose slots every conversation has."""
        return self._domain

    @domain.setter
    def domain(self, domain: Domain | None) -> None:
        self._domain = domain or Domain.empty()
        self._live.clear()

    def init_tracker(self, sender_id: str) -> LiveTracker:
        """Return a new, empty conversation."""
        return LiveTracker(sender_id, self.domain.slots, max_event_history=self.max_event_history)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return the last turns of a conversation, with all that is known; None for a new one.

        Raises:
            ConversationStoreUnavailable: the data base cannot be read.
        """
        with _seen("reading"), timed("reading"):
            tracker = await self._retrieve(sender_id)
        turn = TURN.get()
        if turn is not None:
            turn.is_known = tracker is not None
        return tracker

    async def _retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        live = self._live.pop(sender_id, None)
        if live is not None and live.mark is not None:
            news = await self._in_thread(self._log.news, sender_id, live.mark)
            if news is not None:
                return _continued(live, *news)
        return await self._read(sender_id)

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """Return everything that is stored of a conversation, earlier sessions included.

        Raises:
            ConversationStoreUnavailable: the data base cannot be read.
        """
        with _seen("reading"):
            events = await self._in_thread(self._log.all, conversation_id)
        if not events:
            return None
        return DialogueStateTracker.from_dict(conversation_id, events, self.domain.slots)

    async def keys(self) -> Iterable[str]:
        """Return the ids of all conversations.

        Raises:
            ConversationStoreUnavailable: the data base cannot be read.
        """
        with _seen("reading"):
            return await self._in_thread(self._log.conversations)

    async def before(self, conversation: str, message_id: str | None) -> Before:
        """Return what is known of a message before it is answered. ``message_id``: None where its sender gave it none.

        Raises:
            ConversationStoreUnavailable: the data base cannot be read.
        """
        with _seen("reading"):
            return await self._in_thread(self._log.before, conversation, message_id)

    async def keep(self, conversation: str, message: Event, message_id: str | None, is_final: bool) -> None:
        """Write a message that a person answers and not the bot, under its id, so that it stands there once.

        Raises:
            ConversationStoreUnavailable, AnsweredBefore, ConversationVanished: as :meth:`save`.
        """
        with _seen("writing"):
            live = await self._retrieve(conversation) or self.init_tracker(conversation)
            live.update(message)
            rows = _storable(live.events, live.stored)
            answered = Answered(message_id, []) if message_id else None
            await self._in_thread(self._log.append, conversation, rows, live.mark, False, answered, is_final)

    async def news(self, work: Callable[[TakingOver], T]) -> T:
        """Return what ``work`` finds out about persons who write in talks.

        Raises:
            ConversationStoreUnavailable: the data base cannot be read.
        """
        with _seen("reading"):
            return await self._in_thread(work, self._persons)

    async def was_erased(self, conversation: str) -> bool:
        """Return whether a conversation was deleted some time.

        Raises:
            ConversationStoreUnavailable: the data base cannot be read.
        """
        with _seen("reading"):
            return await self._in_thread(self._log.was_erased, conversation)

    async def erase(self, conversation: str) -> None:
        """Delete everything stored of a conversation. Call it while nobody answers a message of it.

        Raises:
            ConversationStoreUnavailable: the data base cannot be written; nothing is deleted.
        """
        self._live.pop(conversation, None)
        with _seen("deleting"):
            await self._in_thread(self._log.erase, conversation)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write the new events of a conversation, or delete all of it where the owner has asked for that.

        While a message is answered (``bot.rasa.conversations.once.TURN``), its answer is written with them.

        Raises:
            ConversationStoreUnavailable: the data base cannot be written; what was written before is still there.
            NoAnswer: nothing was written, because there is no answer.
            AnsweredBefore: nothing was written, because another process has answered the message.
            ConversationVanished: nothing was written, because the conversation was deleted meanwhile.
        """
        with _seen("writing"), timed("writing"):
            await self._save(tracker)

    async def _save(self, tracker: DialogueStateTracker) -> None:
        conversation = tracker.sender_id
        turn = TURN.get()
        self._live.pop(conversation, None)
        if tracker.get_slot(ERASE):
            await self._in_thread(self._log.erase, conversation, turn.message_id if turn else None)
            return
        live = tracker if isinstance(tracker, LiveTracker) else await self._adopted(tracker)
        new = list(islice(live.events, live.stored, None))
        if not new or (turn and self._is_spared(conversation, turn.message_id, new)):
            return
        for event in new:
            if isinstance(event, UserUttered):
                event.parse_data.pop(SENTENCE_VECTOR, None)
        if self.event_broker is not None:
            await self._stream_new_events(self.event_broker, new, conversation)
        rows = _storable(live.events, live.stored)
        closes_contact = any(is_contact_slot(row) and row["value"] is None for row in rows)
        is_answer = turn is not None and not is_apology(new) and not was_caught(new)
        answered = await self._answer(turn, rows) if turn and is_answer else None
        mark, seen_all = await self._in_thread(
            self._log.append, conversation, rows, live.mark, closes_contact, answered, bool(turn and turn.is_final)
        )
        live.stored, live.mark = len(live.events), mark
        # Details that may no longer be kept, and what another process wrote in between, are not as they stand in memory.
        if seen_all and not closes_contact:
            self._remember(live)

    def _is_spared(self, conversation: str, message_id: str | None, new: Sequence[Event]) -> bool:
        """Whether a turn is left out because an action has apologised: the message is not used up and can be sent again.

        Where another message fails next, its turn is kept: it leaves the dialogue in which the fault may lie. The same one
        sent again is never kept before it is answered: it would stand there twice.
        """
        before = self._spared.pop(conversation, "")
        if not is_apology(new) or (before != "" and (before is None or before != message_id)):
            return False
        self._spared[conversation] = message_id
        while len(self._spared) > self._most:
            self._spared.popitem(last=False)
        return True

    async def _answer(self, turn: Turn, rows: Sequence[dict[str, Any]]) -> Answered | None:
        messages = await messages_of(deserialise_events([row for row in rows if row["event"] == "bot"]))
        if not messages:
            raise NoAnswer("a message led to no answer")
        if not turn.message_id:
            return None
        return Answered(turn.message_id, opened(messages, turn.opening, turn.is_known))

    def _remember(self, tracker: LiveTracker) -> None:
        events = shortened(list(tracker.events), self.domain.slots)
        self._live[tracker.sender_id] = tracker if events is None else self._of(tracker.sender_id, events, tracker.mark)
        while len(self._live) > self._most:
            self._live.popitem(last=False)

    async def _read(self, conversation: str) -> LiveTracker | None:
        tail = await self._in_thread(self._log.tail, conversation, LONGEST)
        if tail is None:
            return None
        events = deserialise_events(tail.recent)
        if tail.state:
            before = self._of(conversation, deserialise_events(tail.state), None)
            events = [*opening(before), *events]
        return self._of(conversation, events, tail.mark)

    async def _adopted(self, tracker: DialogueStateTracker) -> LiveTracker:
        """Return a conversation that was not handed out here. As in Rasa's store, what it holds beyond the stored is new."""
        stored = await self.retrieve_full_tracker(tracker.sender_id)
        tail = await self._in_thread(self._log.tail, tracker.sender_id, 1)
        live = self._of(tracker.sender_id, list(tracker.events), tail.mark if tail else None)
        live.stored = _in_last_session(stored) if stored else 0
        return live

    def _of(self, conversation: str, events: Sequence[Event], mark: Mark | None) -> LiveTracker:
        tracker = self.init_tracker(conversation)
        for event in events:
            tracker.update(event)
        tracker.stored, tracker.mark = len(tracker.events), mark
        return tracker

    async def _in_thread(self, work: Callable[..., T], *arguments: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, partial(work, *arguments))


@contextmanager
def _seen(doing: str) -> Iterator[None]:
    """Let no error, an unforeseen one neither, look like a new person or a written message."""
    try:
        yield
    except Exception as error:
        raise ConversationStoreUnavailable(f"{doing} a conversation failed: {_cause(error)}") from error


def _continued(tracker: LiveTracker, news: list[dict[str, Any]], mark: Mark) -> LiveTracker:
    """Return ``tracker`` with what another process has appended."""
    for event in deserialise_events(news):
        tracker.update(event)
    tracker.stored, tracker.mark = len(tracker.events), mark
    return tracker


def _storable(events: Iterable[Event], stored: int) -> list[dict[str, Any]]:
    """Return the events from number ``stored`` on as they may be written; the turn before says what was asked."""
    everything = list(events)
    begin = stored
    while begin > 0 and not isinstance(everything[begin - 1], UserUttered):
        begin -= 1
    rows = list(redacted(event.as_dict() for event in everything[begin:]))
    return rows[stored - begin :]


def _in_last_session(tracker: DialogueStateTracker) -> int:
    """Return the number of events since the last session began, its start included."""
    events = list(tracker.events)
    starts = [place for place, event in enumerate(events) if isinstance(event, SessionStarted)]
    return len(events) - (starts[-1] if starts else 0)


def _cause(error: Exception) -> str:
    return f"{type(error).__name__}: {str(getattr(error, 'orig', None) or error).splitlines()[0]}"
