"""How much small aid a firm may still get: the ceiling as recorded, less what it names itself."""

from __future__ import annotations

import re

from bot.advice.applications.sides import most_money
from bot.advice.articles import article_sources
from bot.advice.reply import Button, Reply
from bot.advice.wording import euro
from bot.knowledge.records import Article, KnowledgeBase, Programme

ASKS = "de-minimis"
"""In a reply: the question for what was received stands open."""
_RULES, _TERM = "de-minimis-schritte", "de-minimis-kurz"
_CEILING, _FARMS = "Höchstbetrag", "Grenze für landwirtschaftliche Erzeugung"
"""How the claims of the facts begin that hold the ceilings."""
_EURO = re.compile(r"^(\d{1,3}(?:\.\d{3})+) Euro$")
_HOW_TO_COUNT = (
    "Es zählt der Tag der Zusage, und verbundene Firmen zählen zusammen. "
    "Bei Krediten und Bürgschaften zählt nur der Wert aus der Bescheinigung."
)
_QUESTION = (
    "Wie viel De-minimis-Hilfe haben Sie in den letzten drei Jahren bekommen? Die Beträge stehen in Ihren Bescheinigungen. "
    "Nennen Sie mir die Summe, dann rechne ich."
)
_NONE = Button("Noch nichts bekommen", "Wir haben noch nichts bekommen")
_MORE = Button("Was zählt dazu?", "Wie rechnen wir aus, wie viel De-minimis-Hilfe noch frei ist?")


def ceiling(kb: KnowledgeBase, farming: bool = False) -> int | None:
    """Return the most that a firm may get in three years, in euro, as the articles record it; None if they do not."""
    article = kb.articles.get(_TERM if farming else _RULES)
    begins = _FARMS if farming else _CEILING
    values = (fact.value for fact in article.facts if fact.claim.startswith(begins)) if article else ()
    found = (_EURO.match(value) for value in values)
    return next((int(match[1].replace(".", "")) for match in found if match), None)


def question(kb: KnowledgeBase, explain: bool, about: str | None = None) -> Reply | None:
    """Return the question for what was received, after what the term means; None where the ceiling is not on record.

    Args:
        kb: the content.
        explain: whether the meaning of the term was asked for.
        about: what is said of the programme that is talked about.
    """
    most, term = ceiling(kb), kb.articles.get(_TERM)
    if most is None or term is None:
        return None
    rule = f"Ohne andere solche Hilfen dürfen Sie in drei Jahren bis zu {euro(most)} bekommen."
    texts = tuple(filter(None, (about, term.answer if explain else rule, _QUESTION)))
    return Reply("question", texts, (term.id,), article_sources([term]), (_NONE, _MORE), asks=ASKS)


def left(kb: KnowledgeBase, received: int, farming: bool = False, programme: Programme | None = None) -> Reply | None:
    """Return how much is left after ``received`` euro; None where the ceiling is not on record.

    Args:
        kb: the content.
        received: what the owner names, over three years.
        farming: whether the firm is a farm, for which another ceiling holds.
        programme: the one that is talked about; whether its highest grant fits is said, too.
    """
    most = ceiling(kb, farming)
    rules = kb.articles.get(_RULES)
    if most is None or rules is None:
        return None
    free = max(most - received, 0)
    if free:
        said = f"Noch {euro(free)}: Erlaubt sind {euro(most)} in drei Jahren, davon gehen Ihre {euro(received)} ab."
        said = said if received else f"Die vollen {euro(most)}: So viel ist in drei Jahren erlaubt."
    else:
        said = (
            f"Nichts mehr: Erlaubt sind {euro(most)} in drei Jahren, und Sie nennen {euro(received)}. "
            "Neue Hilfe geht nach dieser Regel erst wieder, wenn ältere Zusagen mehr als drei Jahre her sind."
        )
    texts = (said, _fits(programme, free), _HOW_TO_COUNT)
    ids: tuple[Article, ...] = (rules,)
    return Reply(
        "article",
        tuple(filter(None, texts)),
        (rules.id,),
        article_sources(ids),
        (_MORE,),
        topic=rules.topic,
        facet=rules.facet,
    )


def _fits(programme: Programme | None, free: int) -> str | None:
    highest = most_money(programme) if programme else None
    if programme is None or highest is None or programme.amount_max_eur is None:
        return None
    fits = "passt darunter" if programme.amount_max_eur <= free else "passt nicht mehr ganz darunter"
    return f"Der höchste Zuschuss bei „{programme.short_name}“ ist {highest}, das {fits}."
