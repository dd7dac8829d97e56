"""What of a conversation is not written down: names, numbers and addresses for a call-back.

They live in the table of contacts alone, which has a time of its own and is what the owner agreed to. The conversation
keeps a placeholder where they were said. While the dialogue is open its slot holds them; when it ends the slot is emptied
everywhere. Who writes a number or an address unasked has not agreed to anything: it is masked.

Works on events as Rasa writes them (``Event.as_dict``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.privacy.masking import mask_reach

PLACEHOLDER = "[Kontaktangabe]"
PERSON = "person"
"""The kind of what a person of the centre says in a talk."""
CONTACT_SLOT = "contact_form_state"
_SECRET_STEPS = frozenset(
    {"contact-name", "contact-reach", "contact-time", "contact-matter", "contact-send", "stored-contact"}
)
_SHOWS_DETAILS = frozenset({"contact-send", "stored-contact"})
Event = dict[str, Any]


def redacted(events: Iterable[Event]) -> Iterator[Event]:
    """Yield each event as it may be stored. ``events``: the whole conversation in order; none is changed."""
    asked: str | None = None
    for event in events:
        if event["event"] == "bot":
            # What an owner writes to a person is no answer to what the bot had asked before they came.
            asked = None if _kind(event) == PERSON else _asks(event) or asked
            yield _without_text(event) if _asks(event) in _SHOWS_DETAILS else event
        elif event["event"] == "user":
            yield _without_text(event) if asked in _SECRET_STEPS else _masked(event)
            asked = None
        else:
            yield event


def is_contact_slot(event: Event) -> bool:
    """Return whether the event sets the slot that holds contact details."""
    return event["event"] == "slot" and event.get("name") == CONTACT_SLOT


def emptied(event: Event) -> Event:
    """Return the slot event without its value."""
    return {**event, "value": None}


def _asks(event: Event) -> str | None:
    custom = (event.get("data") or {}).get("custom") or {}
    return str(custom["asks"]) if custom.get("asks") else None


def _kind(event: Event) -> str | None:
    return ((event.get("data") or {}).get("custom") or {}).get("kind")


def _without_text(event: Event) -> Event:
    parsed = event.get("parse_data")
    if parsed is None:
        return {**event, "text": PLACEHOLDER}
    kept = {"intent": parsed.get("intent"), "entities": [], "text": PLACEHOLDER}
    return {**event, "text": PLACEHOLDER, "parse_data": kept}


def _masked(event: Event) -> Event:
    text = event.get("text") or ""
    clean = mask_reach(text)
    if clean == text:
        return event
    return {**_without_text(event), "text": clean, "parse_data": {**_without_text(event)["parse_data"], "text": clean}}
