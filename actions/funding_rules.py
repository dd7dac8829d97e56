"""The rule of funding that a message asks about beside its search for money: "…, darf ich schon unterschreiben?"."""

from __future__ import annotations

from actions.searching import find
from actions.turn import Turn
from bot.advice.articles import article_reply
from bot.knowledge.codes import CENTRE_THEME, FUNDING_THEME, THEMES
from bot.knowledge.records import Article
from bot.knowledge.search.outcome import SURE
from bot.language.asked.concerns import asking_part, questions_in
from bot.language.facts.money import has_begun

_LONG, _TWO = 6, 2
"""Words, and questions, from which a message can ask for more than a search."""
_ORDERED = "foerderung-schon-bestellt"
_RULES = frozenset({"kurz", "pflicht", "frist", "ausnahmen", "fehler", "folgen", "nachweis", "branche"})
"""Facets of the rules of funding; what it costs or brings, and what to choose, the search for programmes says."""
_ANSWERED_FIRST = frozenset(THEMES) - {CENTRE_THEME}


def rules_of(turn: Turn) -> str | None:
    """Return what is on record about the rules that the message asks for; None for a plain search.

    Who has ordered already is told first that this ends most grants. Another question beside the one for money is answered, too.
    """
    if turn.intent != "find_funding" or len(turn.text.split()) < _LONG:
        return None
    ordered = turn.knowledge.articles.get(_ORDERED) if has_begun(turn.text) else None
    article = ordered or _rule(turn) or _beside(turn)
    return article_reply(article, turn.knowledge, turn.today).texts[0] if article else None


def _rule(turn: Turn) -> Article | None:
    """Return the article on the rule that the asking part of the message is about."""
    findings = find(turn, FUNDING_THEME, text=asking_part(turn.text))
    if findings.sure < SURE or findings.hits[0].facet not in _RULES:
        return None
    return turn.knowledge.articles.get(findings.hits[0].article_id)


def _beside(turn: Turn) -> Article | None:
    """Return the article on what a message asks beside its search for money ("Was brauche ich, und zahlt da jemand mit?")."""
    if len(questions_in(turn.text)) < _TWO:
        return None
    findings = find(turn)
    article = turn.knowledge.articles.get(findings.hits[0].article_id) if findings.hits else None
    return article if article is not None and findings.sure >= SURE and article.theme in _ANSWERED_FIRST else None
