"""Which articles and terms a search is restricted to: those of a theme, those on incidents, those of no other Land."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from bot.advice.wording import sentences
from bot.knowledge.records import Article, KnowledgeBase, Region, Term
from bot.language.text.normalise import fold

_SECURITY, _LAW = "datensicherheit", "recht"
_HAPPENED = "notfall"
_OF_INCIDENT = re.compile(
    r"datenpanne|72 stunden|angriff|gehackt|cyber|betrueger|betrug\b|vorfall|meldefrist|schadsoftware"
)
_SHORTEST_NAME = 3
_found: dict[tuple[str, str], frozenset[str]] = {}
"""What was found, by version of the content and what was looked for; emptied when the content changes."""


def everything_in(kb: KnowledgeBase) -> frozenset[str]:
    """Return the ids of all articles and terms."""
    return _kept(kb, "everything", lambda: (*kb.articles, *(term.id for term in kb.terms.values())))


def of_theme(kb: KnowledgeBase, theme: str) -> frozenset[str]:
    """Return the ids of all articles and terms of one theme."""
    records: tuple[Article | Term, ...] = (*kb.articles.values(), *kb.terms.values())
    return _kept(kb, theme, lambda: (record.id for record in records if record.theme == theme))


def of_incidents(kb: KnowledgeBase) -> frozenset[str]:
    """Return what may be asked while an incident is open: all on security, and what the law says of incidents."""

    def search() -> Iterable[str]:
        law = (article for article in kb.articles.values() if article.theme == _LAW)
        lawful = (article.id for article in law if _OF_INCIDENT.search(fold(f"{article.question} {article.answer}")))
        return (*of_theme(kb, _SECURITY), *lawful)

    return _kept(kb, "incidents", search)


def of_happened(kb: KnowledgeBase) -> frozenset[str]:
    """Return what is about an incident that has happened, with all of its topic; how to make copies or buy insurance is not."""

    def search() -> Iterable[str]:
        named = (id_ for kind in kb.emergencies.kinds.values() for id_ in (*kind.articles, *kind.special))
        topics = {kb.articles[id_].topic for id_ in named if id_ in kb.articles}
        return (each.id for each in kb.articles.values() if each.topic in topics or each.facet == _HAPPENED)

    return _kept(kb, "happened", search)


def of_other_lands(kb: KnowledgeBase, region: str) -> frozenset[str]:
    """Return the articles whose question, or whose first sentence, names Länder and not ``region``.

    What Bavaria pays is no answer in Thuringia; neither is "Ja, wenn er in Sachsen-Anhalt liegt". A Land that is named further
    down is an example.
    """

    def search() -> Iterable[str]:
        lands = {name: code for code, land in kb.regions.items() for name in _names_of(land)}
        # The longest name first: "Sachsen-Anhalt" does not name Sachsen.
        names = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(lands, key=len, reverse=True)))})\b")
        for article in kb.articles.values():
            for text in (article.question, *sentences(article.answer)[:1]):
                named = {lands[match[0]] for match in names.finditer(fold(text))}
                if named:
                    if region not in named:
                        yield article.id
                    break

    return _kept(kb, region, search)


def _names_of(land: Region) -> list[str]:
    return [fold(name) for name in (land.name, *land.synonyms) if len(name) >= _SHORTEST_NAME]


def _kept(kb: KnowledgeBase, name: str, search: Callable[[], Iterable[str]]) -> frozenset[str]:
    """Return what a search through all of the content finds, made once for each version of it."""
    found = _found.get((kb.version, name))
    if found is None:
        found = frozenset(search())
        for key in [key for key in _found if key[0] != kb.version]:
            _found.pop(key, None)
        _found[kb.version, name] = found
    return found
