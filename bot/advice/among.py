"""Which articles and terms a search is restricted to: those of a theme, or those on incidents."""

from __future__ import annotations

import re

from bot.knowledge.records import KnowledgeBase, Region
from bot.language.normalise import fold

_SECURITY, _LAW = "datensicherheit", "recht"
_INCIDENTS = "incidents"
_OF_INCIDENT = re.compile(
    r"datenpanne|72 stunden|angriff|gehackt|cyber|betrueger|betrug\b|vorfall|meldefrist|schadsoftware"
)
_SHORTEST_NAME = 3
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


def of_other_lands(kb: KnowledgeBase, region: str) -> frozenset[str]:
    """Return the articles whose question names Länder and not ``region``: what Bavaria pays is no answer in Thuringia."""
    if (kb.version, region) not in _found:
        _forget_others(kb.version)
        names = {
            code: re.compile(rf"\b(?:{'|'.join(map(re.escape, _names_of(land)))})\b")
            for code, land in kb.regions.items()
        }
        foreign = set()
        for article in kb.articles.values():
            asked = fold(article.question)
            named = {code for code, pattern in names.items() if pattern.search(asked)}
            if named and region not in named:
                foreign.add(article.id)
        _found[kb.version, region] = frozenset(foreign)
    return _found[kb.version, region]


def _names_of(land: Region) -> list[str]:
    return [fold(name) for name in (land.name, *land.synonyms) if len(name) >= _SHORTEST_NAME]


def _forget_others(version: str) -> None:
    for key in [key for key in _found if key[0] != version]:
        _found.pop(key, None)
