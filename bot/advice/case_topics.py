"""Which firms have to do with a topic: those whose record names an article of it."""

from __future__ import annotations

from collections import defaultdict

from bot.knowledge.records import KnowledgeBase

_latest: dict[str, dict[str, frozenset[str]]] = {}
"""Of the latest version of the content."""


def cases_about(topic: str, kb: KnowledgeBase) -> frozenset[str]:
    """Return the ids of the examples whose story is about ``topic``.

    It counts what somebody has decided who has read both (:attr:`bot.knowledge.records.CaseStudy.articles`): that a story uses a
    word of the topic says little ("Verein", "Hardware").
    """
    if kb.version not in _latest:
        _latest.clear()
        _latest[kb.version] = _by_topic(kb)
    return _latest[kb.version].get(topic, frozenset())


def _by_topic(kb: KnowledgeBase) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for case in kb.case_studies.values():
        for id_ in case.articles:
            found[(kb.articles[id_].topic if id_ in kb.articles else None) or ""].add(case.id)
    return {topic: frozenset(ids) for topic, ids in found.items()}
