"""Stopping a matter, and starting afresh."""

from __future__ import annotations

from collections.abc import Mapping

from actions.answer import LEAVE_FORM, Answer
from actions.base import LotseAction
from actions.dialogues import TALK_SLOTS
from actions.in_talk.beside import CASE
from actions.reading_along import end_reading
from actions.turn import Turn
from bot.advice.reply import Button, Reply
from bot.language.asked.leaving import Leave, takes_leave

_START = (
    Button("Fördergeld finden", "Welche Förderung passt zu uns?"),
    Button("Beispiele ansehen", "Zeigen Sie mir Beispiele"),
    Button("Was können Sie?", "Was können Sie?"),
)


_GOODBYE = "Auf Wiedersehen und gutes Gelingen. Wenn noch etwas ist, schreiben Sie einfach wieder."
_BEFORE_GOODBYE: Mapping[Leave, str] = {
    "plain": "",
    "elsewhere": "Gut, dann klären Sie es dort. ",
    "unhappy": "Schade, dass ich Ihnen nicht besser helfen konnte. ",
}
"""What is said first, by how the owner takes leave."""
_CASE_STAYS = (
    "Gut, tun Sie das gleich. Ihr Fall bleibt hier offen: Schreiben Sie wieder, wenn Sie den nächsten Schritt brauchen."
)


class Goodbye(LotseAction):
    """Says goodbye, and asks nothing any more."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_goodbye"

    def answer(self, turn: Turn) -> Answer:
        """Wish well, with a word on what the owner has said beside it. A form that is open is left."""
        leave = takes_leave(turn.text) or "plain"
        if leave == "elsewhere" and turn.slots.get(CASE):
            return Answer(Reply("smalltalk", (_CASE_STAYS,)))
        before = _BEFORE_GOODBYE[leave]
        return Answer(Reply("smalltalk", (before + _GOODBYE,)), {}, LEAVE_FORM if turn.loop else ())


class Cancel(LotseAction):
    """Stops the current matter; what is known about the firm stays."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_cancel"

    def answer(self, turn: Turn) -> Answer:
        """Leave the form. A call-back is discarded; the check can be taken up again."""
        if turn.loop == "contact_form":
            text = "In Ordnung, ich habe nichts für einen Rückruf gespeichert. Was möchten Sie stattdessen wissen?"
            return Answer(Reply("question", (text,), buttons=_START), {"contact_form_state": None}, LEAVE_FORM)
        if turn.loop == "check_form":
            text = "Gut, wir machen eine Pause. Mit „weiter mit dem Check“ geht es an derselben Stelle weiter."
            again = Button("Weiter mit dem Check", "Weiter mit dem Check")
            return Answer(Reply("question", (text,), buttons=(again, *_START)), {}, LEAVE_FORM)
        return Answer(
            Reply("question", ("Gut, das lassen wir. Was möchten Sie stattdessen wissen?",), buttons=_START),
            {},
            LEAVE_FORM,
        )


class StartOver(LotseAction):
    """Forgets the firm and everything shown."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_start_over"

    def answer(self, turn: Turn) -> Answer:
        """Clear all slots; who was let read the talk was let read the one that ends here."""
        ended = " Lesen darf das Zentrum dieses Gespräch jetzt nicht mehr." if end_reading(turn) else ""
        text = f"Wir fangen neu an. Ihre Angaben zum Betrieb habe ich vergessen.{ended} Worum geht es?"
        return Answer(Reply("question", (text,), buttons=_START), dict.fromkeys(TALK_SLOTS), LEAVE_FORM)
