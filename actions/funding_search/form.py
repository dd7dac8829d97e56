"""The form of the funding search: reads the facts it needs out of whatever the owner writes, and chooses what to ask next."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.funding_search.project import project_facts, talked_of
from actions.referring import wish_of
from actions.told import stated_facts, without_denied
from actions.turn import LIMITS
from bot.advice.asking.next_fact import LIKELY, next_fact
from bot.advice.narrowing import Narrowing
from bot.advice.profile import NOT_SAID, agreeing, profile_of
from bot.clock import today
from bot.knowledge.store import KnowledgeUnavailable, shared_store
from bot.language.asked.anaphora import points_back
from bot.language.asked.concerns import questions_in
from bot.language.asked.list_filters import read_kinds
from bot.language.asked.matters import asks_whether_it_matters
from bot.language.asked.unknown import says_unknown
from bot.language.facts.money import wants_no_money
from bot.language.facts.region_answer import answered_region
from bot.language.project.purpose import says_only_kind_of_firm
from bot.language.project.topics import NOT_DIGITAL

logger = logging.getLogger(__name__)

ASKED = tuple(LIKELY)
"""The facts that the form may ask for, each through ``action_ask_funding_form_<fact>``."""
_FITTING = frozenset({"find_funding", "inform", "correct", "cannot_say", "affirm", "deny", "forget_fact"})
_POSTAL_CODES = 10_000
_MAY_TELL = frozenset(
    {
        "ask_knowledge",
        "ask_glossary",
        "out_of_scope",
        "not_understood",
        "nlu_fallback",
        "select_item",
        "more",
        "correct",
        "complain",
    }
)
"""What the project in somebody's own words is taken for: "Türsystem mit Codes und das passende Buchungsprogramm"."""
_SHORT = 3
"""Words up to which a message with the fact asked for counts as the answer, whatever its intent looks like."""


class ValidateFundingForm(Action):
    """Fills the slots of ``funding_form`` and sets the next question, or none where enough is known.

    Returning no fact makes Rasa reject the form for this turn, so that the rule for the actual intent answers
    (``data/stories/interruptions.yml``) and the form asks again afterwards.
    """

    def name(self) -> str:
        """Return the name Rasa derives from the form."""
        return "validate_funding_form"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Return slot values that the latest message gives, and the slot to ask for (None ends the form)."""
        told = self._told(tracker)
        slots = {**tracker.current_slot_values(), **told}
        if (
            slots.get("topic") in NOT_DIGITAL
        ):  # other offices help: nothing to ask, and no fact that another search should find
            told = {**told, "topic": None, "project": None, "reminders": 0, "requested_slot": None}
        else:
            told.setdefault("requested_slot", _next(slots))
        return [SlotSet(name, value) for name, value in told.items()]

    def _told(self, tracker: Tracker) -> dict[str, Any]:
        """Return the slots that the message fills; none where it is no answer."""
        message = tracker.latest_message
        requested = tracker.get_slot("requested_slot")
        intent = (message.get("intent") or {}).get("name") or ""
        text = message.get("text") or ""
        entities = message.get("entities") or []
        if wants_no_money(text):  # "kein Geld, sondern rechtliche Hilfe" is no project
            return {}
        facts = agreeing(stated_facts(entities, text), tracker.current_slot_values())
        listing = tracker.get_slot("listing") or {}
        if requested is None and listing.get("kind") == "programme" and wish_of(text, entities):
            return {"reminders": 0, "requested_slot": None}  # "nur Zuschüsse" tells nothing of the firm
        numbers = [item["value"] for item in entities if item["entity"] == "number"]
        # A bare "8" answers the question for the head count, and cannot be meant as an answer to the one for the Land.
        if requested in ASKED and "employees" not in facts and len(set(numbers)) == 1 and numbers[-1] < _POSTAL_CODES:
            facts["employees"] = numbers[-1]
        land = answered_region(text) if requested == "region" and "region" not in facts else None
        if land:  # "mv" and "sh" are Länder where the question for the Land stands
            facts.update(region=land, place=None)
        unknown = requested in ASKED and requested not in facts and (intent == "cannot_say" or says_unknown(text))
        matters = requested is not None and asks_whether_it_matters(text)
        # What the intent says of a message in one's own words is a guess: it tells the project, or what was asked for.
        may_tell = not unknown and not _asks(text)
        project = project_facts(entities, text, facts) if may_tell or intent == "find_funding" else {}
        if intent == "find_funding" and "topic" not in {**facts, **project} and tracker.get_slot("topic") is None:
            project = {**project, **_before(text, tracker.get_slot("focus"))}  # "Welche Förderung gibt es dafür?"
        tells = may_tell and intent in _MAY_TELL and requested in {"topic", *facts, *project}
        short = len(text.split()) <= _SHORT
        answers_question = requested in facts and short
        # "Software" where the Land was asked for, and a project in one's own words whatever was asked for
        tells = tells or (may_tell and intent in _MAY_TELL and ("project" in project or (short and "topic" in facts)))
        if requested is not None and not facts and says_only_kind_of_firm(text):
            return {"reminders": 0}  # "und als GmbH": a fact of the firm, and no question that some article answers
        if not (intent in _FITTING or tells or answers_question or unknown or matters):
            return {}
        facts.update(project)
        facts.update({} if "topic" in facts else without_denied(entities, text, tracker.current_slot_values()))
        if unknown:
            facts[str(requested)] = NOT_SAID
        elif (
            requested == "topic"
            and "topic" not in facts
            and not set(facts) - {"amount"}
            and (intent == "inform" or tells)
        ):
            # Their own words for the project are worth keeping even where no theme could be read.
            own = project_facts(entities, text, facts, answers=True)
            if not own:  # "und als GmbH", "nur Zuschuss": the question stands, and is asked again
                return {"reminders": 0}
            facts.update(own)
        limits = Narrowing.of(listing.get(LIMITS)).changed_by(read_kinds(text))
        if limits != Narrowing.of(listing.get(LIMITS)):
            facts["listing"] = {**listing, LIMITS: limits.stored()}
        if not facts and (matters or intent == "find_funding"):
            # Whoever asks for funding once more is asked once more; Rasa turns the form down where it is given nothing.
            return {"reminders": 0}
        return facts


def _next(slots: Mapping[str, Any]) -> str | None:
    """Return the fact to ask for next; None where no answer would change what is shown first."""
    still_open = [fact for fact in ASKED if slots.get(fact) is None]
    limits = Narrowing.of((slots.get("listing") or {}).get(LIMITS))
    try:
        knowledge = shared_store().snapshot()
    except KnowledgeUnavailable as error:
        logger.error("The next question cannot be weighed, the knowledge base is not available: %s", error)
        return next(iter(still_open), None)
    return next_fact(profile_of(slots), still_open, knowledge, today(), limits)


def _before(text: str, focus: str | None) -> dict[str, Any]:
    """Return the project that was talked about before; nothing where the content cannot be read."""
    try:
        return talked_of(text, focus, shared_store().snapshot())
    except KnowledgeUnavailable as error:
        logger.error("What was talked about is not known, the knowledge base is not available: %s", error)
        return {}


def _asks(text: str) -> bool:
    """Whether a message asks something, or speaks of what was said before it, and so is no answer."""
    return "?" in text or bool(questions_in(text)) or points_back(text)
