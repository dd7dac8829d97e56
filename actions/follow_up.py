"""Follow-ups: "mehr", "das zweite", "bis wann?", all about what was just shown."""

from __future__ import annotations

from actions.answer import Answer
from actions.base import LotseAction
from actions.programmes.meant import named_programmes
from actions.searching import TERM, answer_from, find, look_up
from actions.showing import NOTHING_SHOWN, list_cases, list_programmes, show_record
from actions.targets import listed, named
from actions.turn import Turn
from bot.advice.aspects import article_aspect, case_aspect, programme_aspect
from bot.advice.in_land import as_in
from bot.advice.programmes.deadlines import with_deadline
from bot.advice.reply import Reply
from bot.knowledge.codes import FUNDING_THEME
from bot.knowledge.search.outcome import decide
from bot.language.asked.anaphora import points_back

_SURE_OF_RULE = 0.6
_SHORT = 3
"""Words up to which a follow-up without anything on the screen says too little to be looked up."""


class ShowMore(LotseAction):
    """Shows the next hits."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_show_more"

    def answer(self, turn: Turn) -> Answer:
        """Continue the list on the screen; of a single programme, the list that it was picked from."""
        if turn.shown.kind == "programme" and turn.listing.kind == "programme":
            return list_programmes(turn, turn.listing.offset)
        if turn.shown.kind == "programme" and len(turn.shown.hits) > 1:
            return list_programmes(turn, turn.shown.offset)
        if turn.shown.kind == "case_study":
            return list_cases(turn, turn.shown.offset)
        if turn.shown.kind == "article":
            related = turn.knowledge.articles[turn.shown.ids[0]].related
            if related:
                return show_record(turn, related[0])
        return Answer(NOTHING_SHOWN)


class SelectItem(LotseAction):
    """Opens one hit of the list on the screen."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_select_item"

    def answer(self, turn: Turn) -> Answer:
        """Read which one is meant; say so where the list is shorter. Numbers count through all hits shown so far."""
        position = turn.value("ordinal") or turn.value("number")
        numbered, meant = listed(turn), named(turn) or next(iter(named_programmes(turn)), None)
        if meant is not None:
            return show_record(turn, meant)
        if not numbered or position is None:
            return Answer(NOTHING_SHOWN)
        if position == -1:
            return show_record(turn, numbered[-1])
        if not 1 <= position <= len(numbered):
            text = f"So viele stehen nicht in der Liste. Wählen Sie bitte eine Zahl von 1 bis {len(numbered)}."
            return Answer(Reply("question", (text,)))
        return show_record(turn, numbered[position - 1])


class FollowUp(LotseAction):
    """Answers a question about one side of what is on the screen: details, conditions, deadline, amount, who, link, source."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_follow_up"

    def answer(self, turn: Turn) -> Answer:
        """Answer about the record named, else about the one on the screen, else search."""
        said = named(turn) or next(iter(named_programmes(turn)), None)
        target = said or turn.shown.focus
        if target is None and turn.shown.ids:
            position = turn.value("ordinal")
            target = (
                turn.shown.ids[position - 1] if position and 0 < position <= len(turn.shown.ids) else turn.shown.ids[0]
            )
        if target is None or str(target).startswith(TERM):
            outcome = look_up(turn)
            found = outcome.decision in {"answer", "nearest", "topic"}
            found = found or (outcome.decision == "ask_back" and len(turn.text.split()) > _SHORT)
            return answer_from(turn, outcome) if found else Answer(NOTHING_SHOWN)
        if turn.intent == "ask_details" and target not in turn.knowledge.articles:
            return show_record(turn, str(target))
        return self._aspect(turn, str(target), said is not None)

    def _aspect(self, turn: Turn, target: str, is_named: bool) -> Answer:
        if target in turn.knowledge.programmes:
            rule = None if is_named else _rule(turn)
            if rule is not None:
                return rule
            programme = as_in(turn.knowledge.programmes[target], turn.profile.region, turn.knowledge)
            reply = programme_aspect(programme, turn.intent, turn.profile, turn.today)
            reply = with_deadline(reply, programme, turn.today) if turn.intent == "ask_deadline" else reply
            return Answer(reply, {"focus": target})
        if target in turn.knowledge.case_studies:
            return Answer(case_aspect(turn.knowledge.case_studies[target], turn.intent), {"focus": target})
        asks_more = turn.intent == "ask_link" and len(turn.text.split()) > _SHORT
        if target in turn.knowledge.articles and (turn.intent not in {"ask_source", "ask_link"} or asks_more):
            return answer_from(turn, look_up(turn))
        if target in turn.knowledge.articles:
            return Answer(article_aspect(turn.knowledge.articles[target], turn.intent, turn.today), {"focus": target})
        return Answer(NOTHING_SHOWN)


def _rule(turn: Turn) -> Answer | None:
    """Return the answer to a question on a rule of funding that the record on the screen says nothing of.

    "Zählt ein Lehrling bei der Mitarbeiterzahl?" is asked for any programme; "bis wann?" is about the one on the screen.
    """
    if points_back(turn.text) or len(turn.text.split()) <= _SHORT:
        return None
    findings = find(turn, FUNDING_THEME)
    return answer_from(turn, decide(findings)) if findings.hits and findings.sure >= _SURE_OF_RULE else None
