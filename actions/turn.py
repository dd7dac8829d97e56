"""One turn as the actions see it: what was said, what is known about the firm, what was shown before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker

from actions.told import told_facts
from bot.advice.cases import short_name
from bot.advice.profile import FirmProfile, profile_of, with_closest_trade
from bot.advice.programmes.namesakes import meant_among
from bot.advice.wording import REGION_NAMES
from bot.clock import today
from bot.knowledge.records import KnowledgeBase
from bot.knowledge.search.index import Findings
from bot.knowledge.store import shared_store
from bot.language.asked.choosing import counts_questions
from bot.language.asked.concerns import without_announcement
from bot.language.asked.examples import points_at_them
from bot.language.asked.leaving import takes_leave
from bot.language.facts.echoes import is_echo
from bot.language.text.normalise import fold

PROGRAMMES = "list:programmes"
"""Stands among the records talked about for a list of programmes."""
CHOICE = "choice"
"""Kind of what is shown where answers are only offered: the first is what is talked about, none has been told."""
LIMITS = "limits"
"""In the slot of the last list: what the owner has limited it to (``bot.advice.narrowing``)."""
_SEARCHES = frozenset({"find_funding", "find_case_study"})
_DIALOGUE_QUESTIONS = frozenset({"check", "calculation"})
_PLACES = frozenset({"region", "place"})
_OF_EXAMPLES = _PLACES | {"sector", "employees"}
"""Facts that may tell of a firm shown as an example: "das aus Dessau", "die Bäckerei", "die haben ja 30 Leute"."""
_ECHOED = _PLACES | {"amount"}
"""Facts that are none where they only repeat what was said to the owner."""
_FEW_WORDS = 3


@dataclass(frozen=True)
class Shown:
    """What stands on the screen: the kind of records, those visible in order, all hits, and how many were shown."""

    kind: str | None = None
    ids: tuple[str, ...] = ()
    hits: tuple[str, ...] = ()
    offset: int = 0
    focus: str | None = None


@dataclass(frozen=True)
class Turn:
    """The latest message in its conversation.

    ``conversation``: its id. ``slots``: all slot values. ``loop``: the form that is open; ``requested``: the slot that it
    waits for. ``confidence``: of the intent, 0 to 1. ``answered``: the machine-readable part of the bot's answer before this
    message, if there was one; ``asked``: the matter of the question that stands open. ``messages``, ``messages_since``: how many
    messages the owner has written, and when the first; ``message_id``: of the latest. ``told``: the facts in the message;
    ``picked``: the record that it picks by a number from the questions just offered; ``said_before``: the owner's message before;
    ``foreign``: the probability that it is none of ours, by its words alone.
    """

    conversation: str
    slots: dict[str, Any]
    loop: str | None
    answered: dict[str, Any] | None
    text: str
    intent: str
    confidence: float
    entities: Sequence[dict[str, Any]]
    profile: FirmProfile
    shown: Shown
    failures: int
    requested: str | None
    asked: str | None
    messages: int
    messages_since: float | None
    message_id: str | None
    told: dict[str, Any]
    picked: str | None
    said_before: str
    foreign: float
    knowledge: KnowledgeBase
    today: dt.date
    searched: dict[Any, Findings] = field(default_factory=dict, compare=False, repr=False)
    """What was searched for in this turn, with what was found: several parts of an answer ask the same."""

    @classmethod
    def of(cls, tracker: Tracker) -> Turn:
        """Read the turn from Rasa's tracker; facts in the message are already part of ``profile``.

        Raises:
            KnowledgeUnavailable: the data base cannot be read.
        """
        message = tracker.latest_message
        slots = tracker.current_slot_values()
        knowledge = shared_store().snapshot()
        entities = _as_meant(message, slots, knowledge)
        said = _said(tracker.events)
        answered = _answered(said)
        loop = (tracker.active_loop or {}).get("name")
        waits = loop or (answered or {}).get("asks") or (answered or {}).get("fact")
        picked = _picked(answered, message.get("text") or "")
        picked = picked or (None if loop else _picked_button(message, said, knowledge))
        new = entities if waits else _without_echoes(message, said, slots, knowledge)
        tells_nothing = picked or takes_leave(message.get("text") or "") or _answers_dialogue(answered, message)
        told = {} if tells_nothing else told_facts(message, new, slots)  # "sagt mir das Steuerbüro, tschüss"
        told = with_closest_trade(told, slots)
        times = [event["timestamp"] for event in tracker.events if event["event"] == "user" and event.get("timestamp")]
        shown = Shown(
            slots.get("shown_kind"),
            tuple(slots.get("shown_ids") or ()),
            tuple(slots.get("hit_ids") or ()),
            int(slots.get("hit_offset") or 0),
            slots.get("focus"),
        )
        return cls(
            conversation=tracker.sender_id,
            slots=slots,
            loop=loop,
            answered=answered,
            text=message.get("text") or "",
            intent=(message.get("intent") or {}).get("name") or "",
            confidence=float((message.get("intent") or {}).get("confidence") or 0.0),
            entities=entities,
            profile=profile_of(slots).with_facts(**told),
            shown=shown,
            failures=int(slots.get("failures") or 0),
            requested=slots.get("requested_slot"),
            asked=(answered or {}).get("asks"),
            messages=len(times),
            messages_since=min(times, default=None),
            message_id=message.get("message_id"),
            told=told,
            picked=picked,
            said_before=_said_before(tracker.events),
            foreign=_foreign(message),
            knowledge=knowledge,
            today=today(),
        )

    @property
    def topic(self) -> str | None:
        """The topic of the article or term that was answered with last."""
        focus = self.shown.focus or ""
        if focus in self.knowledge.articles:
            return self.knowledge.articles[focus].topic
        term = next((term for term in self.knowledge.terms.values() if term.id == focus), None)
        return self.knowledge.topic_of(term) or term.id if term else None

    @property
    def subject(self) -> str | None:
        """The record that a follow-up speaks of: the single one on the screen, else the first of the list."""
        return self.shown.focus or next(iter(self.shown.ids), None)

    @property
    def listing(self) -> Shown:
        """The list of several records that was shown last, whatever was shown since; empty if there was none."""
        last = self.slots.get("listing") or {}
        return Shown(
            last.get("kind"), tuple(last.get("ids") or ()), tuple(last.get("hits") or ()), last.get("offset") or 0
        )

    @property
    def limits(self) -> dict[str, Any]:
        """What the lists of programmes in this talk are limited to, as it was stored; empty if to nothing."""
        return dict((self.slots.get("listing") or {}).get(LIMITS) or {})

    @property
    def earlier(self) -> tuple[str, ...]:
        """The records that were talked about before the one on the screen, the latest first."""
        return tuple(self.slots.get("earlier") or ())

    def values(self, entity: str) -> list[Any]:
        """Return the values of one kind of entity in the message, in order."""
        return [item["value"] for item in self.entities if item["entity"] == entity]

    def value(self, entity: str) -> Any | None:
        """Return the first value of one kind of entity, or None."""
        return next(iter(self.values(entity)), None)

    def name_of(self, id_: str) -> str | None:
        """Return what people call a record."""
        if id_ in self.knowledge.programmes:
            return self.knowledge.programmes[id_].short_name
        if id_ in self.knowledge.case_studies:
            return short_name(self.knowledge.case_studies[id_])
        if id_ in self.knowledge.articles:
            return self.knowledge.articles[id_].question
        term = id_.partition("term:")[2]
        return term if term in self.knowledge.terms else None


def _as_meant(message: dict[str, Any], slots: dict[str, Any], knowledge: KnowledgeBase) -> list[dict[str, Any]]:
    """Return the entities of a message, names that several programmes share as the one that is meant in this talk."""
    entities, text = message.get("entities") or [], message.get("text") or ""
    if any(item["entity"] == "region" for item in entities):  # whoever names a Land has said which
        return entities
    listing = slots.get("listing") or {}
    lists = (slots.get("shown_ids"), listing.get("ids"), slots.get("hit_ids"), listing.get("hits"))
    shown = [str(slots.get("focus")), *(id_ for ids in lists for id_ in ids or ())]
    return [
        {
            **item,
            "value": meant_among(
                item["value"], text[item["start"] : item["end"]], shown, slots.get("region"), knowledge.programmes
            ),
        }
        if item["entity"] == "programme" and "start" in item
        else item
        for item in entities
    ]


def _foreign(message: dict[str, Any]) -> float:
    """Return the probability of the intent that says a message is none of ours; 0 where it is not among the first few."""
    ranking = message.get("intent_ranking") or [message.get("intent") or {}]
    return next((float(one["confidence"]) for one in ranking if one.get("name") == "out_of_scope"), 0.0)


def _said_before(events: Sequence[dict[str, Any]]) -> str:
    """Return the owner's message before the latest one; empty if there is none."""
    texts = [event.get("text") or "" for event in events if event["event"] == "user"]
    return texts[-2] if len(texts) > 1 else ""


