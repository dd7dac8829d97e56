"""Loading the content into the data base: everything or nothing, and nothing twice."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.knowledge import models, records
from bot.knowledge.checking import read_knowledge
from bot.knowledge.database import open_engine
from bot.knowledge.records import KnowledgeBase
from bot.knowledge.schema import SECTORS, TOPICS


@dataclass(frozen=True)
class LoadResult:
    """What a load did. ``counts``: records by kind."""

    changed: bool
    version: str
    counts: dict[str, int]


def load(folder: Path, url: str) -> LoadResult:
    """Load the files of ``folder`` into the data base ``url`` in one transaction.

    Content that is already there is left alone. Readers see the old content until the new one is complete.

    Raises:
        BrokenContent: a file has defects; the data base is unchanged.
        sqlalchemy.exc.SQLAlchemyError: the data base is not reachable or locked; it is unchanged.
    """
    knowledge = read_knowledge(folder)
    counts = {
        "Programme": len(knowledge.programmes),
        "Beispiele": len(knowledge.case_studies),
        "Artikel": len(knowledge.articles),
        "Begriffe": len(knowledge.terms),
        "Länder": len(knowledge.regions),
    }
    engine = open_engine(url, create=True)
    try:
        models.Base.metadata.create_all(engine)
        with Session(engine, future=True) as session, session.begin():
            current = session.get(models.Content, 1)
            if current is not None and current.version == knowledge.version:
                return LoadResult(False, knowledge.version, counts)
            for table in reversed(models.Base.metadata.sorted_tables):
                session.execute(sa.delete(table))
            session.expunge_all()
            _insert(session, knowledge)
            session.add(models.Content(id=1, version=knowledge.version))
    finally:
        engine.dispose()
    return LoadResult(True, knowledge.version, counts)


def _insert(session: Session, knowledge: KnowledgeBase) -> None:
    topics = {code: models.Topic(code=code) for code in TOPICS}
    sectors = {code: models.Sector(code=code) for code in SECTORS}
    regions = {code: _region(region) for code, region in knowledge.regions.items()}
    regions["DE"] = models.Region(code="DE", name="Deutschland", synonyms=[], chambers=[])
    sources = _SourcePool()
    session.add_all([*topics.values(), *sectors.values(), *regions.values()])
    session.flush()
    for position, programme in enumerate(knowledge.programmes.values()):
        session.add(_programme(programme, position, regions, topics, sectors, sources))
    for position, case in enumerate(knowledge.case_studies.values()):
        session.add(_case(case, position, topics, sources))
    session.add_all(_article(article, position) for position, article in enumerate(knowledge.articles.values()))
    for position, term in enumerate(knowledge.terms.values()):
        session.add(
            models.Term(term=term.term, plain=term.plain, theme=term.theme, synonyms=list(term.synonyms), position=position)
        )
    session.flush()
    links = [
        {"article_id": article.id, "related_id": related, "position": position}
        for article in knowledge.articles.values()
        for position, related in enumerate(dict.fromkeys(article.related))
    ]
    if links:
        session.execute(sa.insert(models.article_related), links)


class _SourcePool:
    """Gives every distinct source one row."""

    def __init__(self) -> None:
        self._known: dict[records.Source, models.Source] = {}

    def rows(self, sources: tuple[records.Source, ...]) -> list[models.Source]:
        rows = [
            self._known.setdefault(source, models.Source(title=source.title, url=source.url, date=source.date))
            for source in dict.fromkeys(sources)
        ]
        return rows


_PLAIN_PROGRAMME_FIELDS = [
    column.name
    for column in models.Programme.__table__.columns
    if column.name not in {"position", "conditions", "aliases", "former_ids", "related_ids"}
]
_PLAIN_CASE_FIELDS = [
    column.name
    for column in models.CaseStudy.__table__.columns
    if column.name not in {"position", "aliases", "sector_code", "region_code"}
]


def _programme(
    programme: records.Programme,
    position: int,
    regions: dict[str, Any],
    topics: dict[str, Any],
    sectors: dict[str, Any],
    sources: _SourcePool,
) -> models.Programme:
    return models.Programme(
        **{name: getattr(programme, name) for name in _PLAIN_PROGRAMME_FIELDS},
        position=position,
        conditions=list(programme.conditions),
        aliases=list(programme.aliases),
        former_ids=list(programme.former_ids),
        related_ids=list(programme.related_ids),
        regions=[regions[code] for code in dict.fromkeys(programme.regions)],
        topics=[topics[code] for code in dict.fromkeys(programme.topics)],
        sectors=[sectors[code] for code in dict.fromkeys(programme.sectors)],
        sources=sources.rows(programme.sources),
    )


def _case(case: records.CaseStudy, position: int, topics: dict[str, Any], sources: _SourcePool) -> models.CaseStudy:
    return models.CaseStudy(
        **{name: getattr(case, name) for name in _PLAIN_CASE_FIELDS},
        position=position,
        sector_code=case.sector,
        region_code=case.region,
        aliases=list(case.aliases),
        topics=[topics[code] for code in dict.fromkeys(case.topics)],
        sources=sources.rows(case.sources),
    )


def _article(article: records.Article, position: int) -> models.Article:
    return models.Article(
        id=article.id,
        position=position,
        theme=article.theme,
        question=article.question,
        answer=article.answer,
        confidence=article.confidence,
        valid_as_of=article.valid_as_of,
        note=article.note,
        next_steps=list(article.next_steps),
        links=[{"title": link.title, "url": link.url} for link in article.links],
        facts=[models.Fact(position=number, **vars(fact)) for number, fact in enumerate(article.facts)],
        phrasings=[models.Phrasing(position=number, text=text) for number, text in enumerate(article.phrasings)],
    )


def _region(region: records.Region) -> models.Region:
    return models.Region(
        code=region.code,
        name=region.name,
        capital=region.capital,
        region_group=region.region_group,
        synonyms=list(region.synonyms),
        chambers=list(region.chambers),
        places=[models.Place(position=number, name=name) for number, name in enumerate(region.places)],
        readiness=[models.Readiness(position=number, **vars(row)) for number, row in enumerate(region.readiness)],
    )
