"""Stopping a matter, and starting afresh."""

from __future__ import annotations

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.base import Answer, LotseAction
from actions.dialogues import DIALOGUE_SLOTS
from actions.turn import Turn
from bot.advice.profile import FACTS
from bot.advice.reply import Button, Reply

_START = (
    Button("Fördergeld finden", "Welche Förderung passt zu uns?"),
    Button("Beispiele ansehen", "Zeigen Sie mir Beispiele"),
    Button("Was können Sie?", "Was können Sie?"),
)
_LEAVE_FORM = (ActiveLoop(None), SlotSet("requested_slot", None))


class Cancel(LotseAction):
    """Stops the current matter; what is known about the firm stays."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_cancel"

    def answer(self, turn: Turn) -> Answer:
        """Leave the form. A call-back is discarded; the check can be taken up again."""
        if turn.loop == "contact_form":
            text = "Gut, ich habe nichts für einen Rückruf gespeichert. Was möchten Sie stattdessen wissen?"
            return Answer(Reply("question", (text,), buttons=_START), {"contact_form_state": None}, _LEAVE_FORM)
        if turn.loop == "check_form":
            text = "Gut, wir machen eine Pause. Mit „weiter mit dem Check“ geht es an derselben Stelle weiter."
            again = Button("Weiter mit dem Check", "Weiter mit dem Check")
            return Answer(Reply("question", (text,), buttons=(again, *_START)), {}, _LEAVE_FORM)
        return Answer(
            Reply("question", ("Gut, das lassen wir. Was möchten Sie stattdessen wissen?",), buttons=_START),
            {},
            _LEAVE_FORM,
        )


class StartOver(LotseAction):
    """Forgets the firm and everything shown."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_start_over"

    def answer(self, turn: Turn) -> Answer:
        """Clear all slots."""
        names = (*FACTS, "shown_kind", "shown_ids", "hit_ids", "hit_offset", "focus", *DIALOGUE_SLOTS)
        text = "Wir fangen neu an. Ihre Angaben zum Betrieb habe ich vergessen. Worum geht es?"
        return Answer(Reply("question", (text,), buttons=_START), dict.fromkeys(names), _LEAVE_FORM)
