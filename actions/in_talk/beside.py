"""What stands beside an answer from the articles: a second one that belongs to it, and an example."""

from __future__ import annotations

from dataclasses import replace

from actions.sending import MOST_BUBBLES
from actions.turn import Turn
from bot.advice.articles import with_question
from bot.advice.case_below import nearest_example, with_example
from bot.advice.reply import Button, Reply
from bot.advice.wording import sentences
from bot.knowledge.records import Article
from bot.knowledge.search.outcome import Outcome
from bot.language.asked.concerns import without_lead

CASE = "case"
"""Slot of the emergency that is open (:class:`bot.advice.emergencies.case.Case`), until the owner ends it."""
AS_WELL = "Dazu gehört auch:"
_SAID_OF_SECOND = 3
"""Sentences of a second answer: its first one answers, the next two give the figures."""


def with_second(turn: Turn, reply: Reply, outcome: Outcome) -> Reply:
    """Return an article's reply with the beginning of a second one behind its answer, where the question is about both.

    What stands on the screen already is not said again.
    """
    kb = turn.knowledge
    second = kb.articles.get(outcome.second)
    if second is None or second.id in {turn.shown.focus, *turn.shown.ids, *turn.earlier}:
        return reply
    said = with_question(" ".join(sentences(second.answer)[:_SAID_OF_SECOND]), second)
    lead = f"Zu „{without_lead(outcome.second_question)}“:" if outcome.second_question else AS_WELL
    answer = kb.articles[reply.ids[0]].answer
    behind = next(place for place, said_first in enumerate(reply.texts, start=1) if answer in said_first)
    texts = (*reply.texts[:behind], f"{lead} {said}", *reply.texts[behind:])
    more = Button(second.question, second.question)
    buttons = (more, *(button for button in reply.buttons if button != more))
    return replace(reply, texts=texts, ids=(*reply.ids, second.id), buttons=buttons[:3])


def with_nearest_example(turn: Turn, article: Article, reply: Reply) -> Reply:
    """Return an answer with the example that truly fits it; as it is in an incident, a dialogue, and before a question of ours."""
    if turn.slots.get(CASE) or turn.loop is not None or reply.asks or len(reply.texts) >= MOST_BUBBLES:
        return reply
    told = (turn.slots.get("examples") or {}).get("told") or ()
    case = nearest_example(article, turn.profile, turn.knowledge, told)
    return with_example(reply, case, turn.profile) if case else reply
