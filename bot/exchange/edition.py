"""What an export says about itself: of what date its content is, for which day its status holds, under which licence it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.table import DATA_LICENCE
from bot.knowledge.records import KnowledgeBase

_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ADDRESS = re.compile(r"https?://[^\s,;)]+")


@dataclass(frozen=True)
class Edition:
    """One state of the content on one day.

    ``version``: of the content, changes with every word of it. ``content_as_of``: the newest full date among its sources,
    None if no source has one. ``day``: for which the status of the programmes is computed. ``licence``: as people read it.
    """

    version: str
    content_as_of: dt.date | None
    day: dt.date
    licence: str

    @property
    def licence_address(self) -> str | None:
        """Return the web address in the text of the licence; None where there is none."""
        found = _ADDRESS.search(self.licence)
        return found[0].rstrip(".") if found else None


def edition_of(knowledge: KnowledgeBase, day: dt.date) -> Edition:
    """Return what an export of ``knowledge`` on ``day`` says about itself.

    Raises:
        ValueError: ``LOTSE_DATA_LICENCE`` is set and cannot be right.
    """
    newest = max((date for date in _dates(knowledge) if date <= day), default=None)
    return Edition(knowledge.version, newest, day, DATA_LICENCE.value())


def _dates(knowledge: KnowledgeBase) -> Iterator[dt.date]:
    for programme in knowledge.programmes.values():
        if programme.status_as_of:
            yield programme.status_as_of
    cited = [programme.sources for programme in knowledge.programmes.values()]
    cited += [case.sources for case in knowledge.case_studies.values()]
    for sources in cited:
        for source in sources:
            if source.date and _FULL_DATE.fullmatch(source.date):
                try:
                    yield dt.date.fromisoformat(source.date)
                except ValueError:
                    continue
