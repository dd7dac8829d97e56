"""A talk as staff read it, and as a conversation that the tests can hold: both without names, numbers and addresses.

It is masked though its owner has agreed to being read: they agreed that somebody sees what was asked and answered, and for that
nobody has to know who they are. Whoever wants to be called leaves name and number for the call-back, with a consent of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from bot.privacy.masking import mask
from bot.privacy.redaction import PERSON

MOST_LINES = 600
"""Lines of a talk on one page; of a longer one the end is shown."""
_CALL = "contact-"
"""Before what the bot asks for a call-back (``Reply.asks``): those answers are not kept, so no test can hold them."""
_MOST_IDS = 3
_HEAD = (
    "# Aus einem Gespräch, das sein Betrieb zum Lesen freigegeben hat. Namen, Nummern und Adressen sind verdeckt.\n"
    "# Vor dem Übernehmen nach tests/conversations/: noch einmal lesen, kürzen, und bei jedem Schritt festhalten, was\n"
    "# richtig wäre. Jetzt steht dort, was der Chat damals geantwortet hat.\n"
)

_OF_PERSON = {"came": "hat das Gespräch übernommen.", "left": "hat das Gespräch zurückgegeben."}

Event = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """What was said. ``at``: seconds since 1970; ``buttons``: what the bot offered below; ``by``: the person who said it, or came
    or left (``is_note``).
    """

    is_owner: bool
    at: float
    text: str
    buttons: tuple[str, ...] = ()
    by: str = ""
    is_note: bool = False


def lines_of(events: Iterable[Event]) -> tuple[Line, ...]:
    """Return what was said in a talk, oldest first, masked.

    Args:
        events: of the talk, as they are stored.
    """
    return tuple(_lines(events))


def _lines(events: Iterable[Event]) -> Iterator[Line]:
    for event in events:
        at = float(event.get("timestamp") or 0.0)
        text = mask(str(event.get("text") or ""))
        if event.get("event") == "user" and text:
            yield Line(True, at, text)
        elif _person(event):
            custom = event["data"]["custom"]
            # What staff write is theirs and not masked: of the owner they know what is not covered anyway.
            note = _OF_PERSON.get(custom["what"], "")
            yield Line(False, at, note or str(event["text"]), by=str(custom["name"]), is_note=bool(note))
        elif event.get("event") == "bot":
            buttons = (event.get("data") or {}).get("buttons") or ()
            titles = tuple(mask(str(button.get("title") or "")) for button in buttons)
            if text or titles:
                yield Line(False, at, text, titles)


def as_conversation(events: Sequence[Event], name: str, day: dt.date) -> str:
    """Return a talk as YAML in the form of ``tests/conversations``, up to where a call-back is prepared.

    Args:
        events: of the talk, as they are stored.
        name: of the conversation among the tests.
        day: when it is made.
    """
    script: list[dict[str, Any]] = []
    for message, said in _turns(events):
        customs = [custom for event in said if (custom := (event.get("data") or {}).get("custom") or {}).get("kind")]
        facts = customs[-1] if customs else {}
        step: dict[str, Any] = {"owner": mask(message)}
        if facts:
            step["kind"] = str(facts["kind"])
        if facts.get("ids"):
            step["ids"] = [str(id_) for id_ in facts["ids"][:_MOST_IDS]]
        script.append(step)
        if any(str(custom.get("asks") or "").startswith(_CALL) for custom in customs):
            break
    body = yaml.safe_dump({name: script}, allow_unicode=True, sort_keys=False, width=120)
    return f"{_HEAD}# Gemacht am {day:%d.%m.%Y}.\n{body}"


def _turns(events: Iterable[Event]) -> Iterator[tuple[str, list[Event]]]:
    """Yield each message of the owner with what the bot said to it; not what they wrote to a person in its place."""
    message, said, with_person = "", list[Event](), False
    for event in events:
        if _person(event):
            with_person = event["data"]["custom"]["what"] != "left"
            continue
        if with_person:
            continue
        if event.get("event") == "user":
            if message:
                yield message, said
            message, said = str(event.get("text") or ""), []
        elif event.get("event") == "bot":
            said.append(event)
    if message:
        yield message, said


def _person(event: Event) -> bool:
    """Whether a person of the centre said it, or came or left."""
    return event.get("event") == "bot" and ((event.get("data") or {}).get("custom") or {}).get("kind") == PERSON
