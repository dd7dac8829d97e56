"""Conversations that ask one thing after the other: the check, the calculation, the call-back.

Each is one of Rasa's forms with a single slot that is never filled. What was answered so far lives in one slot, so that it
survives questions in between and can be taken up again. An answer counts only where the bot has just asked for it
(``Reply.asks``): a "ja" or a "2" that belongs to something else is never taken for one.
"""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.sending import APOLOGY, has_room, send
from actions.turn import Turn
from bot.advice.reply import Reply

logger = logging.getLogger(__name__)

_URGENT = frozenset({"emergency", "crisis", "cancel", "start_over", "delete_data"})
"""What is never an answer, whatever it looks like."""

REMINDERS = 1
"""How often an open question is put again after others were answered in between, before the owner has to take it up."""

State = dict[str, Any]


@dataclass(frozen=True)
class Taken:
    """What became of a message. ``hint``: what to say before the next question; ``done``: nothing is left to ask."""

    state: State
    hint: str | None = None
    done: bool = False


class Dialogue(ABC):
    """What is asked, and what counts as an answer."""

    form: str
    """Name of Rasa's form, which is also the slot that keeps the state with ``_state`` behind it."""
    resumed_by: str
    """Intent that starts it, and takes it up again."""

    @property
    def slot(self) -> str:
        """The slot that holds what was answered."""
        return f"{self.form}_state"

    def state(self, turn: Turn) -> State:
        """Return what was answered so far."""
        return dict(turn.slots.get(self.slot) or {})

    @abstractmethod
    def begin(self, turn: Turn) -> Taken:
        """Return the state to begin or to go on with."""

    @abstractmethod
    def take(self, turn: Turn, state: State) -> Taken | None:
        """Return what the message answers; None if it is about something else, which is then answered first."""

    @abstractmethod
    def ask(self, turn: Turn, state: State) -> Reply:
        """Return the question that stands open."""

    def is_own_command(self, turn: Turn) -> bool:
        """Whether the message steers the dialogue itself, though it may look like leaving it ("zurück")."""
        return False

    def remind(self, turn: Turn, state: State) -> Reply:
        """Return the open question once more, after something else was answered."""
        return self.ask(turn, state)


class ValidateDialogue(Action, ABC):
    """Rasa's validation of the form: reads the answer. Returning nothing lets the rule for the intent answer instead."""

    @property
    @abstractmethod
    def dialogue(self) -> Dialogue:
        """The dialogue it belongs to."""

    def name(self) -> str:
        """Return the name Rasa derives from the form."""
        return f"validate_{self.dialogue.form}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Return the new state; an error ends the dialogue with an apology and is logged without the message's text."""
        try:
            taken = self._taken(Turn.of(tracker))
        except Exception as error:
            logger.exception("%s failed: %s", self.name(), type(error).__name__)
            send(dispatcher, APOLOGY)
            return [ActiveLoop(None), SlotSet("requested_slot", None)]
        if taken is None:
            return []
        if taken.hint:
            dispatcher.utter_message(text=taken.hint)
        events = [SlotSet(self.dialogue.slot, taken.state), SlotSet("reminders", 0)]
        return [*events, SlotSet("requested_slot", None)] if taken.done else events

    def _taken(self, turn: Turn) -> Taken | None:
        if turn.loop != self.dialogue.form:
            return self.dialogue.begin(turn)
        urgent = turn.intent in _URGENT and not self.dialogue.is_own_command(turn)
        taken = None if urgent else self.dialogue.take(turn, self.dialogue.state(turn))
        # An answer may sound like the wish that began it: "rufen Sie mich unter dieser Nummer an".
        return self.dialogue.begin(turn) if taken is None and turn.intent == self.dialogue.resumed_by else taken


class AskDialogue(Action, ABC):
    """Sends the open question."""

    @property
    @abstractmethod
    def dialogue(self) -> Dialogue:
        """The dialogue it belongs to."""

    def name(self) -> str:
        """Return the name by which Rasa's form looks for the question of its slot."""
        return f"action_ask_{self.dialogue.form}_{self.dialogue.form}_next"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Ask; after something else was answered, put the question once more, and then no more."""
        turn = Turn.of(tracker)
        state = self.dialogue.state(turn)
        if self._was_answered(tracker):
            send(dispatcher, self.dialogue.ask(turn, state))
            return []
        reminders = int(turn.slots.get("reminders") or 0)
        if reminders >= REMINDERS or not has_room(tracker.events):
            return []
        send(dispatcher, self.dialogue.remind(turn, state))
        return [SlotSet("reminders", reminders + 1)]

    def _was_answered(self, tracker: Tracker) -> bool:
        """Whether the latest message belonged to the dialogue: then its validation has just set the state."""
        for event in reversed(tracker.events):
            if event["event"] == "user":
                return False
            if event["event"] == "slot" and event.get("name") == self.dialogue.slot:
                return True
        return False
