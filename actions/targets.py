"""Which records on the screen a message means: "das zweite", "die ersten beiden", "alle drei", a name, or the only one."""

from __future__ import annotations

import re

from actions.turn import Turn
from bot.language.normalise import fold

_BOTH = re.compile(r"\b(?:beide[ns]?|zwei|2|paar)\b")
_ALL = re.compile(r"\b(?:alle[sn]?|saemtliche|drei davon)\b")
_LAST = -1


def listed(turn: Turn) -> tuple[str, ...]:
    """Return the records that a number counts through: programmes over all pages shown, examples on this page only."""
    numbered_through = turn.shown.kind == "programme" and turn.shown.offset
    return turn.shown.hits[: turn.shown.offset] if numbered_through else turn.shown.ids


def targets(turn: Turn) -> tuple[str, ...]:
    """Return the records meant, in the order of the message; empty where it does not say which."""
    named = [*turn.values("programme"), *turn.values("company")]
    if named:
        return tuple(dict.fromkeys(str(name) for name in named))
    among = listed(turn)
    text = fold(turn.text)
    if _ALL.search(text):
        return turn.shown.ids
    positions = [int(value) for value in (*turn.values("ordinal"), *turn.values("number"))]
    if _BOTH.search(text) and len(positions) <= 1:
        return among[:2]
    found = [among[position - 1] for position in positions if 0 < position <= len(among)]
    if _LAST in positions and turn.shown.ids:
        found.append(turn.shown.ids[-1])
    if found:
        return tuple(dict.fromkeys(found))
    if turn.shown.focus:
        return (turn.shown.focus,)
    return turn.shown.ids if len(turn.shown.ids) == 1 else ()
