"""The facts of the firm that a message tells: the last of a kind wins, what is denied is none, of several sums none is taken."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from bot.advice.profile import FACTS, agreeing
from bot.language.asked.denied import is_denied
from bot.language.facts.firm.kind import FIRM_KINDS
from bot.language.facts.money import names_money
from bot.language.facts.several import settled
from bot.language.project.planned import changes_the_sum, first_year_sum, share_of_before
from bot.language.project.told import purposes

TELLING_INTENTS = frozenset({"find_funding", "find_case_study", "inform", "correct"})
_THOUSAND, _FIRST_YEAR, _LAST_YEAR = 1_000, 1_900, 2_100
_FAR = math.log(50)
"""How many times as large or small a number may be and still put another right: 30.000 corrects no 30 heads."""
_SAYS_NUMBERS = frozenset({"inform", "correct"})


def told_facts(message: dict[str, Any], entities: Sequence[dict[str, Any]], slots: dict[str, Any]) -> dict[str, Any]:
    """Return the facts to remember; a theme counts as the firm's project only where it is told, not where it is asked about."""
    intent = (message.get("intent") or {}).get("name")
    if intent == "challenge" and not _denied(entities, message.get("text") or ""):
        return {}  # "mein Berater sagt 20.000 Euro" is no budget
    facts = stated_facts(entities, message.get("text") or "")
    if intent not in TELLING_INTENTS:
        facts.pop("topic", None)
        facts.pop("project", None)
    facts = agreeing(facts, slots)
    facts.update({} if "topic" in facts else without_denied(entities, message.get("text") or "", slots))
    number = next((item["value"] for item in entities if item["entity"] == "number"), None)
    if unsettled(entities, message.get("text") or ""):
        return facts
    if {"employees", "amount"} & set(facts):
        return facts
    if number is not None and intent in _SAYS_NUMBERS:
        facts.update(_replaced_by(number, slots))
    else:
        facts.update(_other_sum(number, message.get("text") or "", slots))
    return facts


def _other_sum(number: int | None, text: str, slots: dict[str, Any]) -> dict[str, int]:
    """Return the sum that a message plans instead of the one told before: "jetzt doch nur die Hälfte, also 60.000"."""
    before = slots.get("amount")
    if not isinstance(before, (int, float)) or not changes_the_sum(text):
        return {}
    planned = number if number is not None and _is_money(number) else share_of_before(text, before)
    return {"amount": planned} if planned else {}


def without_denied(entities: Sequence[dict[str, Any]], text: str, slots: Mapping[str, Any]) -> dict[str, None]:
    """Return topic and project as forgotten where the noted topic is denied ("mit Weiterbildung hat das nix zu tun")."""
    denied = {item["value"] for item in _denied(entities, text) if item["entity"] == "topic"}
    return {"topic": None, "project": None} if slots.get("topic") in denied else {}


def _replaced_by(number: int, slots: dict[str, Any]) -> dict[str, int]:
    """Return which known fact a bare number ("nein, 14") replaces: the one of the nearer magnitude, none where both are far."""
    known = {name: slots[name] for name in ("employees", "amount") if isinstance(slots.get(name), (int, float))}
    if not known:
        return {}
    apart = {name: abs(math.log((number + 1) / (value + 1))) for name, value in known.items()}
    nearest = min(apart, key=lambda name: apart[name])
    return {nearest: number} if apart[nearest] <= _FAR else {}


def stated_facts(entities: Sequence[dict[str, Any]], text: str) -> dict[str, Any]:
    """Return the facts of the firm that the entities of one message state; the last of a kind wins ("nein, 14").

    Where several sums or head counts are named and none is their total, none is taken: see ``unsettled``. What is denied is none
    ("wieso 35 Leute? Ich sagte 85"); a bare number beside it is what is meant instead.
    """
    entities = [item for item in entities if not _is_kind_of_money(item, text)]
    named = [item for item in entities if item["entity"] in FACTS]
    denied = _denied(named, text)
    facts = {item["entity"]: item["value"] for item in named if item not in denied}
    number = next((item["value"] for item in reversed(entities) if item["entity"] == "number"), None)
    instead = {item["entity"] for item in denied} & {"employees", "amount", "turnover", "balance"} - set(facts)
    facts.update(dict.fromkeys(instead, number) if number is not None else {})
    entities = [item for item in entities if item not in denied]
    for name, values in _several(entities, text).items():
        if isinstance(values, int):
            facts[name] = values
        else:
            facts.pop(name, None)
    year = first_year_sum(text)
    if year is not None and (year.once or "amount" in facts):
        facts["amount"] = year.first_year
    if "region" in facts and "place" not in facts:
        facts["place"] = None
    if "sector" in facts:
        trade = next(item for item in reversed(named) if item["entity"] == "sector" and item not in denied)
        facts["trade"] = text[trade["start"] : trade["end"]] if "start" in trade else None
    themes = [item for item in entities if item["entity"] == "topic" and "start" in item]
    topics = [themes[place] for place in purposes(text, [(item["start"], item["end"]) for item in themes])]
    if themes and not topics:
        facts.pop("topic", None)
    if topics:
        # that a bank or a rate is named says least about what the money is for
        first = min(topics, key=lambda item: item["value"] == "finanzierung")
        facts["topic"] = first["value"]
        facts["project"] = text[first["start"] : first["end"]] or None
    return facts


def _is_kind_of_money(item: dict[str, Any], text: str) -> bool:
    """Whether a theme is only a kind of money ("Kredit"), which is never what the money is for."""
    return item["entity"] == "topic" and "start" in item and names_money(text[item["start"] : item["end"]])


def unsettled(entities: Sequence[dict[str, Any]], text: str) -> dict[str, tuple[int, ...]]:
    """Return the kinds of fact of which a message names several values without saying which holds.

    "Software 12.000 €, Hardware 8.000 €" names two amounts; "…, zusammen 20.000 €" names the total, and leaves no doubt.
    """
    denied = _denied(entities, text)
    several = _several([item for item in entities if item not in denied], text)
    return {name: values for name, values in several.items() if not isinstance(values, int)}


def _several(entities: Sequence[dict[str, Any]], text: str) -> dict[str, int | tuple[int, ...]]:
    """Return, for each kind of which several values are named, the one that is their total, or all of them where none is."""
    found: dict[str, int | tuple[int, ...]] = {}
    for name in ("amount", "employees"):
        named = [item for item in entities if item["entity"] == name and "start" in item]
        if name == "amount" and named:  # "Software 12.000, Hardware 8.000 €": the first is a sum of money as well
            named += [
                item for item in entities if item["entity"] == "number" and "start" in item and _is_money(item["value"])
            ]
        values = [(item["value"], item["start"], item["end"]) for item in sorted(named, key=lambda item: item["start"])]
        if len({value for value, _, _ in values}) > 1:
            year = first_year_sum(text) if name == "amount" else None
            value = year.first_year if year else settled(text, values)
            found[name] = value if value is not None else tuple(dict.fromkeys(value for value, _, _ in values))
    return found


def _is_money(number: int) -> bool:
    """Whether a bare number beside a sum of euros is one, too: a thousand or more, and no year."""
    return number >= _THOUSAND and not _FIRST_YEAR <= number <= _LAST_YEAR


def _denied(entities: Sequence[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """Return what is denied; what kind of firm it is carries that in its value ("nicht-gmbh")."""
    named = (item for item in entities if "start" in item and item["entity"] not in FIRM_KINDS)
    return [item for item in named if is_denied(text, item["start"], item["end"])]
