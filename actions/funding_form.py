"""The form of the funding search: reads the facts it needs out of whatever the owner writes."""

from __future__ import annotations

import logging
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.referring import wish_of
from actions.turn import LIMITS, stated_facts
from bot.advice.narrowing import Narrowing
from bot.advice.profile import NOT_SAID, agreeing
from bot.language.asked.anaphora import points_back
from bot.language.asked.concerns import questions_in
from bot.language.asked.list_filters import read_kinds
from bot.language.facts.purpose import can_be_purpose
from bot.language.facts.region_answer import answered_region

logger = logging.getLogger(__name__)

REQUIRED = ("region", "employees", "topic")
_FITTING = frozenset({"find_funding", "inform", "correct", "cannot_say", "affirm", "deny", "forget_fact"})
_POSTAL_CODES = 10_000
_MAY_TELL = frozenset(
    {"ask_knowledge", "ask_glossary", "out_of_scope", "not_understood", "nlu_fallback", "select_item", "more"}
)
"""What the project in somebody's own words is taken for: "Türsystem mit Codes und das passende Buchungsprogramm"."""
_SHORT = 3
"""Words up to which a message with the fact asked for counts as the answer, whatever its intent looks like."""


class ValidateFundingForm(Action):
    """Fills the slots of ``funding_form``.

    Returning nothing makes Rasa reject the form for this turn, so that the rule for the actual intent answers
    (``data/stories/interruptions.yml``) and the form asks again afterwards.
    """

    def name(self) -> str:
        """Return the name Rasa derives from the form."""
        return "validate_funding_form"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Return slot values that the latest message gives."""
        message = tracker.latest_message
        requested = tracker.get_slot("requested_slot")
        intent = (message.get("intent") or {}).get("name") or ""
        text = message.get("text") or ""
        entities = message.get("entities") or []
        facts = agreeing(stated_facts(entities, text), tracker.current_slot_values())
        listing = tracker.get_slot("listing") or {}
        if requested is None and listing.get("kind") == "programme" and wish_of(text, entities):
            return [SlotSet("reminders", 0)]  # "nur Zuschüsse" tells nothing of the firm
        numbers = [item["value"] for item in entities if item["entity"] == "number"]
        # A bare "8" answers the question for the head count, and cannot be meant as an answer to the one for the Land.
        if (
            requested in {"employees", "region"}
            and "employees" not in facts
            and len(set(numbers)) == 1
            and numbers[-1] < _POSTAL_CODES
        ):
            facts["employees"] = numbers[-1]
        land = answered_region(text) if requested == "region" and "region" not in facts else None
        if land:  # "mv" and "sh" are Länder where the question for the Land stands
            facts.update(region=land, place=None)
        # What the intent says of a message in one's own words is a guess: it tells the project, or what was asked for.
        tells = intent in _MAY_TELL and requested in {"topic", *facts} and not _asks(text)
        answers_question = requested in facts and len(text.split()) <= _SHORT
        if not (intent in _FITTING or tells or answers_question):
            return []
        if requested in REQUIRED and requested not in facts:
            if intent == "cannot_say":
                facts[requested] = NOT_SAID
            elif requested == "topic" and (intent == "inform" or tells) and not facts:
                if not can_be_purpose(text):  # "und als GmbH", "nur Zuschuss": the question stands, and is asked again
                    return [SlotSet("reminders", 0)]
                # Their own words for the project are worth keeping even where no theme could be read.
                facts.update(topic=NOT_SAID, project=text)
        kept = Narrowing.of(listing.get(LIMITS))
        limits = kept.changed_by(read_kinds(text))
        limited = [SlotSet("listing", {**listing, LIMITS: limits.stored()})] if limits != kept else []
        if intent == "find_funding" and not facts:
            # Whoever asks for funding once more is asked once more; Rasa turns the form down where it is given nothing.
            return [SlotSet("reminders", 0), *limited]
        return [*(SlotSet(name, value) for name, value in facts.items()), *limited]


def _asks(text: str) -> bool:
    """Whether a message asks something, or speaks of what was said before it, and so is no answer."""
    return "?" in text or bool(questions_in(text)) or points_back(text)
