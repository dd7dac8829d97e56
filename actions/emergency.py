"""An acute incident: the first steps at once, whatever was going on."""

from __future__ import annotations

from dataclasses import replace

from actions.answer import LEAVE_FORM, Answer, shown
from actions.base import LotseAction
from actions.open_case import further
from actions.searching import CASE, INCIDENT, answer_from, find, look_up
from actions.turn import Turn
from bot.advice.emergency import emergency_reply, is_acute
from bot.knowledge.search.outcome import SURE, Outcome, decide

_SURE = 0.6
"""Probability from which a message without a plain word of an attack is taken for an emergency."""


class Emergency(LotseAction):
    """Gives the first steps and whom to call, and ends a form that was open."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_emergency"

    def answer(self, turn: Turn) -> Answer:
        """Return what to do: what is on record for just this, else the steps for its kind; a plain question gets its answer."""
        unsure = turn.confidence < _SURE and not is_acute(turn.text) and turn.slots.get(CASE) is None
        outcome = look_up(turn) if unsure else None
        # "Ohne dass alle meckern" is no emergency.
        if outcome is not None and outcome.decision in {"answer", "nearest"}:
            return replace(answer_from(turn, outcome), events=LEAVE_FORM)
        findings = find(turn)
        best = turn.knowledge.articles.get(findings.hits[0].article_id) if findings.hits else None
        if findings.sure >= SURE and best is not None and not is_acute(turn.text):
            found = answer_from(turn, decide(findings))
        elif findings.sure >= SURE and best is not None and (best.theme, best.facet) == INCIDENT:
            found = answer_from(turn, Outcome("answer", (best.id,)))
        else:
            reply = emergency_reply(turn.text, turn.knowledge, turn.today, turn.profile.region)
            found = Answer(reply, {**shown("article", reply.ids[:1]), CASE: reply.ids[0] if reply.ids else None})
        if found.slots.get(CASE) is not None and found.slots[CASE] == turn.slots.get(CASE):
            found = further(turn, turn.knowledge.articles[turn.slots[CASE]])
        return replace(found, events=LEAVE_FORM)