def _said(events: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what the bot said between the last two messages of the owner, the latest first."""
    users, said = 0, []
    for event in reversed(events):
        users += event["event"] == "user"
        if users > 1:
            break
        if event["event"] == "bot" and users == 1:
            said.append(event)
    return said


def last_texts(events: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """Return the texts of the bot's answer before the latest message."""
    return tuple(str(event.get("text") or "") for event in _said(events))


def _answered(said: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the machine-readable part of what the bot said; None if it said nothing of that kind."""
    facts = ((event.get("data") or {}).get("custom") or {} for event in said)
    return next((dict(custom) for custom in facts if custom.get("kind")), None)


def _picked(answered: dict[str, Any] | None, text: str) -> str | None:
    """Return the record that a bare number picks from a list of questions; None if there is no such list or place."""
    ids = (answered or {}).get("ids") or []
    number = text.strip(" .)!")
    if (answered or {}).get("kind") != "question" or (answered or {}).get("asks") or not number.isdecimal():
        return None
    return str(ids[int(number) - 1]) if 0 < int(number) <= len(ids) else None


def _picked_button(message: dict[str, Any], said: Sequence[dict[str, Any]], knowledge: KnowledgeBase) -> str | None:
    """Return the article whose question stands on the button that a message counts to ("2", "die zweite Frage"), or None.

    Not where the bot has asked something itself: then the number is the answer.
    """
    if any(((event.get("data") or {}).get("custom") or {}).get("asks") for event in said):
        return None
    text = str(message.get("text") or "")
    if without_announcement(text) != text:  # "Die zweite Frage haben Sie übersehen: …" picks nothing
        return None
    ordinals = [item["value"] for item in message.get("entities") or [] if item["entity"] == "ordinal"]
    number = text.strip(" .)!")
    place = int(number) if number.isdecimal() else ordinals[0] if ordinals and counts_questions(text) else 0
    buttons: list[dict[str, Any]] = next(
        (found for event in said if (found := (event.get("data") or {}).get("buttons"))), []
    )
    questions = [knowledge.questions.get(fold(str(button.get("payload") or ""))) for button in buttons]
    return questions[place - 1] if 0 < place <= len(questions) else None


def _without_echoes(
    message: dict[str, Any], said: Sequence[dict[str, Any]], slots: dict[str, Any], knowledge: KnowledgeBase
) -> list[dict[str, Any]]:
    """Return the entities less the places and sums that only repeat what the bot has said or the last list shows."""
    text = message.get("text") or ""
    # "doch Thüringen" puts the place right, though the answer has named it
    echoed = _ECHOED if len(text.split()) > _FEW_WORDS else _ECHOED - _PLACES
    shown = {*(slots.get("hit_ids") or ()), *((slots.get("listing") or {}).get("hits") or ())}
    shown |= set((slots.get("examples") or {}).get("told") or ())
    cases = [knowledge.case_studies[id_] for id_ in shown if id_ in knowledge.case_studies]
    places = [f"{case.place or ''} {REGION_NAMES.get(case.region or '', '')}" for case in cases]
    known = "\n".join((*(str(event.get("text") or "") for event in said), *places))
    return [
        item
        for item in message.get("entities") or []
        if not (item["entity"] in echoed and "start" in item and is_echo(text, item["start"], item["end"], known))
        and not (cases and item["entity"] in _OF_EXAMPLES and "start" in item and _is_theirs(text, item))
    ]


def _is_theirs(text: str, item: dict[str, Any]) -> bool:
    return points_at_them(text, item["start"], item["end"], item["entity"])


def _answers_dialogue(answered: dict[str, Any] | None, message: dict[str, Any]) -> bool:
    """Whether the message answers a question of a dialogue: a "2" in the check is no head count."""
    asked = str((answered or {}).get("asks") or "")
    intent = (message.get("intent") or {}).get("name")
    return asked.startswith("contact-") or (asked in _DIALOGUE_QUESTIONS and intent not in _SEARCHES)
