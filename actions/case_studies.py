"""Examples of other firms."""

from __future__ import annotations

from actions.base import Answer, LotseAction, shown
from actions.turn import Turn
from bot.advice.cases import case_list_reply, case_reply, match
from bot.advice.reply import Button, Reply

PAGE = 3


def list_cases(turn: Turn, offset: int = 0) -> Answer:
    """Return one page of examples for the firm."""
    hits = match(turn.profile, turn.knowledge)
    reply = case_list_reply(hits, turn.profile, offset=offset, page=PAGE)
    return Answer(reply, shown("case_study", reply.ids, tuple(hit.case.id for hit in hits), offset + PAGE))


def show_case(turn: Turn, case_id: str) -> Answer:
    """Return one example with what makes it similar to the firm."""
    hit = next(hit for hit in match(turn.profile, turn.knowledge) if hit.case.id == case_id)
    slots = {"focus": case_id} if case_id in turn.shown.ids else shown("case_study", (case_id,))
    return Answer(case_reply(hit.case, hit.reasons), slots)


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
        text = "Diesen Betrieb kenne ich nicht. Ich zeige Ihnen gern, wen ich kenne."
        return Answer(Reply("question", (text,), buttons=(Button("Beispiele ansehen", "Zeigen Sie mir Beispiele"),)))
