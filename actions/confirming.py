"""Yes and no: to what was just asked, or to nothing in particular."""

from __future__ import annotations

from actions.answer import Answer
from actions.base import LotseAction
from actions.privacy import DELETE, erase
from actions.searching import answer_from, look_up
from actions.turn import Turn
from bot.advice.reply import Button, Reply

_START = (
    Button("Fördergeld finden", "Welche Förderung passt zu uns?"),
    Button("Beispiele ansehen", "Zeigen Sie mir Beispiele"),
)


_SAYS_MORE = 4
"""Words from which a "ja" or "nein" says something besides."""


class Affirm(LotseAction):
    """Does what was just asked for."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_affirm"

    def answer(self, turn: Turn) -> Answer:
        """Delete, if that was the question."""
        if turn.asked == DELETE:
            return erase()
        more = _more(turn)
        if more is not None:
            return more
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
        more = _more(turn)
        if more is not None:
            return more
        text = "In Ordnung. Wenn Sie etwas anderes brauchen, schreiben Sie es einfach."
        return Answer(Reply("smalltalk", (text,)))


def _more(turn: Turn) -> Answer | None:
    """Return the answer to what stands beside a "ja" or "nein" ("nein, nicht das WLAN, das Terminal findet keine Verbindung")."""
    if len(turn.text.split()) < _SAYS_MORE:
        return None
    outcome = look_up(turn)
    return answer_from(turn, outcome) if outcome.decision in {"answer", "nearest"} else None
