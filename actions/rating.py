"""Whether an answer helped."""

from __future__ import annotations

import time

from actions.answer import Answer
from actions.base import LotseAction
from actions.services import private_database
from actions.turn import Turn
from bot.advice.articles import PERSON_BUTTON
from bot.advice.reply import Button, Reply
from bot.feedback.store import FeedbackStore, Reason
from bot.language.text.words import plain

_THANKS = Reply("smalltalk", ("Danke für die Rückmeldung. Möchten Sie noch etwas wissen?",))
_WHY: dict[Reason, Button] = {
    "wrong": Button("Sie war falsch", "Die Antwort war falsch"),
    "no_use": Button("Sie hilft nicht weiter", "Die Antwort hilft mir nicht weiter"),
    "too_long": Button("Sie war zu lang", "Die Antwort war zu lang"),
}
_SORRY = Reply(
    "smalltalk",
    (
        "Danke, dass Sie es sagen. Das Zentrum sieht, welche Antworten nicht helfen. Woran lag es? "
        "Sie können auch mit anderen Worten fragen oder mit einem Menschen sprechen.",
    ),
    buttons=(*_WHY.values(), PERSON_BUTTON),
)
_NOTED = Reply(
    "smalltalk",
    ("Danke, das hilft uns beim Verbessern. Fragen Sie gern noch einmal, oder sprechen Sie mit einem Menschen.",),
    buttons=(PERSON_BUTTON,),
)


def rate(turn: Turn, helpful: bool) -> Answer:
    """Keep the rating of the answer before, with its reason where one is given; without an answer there is nothing to rate."""
    rated = turn.answered or {}
    reason = next((reason for reason, why in _WHY.items() if plain(why.payload) == plain(turn.text)), None)
    store = FeedbackStore(private_database())
    if reason and not rated.get("ids"):
        store.explain(turn.conversation, reason)  # pressed below the question why
    elif rated.get("ids"):
        store.rate(turn.conversation, helpful, str(rated["kind"]), tuple(rated["ids"]), time.time(), reason)
    return Answer(_THANKS if helpful else _NOTED if reason else _SORRY)


class RateHelpful(LotseAction):
    """Notes that the answer helped."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_rate_helpful"

    def answer(self, turn: Turn) -> Answer:
        """Say thanks."""
        return rate(turn, True)


class RateUnhelpful(LotseAction):
    """Notes that the answer did not help."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_rate_unhelpful"

    def answer(self, turn: Turn) -> Answer:
        """Offer another way."""
        return rate(turn, False)
