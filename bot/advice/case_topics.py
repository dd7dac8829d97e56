"""Which firms have to do with a topic: those whose story names it."""

from __future__ import annotations

from bot.knowledge.records import CaseStudy, KnowledgeBase
from bot.knowledge.search.candidates import candidates
from bot.knowledge.search.naming import Names

_latest: dict[str, dict[str, frozenset[str]]] = {}
"""Of the latest version of the content."""


def cases_about(topic: str, kb: KnowledgeBase) -> frozenset[str]:
    """Return the ids of the examples whose text names ``topic``, by its name or an alias."""
    if kb.version not in _latest:
        _latest.clear()
        _latest[kb.version] = _by_topic(kb)
    return _latest[kb.version].get(topic, frozenset())


def _by_topic(kb: KnowledgeBase) -> dict[str, frozenset[str]]:
    names = Names(candidates(kb))
    found: dict[str, set[str]] = {}
    for case in kb.case_studies.values():
        for topic in names.named(_story(case)):
            found.setdefault(topic, set()).add(case.id)
    return {topic: frozenset(ids) for topic, ids in found.items()}


def _story(case: CaseStudy) -> str:
    return " ".join(text for text in (case.title, case.problem, case.solution) if text)
