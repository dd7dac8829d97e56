"""All dialogues that ask one thing after the other."""

from __future__ import annotations

from actions.calculation_dialogue import CalculationDialogue
from actions.check_dialogue import CheckDialogue
from actions.contact_dialogue import ContactDialogue

DIALOGUES = (CheckDialogue(), CalculationDialogue(), ContactDialogue())
DIALOGUE_SLOTS = tuple(dialogue.slot for dialogue in DIALOGUES)
"""Slots that hold what was answered."""
