"""Which records on the screen a message means: "das zweite", "die ersten beiden", "alle drei", a name, or the only one."""

from __future__ import annotations

from actions.turn import Turn
from bot.language.asked.choosing import means_all, means_both
from bot.language.asked.naming import named_in

_LAST = -1


def listed(turn: Turn) -> tuple[str, ...]:
    """Return the records that a number counts through: programmes over all pages shown, examples on this page only.

    After an answer on something else it is still the list that was shown last.
    """
    shown = turn.shown if len(turn.shown.ids) > 1 else turn.listing
    if not shown.ids:
        return turn.shown.ids
    numbered_through = shown.kind == "programme" and shown.offset
    return shown.hits[: shown.offset] if numbered_through else shown.ids


def named(turn: Turn) -> str | None:
    """Return the record that the message names: in full, or with a part of its name among those of the last list."""
    whole = next(iter([*turn.values("programme"), *turn.values("company")]), None)
    if whole is not None:
        return str(whole)
    records = (id_ for id_ in listed(turn) if id_ in turn.knowledge.programmes or id_ in turn.knowledge.case_studies)
    return named_in(turn.text, {id_: name for id_ in records if (name := turn.name_of(id_))})


def targets(turn: Turn) -> tuple[str, ...]:
    """Return the records meant, in the order of the message; empty where it does not say which."""
    whole = [*turn.values("programme"), *turn.values("company")]
    if whole:
        return tuple(dict.fromkeys(str(name) for name in whole))
    among = listed(turn)
    if means_all(turn.text):
        return turn.shown.ids
    positions = [int(value) for value in (*turn.values("ordinal"), *turn.values("number"))]
    if means_both(turn.text) and len(positions) <= 1:
        return among[:2]
    found = [among[position - 1] for position in positions if 0 < position <= len(among)]
    if _LAST in positions and turn.shown.ids:
        found.append(turn.shown.ids[-1])
    if not found and (part := named(turn)) is not None:
        found.append(part)
    if found:
        return tuple(dict.fromkeys(found))
    if turn.shown.focus:
        return (turn.shown.focus,)
    return turn.shown.ids if len(turn.shown.ids) == 1 else ()
