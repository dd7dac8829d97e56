"""All dialogues that ask one thing after the other."""

from __future__ import annotations

from actions.calculation_dialogue import CalculationDialogue
from actions.check_dialogue import CheckDialogue
from actions.contact_dialogue import ContactDialogue
from bot.advice.profile import FACTS

DIALOGUES = (CheckDialogue(), CalculationDialogue(), ContactDialogue())
DIALOGUE_SLOTS = tuple(dialogue.slot for dialogue in DIALOGUES)
"""Slots that hold what was answered."""
TALK_SLOTS = (
    *FACTS,
    "verdict",
    "case",
    "shown_kind",
    "shown_ids",
    "hit_ids",
    "hit_offset",
    "focus",
    "earlier",
    "listing",
    "examples",
    *DIALOGUE_SLOTS,
)
"""Slots that hold what a talk was about: the firm, what was shown, what is open."""
