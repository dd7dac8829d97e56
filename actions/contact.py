"""Passing somebody on to a person."""

from __future__ import annotations

import time
from dataclasses import replace

from actions.answer import Answer
from actions.base import LotseAction
from actions.contact_dialogue import CENTRE, NUMBERS, ContactDialogue, summary_of
from actions.dialogue import AskDialogue, ValidateDialogue
from actions.open_case import numbers
from actions.searching import CASE, answer_from, look_up
from actions.services import private_database
from actions.turn import Turn
from bot.advice.reply import Button, Reply
from bot.contact.requests import ContactRequest, ContactStore
from bot.language.concerns import asking_part

_CONTACT = ContactDialogue()
_START = (
    Button("Fördergeld finden", "Welche Förderung passt zu uns?"),
    Button("Beispiele ansehen", "Zeigen Sie mir Beispiele"),
)


class ValidateContactForm(ValidateDialogue):
    """Reads the answers."""

    dialogue = _CONTACT


class AskContactQuestion(AskDialogue):
    """Asks the next question."""

    dialogue = _CONTACT


class FinishContact(LotseAction):
    """Stores the request for the centre, or nothing at all."""

    finishes = True

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_finish_contact"

    def answer(self, turn: Turn) -> Answer:
        """Store what may be sent; forget the rest."""
        state = _CONTACT.state(turn)
        forgotten = {_CONTACT.slot: None}
        if state.get("send") != "yes" or not state.get("consent"):
            if state.get("send") == NUMBERS:
                return replace(numbers(turn), slots=forgotten)
            text = (
                f"In Ordnung, davon habe ich nichts gespeichert. Das Zentrum erreichen Sie jederzeit selbst: {CENTRE}"
            )
            asked = _asked_besides(turn)
            if asked is not None:
                reply = replace(asked.reply, texts=(text, *asked.reply.texts))
                return replace(asked, reply=reply, slots={**asked.slots, **forgotten})
            if turn.slots.get(CASE):  # whoever refuses in an emergency still needs a number
                called = numbers(turn)
                return replace(called, reply=replace(called.reply, texts=(text, *called.reply.texts)), slots=forgotten)
            return Answer(Reply("handover", (text,), buttons=_START), forgotten)
        request = ContactRequest(
            conversation=turn.conversation,
            name=state["name"],
            phone=state["phone"],
            email=state["email"],
            best_time=state["time"],
            matter=state["matter"],
            summary=summary_of(turn) if state.get("summary") else None,
            consent=state["consent"],
        )
        ContactStore(private_database()).add(request, time.time(), message_id=turn.message_id)
        text = (
            "Danke. Ihre Bitte ist gespeichert und geht an das Zentrum. Jemand meldet sich bei Ihnen. "
            "Mit „Löschen Sie alles“ löschen Sie sie hier wieder. Eine schon verschickte E-Mail bleibt beim Zentrum."
        )
        return Answer(Reply("handover", (text,), buttons=_START), forgotten)


def _asked_besides(turn: Turn) -> Answer | None:
    """Return the answer to a question that stands beside the refusal ("nein, aber muss ich das melden?"); None if there is none."""
    asked = asking_part(turn.text)
    outcome = look_up(turn, asked) if asked else None
    return answer_from(turn, outcome) if outcome is not None and outcome.decision == "answer" else None
