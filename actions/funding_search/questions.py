"""What the funding form asks, and how often: it never nags."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.funding_search.rules import remarks_on, rules_of
from actions.knowledge import UNCLEAR
from actions.profile import without_amount
from actions.sending import has_room
from actions.turn import Turn
from bot.advice.funding_replies import profile_text
from bot.advice.profile import FACTS, NOT_SAID, FirmProfile

REMINDERS = 1
"""How often the form comes back to its question after something else was asked. The form stays open all the same."""


class _AskFact(Action, ABC):
    """Asks for one fact: in full, briefly where it was just asked, after a question in between once more and then no longer."""

    @property
    @abstractmethod
    def fact(self) -> str:
        """The slot to fill."""

    def name(self) -> str:
        """Return the name by which Rasa's form looks for the question of a slot."""
        return f"action_ask_funding_form_{self.fact}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Ask, and count the reminders."""
        events = _since_last_message(tracker)
        answered_in_between = any(event["event"] == "bot" and not _is_unclear(event) for event in events)
        if not answered_in_between:
            told = _told(events)
            noted = profile_text(FirmProfile(**told))
            turn = Turn.of(tracker)
            rules = rules_of(turn)
            if rules:  # a question about the rules of funding is answered before the search begins
                dispatcher.utter_message(text=rules)
                if noted:
                    dispatcher.utter_message(text=f"Notiert: {noted}.")
                dispatcher.utter_message(response=f"utter_ask_funding_form_{self.fact}_again")
                return [SlotSet("reminders", 0)]
            if noted:
                dispatcher.utter_message(text=f"Notiert: {noted}.")
            for said in filter(None, (without_amount(turn), *remarks_on(turn, frozenset(told)))):
                dispatcher.utter_message(text=said)
            is_news = noted or any(event["event"] == "bot" for event in events)
            again = "" if is_news or not self._was_just_asked(tracker) else "_again"
            dispatcher.utter_message(response=f"utter_ask_funding_form_{self.fact}{again}")
            return [SlotSet("reminders", 0)]
        reminders = int(tracker.get_slot("reminders") or 0)
        if reminders >= REMINDERS or not has_room(tracker.events):
            return []
        dispatcher.utter_message(response=f"utter_ask_funding_form_{self.fact}_again")
        return [SlotSet("reminders", reminders + 1)]

    def _was_just_asked(self, tracker: Tracker) -> bool:
        """Whether the turn before has asked this, in full or briefly."""
        messages = 0
        for event in reversed(tracker.events):
            messages += event["event"] == "user"
            if messages == 2:
                return False
            if messages == 1 and _response(event).startswith(f"utter_ask_funding_form_{self.fact}"):
                return True
        return False


class AskRegion(_AskFact):
    """Asks for the Land."""

    fact = "region"


class AskEmployees(_AskFact):
    """Asks for the head count."""

    fact = "employees"


class AskTopic(_AskFact):
    """Asks for the project."""

    fact = "topic"


def _since_last_message(tracker: Tracker) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = []
    for event in reversed(tracker.events):
        if event["event"] == "user":
            break
        events.append(event)
    return events


def _is_unclear(event: dict[str, Any]) -> bool:
    """Whether the bot has only said that it could not use the answer: then it has to ask again."""
    return _response(event) == "utter_unclear_answer" or event.get("text") == UNCLEAR.texts[0]


def _response(event: dict[str, Any]) -> str:
    """Return the name of the text in domain/ that the bot has said; empty for anything else."""
    return str((event.get("metadata") or {}).get("utter_action") or "")


def _told(events: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the facts just told: who answers another question than the one asked must see that it counted."""
    told = {
        event["name"]: event["value"] for event in events if event["event"] == "slot" and event.get("name") in FACTS
    }
    return {name: value for name, value in told.items() if value not in (None, NOT_SAID)}
