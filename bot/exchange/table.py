"""The records as one table: CSV in UTF-8 with commas and one row of headings, as RFC 4180 and Python's ``csv`` have it."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict
from typing import Any

from bot.advice.funding_replies import status_text
from bot.exchange.columns import CASES, COMPUTED, FOR_WHOM, PROGRAMMES, Kind
from bot.exchange.edition import Edition
from bot.knowledge.records import CaseStudy, KnowledgeBase, Programme
from bot.knowledge.validity import validity


def programmes_csv(knowledge: KnowledgeBase, edition: Edition) -> str:
    """Return all programmes as CSV, each with its status on the day of the edition."""
    rows = []
    for programme in knowledge.programmes.values():
        state = validity(programme, edition.day)
        status = {"status_today": state.state, "status_text": status_text(programme, state)}
        rows.append(_row(PROGRAMMES, programme, edition, status))
    return _written((*(column.name for column in PROGRAMMES.columns), *COMPUTED), rows)


def cases_csv(knowledge: KnowledgeBase, edition: Edition) -> str:
    """Return all examples as CSV; they have no status."""
    rows = [_row(CASES, case, edition, {}) for case in knowledge.case_studies.values()]
    computed = (name for name in COMPUTED if not name.startswith("status_"))
    return _written((*(column.name for column in CASES.columns), *computed), rows)


def _row(kind: Kind, record: Programme | CaseStudy, edition: Edition, status: dict[str, str]) -> dict[str, str]:
    fields: dict[str, Any] = asdict(record)
    if isinstance(record, Programme):
        fields[FOR_WHOM] = record.for_whom.written()
    content = edition.content_as_of.isoformat() if edition.content_as_of else ""
    of_day = {"status_on": edition.day.isoformat()} if status else {}
    return {**kind.cells(fields), **status, **of_day, "content_as_of": content, "licence": edition.licence}


def _written(names: tuple[str, ...], rows: list[dict[str, str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
