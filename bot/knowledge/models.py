"""The tables of the knowledge base (SQLAlchemy 1.4 in 2.0 style; runs on SQLite and PostgreSQL)."""

from __future__ import annotations

import datetime as dt
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import declarative_base, relationship

if TYPE_CHECKING:

    class Base:
        """What SQLAlchemy's base class offers, for the type checker."""

        metadata: ClassVar[Any]
        __table__: ClassVar[Any]

        def __init__(self, **values: Any) -> None: ...

else:
    Base = declarative_base()


def _link(name: str, left: str, right: str) -> sa.Table:
    """Return a many-to-many table; ``left`` and ``right`` are "table.column". ``position``: as in the files."""
    columns = [
        sa.Column(target.split(".")[0] + "_id", sa.ForeignKey(target, ondelete="CASCADE"), primary_key=True, index=True)
        for target in (left, right)
    ]
    return sa.Table(name, Base.metadata, *columns, sa.Column("position", sa.Integer, nullable=False))


def _linked(target: str, link: sa.Table) -> Any:
    """Return a relation for reading, in the order of the files. The loader writes the link table itself."""
    return relationship(target, secondary=link, order_by=link.c.position, viewonly=True)


programme_region = _link("programme_region", "programme.id", "region.code")
programme_topic = _link("programme_topic", "programme.id", "topic.code")
programme_sector = _link("programme_sector", "programme.id", "sector.code")
programme_source = _link("programme_source", "programme.id", "source.id")
case_topic = _link("case_topic", "case_study.id", "topic.code")
case_source = _link("case_source", "case_study.id", "source.id")
article_related = sa.Table(
    "article_related",
    Base.metadata,
    sa.Column("article_id", sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("related_id", sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("position", sa.Integer, nullable=False),
)


def now() -> dt.datetime:
    """Return the time in UTC without time zone, as ``loaded_at`` holds it."""
    return dt.datetime.utcnow()


class Content(Base):
    """One row: which state of the files is loaded. ``files``: hash over them as they lie on disk."""

    __tablename__ = "content"
    id = sa.Column(sa.Integer, primary_key=True)
    version = sa.Column(sa.String(64), nullable=False)
    layout = sa.Column(sa.String(64), nullable=False)
    files = sa.Column(sa.String(64), nullable=False)
    loaded_at = sa.Column(sa.DateTime, nullable=False, default=now)


class Topic(Base):
    """A theme that programmes and examples share."""

    __tablename__ = "topic"
    code = sa.Column(sa.String(40), primary_key=True)


class Sector(Base):
    """A branch of business."""

    __tablename__ = "sector"
    code = sa.Column(sa.String(40), primary_key=True)


class Source(Base):
    """Where something was read; several records may share one."""

    __tablename__ = "source"
    id = sa.Column(sa.Integer, primary_key=True)
    title = sa.Column(sa.Text, nullable=False)
    url = sa.Column(sa.Text, nullable=False, index=True)
    date = sa.Column(sa.Text)


class Region(Base):
    """A Land, or "DE" for the whole country."""

    __tablename__ = "region"
    code = sa.Column(sa.String(5), primary_key=True)
    name = sa.Column(sa.Text, nullable=False, index=True)
    capital = sa.Column(sa.Text)
    region_group = sa.Column(sa.Text)
    synonyms = sa.Column(sa.JSON, nullable=False, default=list)
    chambers = sa.Column(sa.JSON, nullable=False, default=list)
    places = relationship("Place", cascade="all, delete-orphan", order_by="Place.position")
    readiness = relationship("Readiness", cascade="all, delete-orphan", order_by="Readiness.position")


class Place(Base):
    """A town, district or landscape in a Land."""

    __tablename__ = "place"
    id = sa.Column(sa.Integer, primary_key=True)
    region_code = sa.Column(sa.ForeignKey("region.code", ondelete="CASCADE"), nullable=False, index=True)
    position = sa.Column(sa.Integer, nullable=False)
    name = sa.Column(sa.Text, nullable=False, index=True)


class Readiness(Base):
    """A figure on how digital a Land is."""

    __tablename__ = "readiness"
    id = sa.Column(sa.Integer, primary_key=True)
    region_code = sa.Column(sa.ForeignKey("region.code", ondelete="CASCADE"), nullable=False, index=True)
    position = sa.Column(sa.Integer, nullable=False)
    index_name = sa.Column(sa.Text, nullable=False)
    year = sa.Column(sa.Integer)
    value = sa.Column(sa.Float)
    rank = sa.Column(sa.Text)
    source_url = sa.Column(sa.Text, nullable=False)
    note = sa.Column(sa.Text)


class Programme(Base):
    """A funding programme or free offer."""

    __tablename__ = "programme"
    id = sa.Column(sa.String(80), primary_key=True)
    position = sa.Column(sa.Integer, nullable=False)
    name = sa.Column(sa.Text, nullable=False)
    short_name = sa.Column(sa.Text, nullable=False, index=True)
    provider = sa.Column(sa.Text, nullable=False)
    level = sa.Column(sa.String(10), nullable=False)
    kind = sa.Column(sa.String(30), nullable=False, index=True)
    beneficiaries = sa.Column(sa.Text, nullable=False)
    status = sa.Column(sa.String(10), nullable=False, index=True)
    confidence = sa.Column(sa.String(6), nullable=False)
    min_employees = sa.Column(sa.Integer)
    max_employees = sa.Column(sa.Integer)
    max_revenue_eur = sa.Column(sa.BigInteger)
    max_balance_eur = sa.Column(sa.BigInteger)
    excluded = sa.Column(sa.Text)
    for_whom = sa.Column(sa.JSON, nullable=False, default=dict)
    rate_percent_min = sa.Column(sa.Float)
    rate_percent_max = sa.Column(sa.Float)
    amount_min_eur = sa.Column(sa.BigInteger)
    amount_max_eur = sa.Column(sa.BigInteger)
    project_months_max = sa.Column(sa.Integer)
    valid_from = sa.Column(sa.Date)
    valid_until = sa.Column(sa.Date, index=True)
    status_as_of = sa.Column(sa.Date, index=True)
    apply_via = sa.Column(sa.Text)
    apply_url = sa.Column(sa.Text)
    # A plain reference, not a foreign key: rows are inserted in the order of the files.
    successor_id = sa.Column(sa.String(80))
    caution = sa.Column(sa.Text)
    note = sa.Column(sa.Text)
    conditions = sa.Column(sa.JSON, nullable=False, default=list)
    aliases = sa.Column(sa.JSON, nullable=False, default=list)
    former_ids = sa.Column(sa.JSON, nullable=False, default=list)
    related_ids = sa.Column(sa.JSON, nullable=False, default=list)
    regions = _linked("Region", programme_region)
    topics = _linked("Topic", programme_topic)
    sectors = _linked("Sector", programme_sector)
    sources = _linked("Source", programme_source)


class CaseStudy(Base):
    """A firm that has done it, or what went wrong."""

    __tablename__ = "case_study"
    id = sa.Column(sa.String(80), primary_key=True)
    position = sa.Column(sa.Integer, nullable=False)
    company = sa.Column(sa.Text, nullable=False)
    title = sa.Column(sa.Text, nullable=False)
    problem = sa.Column(sa.Text, nullable=False)
    solution = sa.Column(sa.Text, nullable=False)
    result = sa.Column(sa.Text, nullable=False)
    lesson = sa.Column(sa.Text, nullable=False)
    sector_code = sa.Column(sa.ForeignKey("sector.code"), nullable=False, index=True)
    sector_detail = sa.Column(sa.Text)
    place = sa.Column(sa.Text)
    region_code = sa.Column(sa.ForeignKey("region.code"), index=True)
    employees = sa.Column(sa.Integer)
    cost_eur = sa.Column(sa.BigInteger)
    duration_months = sa.Column(sa.Integer)
    supported_by = sa.Column(sa.Text)
    course = sa.Column(sa.String(20))
    year = sa.Column(sa.Integer)
    confidence = sa.Column(sa.String(6), nullable=False)
    articles = sa.Column(sa.JSON, nullable=False, default=list)
    aliases = sa.Column(sa.JSON, nullable=False, default=list)
    caution = sa.Column(sa.Text)
    note = sa.Column(sa.Text)
    topics = _linked("Topic", case_topic)
    sources = _linked("Source", case_source)


class Article(Base):
    """A question an owner asks, and its answer."""

    __tablename__ = "article"
    id = sa.Column(sa.String(80), primary_key=True)
    position = sa.Column(sa.Integer, nullable=False)
    theme = sa.Column(sa.String(30), nullable=False, index=True)
    question = sa.Column(sa.Text, nullable=False)
    answer = sa.Column(sa.Text, nullable=False)
    confidence = sa.Column(sa.String(6), nullable=False)
    valid_as_of = sa.Column(sa.Date)
    topic = sa.Column(sa.String(80), index=True)
    facet = sa.Column(sa.String(20))
    sector_detail = sa.Column(sa.Text)
    caution = sa.Column(sa.Text)
    note = sa.Column(sa.Text)
    next_steps = sa.Column(sa.JSON, nullable=False, default=list)
    links = sa.Column(sa.JSON, nullable=False, default=list)
    facts = relationship("Fact", cascade="all, delete-orphan", order_by="Fact.position")
    phrasings = relationship("Phrasing", cascade="all, delete-orphan", order_by="Phrasing.position")


class KnowledgeTopic(Base):
    """A thing owners talk about."""

    __tablename__ = "knowledge_topic"
    id = sa.Column(sa.String(80), primary_key=True)
    position = sa.Column(sa.Integer, nullable=False)
    theme = sa.Column(sa.String(30), nullable=False, index=True)
    name = sa.Column(sa.Text, nullable=False)
    summary = sa.Column(sa.Text, nullable=False)
    aliases = sa.Column(sa.JSON, nullable=False, default=list)
    covers = sa.Column(sa.JSON, nullable=False, default=list)
    related = sa.Column(sa.JSON, nullable=False, default=list)


class Fact(Base):
    """A claim of an article with its figure and source."""

    __tablename__ = "fact"
    id = sa.Column(sa.Integer, primary_key=True)
    article_id = sa.Column(sa.ForeignKey("article.id", ondelete="CASCADE"), nullable=False, index=True)
    position = sa.Column(sa.Integer, nullable=False)
    claim = sa.Column(sa.Text, nullable=False)
    value = sa.Column(sa.Text, nullable=False)
    source_url = sa.Column(sa.Text)
    source_date = sa.Column(sa.Text)


class Phrasing(Base):
    """One way of asking an article's question."""

    __tablename__ = "phrasing"
    id = sa.Column(sa.Integer, primary_key=True)
    article_id = sa.Column(sa.ForeignKey("article.id", ondelete="CASCADE"), nullable=False, index=True)
    position = sa.Column(sa.Integer, nullable=False)
    text = sa.Column(sa.Text, nullable=False)


class EmergencyContact(Base):
    """Whom to call in an emergency."""

    __tablename__ = "emergency_contact"
    position = sa.Column(sa.Integer, primary_key=True)
    region = sa.Column(sa.String(5), nullable=False, index=True)
    kind = sa.Column(sa.String(20), nullable=False)
    name = sa.Column(sa.Text, nullable=False)
    phone = sa.Column(sa.Text)
    email = sa.Column(sa.Text)
    web = sa.Column(sa.Text)
    hours = sa.Column(sa.Text)
    source_title = sa.Column(sa.Text)
    source_url = sa.Column(sa.Text)
    source_date = sa.Column(sa.Text)
    confidence = sa.Column(sa.String(6), nullable=False)
    note = sa.Column(sa.Text)


class Verdict(Base):
    """A rule on whom a legal duty concerns. ``data``: the rule as JSON in the shape of the file."""

    __tablename__ = "verdict"
    id = sa.Column(sa.String(80), primary_key=True)
    position = sa.Column(sa.Integer, nullable=False)
    data = sa.Column(sa.Text, nullable=False)


class Application(Base):
    """How a programme is applied for. ``data``: the record as JSON in the shape of the file."""

    __tablename__ = "application"
    programme = sa.Column(sa.ForeignKey("programme.id", ondelete="CASCADE"), primary_key=True)
    position = sa.Column(sa.Integer, nullable=False)
    data = sa.Column(sa.Text, nullable=False)


class Emergencies(Base):
    """What is known of emergencies. ``data``: all of it as JSON in the shape of the files; one row."""

    __tablename__ = "emergencies"
    id = sa.Column(sa.Integer, primary_key=True)
    data = sa.Column(sa.Text, nullable=False)


class Term(Base):
    """A glossary entry."""

    __tablename__ = "term"
    term = sa.Column(sa.Text, primary_key=True)
    position = sa.Column(sa.Integer, nullable=False)
    plain = sa.Column(sa.Text, nullable=False)
    theme = sa.Column(sa.String(30), nullable=False, index=True)
    synonyms = sa.Column(sa.JSON, nullable=False, default=list)


LAYOUT = sha256(
    "\n".join(
        f"{table.name}.{column.name} {column.type!r} {column.nullable} {column.primary_key}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
    ).encode()
).hexdigest()
"""Changes with the tables. The loader builds them anew when the data base holds an older layout."""
