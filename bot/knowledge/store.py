"""Reading the knowledge base: one immutable snapshot, refreshed as soon as new content is loaded."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable
from functools import lru_cache
from threading import Condition, Thread
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session, selectinload

from bot.knowledge import models, records
from bot.knowledge.applications.records import Application
from bot.knowledge.applications.schema import ApplicationModel
from bot.knowledge.database import open_reader, sqlite_path
from bot.knowledge.emergencies.records import Emergencies
from bot.knowledge.emergencies.schema import Written
from bot.knowledge.for_whom import ForWhom
from bot.knowledge.gently import gentle, gently
from bot.knowledge.records import KnowledgeBase
from bot.knowledge.verdicts.schema import VerdictRuleModel
from bot.settings import database_url

logger = logging.getLogger(__name__)

FOLLOW_SECONDS = 5.0
"""Within so long a server that follows the content answers with what was loaded."""
_LOOK_SECONDS = 0.5
_PORTION = 200
"""Rows that are made into objects at once."""
_SETTLED_SECONDS = 1.0
"""A file is trusted to be unchanged when its last change is at least that old; times of files are a few ms coarse."""


class KnowledgeUnavailable(Exception):  # noqa: N818
    """The knowledge base cannot be read; the message names the cause for the operator."""


class KnowledgeStore:
    """Gives snapshots of the content in one data base. Safe to share between threads."""

    def __init__(self, url: str) -> None:
        """``url``: any SQLAlchemy URL. Nothing is opened yet and no file is created.

        Raises:
            KnowledgeUnavailable: ``url`` names no data base that can hold the content.
        """
        try:
            self._path = sqlite_path(url)
            self._engine = open_reader(url)
        except (ArgumentError, ImportError, ValueError) as error:
            raise KnowledgeUnavailable(f"LOTSE_DB_URL cannot be used: {error}") from error
        self._lock = Condition()
        self._snapshot: KnowledgeBase | None = None
        self._is_followed = False
        self._is_reading = False
        self._prepare: tuple[Callable[[KnowledgeBase], object], ...] = ()
        self._files: tuple[tuple[int, int, int], ...] | None = None

    def version(self) -> str:
        """Return the version of the content that is loaded (one small query).

        Raises:
            KnowledgeUnavailable: data base missing, locked, not reachable or empty.
        """
        return str(self._content().version)

    def loaded_at(self) -> dt.datetime:
        """Return when the content was loaded, in UTC; the data base holds it without its time zone.

        Raises:
            KnowledgeUnavailable: as :meth:`version`.
        """
        loaded_at: dt.datetime = self._content().loaded_at
        return loaded_at.replace(tzinfo=dt.timezone.utc)

    def _content(self) -> Any:
        if self._path is not None and not self._path.exists():
            raise KnowledgeUnavailable(f"the data base {self._path} does not exist; run 'lotse knowledge load'")
        try:
            with self._engine.connect() as connection:
                row = connection.execute(sa.select(models.Content.version, models.Content.loaded_at)).first()
        except SQLAlchemyError as error:
            raise KnowledgeUnavailable(f"the data base cannot be read: {_cause(error)}") from error
        if row is None:
            raise KnowledgeUnavailable("the data base holds no content; run 'lotse knowledge load'")
        return row

    def snapshot(self) -> KnowledgeBase:
        """Return the current content; the same object as long as nothing new was loaded.

        Where the content is followed (:meth:`follow`), that of before as long as the new one is being read.

        Raises:
            KnowledgeUnavailable: as :meth:`version`.
        """
        files = self._state_of_files()
        if files is not None and files == self._files and self._snapshot is not None:
            return self._snapshot
        version = self.version()
        with self._lock:
            if self._snapshot is None or (self._snapshot.version != version and not self._is_followed):
                self._snapshot = self._read()
            if self._snapshot.version == version or not self._is_followed:
                self._files = files
            elif not self._is_reading:
                self._is_reading = True
                Thread(target=self._renew, name="new content", daemon=True).start()
            return self._snapshot

    def follow(self, *prepare: Callable[[KnowledgeBase], object]) -> None:
        """Read new content in a thread of its own from now on: nobody's answer waits for that, and none is slow meanwhile.

        It is looked for every second, so that the first who asks after a pause gets the new content, too. Call it in the
        process that answers: threads do not survive a fork.

        Args:
            prepare: what is made of new content before it counts.
        """
        self._prepare = prepare
        self._is_followed = True
        Thread(target=self._look, name="following the content", daemon=True).start()

    def _look(self) -> None:
        while True:
            time.sleep(_LOOK_SECONDS)
            try:
                self.snapshot()
            except KnowledgeUnavailable:
                continue  # whoever asks is told

    def _renew(self) -> None:
        try:
            with gently():
                new = self._read()
                if self._snapshot is not None:
                    new.reuse(self._snapshot)
                for work in self._prepare:
                    work(new)
            with self._lock:
                self._snapshot = new
        except KnowledgeUnavailable as error:
            logger.error("New content cannot be read, that of before goes on: %s", error)
        finally:
            with self._lock:
                self._is_reading = False
                self._lock.notify_all()

    def disconnect(self) -> None:
        """Close the connections; the next question opens new ones. Needed before a fork: two processes must not share one."""
        self._engine.dispose()

    def _state_of_files(self) -> tuple[tuple[int, int, int], ...] | None:
        """Return what changes with every commit to an SQLite file: asking that is ten times quicker than a query.

        None where only a query can tell: another data base, no file, or a change so recent that a second one could carry
        the same time.
        """
        if self._path is None:
            return None
        found = []
        for path in (self._path, self._path.with_name(f"{self._path.name}-wal")):
            try:
                state = path.stat()
            except OSError:
                if path == self._path:
                    return None
                continue
            if time.time() - state.st_mtime < _SETTLED_SECONDS:
                return None
            found.append((state.st_ino, state.st_size, state.st_mtime_ns))
        return tuple(found)

    def _read(self) -> KnowledgeBase:
        try:
            # One transaction, so that a load between two queries cannot mix two states.
            with Session(self._engine, future=True) as session:
                return _knowledge(session)
        except SQLAlchemyError as error:
            raise KnowledgeUnavailable(f"the data base cannot be read: {_cause(error)}") from error


@lru_cache(maxsize=1)
def shared_store() -> KnowledgeStore:
    """Return the store of this process, on the data base that the environment names."""
    return KnowledgeStore(database_url())


def _cause(error: SQLAlchemyError) -> str:
    reason = str(getattr(error, "orig", None) or error).splitlines()[0]
    return f"{error.__class__.__name__}: {reason}"


def _knowledge(session: Session) -> KnowledgeBase:
    version = session.execute(sa.select(models.Content.version)).scalar_one()
    programmes = _all(session, models.Programme, "regions", "topics", "sectors", "sources")
    cases = _all(session, models.CaseStudy, "topics", "sources")
    articles = _all(session, models.Article, "facts")
    phrasings = _phrasings(session)
    regions = session.execute(
        sa.select(models.Region)
        .where(models.Region.code != "DE")
        .order_by(models.Region.code)
        .options(selectinload(models.Region.places), selectinload(models.Region.readiness))
    ).scalars()
    return KnowledgeBase(
        version=str(version),
        programmes={row.id: _programme(row) for row in gentle(programmes)},
        case_studies={row.id: _case(row) for row in gentle(cases)},
        articles={
            row.id: _article(row, related, phrasings.get(row.id, ()))
            for row, related in gentle(_with_related(session, articles))
        },
        topics={row.id: _topic(row) for row in _all(session, models.KnowledgeTopic)},
        contacts=tuple(_contact(row) for row in _all(session, models.EmergencyContact)),
        verdicts={row.id: VerdictRuleModel.parse_raw(row.data).record() for row in _all(session, models.Verdict)},
        applications={row.programme: _application(row) for row in _all(session, models.Application)},
        emergencies=_emergencies(session),
        terms={row.term: _term(row) for row in _all(session, models.Term)},
        regions={row.code: _region(row) for row in regions},
    )


def _emergencies(session: Session) -> Emergencies:
    data = session.execute(sa.select(models.Emergencies.data)).scalar()
    return Written.parse_raw(data).record() if data else Emergencies()


def _all(session: Session, model: Any, *relations: str) -> list[Any]:
    options = [selectinload(getattr(model, relation)) for relation in relations]
    rows = session.execute(
        sa.select(model).order_by(model.position).options(*options).execution_options(yield_per=_PORTION)
    )
    return list(gentle(rows.scalars()))


def _with_related(session: Session, articles: list[Any]) -> list[tuple[Any, tuple[str, ...]]]:
    table = models.article_related
    links: dict[str, list[str]] = {}
    for article_id, related_id in session.execute(
        sa.select(table.c.article_id, table.c.related_id).order_by(table.c.article_id, table.c.position)
    ):
        links.setdefault(article_id, []).append(related_id)
    return [(article, tuple(links.get(article.id, ()))) for article in articles]


def _values(row: Any, record: Any, **given: Any) -> dict[str, Any]:
    """Return the fields of ``record`` from the row's columns of the same name, lists as tuples."""
    values = dict(given)
    for name in record.__dataclass_fields__:
        if name not in values:
            value = getattr(row, name)
            values[name] = tuple(value) if isinstance(value, list) else value
    return values


