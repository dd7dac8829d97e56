"""What staff should check next, most useful first: a work list over all records, and what happens if nobody does (F31, O19)."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.knowledge.overview import SOON_DAYS
from bot.knowledge.records import Article, CaseStudy, EmergencyContact, KnowledgeBase, Programme, Source, Term
from bot.knowledge.validity import CONFIRMATION_DAYS, validity

Reason = Literal["ends", "unconfirmed", "unclear"]

TOP = 5
"""Checks that somebody can do in one sitting."""
CASE_YEARS = 5
"""Examples tell what a firm once did, so they last longer than a rate or a deadline."""

_REASONS: tuple[Reason, ...] = ("ends", "unconfirmed", "unclear")
_HOME = "DE-ST"
_DIGITAL = frozenset({"prozesse", "ki", "datensicherheit", "vertrieb-online"})
_FORECAST_FROM = 14
"""Days from today before which a forecast tells nothing that today's count does not."""
_FORECAST_MONTHS, _DUE_MONTHS = 2, 3
_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Check:
    """A programme to look up again. ``asked``: how often owners rated an answer with it, 0 where nobody did."""

    programme: Programme
    reason: Reason
    asked: int


@dataclass(frozen=True)
class Month:
    """What falls due in one month: programmes that end or lose their confirmation, articles that turn a year old."""

    first: dt.date
    programmes: int
    articles: int


