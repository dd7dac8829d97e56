"""The records of the knowledge base as plain, immutable values.

Everything above the data base (search, advice, language, actions) works on these, so that none of it needs a session
or knows SQL. Field meanings: ``data/knowledge/README.md``. ``None`` always means "unknown", never "none".
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from bot.knowledge.applications.records import Application
from bot.knowledge.emergencies.records import Emergencies
from bot.knowledge.for_whom import NOBODY_RULED_OUT, ForWhom
from bot.knowledge.gently import gentle
from bot.knowledge.verdicts.records import VerdictRule
from bot.language.text.normalise import fold

Status = Literal["offen", "beendet", "pausiert", "unklar"]
Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True)
class Source:
    """Where a fact was read. ``date`` is text as people write it ("22.01.2024", "Juli 2019", "2025"), or None."""

    title: str
    url: str
    date: str | None = None


@dataclass(frozen=True)
class Programme:
    """A funding programme or free offer. Amounts in euro, rates in percent, regions as ISO 3166-2 ("DE" nationwide)."""

    id: str
    name: str
    short_name: str
    provider: str
    level: str
    regions: tuple[str, ...]
    kind: str
    topics: tuple[str, ...]
    beneficiaries: str
    status: Status
    confidence: Confidence
    min_employees: int | None = None
    max_employees: int | None = None
    max_revenue_eur: int | None = None
    max_balance_eur: int | None = None
    sectors: tuple[str, ...] = ()
    excluded: str | None = None
    for_whom: ForWhom = NOBODY_RULED_OUT
    rate_percent_min: float | None = None
    rate_percent_max: float | None = None
    amount_min_eur: int | None = None
    amount_max_eur: int | None = None
    project_months_max: int | None = None
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    status_as_of: dt.date | None = None
    apply_via: str | None = None
    apply_url: str | None = None
    conditions: tuple[str, ...] = ()
    successor_id: str | None = None
    former_ids: tuple[str, ...] = ()
    related_ids: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    caution: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class CaseStudy:
    """A firm that has done it, or what went wrong. ``sector`` is one of the codes in ``bot.language.facts.sector``.

    ``course`` marks examples for those who fear a failed investment: "klein-angefangen" or "schiefgegangen".
    ``articles``: ids of the articles whose question the story is about, as somebody decided who has read both.
    """

    id: str
    company: str
    title: str
    problem: str
    solution: str
    result: str
    lesson: str
    sector: str
    topics: tuple[str, ...]
    confidence: Confidence
    sector_detail: str | None = None
    place: str | None = None
    region: str | None = None
    employees: int | None = None
    cost_eur: int | None = None
    duration_months: int | None = None
    supported_by: str | None = None
    course: str | None = None
    year: int | None = None
    articles: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    caution: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Fact:
    """One claim with its figure and where it stands."""

    claim: str
    value: str
    source_url: str | None
    source_date: str | None


@dataclass(frozen=True)
class Link:
    """A page to read on."""

    title: str
    url: str


@dataclass(frozen=True)
class Article:
    """A question an owner asks, and its answer: one facet (``bot.knowledge.codes.FACETS``) of one topic.

    ``phrasings`` are all known other ways of asking it; ``caution`` is for the owner, ``note`` for staff alone.
    """

    id: str
    theme: str
    question: str
    answer: str
    confidence: Confidence
    phrasings: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    next_steps: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    related: tuple[str, ...] = ()
    valid_as_of: dt.date | None = None
    topic: str | None = None
    facet: str | None = None
    sector_detail: str | None = None
    caution: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Topic:
    """A thing owners talk about. ``covers``: facets of it that an article of another topic answers, with the article's id."""

    id: str
    theme: str
    name: str
    summary: str
    aliases: tuple[str, ...] = ()
    covers: tuple[tuple[str, str], ...] = ()
    related: tuple[str, ...] = ()


@dataclass(frozen=True)
class Term:
    """A glossary entry."""

    term: str
    plain: str
    theme: str
    synonyms: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Stable identifier used in ``ids`` of an answer."""
        return "term:" + self.term


ContactKind = Literal["zac", "datenschutzaufsicht", "hotline", "sperren", "krise"]


@dataclass(frozen=True)
class EmergencyContact:
    """Whom to call in an emergency: "zac" the police for firms, "sperren" cards and accounts. ``phone`` None: not known."""

    region: str
    kind: ContactKind
    name: str
    phone: str | None
    source: Source | None
    confidence: Confidence
    email: str | None = None
    web: str | None = None
    hours: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Readiness:
    """One figure on how digital a Land is. ``rank`` is text because sources say things like "14-16"."""

    index_name: str
    year: int | None
    value: float | None
    rank: str | None
    source_url: str
    note: str | None = None


@dataclass(frozen=True)
class Region:
    """A Land with the names owners use for it. ``code`` is ISO 3166-2, e.g. "DE-ST"."""

    code: str
    name: str
    capital: str
    synonyms: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    chambers: tuple[str, ...] = ()
    region_group: str | None = None
    readiness: tuple[Readiness, ...] = ()


@dataclass(frozen=True)
class KnowledgeBase:
    """One consistent snapshot of everything, loaded in one go and never changed. ``version`` changes with the content.

    ``applications``: how to apply, by the id of the programme.
    """

    version: str
    programmes: dict[str, Programme] = field(default_factory=dict)
    case_studies: dict[str, CaseStudy] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    regions: dict[str, Region] = field(default_factory=dict)
    contacts: tuple[EmergencyContact, ...] = ()
    verdicts: dict[str, VerdictRule] = field(default_factory=dict)
    applications: dict[str, Application] = field(default_factory=dict)
    emergencies: Emergencies = field(default_factory=Emergencies)

    @cached_property
    def questions(self) -> dict[str, str]:
        """The article of each known question, written as it is compared (``bot.language.text.normalise.fold``)."""
        return {text: id_ for id_, texts in self._folded.items() for text in texts}

    @cached_property
    def _folded(self) -> dict[str, tuple[str, ...]]:
        return {article.id: _folded(article) for article in gentle(self.articles.values())}

    def reuse(self, before: KnowledgeBase) -> None:
        """Take over what was made of articles that are the same as ``before``: a change touches one of a thousand."""
        same = before._folded
        self.__dict__["_folded"] = {
            article.id: same[article.id] if before.articles.get(article.id) == article else _folded(article)
            for article in gentle(self.articles.values())
        }

    @cached_property
    def topics_by_name(self) -> dict[str, str]:
        """The topic of each name and alias, written as they are compared; no two topics share one."""
        return {fold(name): topic.id for topic in self.topics.values() for name in (topic.name, *topic.aliases)}

    def topic_of(self, term: Term) -> str | None:
        """Return the topic that goes by a term's name, or else by one of its synonyms; None if none does."""
        names = (fold(name) for name in (term.term, *term.synonyms))
        return next((self.topics_by_name[name] for name in names if name in self.topics_by_name), None)


def _folded(article: Article) -> tuple[str, ...]:
    return tuple(fold(text) for text in (article.question, *article.phrasings))