def _sources(rows: list[Any]) -> tuple[records.Source, ...]:
    return tuple(records.Source(row.title, row.url, row.date) for row in rows)


def _codes(rows: list[Any]) -> tuple[str, ...]:
    return tuple(row.code for row in rows)


def _programme(row: Any) -> records.Programme:
    given = {"regions": _codes(row.regions), "topics": _codes(row.topics), "sectors": _codes(row.sectors)}
    for_whom = ForWhom.read(row.for_whom)
    return records.Programme(
        **_values(row, records.Programme, **given, for_whom=for_whom, sources=_sources(row.sources))
    )


def _case(row: Any) -> records.CaseStudy:
    given = {"sector": row.sector_code, "region": row.region_code, "topics": _codes(row.topics)}
    return records.CaseStudy(**_values(row, records.CaseStudy, **given, sources=_sources(row.sources)))


def _phrasings(session: Session) -> dict[str, tuple[str, ...]]:
    """Return the phrasings of each article; read as plain rows, because there are tens of thousands."""
    table = models.Phrasing.__table__
    found: dict[str, list[str]] = {}
    query = sa.select(table.c.article_id, table.c.text).order_by(table.c.article_id, table.c.position)
    for article_id, text in gentle(session.execute(query)):
        found.setdefault(article_id, []).append(text)
    return {article_id: tuple(texts) for article_id, texts in found.items()}


def _article(row: Any, related: tuple[str, ...], phrasings: tuple[str, ...]) -> records.Article:
    facts = tuple(records.Fact(**_values(fact, records.Fact)) for fact in row.facts)
    links = tuple(records.Link(**link) for link in row.links)
    return records.Article(
        **_values(row, records.Article, facts=facts, links=links, phrasings=phrasings, related=related)
    )


def _contact(row: Any) -> records.EmergencyContact:
    source = records.Source(row.source_title, row.source_url or "", row.source_date) if row.source_title else None
    return records.EmergencyContact(**_values(row, records.EmergencyContact, source=source))


def _topic(row: Any) -> records.Topic:
    covers = tuple((str(facet), str(article)) for facet, article in row.covers)
    return records.Topic(**_values(row, records.Topic, covers=covers))


def _application(row: Any) -> Application:
    return ApplicationModel.parse_raw(row.data).record()


def _term(row: Any) -> records.Term:
    return records.Term(**_values(row, records.Term))


def _region(row: Any) -> records.Region:
    places = tuple(place.name for place in row.places)
    readiness = tuple(records.Readiness(**_values(figure, records.Readiness)) for figure in row.readiness)
    return records.Region(**_values(row, records.Region, places=places, readiness=readiness))
