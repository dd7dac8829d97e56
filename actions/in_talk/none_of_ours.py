"""Whether what a message tells of is no emergency of the firm: it hit others, was long ago, is imagined, or is denied."""

from __future__ import annotations

from actions.turn import Turn
from bot.advice.emergencies.reading import NOTHING, case_reader
from bot.language.asked.concerns import questions_in
from bot.language.asked.whose_incident import asked_besides, denies_incident, rest_of_no_incident

_SURE = 0.5
"""Probability from which the rest of a message tells of an emergency of its own."""


def is_none_of_ours(turn: Turn) -> bool:
    """Return whether a message speaks of an incident that is none of the firm's now, and the rest of it tells of no other."""
    rest = rest_of_no_incident(turn.text)
    if rest is None:
        return denies(turn)
    return not _tells(turn, rest)


def denies(turn: Turn) -> bool:
    """Return whether a message says that nothing has happened to the firm, and tells of nothing else that has."""
    return denies_incident(turn.text) and not _tells(turn, asked_besides(turn.text))


def _tells(turn: Turn, rest: str) -> bool:
    if not rest or questions_in(rest):
        return False
    best = next(iter(case_reader(turn.knowledge).kinds(rest)), None)
    return best is not None and best.label != NOTHING and best.probability >= _SURE
