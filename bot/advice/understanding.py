"""The reader of entities for one state of the knowledge base."""

from __future__ import annotations

from bot.clock import today
from bot.knowledge.records import KnowledgeBase
from bot.knowledge.validity import validity
from bot.language.facts.gazetteer import Gazetteer
from bot.language.facts.names import Names
from bot.language.facts.reader import Reader

_latest: dict[str, Reader] = {}


def reader_for(knowledge: KnowledgeBase) -> Reader:
    """Return the reader that knows the names in ``knowledge``; built once for each version of the content."""
    reader = _latest.get(knowledge.version)
    if reader is None:
        reader = build_reader(knowledge)
        _latest.clear()
        _latest[knowledge.version] = reader
    return reader


def build_reader(knowledge: KnowledgeBase) -> Reader:
    """Index the names of programmes, firms, terms and places.

    Where programmes share a name ("Sachsen-Anhalt Digital"), one that has not ended is meant before one that has.
    """
    programmes = sorted(knowledge.programmes.values(), key=lambda p: validity(p, today()).state == "ended")
    names = Names(
        programmes={p.id: (p.name, p.short_name, *p.aliases) for p in programmes},
        companies={c.id: (c.company, *c.aliases) for c in knowledge.case_studies.values()},
        titles={c.id: c.title for c in knowledge.case_studies.values()},
        terms={t.term: (t.term, *t.synonyms) for t in knowledge.terms.values()},
        regions={p.id: p.regions for p in knowledge.programmes.values()},
    )
    return Reader(Gazetteer.from_regions(knowledge.regions.values()), names)
