"""Loading the content into the data base: everything or nothing, and nothing twice."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from bot.knowledge import models, records
from bot.knowledge.checking import read_knowledge
from bot.knowledge.codes import SECTORS, TOPICS
from bot.knowledge.database import open_loader, open_reader, put_aside_if_broken
from bot.knowledge.files import digest
from bot.knowledge.records import KnowledgeBase

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class LoadResult:
    """What a load did. ``counts``: records by kind."""

    changed: bool
    version: str
    counts: dict[str, int]


def record_counts(knowledge: KnowledgeBase) -> dict[str, int]:
    """Return the number of records by kind, in German for staff."""
    return {
        "Programme": len(knowledge.programmes),
        "Antragswege": len(knowledge.applications),
        "Beispiele": len(knowledge.case_studies),
        "Themen": len(knowledge.topics),
        "Artikel": len(knowledge.articles),
        "Fragen zu Artikeln": sum(1 + len(article.phrasings) for article in knowledge.articles.values()),
        "Begriffe": len(knowledge.terms),
        "Länder": len(knowledge.regions),
        "Arten von Notfällen": len(knowledge.emergencies.kinds),
    }


def load(folder: Path, url: str) -> LoadResult:
    """Load the files of ``folder`` into the data base ``url`` in one transaction.

    Content that is already there is left alone. Readers see the old content until the new one is complete. An SQLite file that
    is damaged is put aside as ``….broken`` and made anew: all that it holds comes from ``folder``.

    Raises:
        BrokenContent: a file has defects; the data base is unchanged.
        sqlalchemy.exc.SQLAlchemyError: the data base is not reachable or locked; it is unchanged.
    """
    on_disk = digest(folder)
    knowledge = read_knowledge(folder)
    if put_aside_if_broken(url):
        logger.warning("The data base of the content was damaged and is made anew.")
    return load_read(knowledge, on_disk, url)


def load_read(knowledge: KnowledgeBase, on_disk: str, url: str) -> LoadResult:
    """Load content that is read and checked already; ``on_disk``: hash over its files (``bot.knowledge.files.digest``).

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the data base is not reachable or locked; it is unchanged.
    """
    counts = record_counts(knowledge)
    engine = open_loader(url)
    try:
        with engine.begin() as connection:
            if loaded_state(connection) == (knowledge.version, models.LAYOUT):
                connection.execute(sa.update(models.Content).values(files=on_disk))
                return LoadResult(False, knowledge.version, counts)
            _empty_tables(connection)
            with Session(connection, future=True) as session:
                _insert(session, knowledge)
                session.add(models.Content(id=1, version=knowledge.version, layout=models.LAYOUT, files=on_disk))
                session.flush()
    finally:
        engine.dispose()
    return LoadResult(True, knowledge.version, counts)


def is_loaded(folder: Path, url: str) -> bool:
    """Return whether the data base holds exactly the files of ``folder``, without reading what is in them.

    Raises:
        OSError: a file cannot be read.
        sqlalchemy.exc.SQLAlchemyError: the data base is not reachable, or not there yet.
    """
    engine = open_reader(url)
    try:
        with engine.connect() as connection:
            if (loaded_state(connection) or ("", ""))[1] != models.LAYOUT:
                return False
            return bool(connection.execute(sa.select(models.Content.files)).scalar() == digest(folder))
    finally:
        engine.dispose()


def loaded_state(connection: Connection) -> tuple[str, str] | None:
    """Return version and layout of what the data base holds; None for nothing or tables of an unknown layout."""
    inspector = sa.inspect(connection)
    if not inspector.has_table("content") or "layout" not in {row["name"] for row in inspector.get_columns("content")}:
        return None
    row = connection.execute(sa.select(models.Content.version, models.Content.layout)).first()
    return (row.version, row.layout) if row else None


def _empty_tables(connection: Connection) -> None:
    """Leave every table of the knowledge base empty and in today's layout; other tables are not touched."""
    loaded = loaded_state(connection)
    if loaded is None or loaded[1] != models.LAYOUT:
        models.Base.metadata.drop_all(connection)
    models.Base.metadata.create_all(connection)
    for table in reversed(models.Base.metadata.sorted_tables):
        connection.execute(sa.delete(table))


def _insert(session: Session, knowledge: KnowledgeBase) -> None:
    session.add_all(models.Topic(code=code) for code in TOPICS)
    session.add_all(models.Sector(code=code) for code in SECTORS)
    session.add(models.Region(code="DE", name="Deutschland", synonyms=[], chambers=[]))
    session.add_all(_region(region) for region in knowledge.regions.values())
    # Links and examples refer to these by code, which SQLAlchemy cannot see.
    session.flush()
    session.add_all(article_row(row, position) for position, row in enumerate(knowledge.articles.values()))
    session.flush()
    related = _pairs("article_id", "related_id", {i: row.related for i, row in knowledge.articles.items()})
    if related:
        session.execute(sa.insert(models.article_related), related)
    insert_others(session, knowledge)


