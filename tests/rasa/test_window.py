"""A conversation that was cut back is in the same state as the whole."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    AllSlotsReset,
    BotUttered,
    ConversationPaused,
    ConversationResumed,
    Event,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rasa.conversations.window import KEPT_TURNS, LONGEST, shortened
from bot.settings import ROOT

DOMAIN = Domain.load([str(ROOT / "domain.yml"), str(ROOT / "domain")])
LISTEN = ActionExecuted("action_listen")

slot_events = st.builds(
    SlotSet,
    st.sampled_from(["employees", "region", "kept", "requested_slot"]),
    st.sampled_from([None, 3, "DE-ST", ["a"]]),
)
happenings = st.one_of(
    slot_events,
    slot_events,
    st.sampled_from(["funding_form", "check_form", None]).map(ActiveLoop),
    st.just("Guten Tag.").map(BotUttered),
    st.sampled_from([AllSlotsReset(), ConversationPaused(), ConversationResumed()]),
)
turns = st.lists(st.lists(happenings, max_size=4), min_size=1, max_size=30)


def events_of(talk: list[list[Event]]) -> list[Event]:
    """Return a conversation in which each turn is a message, what it led to, and the bot listening again."""
    events: list[Event] = [LISTEN]
    for number, turn in enumerate(talk):
        events += [UserUttered(f"Nachricht {number}", {"name": "inform"}), *turn, LISTEN]
    return events


def state(events: list[Event]) -> dict[str, Any]:
    tracker = DialogueStateTracker.from_events("x", events, DOMAIN.slots)
    current = tracker.current_state()
    current.pop("latest_event_time")
    # What a form was once begun with is read by nothing (Rasa 3.6.21).
    current["active_loop"].pop("trigger_message", None)
    return current


@given(turns)
@settings(max_examples=150, deadline=None)
def test_same_state_with_fewer_events(talk: list[list[Event]]) -> None:
    events = events_of(talk)
    short = shortened(events, DOMAIN.slots)
    if len(talk) <= LONGEST:
        assert short is None
        return
    assert short is not None
    assert state(short) == state(events)
    assert sum(isinstance(event, UserUttered) for event in short) == KEPT_TURNS
    assert short[-1] is events[-1]


@pytest.mark.parametrize("number", [20, 200, 2000])
def test_the_length_does_not_grow(number: int) -> None:
    talk: list[list[Event]] = [[SlotSet("employees", turn), BotUttered("Notiert.")] for turn in range(number)]
    short = shortened(events_of(talk), DOMAIN.slots)
    assert short is not None
    assert len(short) <= KEPT_TURNS * 4 + 2
