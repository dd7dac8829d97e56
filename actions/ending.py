"""Stopping a matter, and starting afresh."""

from __future__ import annotations

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.base import Answer, LotseAction
from actions.turn import FACTS, Turn
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
        """Leave the form."""
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
        names = (*FACTS, "shown_kind", "shown_ids", "hit_ids", "hit_offset", "focus")
        text = "Wir fangen neu an. Ihre Angaben zum Betrieb habe ich vergessen. Worum geht es?"
        return Answer(Reply("question", (text,), buttons=_START), dict.fromkeys(names), _LEAVE_FORM)