@dataclass(frozen=True)
class Ageing:
    """Records that have grown old, the oldest first; one without a date counts as old.

    ``articles``: older than a year. ``cases``: newest date older than ``CASE_YEARS``. ``contacts``: phone numbers whose
    source is older than a year. ``terms``: terms carry no date; these belong to a topic whose articles are all old.
    """

    articles: tuple[Article, ...]
    cases: tuple[CaseStudy, ...]
    contacts: tuple[EmergencyContact, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Uncertain:
    """Records of low confidence, and how many of them do not tell the owner so."""

    low: int
    without_caution: int


@dataclass(frozen=True)
class WorkList:
    """Everything to look after on one day.

    ``checks``: all that are wanted, the most useful first. ``forecast``: how many programmes are open and confirmed on a
    day if nobody does anything. ``states``: programmes by state. ``uncertain``: by kind of record.
    """

    checks: tuple[Check, ...]
    forecast: tuple[tuple[dt.date, int], ...]
    states: dict[str, int]
    due: tuple[Month, ...]
    ageing: Ageing
    uncertain: dict[str, Uncertain]


def work_list(knowledge: KnowledgeBase, today: dt.date, asked: Mapping[str, int] | None = None) -> WorkList:
    """Return what to look after on ``today``.

    Args:
        knowledge: all records.
        today: the day it is.
        asked: how often each record was asked for, by id; what was asked for most is checked first.
    """
    programmes = list(knowledge.programmes.values())
    days = (today, *_forecast_days(today))
    return WorkList(
        checks=_ranked(_wanted(programmes, today, asked or {})),
        forecast=tuple((day, sum(validity(row, day).state == "open" for row in programmes)) for day in days),
        states=dict(Counter(validity(row, today).state for row in programmes)),
        due=tuple(_due(knowledge, today)),
        ageing=_ageing(knowledge, today),
        uncertain={
            "programmes": _uncertain(programmes),
            "articles": _uncertain(knowledge.articles.values()),
            "cases": _uncertain(knowledge.case_studies.values()),
        },
    )


def address_of(programme: Programme) -> str | None:
    """Return where staff see whether a programme is open: its provider's page, or else the first source."""
    return programme.apply_url or next((source.url for source in programme.sources), None)


def _wanted(programmes: Iterable[Programme], today: dt.date, asked: Mapping[str, int]) -> Iterator[Check]:
    """Yield each programme that needs a look, once, with the reason that is most urgent."""
    for row in programmes:
        found = validity(row, today)
        reason: Reason | None = None
        if found.state == "ended":
            continue
        if row.valid_until and row.valid_until <= today + dt.timedelta(days=SOON_DAYS):
            reason = "ends"
        elif row.status == "unklar":
            reason = "unclear"
        elif not found.confirmed_within_year:
            reason = "unconfirmed"
        if reason:
            yield Check(row, reason, sum(asked.get(id_, 0) for id_ in (row.id, *row.former_ids)))


def _ranked(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Put first what was asked for, most asked first. The others take turns by reason, so that none is left for later."""
    by_reason: dict[Reason, list[Check]] = defaultdict(list)
    known: list[Check] = []
    for check in sorted(checks, key=_order):
        (known if check.asked else by_reason[check.reason]).append(check)
    turns = [
        (place, _REASONS.index(reason), check) for reason, row in by_reason.items() for place, check in enumerate(row)
    ]
    return (*known, *(check for _, _, check in sorted(turns, key=lambda turn: turn[:2])))


def _order(check: Check) -> tuple[int, bool, bool, bool, dt.date, int, str]:
    """Put first what an owner is shown most: here and nationwide before other Länder, grants for digital work before all else."""
    row = check.programme
    near = _HOME in row.regions or ("DE" in row.regions and row.level != "eu")
    digital = _DIGITAL.intersection(row.topics)
    grant = row.kind == "zuschuss" and bool(digital)
    date = row.valid_until if check.reason == "ends" else row.status_as_of
    return (-check.asked, not near, not grant, not digital, date or dt.date.min, -len(digital), row.id)


def _forecast_days(today: dt.date) -> Iterator[dt.date]:
    first = _next_month(today + dt.timedelta(days=_FORECAST_FROM))
    for _ in range(_FORECAST_MONTHS):
        yield first
        first = _next_month(first)


def _due(knowledge: KnowledgeBase, today: dt.date) -> Iterator[Month]:
    programmes = [day for row in knowledge.programmes.values() if (day := _last_good_day(row, today))]
    articles = [_confirmed_until(row.valid_as_of) for row in knowledge.articles.values() if row.valid_as_of]
    start, first = today, today.replace(day=1)
    for _ in range(_DUE_MONTHS):
        end = _next_month(first)
        yield Month(first, *(sum(start <= day < end for day in days) for days in (programmes, articles)))
        start = first = end


def _last_good_day(programme: Programme, today: dt.date) -> dt.date | None:
    """Return the last day, from ``today`` on, on which a programme is neither over nor unconfirmed."""
    if validity(programme, today).state == "ended":
        return None
    days = [programme.valid_until] if programme.valid_until else []
    if programme.status_as_of:
        days.append(_confirmed_until(programme.status_as_of))
    return min((day for day in days if day >= today), default=None)


def _ageing(knowledge: KnowledgeBase, today: dt.date) -> Ageing:
    def old(day: dt.date | None) -> bool:
        return day is None or _confirmed_until(day) < today

    articles = [row for row in knowledge.articles.values() if old(row.valid_as_of)]
    aged = {row.id for row in articles}
    of_topic: dict[str | None, list[bool]] = defaultdict(list)
    for row in knowledge.articles.values():
        of_topic[row.topic].append(row.id in aged)
    worn = {topic for topic, ages in of_topic.items() if topic is not None and all(ages)}
    contacts = knowledge.contacts
    limit = today.year - CASE_YEARS
    return Ageing(
        articles=tuple(sorted(articles, key=lambda row: (row.valid_as_of or dt.date.min, row.id))),
        cases=tuple(
            sorted(
                (row for row in knowledge.case_studies.values() if _newest_year(row) < limit),
                key=lambda row: (_newest_year(row), row.id),
            )
        ),
        contacts=tuple(row for row in contacts if row.phone and old(_last_day(row.source))),
        terms=tuple(row for row in knowledge.terms.values() if knowledge.topic_of(row) in worn),
    )


def _newest_year(case: CaseStudy) -> int:
    """Return the newest year that an example or its sources name; 0 for none."""
    years = [int(year) for source in case.sources for year in _YEAR.findall(source.date or "")]
    return max((*years, case.year or 0))


def _uncertain(records: Iterable[Programme | Article | CaseStudy]) -> Uncertain:
    low = [row for row in records if row.confidence == "low"]
    return Uncertain(len(low), sum(row.caution is None for row in low))


def _last_day(source: Source | None) -> dt.date | None:
    """Return the last day that the date of a source can mean ("2025": 31.12.2025); None where it has none."""
    match = _ISO.match(source.date or "") if source else None
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 12), match[3]
    try:
        first = dt.date(year, month, int(day or 1))
    except ValueError:
        return None
    return first if day else _next_month(first) - dt.timedelta(days=1)


def _confirmed_until(day: dt.date) -> dt.date:
    """Return the last day on which something read on ``day`` counts as confirmed."""
    return day + dt.timedelta(days=CONFIRMATION_DAYS)


def _next_month(day: dt.date) -> dt.date:
    """Return the first day of the month after that of ``day``."""
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
