"""The shape of the content: one model for each kind of record, with errors that staff can act on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Literal

from pydantic import Field, root_validator, validator

from bot.clock import today
from bot.knowledge.codes import FACETS, REGIONS, SECTORS, THEMES, TOPICS
from bot.knowledge.fields import (
    Count,
    Euro,
    Identified,
    Name,
    ShortName,
    Strict,
    Year,
    day_of_source,
    in_order,
    iso_date,
    mail_address,
    once,
    one_of,
    page,
    raise_at,
    read_before,
    web_address,
    whole_sentences,
)
from bot.knowledge.for_whom import NOBODY_RULED_OUT, ForWhomModel
from bot.knowledge.records import (
    Article,
    CaseStudy,
    EmergencyContact,
    Fact,
    Link,
    Programme,
    Readiness,
    Region,
    Source,
    Term,
    Topic,
)


class SourceModel(Strict):
    """Where something was read."""

    title: str
    url: str
    date: str | None = Field(...)

    _url = validator("url", allow_reuse=True)(page)
    _date = validator("date", pre=True, allow_reuse=True)(day_of_source)

    def record(self) -> Source:
        """Return the immutable value."""
        return Source(self.title, self.url, self.date)


class ProgrammeModel(Identified):
    """A funding programme or free offer."""

    former_ids: list[str] = Field(default_factory=list)
    name: Name
    short_name: ShortName
    aliases: list[str] = Field(default_factory=list)
    provider: str
    level: Literal["bund", "eu", "land", "kammer", "kommune"]
    regions: list[str]
    kind: Literal["zuschuss", "darlehen", "beratung", "steuer", "buergschaft", "beteiligung", "kostenloses-angebot"]
    topics: list[str]
    beneficiaries: str
    min_employees: Count | None
    max_employees: Count | None
    max_revenue_eur: Euro | None
    max_balance_eur: Euro | None
    sectors: list[str] | None
    excluded: str | None
    for_whom: ForWhomModel | None = None
    rate_percent_min: float | None
    rate_percent_max: float | None
    amount_min_eur: Euro | None
    amount_max_eur: Euro | None
    project_months_max: Count | None
    status: Literal["offen", "beendet", "pausiert", "unklar"]
    valid_from: dt.date | None = Field(...)
    valid_until: dt.date | None = Field(...)
    status_as_of: dt.date | None = Field(...)
    apply_via: str | None
    apply_url: str | None
    conditions: list[str] | None
    successor_id: str | None
    related_ids: list[str] = Field(default_factory=list)
    sources: list[SourceModel]
    confidence: Literal["high", "medium", "low"]
    caution: str | None
    note: str | None

    _url = validator("apply_url", allow_reuse=True)(web_address)
    _dates = validator("valid_from", "valid_until", "status_as_of", pre=True, allow_reuse=True)(iso_date)
    _past = validator("status_as_of", allow_reuse=True)(read_before)
    _whole = validator("beneficiaries", "excluded", "caution", "conditions", allow_reuse=True)(whole_sentences)
    _unique = validator(
        "regions", "topics", "sectors", "sources", "aliases", "former_ids", "related_ids", allow_reuse=True
    )(once)

    @validator("sources")
    @classmethod
    def _some_source(cls, value: list[SourceModel]) -> list[SourceModel]:
        if not value:
            raise ValueError("mindestens eine Quelle erwartet")
        return value

    @validator("regions", each_item=True)
    @classmethod
    def _known_region(cls, value: str) -> str:
        return one_of(value, REGIONS, "ein Land")

    @validator("topics", each_item=True)
    @classmethod
    def _known_topic(cls, value: str) -> str:
        return one_of(value, TOPICS, "ein Thema")

    @validator("sectors", each_item=True)
    @classmethod
    def _known_sector(cls, value: str) -> str:
        return one_of(value, SECTORS, "eine Branche")

    @validator("rate_percent_min", "rate_percent_max")
    @classmethod
    def _percentage(cls, value: float | None) -> float | None:
        if value is not None and not 0 <= value <= 100:
            raise ValueError("eine Zahl von 0 bis 100 erwartet")
        if value is not None and 0 < value < 1:
            raise ValueError("Prozent erwartet: 40 statt 0,4")
        return value

    @root_validator
    @classmethod
    def _ordered(cls, values: dict[str, Any]) -> dict[str, Any]:
        pairs = (
            ("valid_from", "valid_until"),
            ("min_employees", "max_employees"),
            ("rate_percent_min", "rate_percent_max"),
            ("amount_min_eur", "amount_max_eur"),
        )
        in_order(cls, values, pairs)
        if values.get("status") == "offen" and "note" in values and not (values.get("status_as_of") or values["note"]):
            raise_at(cls, "status_as_of", "den Tag der neuesten Quelle erwartet, oder unter note, warum es keinen gibt")
        return values

    def record(self) -> Programme:
        """Return the immutable value."""
        fields = self.dict(exclude={"sources", "for_whom"})
        tuples = ("former_ids", "aliases", "regions", "topics", "sectors", "conditions", "related_ids")
        fields.update({name: tuple(fields[name] or ()) for name in tuples})
        for_whom = self.for_whom.record() if self.for_whom else NOBODY_RULED_OUT
        return Programme(**fields, for_whom=for_whom, sources=tuple(source.record() for source in self.sources))


class CaseStudyModel(Identified):
    """A firm that has done it, or what went wrong."""

    company: Name
    aliases: list[str] = Field(default_factory=list)
    place: str | None
    region: str | None
    sector: str
    sector_detail: str | None
    employees: Count | None
    topics: list[str]
    articles: list[str] = Field(default_factory=list)
    title: Name
    problem: str
    solution: str
    result: str
    lesson: str
    cost_eur: Euro | None
    duration_months: Count | None
    supported_by: str | None
    course: Literal["klein-angefangen", "schiefgegangen"] | None = None
    year: Year | None
    sources: list[SourceModel]
    confidence: Literal["high", "medium", "low"]
    caution: str | None
    note: str | None

    _unique = validator("topics", "articles", "sources", "aliases", allow_reuse=True)(once)
    _whole = validator("problem", "solution", "result", "lesson", "caution", allow_reuse=True)(whole_sentences)

    @validator("year")
    @classmethod
    def _been(cls, value: int | None) -> int | None:
        if value is not None and value > today().year:
            raise ValueError("ein Jahr erwartet, das nicht in der Zukunft liegt")
        return value

    @validator("region")
    @classmethod
    def _known_region(cls, value: str | None) -> str | None:
        return None if value is None else one_of(value, REGIONS, "ein Land")

    @validator("sector")
    @classmethod
    def _known_sector(cls, value: str) -> str:
        return one_of(value, SECTORS, "eine Branche")

    @validator("topics", each_item=True)
    @classmethod
    def _known_topic(cls, value: str) -> str:
        return one_of(value, TOPICS, "ein Thema")

    def record(self) -> CaseStudy:
        """Return the immutable value."""
        fields = self.dict(exclude={"sources"})
        fields.update(aliases=tuple(self.aliases), topics=tuple(self.topics), articles=tuple(self.articles))
        return CaseStudy(**fields, sources=tuple(source.record() for source in self.sources))


class FactModel(Strict):
    """A claim of an article with its figure."""

    claim: str
    value: str
    source_url: str | None = Field(...)
    source_date: str | None = Field(...)

    _url = validator("source_url", allow_reuse=True)(web_address)
    _date = validator("source_date", pre=True, allow_reuse=True)(day_of_source)


class LinkModel(Strict):
    """Further reading."""

    title: str
    url: str

    _url = validator("url", allow_reuse=True)(web_address)


class ArticleModel(Identified):
    """A question an owner asks, and its answer."""

    topic: str
    facet: str
    sector_detail: str | None = None
    theme: str
    question: Name
    alt_questions: list[str]
    answer: str
    facts: list[FactModel] | None
    next_steps: list[str] | None
    links: list[LinkModel] | None
    related: list[str] | None
    valid_as_of: dt.date | None = Field(...)
    confidence: Literal["high", "medium", "low"]
    caution: str | None
    note: str | None

    _dates = validator("valid_as_of", pre=True, allow_reuse=True)(iso_date)
    _past = validator("valid_as_of", allow_reuse=True)(read_before)
    _unique = validator("related", allow_reuse=True)(once)
    _whole = validator("answer", "caution", allow_reuse=True)(whole_sentences)

    @validator("facet")
    @classmethod
    def _known_facet(cls, value: str) -> str:
        return one_of(value, FACETS, "eine Facette")

    @validator("theme")
    @classmethod
    def _known_theme(cls, value: str) -> str:
        return one_of(value, THEMES, "ein Themenbereich")

    def record(self, more_phrasings: Iterable[str] = ()) -> Article:
        """Return the immutable value, with further phrasings from the folder ``phrasings``."""
        return Article(
            id=self.id,
            theme=self.theme,
            question=self.question,
            answer=self.answer,
            confidence=self.confidence,
            phrasings=tuple(dict.fromkeys((*self.alt_questions, *more_phrasings))),
            facts=tuple(Fact(**fact.dict()) for fact in self.facts or ()),
            next_steps=tuple(self.next_steps or ()),
            links=tuple(Link(**link.dict()) for link in self.links or ()),
            related=tuple(self.related or ()),
            valid_as_of=self.valid_as_of,
            topic=self.topic,
            facet=self.facet,
            sector_detail=self.sector_detail,
            caution=self.caution,
            note=self.note,
        )


class TopicModel(Identified):
    """A thing owners talk about, with its names."""

    theme: str
    name: Name
    aliases: list[str]
    summary: str
    covers: dict[str, str]
    related: list[str]

    _unique = validator("aliases", "related", allow_reuse=True)(once)
    _whole = validator("summary", allow_reuse=True)(whole_sentences)

    @validator("theme")
    @classmethod
    def _known_theme(cls, value: str) -> str:
        return one_of(value, THEMES, "ein Themenbereich")

    @validator("covers")
    @classmethod
    def _known_facets(cls, value: dict[str, str]) -> dict[str, str]:
        for facet in value:
            one_of(facet, FACETS, "eine Facette")
        return value

    def record(self) -> Topic:
        """Return the immutable value."""
        return Topic(
            self.id,
            self.theme,
            self.name,
            self.summary,
            tuple(self.aliases),
            tuple(self.covers.items()),
            tuple(self.related),
        )


class TermModel(Strict):
    """A glossary entry."""

    term: ShortName
    synonyms: list[str] | None
    plain: str
    theme: str

    _whole = validator("plain", allow_reuse=True)(whole_sentences)

    @validator("theme")
    @classmethod
    def _known_theme(cls, value: str) -> str:
        return one_of(value, THEMES, "ein Themenbereich")

    def record(self) -> Term:
        """Return the immutable value."""
        return Term(self.term, self.plain, self.theme, tuple(self.synonyms or ()))


class EmergencyContactModel(Strict):
    """Whom to call in an emergency."""

    region: str
    kind: Literal["zac", "datenschutzaufsicht", "hotline", "sperren", "krise"]
    name: str
    phone: str | None
    email: str | None
    web: str | None
    hours: str | None
    source_title: str | None
    source_url: str | None
    source_date: str | None = Field(...)
    confidence: Literal["high", "medium", "low"]
    note: str | None

    _url = validator("web", "source_url", allow_reuse=True)(web_address)
    _mail = validator("email", allow_reuse=True)(mail_address)
    _date = validator("source_date", pre=True, allow_reuse=True)(day_of_source)

    @validator("region")
    @classmethod
    def _known_region(cls, value: str) -> str:
        return one_of(value, REGIONS, "ein Land")

    def record(self) -> EmergencyContact:
        """Return the immutable value."""
        fields = self.dict(exclude={"source_title", "source_url", "source_date"})
        title = self.source_title or self.source_url
        source = Source(title, self.source_url or "", self.source_date) if title else None
        return EmergencyContact(**fields, source=source)


class ReadinessModel(Strict):
    """A figure on how digital a Land is."""

    index_name: str
    year: Year | None
    value: float | None
    rank: str | None
    source_url: str
    note: str | None

    _url = validator("source_url", allow_reuse=True)(web_address)


class RegionModel(Strict):
    """A Land with its names and places."""

    code: str
    name: str
    synonyms: list[str]
    capital: str
    towns: list[str]
    towns_extended: list[str] = Field(default_factory=list)
    kreisfreie_staedte: list[str] = Field(default_factory=list)
    landkreise: list[str] = Field(default_factory=list)
    subregions: list[str] = Field(default_factory=list)
    chambers: list[str] = Field(default_factory=list)
    region_group: str | None
    readiness: list[ReadinessModel]

    @validator("code")
    @classmethod
    def _known_land(cls, value: str) -> str:
        return one_of(value, REGIONS, "ein Land")

    def record(self) -> Region:
        """Return the immutable value; all kinds of places become one list without doubles."""
        places = (self.kreisfreie_staedte, self.towns, self.towns_extended, self.landkreise, self.subregions)
        return Region(
            code=self.code,
            name=self.name,
            capital=self.capital,
            synonyms=tuple(self.synonyms),
            places=tuple(dict.fromkeys(place for group in places for place in group)),
            chambers=tuple(self.chambers),
            region_group=self.region_group,
            readiness=tuple(Readiness(**row.dict()) for row in self.readiness),
        )
