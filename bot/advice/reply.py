"""What the bot answers, independent of any channel (DESIGN 5: every answer says what it is)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from bot.knowledge.records import Source

Kind = Literal[
    "article",
    "programme_list",
    "programme",
    "case_study_list",
    "case_study",
    "glossary",
    "emergency",
    "check",
    "region",
    "centre",
    "appointment",
    "privacy",
    "handover",
    "question",
    "smalltalk",
    "fallback",
    "out_of_scope",
]


Tone = Literal["open", "over", "unclear", "plain"]
"""What a status means, for its colour: open, over, unclear, or no status at all."""


FAULT = "fault"
"""In the machine-readable part of a turn: it is an apology for a fault. No channel gets to see it."""


@dataclass(frozen=True)
class Button:
    """A suggestion. ``payload`` is what the owner could as well have typed, so no hidden command ever reaches Rasa."""

    title: str
    payload: str


@dataclass(frozen=True)
class Row:
    """One labelled line of a card."""

    label: str
    value: str


@dataclass(frozen=True)
class Reason:
    """Why a hit fits. ``fit``: "yes" fits, "no" does not, "check" is unknown and has to be checked."""

    fit: Literal["yes", "no", "check"]
    text: str


@dataclass(frozen=True)
class Card:
    """One programme or example as a structured hit for channels that can draw it.

    ``tone`` colours the status badge: "open", "over", "unclear", or "plain" for examples. ``payload`` is what opens the
    details ("Details zu ..."), ``keep`` what puts it on the memory sheet; ``url`` the programme's or example's page.
    """

    type: Literal["programme", "case_study"]
    id: str
    title: str
    badge: str
    tone: Tone
    rows: tuple[Row, ...] = ()
    reasons: tuple[Reason, ...] = ()
    payload: str | None = None
    keep: str | None = None
    url: str | None = None
    source: Source | None = None


@dataclass(frozen=True)
class Table:
    """Records side by side. ``head``: names of the columns, the first one empty; ``rows``: a label and one cell a column."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Download:
    """A file made for this conversation. ``file``: its name; the channel makes a link of it (``bot.web.download_link``)."""

    title: str
    file: str


@dataclass(frozen=True)
class Reply:
    """One turn of the bot.

    ``texts`` are the bubbles in order and say everything, also for channels without cards. A channel that draws
    ``cards`` or a ``table`` shows ``lead``, these and ``tail`` instead of ``texts``. ``image`` is the path of a picture on
    the bot's own server, ``image_words`` says the same in words. ``asks`` names the matter of a question that "ja" or
    "nein" answers. ``progress``: how many of how many questions are answered. ``fault``: whether this is an apology, after
    which the message may be sent again. ``topic``, ``facet``: what of what is answered; ``alternatives``: the ids of what else
    the question may have meant.
    """

    kind: Kind
    texts: tuple[str, ...]
    ids: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    buttons: tuple[Button, ...] = ()
    cards: tuple[Card, ...] = ()
    lead: str | None = None
    tail: str | None = None
    image: str | None = None
    image_words: str | None = None
    asks: str | None = None
    table: Table | None = None
    download: Download | None = None
    progress: tuple[int, int] | None = None
    fault: bool = False
    topic: str | None = None
    facet: str | None = None
    alternatives: tuple[str, ...] = ()

    def custom(self) -> dict[str, Any]:
        """The machine-readable part of the turn."""
        facts: dict[str, Any] = {
            "kind": self.kind,
            "ids": list(self.ids),
            "sources": [{"title": s.title, "url": s.url, "date": s.date} for s in self.sources],
            "topic": self.topic,
            "facet": self.facet,
        }
        if self.alternatives:
            facts["alternatives"] = list(self.alternatives)
        if self.cards:
            facts["cards"] = [_card_as_dict(card) for card in self.cards]
        if self.table:
            facts["table"] = {"head": list(self.table.head), "rows": [list(row) for row in self.table.rows]}
        if self.cards or self.table:
            facts["lead"] = self.lead
            facts["tail"] = self.tail
        if self.asks:
            facts["asks"] = self.asks
        if self.image_words:
            facts["image_words"] = self.image_words
        if self.download:
            facts["download"] = {"title": self.download.title, "file": self.download.file}
        if self.progress:
            facts["progress"] = list(self.progress)
        if self.fault:
            facts[FAULT] = True
        return facts


def led_by(reply: Reply, lead: str) -> Reply:
    """Return a list with another sentence before it."""
    return replace(reply, texts=(lead, *reply.texts[1:]), lead=lead)


def _card_as_dict(card: Card) -> dict[str, Any]:
    return {
        "type": card.type,
        "id": card.id,
        "title": card.title,
        "badge": card.badge,
        "tone": card.tone,
        "rows": [{"label": row.label, "value": row.value} for row in card.rows],
        "reasons": [{"fit": reason.fit, "text": reason.text} for reason in card.reasons],
        "payload": card.payload,
        "keep": card.keep,
        "url": card.url,
        "source": {"title": card.source.title, "url": card.source.url, "date": card.source.date}
        if card.source
        else None,
    }
