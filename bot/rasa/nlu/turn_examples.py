"""What people's messages teach about intents: ``data/questions``, ``data/turns``, and what is ours or not in ``data/scope``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.knowledge.written import QUESTIONS, SCOPE, TURNS, rows_in

_ACTS = {
    "correct": "correct",
    "pick": "select_item",
    "more": "more",
    "go_on": "more",
    "why": "ask_why",
    "compare": "compare",
    "recommend": "recommend",
    "simpler": "simpler",
    "shorter": "shorter",
    "again": "again",
    "affirm": "affirm",
    "deny": "deny",
    "stop": "cancel",
    "start_over": "start_over",
    "keep": "keep_item",
    "greet": "greet",
    "thank": "thank",
    "praise": "praise",
    "person": "talk_to_person",
    "emergency": "emergency",
    "not_ours": "out_of_scope",
}
_FACETS = {"foerderung": "find_funding", "beispiel": "find_case_study", "quelle": "ask_source"}
_FACETS_OF_THE_SAME = {"kosten": "ask_amount", "frist": "ask_deadline"}
_FACETS_OF_PROGRAMMES = {
    "ausnahmen": "ask_eligibility",
    "pflicht": "ask_conditions",
    "schritte": "ask_link",
    "hilfe": "ask_link",
}
_NAMED = {"programme": "ask_programme", "case": "ask_case_study", "term": "ask_glossary", "centre": "ask_centre"}
_PROGRAMMES = frozenset({"programme", "programme_list"})


def turn_examples(folder: Path = TURNS, questions: Path = QUESTIONS, scope: Path = SCOPE) -> list[tuple[str, str]]:
    """Return (message, intent) of every first message, question, and turn that has one intent, in a fixed order."""
    found: dict[str, str] = {}
    for row in rows_in(scope):
        found.setdefault(row["text"], row["intent"])
    for row in rows_in(questions):
        found.setdefault(row["text"], "ask_knowledge")
    for turn in rows_in(folder):
        intent = intent_of(turn)
        if intent is not None and turn["user"].strip():
            found.setdefault(turn["user"], intent)
    return list(found.items())


def intent_of(turn: dict[str, Any]) -> str | None:
    """Return the intent of a turn; None where none of the bot's says it."""
    reading = turn["reading"]
    if reading.get("more"):
        return None
    if reading["act"] == "tell":
        return "inform" if reading.get("facts") else None
    if reading["act"] == "ask":
        return _asked(str(reading.get("topic")), str(reading.get("facet")), (turn.get("context") or {}).get("kind"))
    return _ACTS.get(reading["act"])


def _asked(topic: str, facet: str, kind: str | None) -> str | None:
    if topic == "chat" or topic.startswith("region:"):
        return None
    if facet in _FACETS:
        return _FACETS[facet]
    if topic == "same" and facet in _FACETS_OF_THE_SAME:
        return _FACETS_OF_THE_SAME[facet]
    if topic == "same" and kind in _PROGRAMMES:
        return _FACETS_OF_PROGRAMMES.get(facet, "ask_details")
    return _NAMED.get(topic.partition(":")[0], "ask_knowledge")
