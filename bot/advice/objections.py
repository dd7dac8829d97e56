"""Texts for owners who are not content with an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from bot.advice.articles import PERSON_BUTTON, article_sources
from bot.advice.funding_replies import status_text
from bot.advice.reply import Button, Reply
from bot.advice.wording import date_text, sources_line
from bot.knowledge.records import Article, Programme
from bot.knowledge.validity import validity

_OFFERED = 2
HELP_BUTTON = Button("Was können Sie?", "Was können Sie?")


def sorry_reply(others: Sequence[Article]) -> Reply:
    """Say sorry and offer ``others``, other sides of what was talked about; without any, ask for other words."""
    if not others:
        text = (
            "Das tut mir leid. Bitte sagen Sie es noch einmal mit anderen Worten, gern ganz kurz. "
            "Oder Sie sprechen mit einem Menschen aus dem Zentrum."
        )
        return Reply("smalltalk", (text,), buttons=(PERSON_BUTTON, HELP_BUTTON))
    text = (
        "Das tut mir leid. Geht es um eines davon? Sonst schreiben Sie mir mit anderen Worten, was Sie wissen wollen."
    )
    offered = tuple(Button(article.question, article.question) for article in others[:_OFFERED])
    return Reply("smalltalk", (text,), buttons=(*offered, PERSON_BUTTON))


def source_reply(record: Article | Programme, today: dt.date) -> Reply:
    """Say on what a record rests and how sure it is, for somebody who has heard something else; of a programme its status, too."""
    status = ""
    if isinstance(record, Article):
        sources, as_of = article_sources([record]), record.valid_as_of
    else:
        sources, as_of = record.sources, record.status_as_of
        status = f"{record.short_name}: {status_text(record, validity(record, today))}. "
    rests = sources_line(sources)
    checked = f" Zuletzt durchgesehen am {date_text(as_of)}." if as_of else ""
    unsure = " Ganz sicher ist meine Angabe nicht." if record.confidence == "low" else ""
    settle = (
        "Es kann sein, dass sich etwas geändert hat oder dass bei Ihnen etwas Besonderes gilt. "
        "Lassen Sie sich zeigen, wo es steht. Wir klären das gern mit Ihnen."
    )
    texts = (f"Danke für den Hinweis. {status}{rests}.{checked}{unsure}", settle)
    return Reply("smalltalk", texts, ids=(record.id,), sources=sources, buttons=(PERSON_BUTTON,))