def insert_others(session: Session, knowledge: KnowledgeBase) -> None:
    """Insert all but articles and Länder, of which there are many and which seldom change; the tables are empty."""
    session.add_all(_programme(row, position) for position, row in enumerate(knowledge.programmes.values()))
    session.add_all(_case(row, position) for position, row in enumerate(knowledge.case_studies.values()))
    session.add_all(_topic(row, position) for position, row in enumerate(knowledge.topics.values()))
    session.add_all(_contact(row, position) for position, row in enumerate(knowledge.contacts))
    session.add_all(
        models.Verdict(id=rule.id, position=position, data=rule.written)
        for position, rule in enumerate(knowledge.verdicts.values())
    )
    session.flush()
    session.add_all(
        models.Application(programme=row.programme, position=position, data=row.written)
        for position, row in enumerate(knowledge.applications.values())
    )
    session.add(models.Emergencies(id=1, data=knowledge.emergencies.written))
    session.add_all(_term(row, position) for position, row in enumerate(knowledge.terms.values()))
    sources = _source_ids(knowledge)
    session.add_all(
        models.Source(id=number, title=source.title, url=source.url, date=source.date)
        for source, number in sources.items()
    )
    session.flush()
    for table, links in _links(knowledge, sources):
        if links:
            session.execute(sa.insert(table), links)


def empty_others(connection: Connection) -> None:
    """Empty the tables that :func:`insert_others` fills."""
    kept = {
        "content",
        "topic",
        "sector",
        "region",
        "place",
        "readiness",
        "article",
        "fact",
        "phrasing",
        models.article_related.name,
    }
    for table in reversed(models.Base.metadata.sorted_tables):
        if table.name not in kept:
            connection.execute(sa.delete(table))


def _source_ids(knowledge: KnowledgeBase) -> dict[records.Source, int]:
    """Give every distinct source one number."""
    rows = [
        *(programme.sources for programme in knowledge.programmes.values()),
        *(case.sources for case in knowledge.case_studies.values()),
    ]
    distinct = dict.fromkeys(source for sources in rows for source in sources)
    return {source: number for number, source in enumerate(distinct, start=1)}


def _links(
    knowledge: KnowledgeBase, sources: dict[records.Source, int]
) -> Iterator[tuple[sa.Table, list[dict[str, Any]]]]:
    programmes, cases = knowledge.programmes, knowledge.case_studies
    yield (
        models.programme_region,
        _pairs("programme_id", "region_id", {i: row.regions for i, row in programmes.items()}),
    )
    yield models.programme_topic, _pairs("programme_id", "topic_id", {i: row.topics for i, row in programmes.items()})
    yield (
        models.programme_sector,
        _pairs("programme_id", "sector_id", {i: row.sectors for i, row in programmes.items()}),
    )
    yield models.case_topic, _pairs("case_study_id", "topic_id", {i: row.topics for i, row in cases.items()})
    of_programmes = {i: [sources[source] for source in row.sources] for i, row in programmes.items()}
    yield models.programme_source, _pairs("programme_id", "source_id", of_programmes)
    of_cases = {i: [sources[source] for source in row.sources] for i, row in cases.items()}
    yield models.case_source, _pairs("case_study_id", "source_id", of_cases)


def _pairs(left: str, right: str, targets: Mapping[str, Iterable[Any]]) -> list[dict[str, Any]]:
    return [
        {left: id_, right: target, "position": position}
        for id_, linked in targets.items()
        for position, target in enumerate(linked)
    ]


def _columns(record: Any, model: Any) -> dict[str, Any]:
    """Return the fields of ``record`` that have a column of the same name, tuples as lists."""
    names = record.__dataclass_fields__.keys() & model.__table__.columns.keys()
    values = {name: getattr(record, name) for name in names}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _programme(programme: records.Programme, position: int) -> models.Programme:
    values = {**_columns(programme, models.Programme), "for_whom": programme.for_whom.written()}
    return models.Programme(**values, position=position)


def _case(case: records.CaseStudy, position: int) -> models.CaseStudy:
    codes = {"sector_code": case.sector, "region_code": case.region}
    return models.CaseStudy(**_columns(case, models.CaseStudy), **codes, position=position)


def _topic(topic: records.Topic, position: int) -> models.KnowledgeTopic:
    values = {**_columns(topic, models.KnowledgeTopic), "covers": [list(pair) for pair in topic.covers]}
    return models.KnowledgeTopic(**values, position=position)


def _contact(contact: records.EmergencyContact, position: int) -> models.EmergencyContact:
    source = contact.source
    read = {"source_title": source.title, "source_url": source.url, "source_date": source.date} if source else {}
    return models.EmergencyContact(**_columns(contact, models.EmergencyContact), **read, position=position)


def _term(term: records.Term, position: int) -> models.Term:
    return models.Term(**_columns(term, models.Term), position=position)


def article_row(article: records.Article, position: int) -> models.Article:
    """Return the row of an article with its facts and phrasings; ``position``: among all articles."""
    return models.Article(
        id=article.id,
        position=position,
        theme=article.theme,
        question=article.question,
        answer=article.answer,
        confidence=article.confidence,
        valid_as_of=article.valid_as_of,
        topic=article.topic,
        facet=article.facet,
        sector_detail=article.sector_detail,
        caution=article.caution,
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
