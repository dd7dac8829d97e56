"""While an incident is open, what is said belongs to it."""

from __future__ import annotations

from dataclasses import replace

from actions.answer import Answer, shown
from actions.searching import CASE, answer_from, look_up, quoted_from_case
from actions.turn import Turn
from bot.advice.articles import PERSON_BUTTON
from bot.advice.emergency import NEXT, OVER, next_reply
from bot.advice.reply import Reply
from bot.advice.whom_to_call import CALLED, calls_reply, wants_number
from bot.knowledge.records import Article
from bot.language.asked.concerns import asking_part
from bot.language.text.normalise import fold
from bot.language.text.wordset import word_set

_OVER = frozenset({"cancel"})
_MEANWHILE = _OVER | {
    "more", "inform", "correct", "affirm", "deny", "cannot_say", "nlu_fallback", "not_understood", "out_of_scope",
    "simpler", "select_item",
}  # fmt: skip
"""Intents of messages that have no subject of their own."""
_RESOLVED = word_set("fehlalarm erledigt entwarnung gefunden aufgetaucht")
_WHERE = "ask_link"
_AGAIN = (
    "Auch dazu habe ich nichts Gesichertes, und raten wäre jetzt gefährlich. Rufen Sie die Nummern oben an, dort hilft Ihnen "
    "jemand, der nachfragen kann."
)
_NO_MORE = "Mehr habe ich dazu nicht gesichert. Genaueres sagen die Menschen unter den Nummern oben."
_ASK_THESE = "Mehr habe ich dazu nicht gesichert. Fragen Sie diese Menschen:"
_UNKNOWN = "Dazu habe ich nichts Gesichertes. Fragen Sie jetzt am besten diese Menschen:"


def on_case(turn: Turn) -> Answer | None:
    """Return the answer to what is said while an incident is open; None if it is not, or the message asks for something of its own.

    A question is answered from what is on record for this incident, "wo muss ich anrufen?" with the numbers; any other remark gets
    the next steps, and when those were told, the people who know more.
    """
    article = turn.knowledge.articles.get(turn.slots.get(CASE) or "")
    if article is None or turn.loop is not None or turn.picked is not None:
        return None
    if turn.intent == _WHERE or wants_number(turn.text):
        return numbers(turn)
    if turn.intent not in _MEANWHILE:
        return None
    over = turn.intent in _OVER and "?" not in turn.text
    if over or _RESOLVED & set(fold(turn.text).split()):
        return Answer(OVER, {CASE: None})
    return further(turn, article)


def further(turn: Turn, case: Article) -> Answer:
    """Return what comes next in an incident whose first steps were given: the answer to a question, else the next steps."""
    asked = asking_part(turn.text)
    if asked is None and "region" in turn.told:  # the Land was asked for: its numbers are what is wanted
        return _next_steps(turn, case)
    known = look_up(turn, asked)
    if known.decision == "answer" and known.article_ids[0] != case.id:
        return answer_from(turn, known)
    if asked is None and turn.asked != NEXT:
        return _next_steps(turn, case)
    if known.decision in {"nearest", "ask_back"} and known.article_ids[0] != case.id:
        return answer_from(turn, known)
    return numbers(turn, _UNKNOWN)


def _next_steps(turn: Turn, case: Article) -> Answer:
    reply = next_reply(case, turn.knowledge, turn.today, turn.profile.region, turn.text)
    return Answer(reply, {**shown("article", (case.id,)), CASE: case.id})


def numbers(turn: Turn, lead: str | None = None) -> Answer:
    """Return the numbers to call, of the owner's Land; ``lead``: what is said first. What stands there is not told again."""
    step = quoted_from_case(turn) if lead is not None else ""
    if lead is not None and turn.asked == CALLED and "region" not in turn.told:
        text = f"{step}{_NO_MORE}" if step else _AGAIN
        return Answer(Reply("emergency", (text,), buttons=(PERSON_BUTTON,), asks=CALLED))
    calls = calls_reply(turn.profile.region, turn.knowledge, turn.today, turn.text)
    lead = f"{step}{_ASK_THESE}" if step else lead
    return Answer(replace(calls, texts=(*((lead,) if lead else ()), *calls.texts)))
