"""A conversation cut to its last turns, with the same state.

What Rasa does for a message grows with the number of events in the tracker: it replays them for every action, derives the
past states from them, and sends them all to the action server. So the tracker in memory holds the last turns only, behind a
few events that bring a new tracker into the state before them. The data base keeps everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActionReverted,
    ActiveLoop,
    ConversationPaused,
    Event,
    LoopInterrupted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

KEPT_TURNS = 3
"""How many messages of the owner stay in memory at least. The actions look back two; rules, as far as one turn."""

LONGEST = 6
"""With more turns than that, a conversation is cut back to :data:`KEPT_TURNS`."""


def shortened(events: Sequence[Event], slots: Iterable[Slot]) -> list[Event] | None:
    """Return fewer events that lead to the same state, or None where there is nothing to cut.

    Args:
        events: the conversation since its last start, in order, ending with a finished turn.
        slots: the slots of the domain.
    """
    messages = [place for place, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(messages) <= LONGEST:
        return None
    cut = _listening_before(events, messages[-KEPT_TURNS])
    if any(isinstance(event, (UserUtteranceReverted, ActionReverted)) for event in events[cut:]):
        return None  # what it takes back may lie before the cut; some turns later it does not matter any more
    before = DialogueStateTracker.from_events("", list(events[:cut]), slots)
    return [*opening(before), *events[cut:]]


def opening(tracker: DialogueStateTracker) -> list[Event]:
    """Return events that bring a new tracker into the state of ``tracker``, which has just finished a turn."""
    time = tracker.events[-1].timestamp if tracker.events else None
    events: list[Event] = [
        SlotSet(name, slot.value, timestamp=time)
        for name, slot in tracker.slots.items()
        if slot.has_been_set or slot.value != slot.initial_value
    ]
    if tracker.active_loop is not None:
        events.append(ActiveLoop(tracker.active_loop.name, timestamp=time))
        if tracker.active_loop.is_interrupted:
            events.append(LoopInterrupted(True, timestamp=time))
        if tracker.active_loop.rejected:
            events.append(ActionExecutionRejected(tracker.active_loop.name, timestamp=time))
    if tracker.is_paused():
        events.append(ConversationPaused(timestamp=time))
    return events


def _listening_before(events: Sequence[Event], message: int) -> int:
    """Return the place of the last ``action_listen`` before a message: there the turn begins."""
    for place in range(message - 1, -1, -1):
        event = events[place]
        if isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME:
            return place
    return 0
