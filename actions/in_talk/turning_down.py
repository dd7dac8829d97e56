"""The last answer was about the wrong thing: what is meant is looked up anew, and what was turned down never comes again."""

from __future__ import annotations

from dataclasses import replace

from actions.answer import Answer
from actions.searching import answer_from, look_up, turned_down
from actions.turn import Turn
from bot.advice.articles import further
from bot.advice.objections import sorry_reply
from bot.language.asked.concerns import questions_in
from bot.language.asked.rejecting import read_rejection

_MISTAKEN = "Dann habe ich Sie falsch verstanden."
_TELLS = frozenset({"inform", "correct", "forget_fact"})
"""Intents of messages that put a fact right ("nicht in Halle, sondern in Gera"), which is no other question."""
_OF_THEIR_OWN = frozenset(
    {
        "find_funding",
        "find_case_study",
        "ask_programme",
        "ask_case_study",
        "talk_to_person",
        "emergency",
        "crisis",
        "go_back",
        "cancel",
        "goodbye",
        "start_check",
        "start_calculation",
        "start_over",
        "delete_data",
        "export_data",
        "ask_privacy",
    }
)
"""Intents of messages that say themselves what is wanted, and are answered by more than articles."""
_FEW_WORDS, _MOST_BEFORE = 4, 20
"""Words of what is meant that say little alone ("den Knopf"), and of the question before that they put right."""


def on_rejection(turn: Turn) -> Answer | None:
    """Return the answer to what a message means instead of the last answer; None where it turns nothing down."""
    if turn.loop is not None or turn.picked is not None or turn.intent in _OF_THEIR_OWN:
        return None
    rejection = read_rejection(turn.text)
    if rejection is None or not turned_down(turn):
        return None
    if not rejection.plain and (turn.asked or (turn.answered or {}).get("fact")):
        return None
    if turn.told and turn.intent in _TELLS and not questions_in(rejection.wanted):
        return None
    if not rejection.wanted:
        article = turn.knowledge.articles.get(turn.subject or "")
        return Answer(sorry_reply(further(article, turn.knowledge) if article else ()))
    answer = answer_from(turn, look_up(turn, _searched(turn, rejection.wanted)))
    if answer.reply.kind == "fallback":
        return answer
    return replace(answer, reply=replace(answer.reply, texts=(_MISTAKEN, *answer.reply.texts)))


def _searched(turn: Turn, wanted: str) -> str:
    """Return what is searched for: a mere name is meant in the question that came before it."""
    before = turn.said_before
    says_little = len(wanted.split()) <= _FEW_WORDS and 0 < len(before.split()) <= _MOST_BEFORE
    return f"{before} {wanted}" if says_little else wanted
