"""Coming back to an open dialogue after something else was answered: once, and then no more."""

from __future__ import annotations

from actions.calculation_dialogue import CalculationDialogue
from actions.check_dialogue import CheckDialogue
from actions.contact_dialogue import ContactDialogue
from actions.dialogue import Dialogue
from actions.turn import Turn
from bot.advice.reply import Reply

REMINDERS = 1
"""How often the open question is put again before the owner has to take it up."""

_DIALOGUES: dict[str, Dialogue] = {
    dialogue.form: dialogue for dialogue in (CheckDialogue(), CalculationDialogue(), ContactDialogue())
}
DIALOGUE_SLOTS = tuple(dialogue.slot for dialogue in _DIALOGUES.values())
"""Slots that hold what was answered in a dialogue."""


def reminder(turn: Turn) -> Reply | None:
    """Return the open question of the dialogue that was interrupted, or None if there is none or it was put again."""
    dialogue = _DIALOGUES.get(turn.loop or "")
    if dialogue is None or int(turn.slots.get("reminders") or 0) >= REMINDERS:
        return None
    return dialogue.remind(turn, dialogue.state(turn))
