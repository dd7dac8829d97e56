"""What has to be looked up again, the most asked first, and what a click on "heute geprüft" writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.advice.articles import article_sources
from bot.desk.contents.kinds import KINDS, Found, Row, state_of
from bot.desk.contents.stock import all_of
from bot.desk.desk import Desk
from bot.desk.figures import asked_for, to_check
from bot.knowledge.plausible import is_home_page, unfit_source
from bot.knowledge.records import KnowledgeBase, Programme
from bot.knowledge.worklist import address_of

BEST = 5
"""Checks that somebody does in one sitting."""
_REASONS = {"ends": "läuft bald ab", "unconfirmed": "seit einem Jahr nicht bestätigt", "unclear": "Stand unklar"}
_OVER, _OLD = "abgelaufen", "seit einem Jahr nicht geprüft"


@dataclass(frozen=True)
class Task:
    """One record to look up again.

    ``why``: in German; ``as_of``: of what day it is; ``until``: the deadline on record; ``url``: the page to look at;
    ``asked``: how often owners rated an answer with it; ``stand``: code of the record as it is shown here.
    """

    kind: str
    id: str
    title: str
    why: str
    as_of: str
    until: dt.date | None
    url: str | None
    asked: int
    stand: str

    @property
    def key(self) -> str:
        """Return a name for the inputs of its form."""
        return f"{self.kind}-{self.id}"


@dataclass(frozen=True)
class Freshness:
    """All there is to look up. ``best``: the most useful of the day, which stand in the others, too."""

    best: tuple[Task, ...]
    over: tuple[Task, ...]
    programmes: tuple[Task, ...]
    articles: tuple[Task, ...]
    contacts: tuple[Task, ...]
    cases: tuple[Found, ...]
    terms: tuple[Found, ...]


def freshness(desk: Desk, today: dt.date) -> Freshness:
    """Return what has to be looked up on ``today``."""
    knowledge, work, asked = desk.snapshot(), to_check(desk), asked_for(desk)
    stock = {(code, one.id): one for code, kind in KINDS.items() for one in all_of(desk.content, kind)}

    def task(kind: str, id_: str, why: str, url: str | None) -> Iterator[Task]:
        one = stock.get((kind, id_))
        if one is not None:  # the files may be ahead of what is loaded
            until = one.row.get("valid_until")
            yield Task(kind, id_, one.title, why, _as_of(one), until if isinstance(until, dt.date) else None, url,
                       asked[id_], state_of(one.row))  # fmt: skip

    over = [
        made
        for row in sorted(_over(knowledge, today), key=lambda row: (-asked[row.id], -_days(row), row.id))
        for made in task("programm", row.id, _OVER, address_of(row))
    ]
    if work is None:
        return Freshness((), tuple(over), (), (), (), (), ())
    programmes = [
        made
        for check in work.checks
        for made in task("programm", check.programme.id, _REASONS[check.reason], address_of(check.programme))
    ]
    articles: list[Task] = []
    for article in sorted(work.ageing.articles, key=lambda row: -asked[row.id]):
        sources = article_sources([article])
        articles += task("artikel", article.id, _OLD, sources[0].url if sources else None)
    contacts: list[Task] = []
    for contact in work.ageing.contacts:
        row = {name: getattr(contact, name) for name in ("region", "kind", "name", "phone")}
        contacts += task(
            "kontakt", KINDS["kontakt"].key(row), _OLD, contact.source.url if contact.source else contact.web
        )
    ranked = sorted([*programmes, *over, *articles, *contacts], key=lambda one: -one.asked)
    cases = [stock[("beispiel", case.id)] for case in work.ageing.cases if ("beispiel", case.id) in stock]
    terms = [stock[("begriff", term.term)] for term in work.ageing.terms if ("begriff", term.term) in stock]
    return Freshness(*map(tuple, (ranked[:BEST], over, programmes, articles, contacts, cases, terms)))  # type: ignore[arg-type]


def checked(kind: str, row: Row, url: str | None, today: dt.date) -> dict[str, Any]:
    """Return a record as it is when somebody has looked it up today and it still holds.

    Args:
        kind: code of its kind.
        row: the record.
        url: the page that was looked at; it becomes a source of a programme, or its date becomes today.
        today: the day it is.
    """
    if kind == "artikel":
        return {**row, "valid_as_of": today}
    if kind == "kontakt":
        return {**row, "source_date": today.isoformat()}
    return {**row, "status_as_of": today, "sources": _sources(row, url, today)}


def with_deadline(row: Row, url: str | None, until: dt.date, today: dt.date) -> dict[str, Any]:
    """Return a programme with a new last day, looked up today: who names one says that it is open until then."""
    status = "offen" if row.get("status") in ("unklar", "beendet") else row.get("status")
    return {**checked("programm", row, url, today), "valid_until": until, "status": status}


def ended(row: Row, url: str | None, today: dt.date) -> dict[str, Any]:
    """Return a programme that is over, as somebody has read today."""
    return {**checked("programm", row, url, today), "status": "beendet"}


def opened(row: Row, url: str | None, today: dt.date) -> dict[str, Any]:
    """Return a programme of which it is clear since today that it is open."""
    return {**checked("programm", row, url, today), "status": "offen"}


def _sources(row: Row, url: str | None, today: dt.date) -> list[Mapping[str, Any]]:
    sources = list(row.get("sources") or ())
    if url is None:
        return sources
    if any(source.get("url") == url for source in sources):
        return [{**source, "date": today.isoformat()} if source.get("url") == url else source for source in sources]
    if is_home_page(url) or unfit_source(url):
        return sources  # no claim can be found again there
    return [
        *sources,
        {"title": f"{row.get('provider')}: {row.get('short_name')}", "url": url, "date": today.isoformat()},
    ]


def _over(knowledge: KnowledgeBase, today: dt.date) -> Iterator[Programme]:
    """Yield programmes whose last day is past although nobody has said that they are over: there may be a new one."""
    for row in knowledge.programmes.values():
        if row.status != "beendet" and row.valid_until and row.valid_until < today:
            yield row


def _days(row: Programme) -> int:
    return row.valid_until.toordinal() if row.valid_until else 0


def _as_of(one: Found) -> str:
    return str(one.row.get("status_as_of") or one.row.get("valid_as_of") or one.row.get("source_date") or "")
