"""While an incident is open, what is said belongs to it."""

from __future__ import annotations

from actions.answer import Answer, shown
from actions.searching import CASE, answer_from, find
from actions.turn import Turn
from bot.advice.emergency import OVER, next_reply
from bot.knowledge.search.outcome import SURE, decide
from bot.language.normalise import fold
from bot.language.wordset import word_set

_OVER = frozenset({"cancel"})
_MEANWHILE = _OVER | {
    "more", "goodbye", "inform", "correct", "affirm", "deny", "cannot_say", "nlu_fallback", "not_understood", "out_of_scope",
    "simpler", "select_item",
}  # fmt: skip
"""Intents of messages that have no subject of their own."""
_RESOLVED = word_set("fehlalarm erledigt entwarnung gefunden aufgetaucht")


def on_case(turn: Turn) -> Answer | None:
    """Return the answer to what is said while an incident is open; None if it is not, or the message asks for something of its own.

    A question is answered from what is on record for this incident; any other remark gets the next steps.
    """
    article = turn.knowledge.articles.get(turn.slots.get(CASE) or "")
    if article is None or turn.loop is not None or turn.intent not in _MEANWHILE:
        return None
    if turn.intent in _OVER or _RESOLVED & set(fold(turn.text).split()):
        return Answer(OVER, {CASE: None})
    findings = find(turn)
    if findings.sure >= SURE and findings.hits[0].article_id != article.id:
        return answer_from(turn, decide(findings))
    return Answer(next_reply(article, turn.knowledge, turn.today, turn.profile.region), shown("article", (article.id,)))
