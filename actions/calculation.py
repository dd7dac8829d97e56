"""Whether it pays: asking for the numbers, and the sum."""

from __future__ import annotations

from actions.answer import Answer
from actions.base import LotseAction
from actions.calculation_dialogue import CalculationDialogue, open_question
from actions.dialogue import AskDialogue, ValidateDialogue
from actions.programmes.meant import subject
from actions.programmes.money import reckoned
from actions.showing import NOTHING_SHOWN
from actions.turn import Turn
from bot.advice.payback import Payback, payback_words, with_grant_words
from bot.advice.programmes.own_share import share
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
        """Calculate; where nothing was asked, the question was for the sums of the programmes just shown."""
        state = _CALCULATION.state(turn)
        if open_question(state) is not None:
            return reckoned(turn) or Answer(NOTHING_SHOWN)
        payback = Payback(**state)
        texts = (*payback_words(payback), *self._with_grant(turn, payback))
        buttons = (
            Button("Passende Förderung", "Welche Förderung passt zu uns?"),
            Button("Noch einmal rechnen", "Mit unseren Zahlen rechnen"),
            Button("Mit einem Menschen sprechen", "Ich möchte mit einem Menschen sprechen"),
        )
        note = "Weniger Fehler und schnellere Rechnungen zählen auch, stehen hier aber nicht in der Summe."
        return Answer(Reply("check", (*texts, note), buttons=buttons), {_CALCULATION.slot: None})

    def _with_grant(self, turn: Turn, payback: Payback) -> tuple[str, ...]:
        """Return when it pays with the grant of the programme on the screen, if there is one for this sum."""
        programme = turn.knowledge.programmes.get(subject(turn) or "")
        found = share(programme, turn.profile.with_facts(amount=round(payback.once))) if programme else None
        if programme is None or found is None or not payback.once:
            return ()
        words = with_grant_words(payback, found.high, programme.short_name)
        return (words,) if words else ()
