"""What an action answers, and what it remembers of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rasa_sdk.events import ActiveLoop, EventType, SlotSet

from bot.advice.reply import Reply

LEAVE_FORM: tuple[EventType, ...] = (ActiveLoop(None), SlotSet("requested_slot", None))
"""What ends the form that is open."""

_LISTS = frozenset({"programme", "case_study"})
"""Kinds of records whose lists can be counted through after other answers, too."""


@dataclass(frozen=True)
class Answer:
    """A reply with what to remember of it. ``slots``: slot values to set; ``events``: further Rasa events."""

    reply: Reply
    slots: dict[str, Any] = field(default_factory=dict)
    events: tuple[EventType, ...] = ()


def shown(kind: str, ids: tuple[str, ...], hits: tuple[str, ...] = (), offset: int = 0) -> dict[str, Any]:
    """Return the slots that remember what is on the screen; a single record is also what follow-ups speak of."""
    slots = {
        "shown_kind": kind,
        "shown_ids": list(ids),
        "hit_ids": list(hits or ids),
        "hit_offset": offset,
        "focus": ids[0] if len(ids) == 1 else None,
    }
    if kind in _LISTS and len(ids) > 1:
        slots["listing"] = {"kind": kind, "ids": list(ids), "hits": list(hits or ids), "offset": offset}
    return slots
