"""What is said without looking anything up, unless an emergency is open: then "hilfe" asks what to do, and wants no menu."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import Answer
from actions.base import LotseAction
from actions.open_case import on_case
from actions.services import take_over_vector
from actions.turn import Turn
from bot.knowledge.store import KnowledgeUnavailable
from bot.language.asked.urgent import urgent_intent

_TEXTS = {"ask_identity": "utter_identity"}
"""Names of texts in ``domain/`` that are not called after their intent."""
_MAY_ASK = frozenset({"crisis", "help", "cannot_say"})
"""Intents that a question in an emergency is taken for: then all that belongs to the case counts, and else only what is sure."""
_CRISIS = "crisis"


class Say(LotseAction):
    """Says the text of an intent; in an emergency, what belongs to the case comes first. Plain despair comes before all."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_say"

    def answer(self, turn: Turn) -> Answer:
        """Return what belongs to the open case; :meth:`run` asks for it only where there is something."""
        found = self._in_context(turn)
        assert found is not None
        return found

    def _in_context(self, turn: Turn) -> Answer | None:
        if urgent_intent(turn.text) == _CRISIS:
            return None
        return on_case(turn, sure_only=turn.intent not in _MAY_ASK)

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Say the text, or what belongs to the case."""
        take_over_vector(tracker.latest_message)
        try:
            turn = Turn.of(tracker)
            belongs = self._in_context(turn) is not None
        except KnowledgeUnavailable:
            belongs = False
        if belongs:
            return super().run(dispatcher, tracker, domain)
        intent = str((tracker.latest_message.get("intent") or {}).get("name") or "")
        dispatcher.utter_message(response=_TEXTS.get(intent, f"utter_{intent}"))
        return []
