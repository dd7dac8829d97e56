"""Files made for one conversation when somebody asks for them: the memory sheet, and all that is stored."""

from __future__ import annotations

import json
from dataclasses import dataclass

from rasa.core.tracker_store import TrackerStore

from bot.advice.profile import profile_of
from bot.advice.sheet import build_sheet
from bot.clock import today
from bot.knowledge.store import shared_store
from bot.privacy.conversations import tracker_url
from bot.privacy.keeping import export
from bot.privacy.tables import open_database
from bot.web.download_link import EXPORT, SHEET


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
    if file == EXPORT:
        stored = export(open_database(tracker_url()), conversation)
        return MadeFile(json.dumps(stored, ensure_ascii=False, indent=2).encode(), "application/json; charset=utf-8")
    return None
