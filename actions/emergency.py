"""An acute incident: the first steps at once, whatever was going on."""

from __future__ import annotations

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.base import Answer, LotseAction, shown
from actions.turn import Turn
from bot.advice.emergency import emergency_reply


class Emergency(LotseAction):
    """Gives the first steps and whom to call, and ends a form that was open."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_emergency"

    def answer(self, turn: Turn) -> Answer:
        """Return the steps for the kind of incident."""
        reply = emergency_reply(turn.text, turn.knowledge, turn.today)
        return Answer(reply, shown("article", reply.ids[:1]), (ActiveLoop(None), SlotSet("requested_slot", None)))
