"""The work list of ``lotse knowledge status`` as staff read it: one screen, and the same as data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from bot.advice.wording import MONTHS, count, date_text, number
from bot.knowledge.worklist import CASE_YEARS, TOP, Check, WorkList, address_of

WIDTH = 100
_STATES = {
    "open": "bestätigt offen",
    "unconfirmed": "unbestätigt",
    "unclear": "unklar",
    "paused": "pausiert",
    "not_yet": "noch nicht offen",
    "ended": "beendet",
}
_INDENT = "     "


def lines(found: WorkList) -> Iterator[str]:
    """Yield the work list, the most useful first; no line is longer than ``WIDTH``."""
    checks = found.checks[:TOP]
    if checks:
        yield f"Heute zuerst prüfen ({len(checks)} von {count(len(found.checks), 'Programm', 'Programmen')}):"
        yield from (line for place, check in enumerate(checks, 1) for line in _check(place, check))
        yield _order(found)
    else:
        yield "Heute ist kein Programm zu prüfen: alle sind in den letzten zwölf Monaten bestätigt."
    yield _forecast(found)
    states = [f"{number(found.states[state])} {name}" for state, name in _STATES.items() if found.states.get(state)]
    yield f"Programme: {', '.join(states) or 'keine'}"
    due = [
        f"{MONTHS[month.first.month - 1]} {number(month.programmes)} / {number(month.articles)}" for month in found.due
    ]
    yield f"Werden fällig, Programme / Artikel: {', '.join(due)}"
    yield from _ageing(found)
    low = found.uncertain
    kinds = (("programmes", "Programme"), ("articles", "Artikel"), ("cases", "Beispiele"))
    named = [f"{number(low[kind].low)} {name} ({number(low[kind].without_caution)})" for kind, name in kinds]
    yield f"Geringe Sicherheit (davon ohne Hinweis): {', '.join(named)}"


def data(found: WorkList) -> dict[str, Any]:
    """Return the whole work list as plain values, dates in ISO form; ``checks`` in the order of the work list."""
    old = found.ageing
    return {
        "checks": [
            {
                "id": check.programme.id,
                "name": check.programme.short_name,
                "reason": check.reason,
                "valid_until": _iso(check.programme.valid_until),
                "status_as_of": _iso(check.programme.status_as_of),
                "url": address_of(check.programme),
                "asked": check.asked,
            }
            for check in found.checks
        ],
        "forecast": [{"date": day.isoformat(), "open": open_} for day, open_ in found.forecast],
        "states": found.states,
        "due": [
            {"month": f"{month.first:%Y-%m}", "programmes": month.programmes, "articles": month.articles}
            for month in found.due
        ],
        "ageing": {
            "articles": [article.id for article in old.articles],
            "cases": [case.id for case in old.cases],
            "contacts": [contact.name for contact in old.contacts],
            "terms": [term.id for term in old.terms],
        },
        "uncertain": {
            kind: {"low": row.low, "without_caution": row.without_caution} for kind, row in found.uncertain.items()
        },
    }


def _check(place: int, check: Check) -> Iterator[str]:
    row, why = check.programme, _reason(check)
    rest = f" ({row.id}): {why}"
    room = WIDTH - len(_INDENT) - len(rest)
    yield f"{place:>3}. " + (row.name if len(row.name) <= room else _cut(row.short_name, room)) + rest
    if address := address_of(row):
        fits = len(_INDENT) + len(address) <= WIDTH
        yield _INDENT + (address if fits else f"Seite auf {urlsplit(address).hostname}, Adresse mit --json")


def _reason(check: Check) -> str:
    row = check.programme
    if check.reason == "ends" and row.valid_until:
        return f"läuft am {date_text(row.valid_until)} aus"
    source = f"letzte Quelle {date_text(row.status_as_of)}" if row.status_as_of else "keine Quelle mit Datum"
    return f"{'unklar' if check.reason == 'unclear' else 'nicht bestätigt'}, {source}"


def _order(found: WorkList) -> str:
    if any(check.asked for check in found.checks):
        return "Zuerst, was am häufigsten bewertet wurde; dann von hier und bundesweit, Zuschüsse, Digitales."
    return "Niemand zählt, was gezeigt wird. Darum zuerst: von hier und bundesweit, Zuschüsse, Digitales."


def _forecast(found: WorkList) -> str:
    (_, now), *later = found.forecast
    coming = [f"{number(open_)} am {day.day}. {MONTHS[day.month - 1]}" for day, open_ in later]
    return f"Bestätigt offen: {', '.join((f'{number(now)} heute', *coming))}, wenn niemand prüft"


def _ageing(found: WorkList) -> Iterator[str]:
    old = found.ageing
    oldest = f", am ältesten: {old.articles[0].id}" if old.articles else ""
    yield _cut(
        f"Älter als zwölf Monate oder ohne Datum: {count(len(old.articles), 'Artikel', 'Artikel')}{oldest}", WIDTH
    )
    yield (
        f"Außerdem alt: {number(len(old.cases))} Beispiele (über {CASE_YEARS} Jahre), "
        f"{number(len(old.contacts))} Notfallnummern, {number(len(old.terms))} Begriffe"
    )


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: max(width - 1, 1)].rstrip() + "…"


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
