"""Passing somebody on to a person."""

from __future__ import annotations

import time
from dataclasses import replace

from actions.answer import Answer
from actions.base import LotseAction
from actions.contact_dialogue import AFTERWARDS, CONTACT, MEETING, NUMBERS, REPLACES, summary_of
from actions.dialogue import AskDialogue, ValidateDialogue
from actions.examples.talk import meeting
from actions.in_talk.beside import CASE
from actions.open_case import numbers
from actions.reading_along import ask_buttons
from actions.searching import answer_from, look_up
from actions.services import private_database
from actions.stored_contact import on_stored
from actions.turn import Turn
from bot.advice.reply import Button, Reply
from bot.contact.fields import matter_of
from bot.contact.requests import ContactRequest, ContactStore
from bot.contact.wording import CENTRE
from bot.language.asked.concerns import asking_part

_KEPT = "In Ordnung, ich habe nichts geändert. Ihre frühere Bitte um einen Rückruf bleibt bestehen."
_MAY_READ = "Das Gespräch selbst liest dabei niemand, außer Sie erlauben es."
_START = (
    Button("Fördergeld finden", "Welche Förderung passt zu uns?"),
    Button("Beispiele ansehen", "Zeigen Sie mir Beispiele"),
)


class ValidateContactForm(ValidateDialogue):
    """Reads the answers."""

    dialogue = CONTACT


class AskContactQuestion(AskDialogue):
    """Asks the next question."""

    dialogue = CONTACT


class FinishContact(LotseAction):
    """Stores the request for the centre, or nothing at all."""

    finishes = True

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_finish_contact"

    def answer(self, turn: Turn) -> Answer:
        """Store what may be sent; forget the rest."""
        state = CONTACT.state(turn)
        forgotten = {CONTACT.slot: None}
        if state.get("send") != "yes" or not state.get("consent"):
            if state.get("send") == NUMBERS:
                return replace(numbers(turn), slots=forgotten)
            if state.get("send") == MEETING and (said := meeting(turn)) is not None:
                return replace(said, slots={**forgotten, **said.slots})
            if state.get("send") == AFTERWARDS and (said := on_stored(turn)) is not None:
                return replace(said, slots={**forgotten, **said.slots})
            if state.get(REPLACES):
                return Answer(Reply("handover", (_KEPT,), buttons=_START), forgotten)
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
            return Answer(Reply("handover", (text,), buttons=(*ask_buttons(turn), *_START)), forgotten)
        request = ContactRequest(
            conversation=turn.conversation,
            name=state["name"],
            phone=state["phone"],
            email=state["email"],
            best_time=state["time"],
            matter=matter_of(state),
            summary=summary_of(turn) if state.get("summary") else None,
            consent=state["consent"],
        )
        store = ContactStore(private_database())
        replaced = store.get(state[REPLACES]) if state.get(REPLACES) else None
        if replaced is not None and replaced.sent is not None:
            request = replace(request, matter=f"{request.matter} (ändert meine frühere Bitte Nr. {replaced.id})")
        store.add(request, time.time(), message_id=turn.message_id)
        if replaced is not None and replaced.sent is None:
            store.withdraw(replaced.id)
        text = (
            "Danke. Ihre Bitte ist gespeichert und geht an das Zentrum. Jemand meldet sich bei Ihnen. "
            "Mit „Löschen Sie alles“ löschen Sie sie hier wieder. Eine schon verschickte E-Mail bleibt beim Zentrum."
        )
        offered = ask_buttons(turn)
        texts = (text, _MAY_READ) if offered else (text,)
        return Answer(Reply("handover", texts, buttons=(*offered, *_START)), forgotten)


def _asked_besides(turn: Turn) -> Answer | None:
    """Return the answer to a question that stands beside the refusal ("nein, aber muss ich das melden?"); None if there is none."""
    asked = asking_part(turn.text)
    outcome = look_up(turn, asked) if asked else None
    return answer_from(turn, outcome) if outcome is not None and outcome.decision == "answer" else None
