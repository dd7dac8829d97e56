"""What the bot has just offered is done when the owner agrees, in whatever words, and whatever stands beside them.

Each offer is a value of ``Reply.asks`` with what does it: closed, so that nothing is offered that cannot be taken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from actions.answer import Answer
from actions.showing import list_programmes
from actions.turn import Turn
from bot.language.asked.agreeing import agrees

PROGRAMMES = "offer-programmes"
"""The offer to show the programmes that fit."""
_DONE: Mapping[str, Callable[[Turn], Answer]] = {PROGRAMMES: list_programmes}


def on_offer(turn: Turn) -> Answer | None:
    """Return what was offered where the message agrees to it; None for any other message."""
    done = _DONE.get(turn.asked or "")
    return done(turn) if done is not None and turn.loop is None and agrees(turn.text) else None
