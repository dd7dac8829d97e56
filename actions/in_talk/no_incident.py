"""An emergency that is none, and one that is over: what is asked is answered as any question, with the emergency one tap away."""

from __future__ import annotations

from dataclasses import replace

from actions.answer import Answer
from actions.in_talk.beside import CASE
from actions.in_talk.none_of_ours import denies
from actions.searching import answer_from, find, look_up, side_of, told_in
from actions.turn import Shown, Turn
from bot.advice.among import of_happened
from bot.advice.emergencies.first import IS_AN_INCIDENT, NO_INCIDENT_REPLY, NOT_YOURS
from bot.advice.emergencies.reading import NOTHING, case_reader
from bot.knowledge.search.outcome import Outcome
from bot.language.asked.anaphora import points_back
from bot.language.asked.concerns import asking_part
from bot.language.asked.whose_incident import asked_besides

_FOUND = frozenset({"answer", "nearest"})
_OF_ANYTHING = frozenset({"kosten"})
"""Questions of an emergency that are asked of anything else in the same words."""
_SURE = 0.5
"""Probability of any other question from which it is one on the emergency ("muss ich das melden?")."""
_MOST_BUTTONS = 3
_LONGEST = 40
"""Words of the message before that is answered anew once its alarm was denied."""


def as_question(turn: Turn) -> Answer:
    """Return the answer to what is asked about an incident of others, of long ago, or an imagined one: no case is opened."""
    asked = asking_part(turn.text)
    outcome = look_up(turn, asked)
    if asked and outcome.decision != "answer":  # "zahlt da die Versicherung?" says in the rest what for
        whole = look_up(turn, turn.text)
        surer = find(turn, text=turn.text).sure > find(turn, text=asked).sure
        outcome = whole if whole.decision == "answer" or (whole.decision in _FOUND and surer) else outcome
    answer = answer_from(turn, outcome)
    return replace(within_reach(answer), slots={**answer.slots, CASE: None})


def within_reach(answer: Answer) -> Answer:
    """Return an answer with the emergency one tap away."""
    others = [button for button in answer.reply.buttons if button != IS_AN_INCIDENT][: _MOST_BUTTONS - 1]
    return replace(answer, reply=replace(answer.reply, buttons=(*others, IS_AN_INCIDENT)))


def let_go(turn: Turn) -> Answer | None:
    """Return the answer to a message that denies the open case, which it ends; None for any other.

    What it asks besides is answered; where it asks nothing, what the message before asked that raised the alarm.
    """
    if not denies(turn):
        return None
    besides = asked_besides(turn.text)
    wanted = asking_part(besides) or besides
    incident = turn.shown.focus in of_happened(turn.knowledge)
    left = replace(turn, slots={**turn.slots, CASE: None}, shown=Shown() if incident else turn.shown, asked=None)
    if not wanted and incident and len(turn.said_before.split()) <= _LONGEST:
        wanted = asking_part(turn.said_before) or ""
    outcome = look_up(left, wanted) if wanted else None
    if outcome is None or (not besides and outcome.decision not in _FOUND):
        return Answer(NO_INCIDENT_REPLY, {CASE: None, "focus": None})
    answer = answer_from(left, outcome)
    reply = replace(answer.reply, texts=(NOT_YOURS, *answer.reply.texts))
    return replace(answer, reply=reply, slots={**answer.slots, CASE: None})


def on_another_topic(turn: Turn) -> Answer | None:
    """Return the answer to a question that is surely about something else than the open case, which stays open; None for others.

    That is a known question of another matter word for word, or one that points back ("was kostet das?") to an answer of another
    matter.
    """
    asked = asking_part(turn.text) or turn.text
    question = next(iter(case_reader(turn.knowledge).questions(asked)), None)
    left = replace(turn, slots={**turn.slots, CASE: None})
    incidents = of_happened(turn.knowledge)
    if not points_back(asked):
        hits = find(left, text=asked).hits
        exact = bool(hits) and hits[0].exact and hits[0].article_id in turn.knowledge.articles
        if not exact or hits[0].article_id in incidents:
            return None
    elif (
        (question is not None and question.probability >= _SURE and question.label not in {NOTHING, *_OF_ANYTHING})
        or (turn.answered or {}).get("kind") != "article"
        or turn.shown.focus not in turn.knowledge.articles
        or turn.shown.focus in incidents
    ):
        return None
    beside = side_of(left, left.topic or "", asked) if points_back(asked) else None
    told = beside is None or beside in told_in(left)
    outcome = look_up(left, asked) if told else Outcome("answer", (beside or "",), left.topic or "")
    if outcome.decision not in {*_FOUND, "told", "topic", "ask_back"} or set(outcome.article_ids[:1]) & incidents:
        return None
    return answer_from(left, outcome)
