"""Yes and no: to what was just asked, or to nothing in particular."""

from __future__ import annotations

from actions.base import Answer, LotseAction
from actions.privacy import DELETE, erase
from actions.turn import Turn
from bot.advice.reply import Button, Reply

_START = (
    Button("Fördergeld finden", "Welche Förderung passt zu uns?"),
    Button("Beispiele ansehen", "Zeigen Sie mir Beispiele"),
)


class Affirm(LotseAction):
    """Does what was just asked for."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_affirm"

    def answer(self, turn: Turn) -> Answer:
        """Delete, if that was the question."""
        if turn.asked == DELETE:
            return erase()
        return Answer(Reply("smalltalk", ("Gut. Was möchten Sie als Nächstes wissen?",), buttons=_START))


class Deny(LotseAction):
    """Leaves what was just asked."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_deny"

    def answer(self, turn: Turn) -> Answer:
        """Keep the data, if deleting them was the question."""
        if turn.asked == DELETE:
            return Answer(Reply("privacy", ("In Ordnung, es bleibt alles, wie es ist.",)))
        text = "In Ordnung. Wenn Sie etwas anderes brauchen, schreiben Sie es einfach."
        return Answer(Reply("smalltalk", (text,)))
