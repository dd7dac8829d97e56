"""Examples of other firms."""

from __future__ import annotations

from actions.answer import Answer
from actions.base import LotseAction
from actions.examples.listing import cases_of_trade, list_cases, show_case
from actions.turn import Turn
from bot.advice.reply import Button, Reply


class FindCaseStudies(LotseAction):
    """Shows examples that are close to the firm."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_find_case_studies"

    def answer(self, turn: Turn) -> Answer:
        """Return the first page."""
        return list_cases(turn)


class ShowCaseStudy(LotseAction):
    """Answers a question about a firm by its name."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_show_case_study"

    def answer(self, turn: Turn) -> Answer:
        """Show the firm named; without a known name offer the list."""
        named = turn.value("company")
        if named in turn.knowledge.case_studies:
            return show_case(turn, str(named))
        of_trade = cases_of_trade(turn)
        if of_trade is not None:
            return of_trade
        text = "Diesen Betrieb kenne ich nicht. Ich zeige Ihnen gern, wen ich kenne."
        return Answer(Reply("question", (text,), buttons=(Button("Beispiele ansehen", "Zeigen Sie mir Beispiele"),)))
