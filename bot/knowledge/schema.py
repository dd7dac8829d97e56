"""The shape of the content: one model for each kind of record, with errors that staff can act on."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any, Literal

from pydantic import BaseModel, Extra, conint, root_validator, validator

from bot.knowledge.records import Article, CaseStudy, Fact, Link, Programme, Readiness, Region, Source, Term

THEMES = ("geschaeftsmodelle", "datensicherheit", "akzeptanz", "einstieg", "prozesse", "recht", "ki", "zentrum", "foerderung")
TOPICS = (
    "geschaeftsmodelle",
    "datensicherheit",
    "akzeptanz",
    "prozesse",
    "vertrieb-online",
    "ki",
    "qualifizierung",
    "innovation",
    "finanzierung",
    "vernetzung",
)
SECTORS = (
    "handwerk",
    "bau",
    "holz",
    "metall",
    "maschinenbau",
    "elektro",
    "sanitaer",
    "kfz",
    "lebensmittel",
    "gastgewerbe",
    "handel",
    "logistik",
    "gesundheit",
    "koerperpflege",
    "dienstleistung",
    "it",
    "medien",
    "industrie",
    "chemie",
    "landwirtschaft",
    "bildung",
    "textil",
    "energie",
    "sonstige",
)
LANDS = ("BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH")
REGIONS = ("DE", *(f"DE-{land}" for land in LANDS))

Count = conint(ge=0)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _one_of(value: str, allowed: Iterable[str], what: str) -> str:
    if value not in allowed:
        raise ValueError(f"{what} erwartet, möglich sind: {', '.join(allowed)}")
    return value


def _web_address(value: str | None) -> str | None:
    if value is not None and not re.match(r"https?://\S+$", value):
        raise ValueError("eine Webadresse erwartet, die mit https:// oder http:// beginnt")
    return value


class Strict(BaseModel):
    """Base of all models: a field that nobody knows is an error, most often a typo."""

    class Config:
        extra = Extra.forbid
        anystr_strip_whitespace = True
        min_anystr_length = 1


class Identified(Strict):
    id: str

    @validator("id")
    def _plain_id(cls, value: str) -> str:
        if not _ID.fullmatch(value):
            raise ValueError("eine Kennung aus Kleinbuchstaben, Ziffern und Bindestrichen erwartet")
        return value


class SourceModel(Strict):
    title: str
    url: str
    date: str | None

    _url = validator("url", allow_reuse=True)(_web_address)

    @validator("date", pre=True)
    def _date_text(cls, value: Any) -> str | None:
        return value.isoformat() if isinstance(value, dt.date) else value

    def record(self) -> Source:
        """Return the immutable value."""
        return Source(self.title, self.url, self.date)


class ProgrammeModel(Identified):
    former_ids: list[str] = []
    name: str
    short_name: str
    aliases: list[str] = []
    provider: str
    level: Literal["bund", "eu", "land", "kammer", "kommune"]
    regions: list[str]
    kind: Literal["zuschuss", "darlehen", "beratung", "steuer", "buergschaft", "beteiligung", "kostenloses-angebot"]
    topics: list[str]
    beneficiaries: str
    min_employees: Count | None
    max_employees: Count | None
    max_revenue_eur: Count | None
    max_balance_eur: Count | None
    sectors: list[str] | None
    excluded: str | None
    rate_percent_min: float | None
    rate_percent_max: float | None
    amount_min_eur: Count | None
    amount_max_eur: Count | None
    project_months_max: Count | None
    status: Literal["offen", "beendet", "pausiert", "unklar"]
    valid_from: dt.date | None
    valid_until: dt.date | None
    status_as_of: dt.date | None
    apply_via: str | None
    apply_url: str | None
    conditions: list[str] | None
    successor_id: str | None
    related_ids: list[str] = []
    sources: list[SourceModel]
    confidence: Literal["high", "medium", "low"]
    note: str | None

    _url = validator("apply_url", allow_reuse=True)(_web_address)

    @validator("regions", each_item=True)
    def _known_region(cls, value: str) -> str:
        return _one_of(value, REGIONS, "ein Land")

    @validator("topics", each_item=True)
    def _known_topic(cls, value: str) -> str:
        return _one_of(value, TOPICS, "ein Thema")

    @validator("sectors", each_item=True)
    def _known_sector(cls, value: str) -> str:
        return _one_of(value, SECTORS, "eine Branche")

    @validator("rate_percent_min", "rate_percent_max")
    def _percentage(cls, value: float | None) -> float | None:
        if value is not None and not 0 <= value <= 100:
            raise ValueError("eine Zahl von 0 bis 100 erwartet")
        return value

    @root_validator(skip_on_failure=True)
    def _ordered(cls, values: dict[str, Any]) -> dict[str, Any]:
        pairs = (
            ("valid_from", "valid_until"),
            ("min_employees", "max_employees"),
            ("rate_percent_min", "rate_percent_max"),
            ("amount_min_eur", "amount_max_eur"),
        )
        for low, high in pairs:
            if values[low] is not None and values[high] is not None and values[low] > values[high]:
                raise ValueError(f"{low} ({values[low]}) darf nicht über {high} ({values[high]}) liegen")
        if not values["sources"]:
            raise ValueError("mindestens eine Quelle unter sources erwartet")
        return values

    def record(self) -> Programme:
        """Return the immutable value."""
        fields = self.dict(exclude={"sources"})
        tuples = ("former_ids", "aliases", "regions", "topics", "sectors", "conditions", "related_ids")
        fields.update({name: tuple(fields[name] or ()) for name in tuples})
        return Programme(**fields, sources=tuple(source.record() for source in self.sources))


class CaseStudyModel(Identified):
    company: str
    aliases: list[str] = []
    place: str | None
    region: str | None
    sector: str
    sector_detail: str | None
    employees: Count | None
    topics: list[str]
    title: str
    problem: str
    solution: str
    result: str
    lesson: str
    cost_eur: Count | None
    duration_months: Count | None
    supported_by: str | None
    year: int | None
    sources: list[SourceModel]
    confidence: Literal["high", "medium", "low"]
    note: str | None

    @validator("region")
    def _known_region(cls, value: str | None) -> str | None:
        return None if value is None else _one_of(value, REGIONS, "ein Land")

    @validator("sector")
    def _known_sector(cls, value: str) -> str:
        return _one_of(value, SECTORS, "eine Branche")

    @validator("topics", each_item=True)
    def _known_topic(cls, value: str) -> str:
        return _one_of(value, TOPICS, "ein Thema")

    def record(self) -> CaseStudy:
        """Return the immutable value."""
        fields = self.dict(exclude={"sources"})
        fields.update(aliases=tuple(self.aliases), topics=tuple(self.topics))
        return CaseStudy(**fields, sources=tuple(source.record() for source in self.sources))


class FactModel(Strict):
    claim: str
    value: str
    source_url: str | None
    source_date: str | None

    _url = validator("source_url", allow_reuse=True)(_web_address)


class LinkModel(Strict):
    title: str
    url: str

    _url = validator("url", allow_reuse=True)(_web_address)


class ArticleModel(Identified):
    theme: str
    question: str
    alt_questions: list[str]
    answer: str
    facts: list[FactModel] | None
    next_steps: list[str] | None
    links: list[LinkModel] | None
    related: list[str] | None
    valid_as_of: dt.date | None
    confidence: Literal["high", "medium", "low"]
    note: str | None

    @validator("theme")
    def _known_theme(cls, value: str) -> str:
        return _one_of(value, THEMES, "ein Themenbereich")

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
            note=self.note,
        )


class TermModel(Strict):
    term: str
    synonyms: list[str] | None
    plain: str
    theme: str

    @validator("theme")
    def _known_theme(cls, value: str) -> str:
        return _one_of(value, THEMES, "ein Themenbereich")

    def record(self) -> Term:
        """Return the immutable value."""
        return Term(self.term, self.plain, self.theme, tuple(self.synonyms or ()))


class ReadinessModel(Strict):
    index_name: str
    year: int | None
    value: float | None
    rank: str | None
    source_url: str
    note: str | None

    _url = validator("source_url", allow_reuse=True)(_web_address)


class RegionModel(Strict):
    code: str
    name: str
    synonyms: list[str]
    capital: str
    towns: list[str]
    towns_extended: list[str] = []
    kreisfreie_staedte: list[str] = []
    landkreise: list[str] = []
    subregions: list[str] = []
    chambers: list[str] = []
    region_group: str | None
    readiness: list[ReadinessModel]

    @validator("code")
    def _known_land(cls, value: str) -> str:
        return _one_of(value, REGIONS, "ein Land")

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
