"""An acute incident: the first steps at once, whatever was going on."""

from __future__ import annotations

from dataclasses import replace

from actions.answer import LEAVE_FORM, Answer
from actions.base import LotseAction
from actions.in_talk.no_incident import as_question
from actions.in_talk.none_of_ours import is_none_of_ours
from actions.open_case import SURE_OF_KIND, kinds_told, open_with, which
from actions.searching import answer_from, find, look_up
from actions.turn import Turn
from bot.advice.emergencies.reading import NOTHING
from bot.knowledge.search.outcome import SURE, decide

_SURE = 0.6
"""Probability of the intent below which a message that tells of no incident is looked up instead."""


class Emergency(LotseAction):
    """Gives the first steps and whom to call, and ends a form that was open."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_emergency"

    def answer(self, turn: Turn) -> Answer:
        """Return what to do for what has happened; ask once where that is not clear; a plain question gets its answer."""
        return replace(self._answer(turn), events=LEAVE_FORM)

    def _answer(self, turn: Turn) -> Answer:
        guesses = kinds_told(turn)
        best = guesses[0] if guesses else None
        told = best is not None and best.label != NOTHING and best.probability >= SURE_OF_KIND
        findings = find(turn)
        exact = bool(findings.hits) and findings.hits[0].exact
        if not exact and is_none_of_ours(turn):
            return as_question(turn)
        an_article = bool(findings.hits) and findings.hits[0].article_id in turn.knowledge.articles
        if an_article and (findings.hits[0].exact or (findings.sure >= SURE and not told)):
            return answer_from(turn, decide(findings))
        if not told and turn.confidence < _SURE:
            outcome = look_up(turn)  # "ohne dass alle meckern" is no emergency
            if outcome.decision in {"answer", "nearest"}:
                return answer_from(turn, outcome)
        if best is not None and told:
            return open_with(turn, turn.knowledge.emergencies.kinds[best.label])
        return which(turn, guesses)
