"""What a message refers to, whatever intent it seems to have: a record of the last list, or the topic just talked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from actions.answer import Answer
from actions.programmes.meant import speaks_of_them
from actions.searching import answer_from, look_up
from actions.showing import list_programmes, show_record
from actions.targets import named
from actions.turn import Turn
from bot.advice.narrowing import Narrowing
from bot.advice.profile import profile_of
from bot.language.asked.anaphora import is_named, points_back
from bot.language.asked.concerns import asking_part
from bot.language.asked.list_filters import ListWish, read_kinds, read_list_wish
from bot.language.asked.naming import only_names

_NO_QUESTION = frozenset(
    {
        "more",
        "again",
        "simpler",
        "complain",
        "ask_centre",
        "ask_identity",
        "not_understood",
        "nlu_fallback",
        "out_of_scope",
    }
)
"""Intents that a short question about the topic is taken for, because it names nothing."""
_TELLING = frozenset({"inform", "correct"})
_SHORT = 9
"""Words up to which a message that refuses a kind of money is about the list."""
_SURE = 0.8
"""Probability from which such an intent is believed."""


def on_narrowing(turn: Turn) -> Answer | None:
    """Return the list of programmes limited or widened as the message wants it ("nur Zuschüsse", "auch Kredite"); None for others.

    What stands in such a message is no fact about the firm: "über 10.000" is no budget, "keine Kredite" no purpose.
    """
    if turn.loop is not None:
        return None
    if turn.listing.kind != "programme":
        return _first_list(turn)
    if not (speaks_of_them(turn) or turn.shown.kind == "glossary"):
        return None
    wish = wish_of(turn.text, turn.entities) or _refused(turn)
    if wish is None:
        return None
    before = {name: turn.slots.get(name) for name in turn.told}
    turn = replace(turn, profile=profile_of(turn.slots), told={})
    answer = list_programmes(turn, narrowing=Narrowing.of(turn.limits).changed_by(wish))
    return replace(answer, slots={**before, **answer.slots})


def _refused(turn: Turn) -> ListWish | None:
    """Return the kinds of money that a short message refuses, whatever else it says ("keine Beratung, nur Geld für Technik")."""
    if set(turn.told) - {"topic", "project"} or "?" in turn.text or len(turn.text.split()) > _SHORT:
        return None
    kinds = read_kinds(turn.text)
    return ListWish(kinds.only, kinds.without) if kinds.without else None


def _first_list(turn: Turn) -> Answer | None:
    """Return the first list of a talk where a message tells facts and which money is wanted ("kein Kredit, Tischlerei, ERP")."""
    firm = turn.profile
    known = firm.region is not None and firm.employees is not None and firm.topic is not None
    return list_programmes(turn) if known and turn.intent in _TELLING and turn.told and read_kinds(turn.text) else None


def wish_of(text: str, entities: Sequence[dict[str, Any]]) -> ListWish | None:
    """Return what a message wants of a list of programmes, by its words and what was read in them; None if it says more."""
    sums = [int(item["value"]) for item in entities if item["entity"] in {"amount", "number"}]
    topics = [
        item for item in entities if item["entity"] == "topic" and item["value"] != "finanzierung" and "start" in item
    ]
    return read_list_wish(text, sums, [(text[item["start"] : item["end"]], item["value"]) for item in topics])


def on_listed(turn: Turn) -> Answer | None:
    """Return the record that the message names and wants to see ("Falsch, ich meinte Overath"); None if it says more."""
    if turn.loop is not None:
        return None
    if turn.picked is not None:
        return show_record(turn, turn.picked)
    meant = named(turn)
    name = turn.name_of(meant) if meant else None
    return show_record(turn, str(meant)) if name and only_names(turn.text, name) else None


def on_topic(turn: Turn) -> Answer | None:
    """Return what the topic has on a question that names nothing ("gibt es davon Ausnahmen?"), or names the topic though it seems
    strange ("wer hilft mir bei der Abmahnung, günstig, in Köln?"); None for any other message.
    """
    topic = turn.knowledge.topics.get(turn.topic or "")
    strange = topic is not None and turn.loop is None and turn.intent == "out_of_scope"
    if topic is not None and strange and is_named(turn.text, (topic.name, *topic.aliases)):
        return answer_from(turn, look_up(turn))
    doubtful = turn.intent in _NO_QUESTION and turn.confidence < _SURE
    if turn.loop is not None or not turn.topic or not doubtful or not points_back(turn.text):
        return None
    asked = asking_part(turn.text)
    return answer_from(turn, look_up(turn, asked)) if asked else None
