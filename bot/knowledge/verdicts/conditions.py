"""Conditions over known facts, and the values of a fact that a rule can tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from bot.knowledge.verdicts.facts import FACTS, FactValue
from bot.knowledge.verdicts.records import AllOf, AnyOf, Condition, Test, VerdictRule
from bot.language.text.normalise import fold


def holds(condition: Condition, values: Mapping[str, FactValue]) -> bool:
    """Whether a condition holds. ``values`` has every fact it speaks of."""
    if isinstance(condition, Test):
        return passes(condition, values[condition.fact])
    parts = (holds(part, values) for part in condition.parts)
    return any(parts) if isinstance(condition, AnyOf) else all(parts)


def passes(test: Test, value: FactValue) -> bool:
    """Whether a known value passes a test."""
    if isinstance(test.operand, int):
        if not isinstance(value, int):
            return False
        return {
            "at_least": value >= test.operand,
            "at_most": value <= test.operand,
            "below": value < test.operand,
            "above": value > test.operand,
        }[test.operator]
    if test.operator == "mentions":
        text = fold(str(value))
        return any(fold(str(word)) in text for word in test.operand)
    return value in test.operand


def all_tests(condition: Condition) -> Iterator[Test]:
    """Yield all tests of a condition."""
    if isinstance(condition, Test):
        yield condition
    else:
        for part in condition.parts:
            yield from all_tests(part)


def values_to_tell_apart(rule: VerdictRule, fact: str) -> list[FactValue]:
    """Return one value for each way in which the tests of ``rule`` on ``fact`` can come out together."""
    own = list(dict.fromkeys(test for case in rule.cases for test in all_tests(case.when) if test.fact == fact))
    found: dict[tuple[bool, ...], FactValue] = {}
    for value in _candidates(fact, own):
        found.setdefault(tuple(passes(test, value) for test in own), value)
    return list(found.values())


def _candidates(name: str, own: Iterable[Test]) -> Iterable[FactValue]:
    fact = FACTS[name]
    if fact.kind == "yes_no":
        return (True, False)
    if fact.kind in ("number", "amount"):
        return sorted({0, *(_first_of_next_range(test) for test in own)})
    if fact.choices:
        return fact.choices
    words = [("", str(test.operand[0])) for test in own if isinstance(test.operand, tuple)]
    return (" ".join(chosen) for chosen in product(*words))


def _first_of_next_range(test: Test) -> int:
    assert isinstance(test.operand, int)
    return test.operand if test.operator in ("at_least", "below") else test.operand + 1


def always(condition: Condition) -> bool:
    """Whether a condition asks for nothing."""
    return isinstance(condition, AllOf) and not condition.parts
