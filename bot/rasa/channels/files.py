"""Files made for one conversation when somebody asks for them: the memory sheet, a deadline, and all that is stored."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from rasa.core.tracker_store import TrackerStore

from bot.advice.funding_replies import newest_source
from bot.advice.profile import profile_of
from bot.advice.programmes.deadlines import day_to_keep
from bot.advice.sheet import build_sheet
from bot.advice.wording import stand
from bot.clock import today
from bot.knowledge.store import shared_store
from bot.privacy.conversations import tracker_url
from bot.privacy.keeping import export
from bot.privacy.tables import open_database
from bot.web.download_link import EXPORT, SHEET, programme_of


@dataclass(frozen=True)
class MadeFile:
    """The bytes of a file and their type."""

    content: bytes
    content_type: str


async def make_file(file: str, conversation: str, store: TrackerStore) -> MadeFile | None:
    """Return ``file`` for a conversation, or None where there is no such file or nothing is stored any more."""
    tracker = await store.retrieve(conversation)
    if tracker is None:
        return None
    if file == SHEET:
        from bot.documents.sheet_pdf import sheet_pdf  # the library for PDFs is a fifth of the imports, and rarely used

        slots = tracker.current_slot_values()
        sheet = build_sheet(tuple(slots.get("kept") or ()), profile_of(slots), shared_store().snapshot(), today())
        return MadeFile(sheet_pdf(sheet), "application/pdf")
    programme = programme_of(file)
    if programme is not None:
        return _deadline(programme)
    if file == EXPORT:
        stored = export(open_database(tracker_url()), conversation)
        return MadeFile(json.dumps(stored, ensure_ascii=False, indent=2).encode(), "application/json; charset=utf-8")
    return None


def _deadline(programme_id: str) -> MadeFile | None:
    """Return the calendar file for a programme; None where it has no day to keep (any more)."""
    from bot.documents.calendar import deadline_ics

    programme = shared_store().snapshot().programmes.get(programme_id)
    day = day_to_keep(programme, today()) if programme else None
    if programme is None or day is None:
        return None
    source = newest_source(programme)
    said = f"{source.title} ({stand(source)})"
    content = deadline_ics(programme, day, said, dt.datetime.now(dt.timezone.utc))
    return MadeFile(content, "text/calendar; charset=utf-8")
