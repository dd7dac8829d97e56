"""What a message refers to, whatever intent it seems to have: a record of the last list, or the topic just talked about."""

from __future__ import annotations

from actions.answer import Answer
from actions.searching import answer_from, look_up
from actions.showing import show_record
from actions.targets import named
from actions.turn import Turn
from bot.language.anaphora import points_back
from bot.language.concerns import asking_part
from bot.language.naming import only_names

_NO_QUESTION = frozenset(
    {
        "more",
        "again",
        "simpler",
        "complain",
        "ask_centre",
        "ask_identity",
        "not_understood",
        "nlu_fallback",
        "out_of_scope",
    }
)
"""Intents that a short question about the topic is taken for, because it names nothing."""
_SURE = 0.8
"""Probability from which such an intent is believed."""


def on_listed(turn: Turn) -> Answer | None:
    """Return the record that the message names and wants to see ("Falsch, ich meinte Overath"); None if it says more."""
    if turn.loop is not None:
        return None
    meant = named(turn)
    name = turn.name_of(meant) if meant else None
    return show_record(turn, str(meant)) if name and only_names(turn.text, name) else None


def on_topic(turn: Turn) -> Answer | None:
    """Return what the topic has on a question that names nothing ("gibt es davon Ausnahmen?"); None for any other message."""
    doubtful = turn.intent in _NO_QUESTION and turn.confidence < _SURE
    if turn.loop is not None or not turn.topic or not doubtful or not points_back(turn.text):
        return None
    asked = asking_part(turn.text)
    return answer_from(turn, look_up(turn, asked)) if asked else None
