"""What all actions share: read the turn, answer, remember, and never let an error reach the owner."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import Answer
from actions.applications.asked import belongs_to_list, on_application
from actions.examples.listing import EXAMPLES, told_examples
from actions.examples.talk import on_examples
from actions.funding_search.rules import on_matters
from actions.in_talk.naming_land import on_authority, on_land
from actions.in_talk.other_concerns import with_others
from actions.in_talk.turning_down import on_rejection
from actions.open_case import on_case
from actions.programmes.offers import on_offer
from actions.programmes.talk import on_programmes
from actions.programmes.twice import not_twice
from actions.reading_along import on_reader
from actions.referring import on_listed, on_narrowing, on_topic
from actions.sending import APOLOGY, send
from actions.services import take_over_vector
from actions.stored_contact import on_stored
from actions.turn import CHOICE, LIMITS, PROGRAMMES, Turn, last_texts
from actions.unanswered import note_unanswered
from actions.verdicts import go_on
from bot.advice.profile import FACTS
from bot.knowledge.store import KnowledgeUnavailable

logger = logging.getLogger(__name__)


_ANSWERING = frozenset(
    {
        "affirm",
        "deny",
        "inform",
        "correct",
        "cannot_say",
        "select_item",
        "nlu_fallback",
        "not_understood",
        "out_of_scope",
    }
)
"""Intents of messages that may answer a question for a fact of the firm."""
_REMEMBERED = 24
"""Records that "zurück zu …" can go back to, and that are not told again word for word."""
_UNANSWERED = frozenset({"fallback", "out_of_scope"})


class LotseAction(Action, ABC):
    """Base of the actions that answer: subclasses implement :meth:`answer` and know nothing of Rasa's dispatcher."""

    failure = False
    """Whether answering this way counts as a misunderstanding."""
    finishes = False
    """Whether it ends a dialogue: then the message is an answer to that, whatever else is open."""

    @abstractmethod
    def answer(self, turn: Turn) -> Answer:
        """Return the answer to the turn."""

    def _in_context(self, turn: Turn) -> Answer | None:
        """Return what a message means because of what was said before it, whatever else it could mean; None if nothing.

        It may say whether a person may read the talk, ask for the authority of a Land or name one, answer a question for a
        fact of the firm, belong to an open incident, ask how the programme talked about is applied for, narrow a list, or
        refer to what was shown.
        """
        reader = on_reader(turn)
        if reader is not None:
            return reader
        authority = on_authority(turn)
        if authority is not None:
            return authority
        found = go_on(turn) if turn.intent in _ANSWERING else None
        if found:
            return Answer(*found)
        if turn.told and (turn.answered or {}).get("fact"):
            return on_stored(turn) or on_case(turn)  # "Halle" says where the firm is, whatever example is from there
        of_list = (on_narrowing, on_matters, on_programmes)
        on_money = (*of_list, on_application) if belongs_to_list(turn) else (on_application, *of_list)
        found_in = (on_stored, on_offer, on_case, on_land, *on_money, on_examples, on_listed, on_rejection, on_topic)
        return next((answer for find in found_in if (answer := find(turn)) is not None), None)

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Answer the latest message. Errors are logged without the message's text and answered with an apology."""
        try:
            take_over_vector(tracker.latest_message)
            turn = Turn.of(tracker)
            answer = (None if self.finishes else self._in_context(turn)) or self.answer(turn)
            answer = not_twice(turn, with_others(turn, answer), last_texts(tracker.events))
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
        name: value
        for name in FACTS
        if (value := getattr(turn.profile, name)) is not None or name in turn.told  # what was taken back is forgotten
    }
    wanted["failures"] = turn.failures + 1 if failure else 0
    focus = turn.shown.focus or (PROGRAMMES if turn.shown.kind == "programme" and turn.shown.hits else None)
    if focus and turn.shown.kind != CHOICE and answer.slots.get("focus", focus) != focus:
        earlier = [focus, *(id_ for id_ in turn.earlier if id_ != focus)]
        wanted["earlier"] = earlier[:_REMEMBERED]
    wanted.update(answer.slots)
    told = (*told_examples(turn), *(id_ for id_ in answer.reply.ids if id_ in turn.knowledge.case_studies))
    if len(told) > len(told_examples(turn)):  # named once is enough: "wer hat das gemacht?" gets others the next time
        kept = wanted.get(EXAMPLES) or turn.slots.get(EXAMPLES) or {}
        wanted[EXAMPLES] = {**kept, "told": list(dict.fromkeys(told))}
    if turn.limits and wanted.get("listing") and LIMITS not in wanted["listing"]:
        wanted["listing"] = {
            **wanted["listing"],
            LIMITS: turn.limits,
        }  # another list keeps what was asked of programmes
    return [SlotSet(name, value) for name, value in wanted.items() if tracker.get_slot(name) != value]
