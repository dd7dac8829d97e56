"""Which articles and terms a search is restricted to: those of a theme, or those on incidents."""

from __future__ import annotations

import re

from bot.knowledge.records import KnowledgeBase
from bot.language.normalise import fold

_SECURITY, _LAW = "datensicherheit", "recht"
_INCIDENTS = "incidents"
_OF_INCIDENT = re.compile(
    r"datenpanne|72 stunden|angriff|gehackt|cyber|betrueger|betrug\b|vorfall|meldefrist|schadsoftware"
)
_found: dict[tuple[str, str], frozenset[str]] = {}
"""What was found, by version of the content and what was looked for; emptied when the content changes."""


def of_theme(kb: KnowledgeBase, theme: str) -> frozenset[str]:
    """Return the ids of all articles and terms of one theme."""
    if (kb.version, theme) not in _found:
        _forget_others(kb.version)
        articles = (article.id for article in kb.articles.values() if article.theme == theme)
        terms = (term.id for term in kb.terms.values() if term.theme == theme)
        _found[kb.version, theme] = frozenset((*articles, *terms))
    return _found[kb.version, theme]


def of_incidents(kb: KnowledgeBase) -> frozenset[str]:
    """Return what may be asked while an incident is open: all on security, and what the law says of incidents."""
    if (kb.version, _INCIDENTS) not in _found:
        law = (article for article in kb.articles.values() if article.theme == _LAW)
        lawful = (article.id for article in law if _OF_INCIDENT.search(fold(f"{article.question} {article.answer}")))
        security = of_theme(kb, _SECURITY)
        _found[kb.version, _INCIDENTS] = security | frozenset(lawful)
    return _found[kb.version, _INCIDENTS]


def _forget_others(version: str) -> None:
    for key in [key for key in _found if key[0] != version]:
        _found.pop(key, None)
