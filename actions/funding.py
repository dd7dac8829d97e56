"""Funding programmes: the list of what fits, and single programmes by name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import Answer
from actions.base import LotseAction
from actions.funding_search.project import elsewhere
from actions.funding_search.rules import remarks_on, rules_of
from actions.profile import without_amount
from actions.programmes.offers import PROGRAMMES
from actions.searching import answer_from, look_up
from actions.sending import has_room, send
from actions.showing import list_programmes, show_programme
from actions.turn import Turn
from bot.advice.funding_replies import PAGE
from bot.advice.profile import profile_of
from bot.advice.reply import Button, Reply

_LIST_BUBBLES = PAGE + 2
"""A page of programmes with what is said before and after it."""

_FITTING = Button("Passende Programme", "Welche Förderung passt zu uns?")


class FindFunding(LotseAction):
    """Shows the programmes that fit, when the form knows enough."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_find_funding"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Show the list, or offer it where a question in between has told what was missing and its answer was long."""
        if has_room(tracker.events, _LIST_BUBBLES):
            return super().run(dispatcher, tracker, domain)
        text = "Damit weiß ich genug für Ihre Fördersuche. Soll ich zeigen, was passt?"
        send(dispatcher, Reply("question", (text,), buttons=(_FITTING,), asks=PROGRAMMES))
        return []

    def answer(self, turn: Turn) -> Answer:
        """Return the first page, and before it the rule that was asked about.

        Of several sums that are no total none was used, which is said first, too. For a project that is not digital it is where
        else there is money.
        """
        found = elsewhere(turn)
        if found is not None:
            return found
        stored = profile_of(turn.slots)  # the form has read more of the message than its single words
        turn = replace(turn, profile=turn.profile.with_facts(topic=stored.topic, project=stored.project))
        found = list_programmes(turn)
        first = tuple(filter(None, (rules_of(turn), without_amount(turn), *remarks_on(turn, frozenset(turn.told)))))
        return replace(found, reply=replace(found.reply, texts=(*first, *found.reply.texts))) if first else found


class ShowProgramme(LotseAction):
    """Answers a question about a programme by its name."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_show_programme"

    def answer(self, turn: Turn) -> Answer:
        """Show the programme named; without a known name answer the question, if it is one of ours, or say so."""
        named = turn.value("programme")
        if named in turn.knowledge.programmes:
            return show_programme(turn, str(named))
        outcome = look_up(turn)
        if outcome.decision in {"answer", "nearest"}:
            return answer_from(turn, outcome)
        text = "Dieses Programm kenne ich nicht. Ich kann aber nachsehen, was heute zu Ihrem Betrieb passt."
        return Answer(Reply("question", (text,), buttons=(_FITTING,), asks=PROGRAMMES))
