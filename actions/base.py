"""What all actions share: read the turn, answer, remember, and never let an error reach the owner."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.sending import APOLOGY, send
from actions.services import take_over_vector
from actions.turn import Turn
from actions.unanswered import note_unanswered
from bot.advice.profile import FACTS
from bot.advice.reply import Reply
from bot.knowledge.store import KnowledgeUnavailable

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """A reply with what to remember of it. ``slots``: slot values to set; ``events``: further Rasa events."""

    reply: Reply
    slots: dict[str, Any] = field(default_factory=dict)
    events: tuple[EventType, ...] = ()


_UNANSWERED = frozenset({"fallback", "out_of_scope"})


class LotseAction(Action, ABC):
    """Base of the actions that answer: subclasses implement :meth:`answer` and know nothing of Rasa's dispatcher."""

    failure = False
    """Whether answering this way counts as a misunderstanding."""

    @abstractmethod
    def answer(self, turn: Turn) -> Answer:
        """Return the answer to the turn."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Answer the latest message. Errors are logged without the message's text and answered with an apology."""
        try:
            take_over_vector(tracker.latest_message)
            turn = Turn.of(tracker)
            answer = self.answer(turn)
        except KnowledgeUnavailable as error:
            logger.error("%s: the knowledge base is not available: %s", self.name(), error)
            send(dispatcher, APOLOGY)
            return []
        except Exception as error:
            # The traceback names files and lines, never what the owner wrote.
            logger.exception("%s failed: %s", self.name(), type(error).__name__)
            send(dispatcher, APOLOGY)
            return []
        send(dispatcher, answer.reply)
        events = [*_events(tracker, turn, answer, self.failure), *answer.events]
        if answer.reply.kind in _UNANSWERED:
            note_unanswered(tracker, turn)
        return events


def _events(tracker: Tracker, turn: Turn, answer: Answer, failure: bool) -> list[EventType]:
    wanted: dict[str, Any] = {
        name: getattr(turn.profile, name) for name in FACTS if getattr(turn.profile, name) is not None
    }
    wanted["failures"] = turn.failures + 1 if failure else 0
    wanted.update(answer.slots)
    return [SlotSet(name, value) for name, value in wanted.items() if tracker.get_slot(name) != value]


def shown(kind: str, ids: tuple[str, ...], hits: tuple[str, ...] = (), offset: int = 0) -> dict[str, Any]:
    """Return the slots that remember what is on the screen; a single record is also what follow-ups speak of."""
    return {
        "shown_kind": kind,
        "shown_ids": list(ids),
        "hit_ids": list(hits or ids),
        "hit_offset": offset,
        "focus": ids[0] if len(ids) == 1 else None,
    }
