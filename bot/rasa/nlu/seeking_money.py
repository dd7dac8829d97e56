"""Whether a message looks for public money, whatever the classifier takes it for: pure functions of its text and its facts."""

from __future__ import annotations

from typing import Any

from bot.language.asked.concerns import questions_in
from bot.language.asked.plain_search import asks_for_any_money, is_plain_search
from bot.language.asked.urgent import is_over
from bot.language.facts.money import (
    asks_who_pays,
    begins_with_money,
    has_rule_word,
    is_private,
    money_kinds,
    names_any_money,
    names_public_money,
    speaks_of_funding,
)
from bot.language.project.told import Told, named_beside_money, told_project
from bot.language.project.topics import NOT_DIGITAL, topic_by_meaning

OF_FIRM = frozenset({"sector", "employees", "region", "amount"})
_TWO_FACTS = 2
_TOLD_OF_FIRM = frozenset({"region", "place", "sector", "employees", "turnover", "balance", "number"})
_MAY_SEEK = frozenset({"ask_knowledge", "inform", "out_of_scope", "not_understood", "nlu_fallback"})
_NOT_OURS = frozenset({"out_of_scope", "not_understood", "nlu_fallback"})
_SURE_OF_SEARCH, _GUESSED_SEARCH = 0.9, 0.65
"""Confidence from which a search is one whatever it asks, and below which it must speak of money."""


def of_a_firm(guessed: str | None, text: str, entities: list[dict[str, Any]]) -> str | None:
    """Return what a firm wants that tells of itself and speaks of public money, whatever the rest ("hotel 25 leute, zuschuss?").

    One fact of the firm is enough where the rest is strange; a question needs two, because it may be about money alone.
    """
    told = {entity["entity"] for entity in entities} & OF_FIRM
    if guessed == "emergency":
        return "find_funding" if told and seeks_after_attack(text) else None
    if guessed in _MAY_SEEK and len(told) >= _TWO_FACTS and asks_who_pays(text) and _tells_project(text, entities):
        return "find_funding"
    if guessed in _MAY_SEEK and names_public_money(text) and not has_rule_word(text) and _only_seeks(text, entities):
        return "find_funding"
    if guessed in _MAY_SEEK and speaks_of_funding(text) and not is_private(text) and _is_not_digital(text, entities):
        return "find_funding"
    begins = begins_with_money(text) and not has_rule_word(text) and not is_private(text)
    if guessed in _MAY_SEEK and begins and named_beside_money(text):
        return "find_funding"  # "Fördergeld für einen Verkaufsautomaten mit Kartenzahlung?"
    least = {"out_of_scope": 1, "inform": 1, "ask_knowledge": _TWO_FACTS}.get(guessed or "", len(OF_FIRM) + 1)
    enough = len(told) >= least and told & {"sector", "employees"}
    if enough and (speaks_of_funding(text) or money_kinds(text)):
        return "find_funding"
    if guessed in _NOT_OURS and speaks_of_funding(text) and not is_private(text):
        return "find_funding" if _for_a_firm(text, entities) else "ask_knowledge"
    return None


def seeks_after_attack(text: str) -> bool:
    """Return whether a message wants money for protection after an attack of some time ago: no emergency any more."""
    return is_over(text) and (speaks_of_funding(text) or names_public_money(text) or asks_who_pays(text))


def _only_seeks(text: str, entities: list[dict[str, Any]]) -> bool:
    """Whether nothing stands in a message but facts, topics, kinds of money and the wish ("ERP für 30.000 €, Förderung?")."""
    if asks_for_any_money(text):
        return True
    if not money_kinds(text) and not {item["entity"] for item in entities} & (OF_FIRM | {"topic"}):
        return False
    rest = list(text)
    for entity in entities:
        if "start" in entity and entity["entity"] != "programme":
            rest[entity["start"] : entity["end"]] = " " * (entity["end"] - entity["start"])
    return is_plain_search("".join(rest))


def asks_a_rule(guessed: dict[str, Any], text: str, entities: list[dict[str, Any]]) -> str | None:
    """Return that a question is meant where a search is only guessed, and nothing of it is one.

    It speaks of no money at all ("Wem gehört die Idee, wenn wir mit einer Hochschule entwickeln?"), or it asks for a rule and tells
    neither a fact nor a project ("Kann man zwei Zuschüsse gleichzeitig nehmen?").
    """
    sure = float(guessed.get("confidence") or 0.0)
    if guessed.get("name") != "find_funding" or sure >= _SURE_OF_SEARCH or not questions_in(text):
        return None
    if money_kinds(text).refused:  # "gibts auch was, wo man nix zurückzahlen muss" wants, and asks for no rule
        return None
    if sure < _GUESSED_SEARCH and not names_any_money(text) and not asks_who_pays(text):
        return "ask_knowledge"
    told = {item["entity"] for item in entities} & (OF_FIRM - {"region"} | {"topic", "programme"})
    return "ask_knowledge" if not told and has_rule_word(text) and _project(text, entities) is None else None


def _tells_project(text: str, entities: list[dict[str, Any]]) -> bool:
    """Whether a message tells what is to be bought or done, by a word for a topic or in the owner's own words."""
    return any(item["entity"] == "topic" for item in entities) or _project(text, entities) is not None


def _project(text: str, entities: list[dict[str, Any]]) -> Told | None:
    facts, sums, themes = (
        [(item["start"], item["end"]) for item in entities if item["entity"] in names and "start" in item]
        for names in (_TOLD_OF_FIRM, {"amount"}, {"topic"})
    )
    return told_project(text, facts, sums, themes)


def _is_not_digital(text: str, entities: list[dict[str, Any]]) -> bool:
    """Whether money is looked for that other offices give: the search says which."""
    if has_rule_word(text) or any(item["entity"] == "topic" for item in entities):
        return False
    told = _project(text, entities)
    return told is not None and told.sure and topic_by_meaning(told.words) in NOT_DIGITAL


def _for_a_firm(text: str, entities: list[dict[str, Any]]) -> bool:
    """Whether money is looked for that is for a project of firms ("Zuschuss Wärmepumpe", "Förderung für eine neue Hebebühne")."""
    if is_private(text):
        return False
    told = _project(text, entities)
    words = told.words if told else named_beside_money(text)
    return words is not None and topic_by_meaning(words) is not None
