"""Whether it pays: asking for the numbers, and the sum."""

from __future__ import annotations

from actions.answer import Answer
from actions.base import LotseAction
from actions.calculation_dialogue import CalculationDialogue
from actions.dialogue import AskDialogue, ValidateDialogue
from actions.turn import Turn
from bot.advice.payback import Payback, payback_words
from bot.advice.reply import Button, Reply

_CALCULATION = CalculationDialogue()


class ValidateCalculationForm(ValidateDialogue):
    """Reads the numbers."""

    dialogue = _CALCULATION


class AskCalculationQuestion(AskDialogue):
    """Asks for the next number."""

    dialogue = _CALCULATION


class ShowCalculation(LotseAction):
    """Shows the sum when all numbers are known, and forgets them: the next sum begins afresh."""

    finishes = True

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_show_calculation"

    def answer(self, turn: Turn) -> Answer:
        """Calculate."""
        texts = payback_words(Payback(**_CALCULATION.state(turn)))
        buttons = (
            Button("Passende Förderung", "Welche Förderung passt zu uns?"),
            Button("Noch einmal rechnen", "Mit unseren Zahlen rechnen"),
            Button("Mit einem Menschen sprechen", "Ich möchte mit einem Menschen sprechen"),
        )
        note = "Weniger Fehler und schnellere Rechnungen zählen auch, stehen hier aber nicht in der Summe."
        return Answer(Reply("check", (*texts, note), buttons=buttons), {_CALCULATION.slot: None})
