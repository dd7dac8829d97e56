"""How the chat would tell of a record as it stands in a form: the replies that the chat makes, of content that is not saved yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.advice.articles import article_reply, topic_reply
from bot.advice.cases import case_reply
from bot.advice.emergencies.whom_to_call import contact_line
from bot.advice.funding_replies import programme_card, programme_reply
from bot.advice.glossary import glossary_reply
from bot.advice.reply import Card, Reply
from bot.desk.contents.kinds import Kind, Row
from bot.knowledge.records import KnowledgeBase
from bot.knowledge.validity import validity
from bot.language.readable.limits import faults
from bot.language.text.normalise import fold

_READ = {
    "artikel": ("answer", "caution", "next_steps"),
    "thema": ("summary",),
    "programm": ("beneficiaries", "excluded", "conditions", "caution"),
    "beispiel": ("problem", "solution", "result", "lesson", "caution"),
    "begriff": ("plain",),
    "kontakt": (),
}
"""Fields that owners read as sentences, as ``lotse knowledge check`` measures them (``bot.commands.texts``)."""


def preview(kind: Kind, row: Row, knowledge: KnowledgeBase, today: dt.date) -> tuple[Reply, tuple[Card, ...]]:
    """Return what the chat says of a record, and the card that stands for it in a list.

    Args:
        kind: of the record.
        row: all its fields; they pass the schema.
        knowledge: what is loaded.
        today: the day it is.
    """
    model: Any = kind.model.parse_obj(row)
    if kind.code == "artikel":
        known = knowledge.articles.get(model.id)
        article = model.record(known.phrasings if known else ())
        return article_reply(
            article, replace(knowledge, articles={**knowledge.articles, article.id: article}), today
        ), ()
    if kind.code == "programm":
        programme = model.record()
        with_it = replace(knowledge, programmes={**knowledge.programmes, programme.id: programme})
        return programme_reply(programme, with_it, today), (programme_card(programme, validity(programme, today)),)
    if kind.code == "beispiel":
        return case_reply(model.record()), ()
    record = model.record()
    if kind.code == "begriff":
        return glossary_reply(record, knowledge), ()
    if kind.code == "thema":
        return topic_reply(record, "kurz", replace(knowledge, topics={**knowledge.topics, record.id: record})), ()
    return Reply(kind="emergency", texts=(contact_line(record, knowledge, today),)), ()


def hard_to_read(kind: Kind, row: Row, knowledge: KnowledgeBase) -> dict[str, list[str]]:
    """Return what makes the texts of a record too hard, by field."""
    glossary = {fold(name) for term in knowledge.terms.values() for name in (term.term, *term.synonyms)}
    found = {}
    for name in _READ[kind.code]:
        problems = [problem for text in _texts(row.get(name)) for problem in faults(text, glossary)]
        if problems:
            found[name] = list(dict.fromkeys(problems))
    return found


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        yield from (str(text) for text in value)
    elif value:
        yield str(value)
