"""While an incident is open, what is said belongs to it."""

from __future__ import annotations

from dataclasses import replace

from actions.answer import Answer, shown
from actions.searching import CASE, answer_from, look_up
from actions.turn import Turn
from bot.advice.emergency import NEXT, OVER, next_reply
from bot.advice.whom_to_call import calls_reply
from bot.knowledge.records import Article
from bot.language.concerns import questions_in
from bot.language.normalise import fold
from bot.language.wordset import word_set

_OVER = frozenset({"cancel"})
_MEANWHILE = _OVER | {
    "more", "goodbye", "inform", "correct", "affirm", "deny", "cannot_say", "nlu_fallback", "not_understood", "out_of_scope",
    "simpler", "select_item",
}  # fmt: skip
"""Intents of messages that have no subject of their own."""
_RESOLVED = word_set("fehlalarm erledigt entwarnung gefunden aufgetaucht")
_WHERE = "ask_link"
_UNKNOWN = "Dazu habe ich nichts Gesichertes. Fragen Sie jetzt am besten diese Menschen:"


def on_case(turn: Turn) -> Answer | None:
    """Return the answer to what is said while an incident is open; None if it is not, or the message asks for something of its own.

    A question is answered from what is on record for this incident, "wo muss ich anrufen?" with the numbers; any other remark gets
    the next steps, and when those were told, the people who know more.
    """
    article = turn.knowledge.articles.get(turn.slots.get(CASE) or "")
    if article is None or turn.loop is not None or turn.picked is not None:
        return None
    if turn.intent == _WHERE:
        return _calls(turn)
    if turn.intent not in _MEANWHILE:
        return None
    if turn.intent in _OVER or _RESOLVED & set(fold(turn.text).split()):
        return Answer(OVER, {CASE: None})
    return further(turn, article)


def further(turn: Turn, case: Article) -> Answer:
    """Return what comes next in an incident whose first steps were given: the answer to a question, else the next steps."""
    asked = " ".join(questions_in(turn.text)) or None
    known = look_up(turn, asked)
    if known.decision == "answer" and known.article_ids[0] != case.id:
        return answer_from(turn, known)
    if asked is not None or turn.asked == NEXT:
        if known.decision in {"nearest", "ask_back"} and known.article_ids[0] != case.id:
            return answer_from(turn, known)
        return _calls(turn, _UNKNOWN)
    reply = next_reply(case, turn.knowledge, turn.today, turn.profile.region, turn.text)
    return Answer(reply, {**shown("article", (case.id,)), CASE: case.id})


def _calls(turn: Turn, lead: str | None = None) -> Answer:
    calls = calls_reply(turn.profile.region, turn.knowledge, turn.today)
    return Answer(replace(calls, texts=(*((lead,) if lead else ()), *calls.texts)))
