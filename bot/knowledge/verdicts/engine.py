"""Judging whether a duty concerns a firm.

A fact is known, or it is not: nothing is assumed. A rule is run over all ways in which the unknown facts could turn out
(only as finely as the rule tells values apart). Where all lead to the same, that is the verdict; else the engine asks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import product

from bot.knowledge.verdicts import wording
from bot.knowledge.verdicts.conditions import all_tests, holds, values_to_tell_apart
from bot.knowledge.verdicts.facts import DONT_KNOW, FACTS, FactValue, check_value, plausible
from bot.knowledge.verdicts.records import Case, Judgement, Question, Result, Verdict, VerdictRule

_TOWARDS_YES: frozenset[Result] = frozenset({"ja", "wahrscheinlich_ja"})
_TOWARDS_NO: frozenset[Result] = frozenset({"nein", "wahrscheinlich_nein"})
_Outcomes = dict[tuple[FactValue, ...], int]


def judge(rule: VerdictRule, facts: Mapping[str, FactValue], today: dt.date) -> Judgement:
    """Return the verdict of ``rule`` for a firm on the day ``today``, or the next question.

    ``facts``: what was told; a missing fact or ``None`` was not told yet, ``DONT_KNOW`` means the owner was asked and
    does not know. Facts the rule does not speak of are ignored.

    Raises:
        ValueError: a value is not of the kind of its fact.
    """
    for name in rule.asks:
        check_value(name, facts.get(name))
    known = {name: facts[name] for name in rule.asks if facts.get(name) not in (None, DONT_KNOW)}
    open_facts = [name for name in rule.asks if name not in known]
    outcomes = _outcomes(rule, known, open_facts, today)
    reached = set(outcomes.values())
    cases = _that_speak(rule, reached)
    possible = tuple(dict.fromkeys(rule.cases[index].result for index in sorted(reached)))
    unknown = _that_matter(rule, open_facts, outcomes)
    rests_on = _rests_on(rule, known, today, reached)
    question = next((name for name in unknown if facts.get(name) != DONT_KNOW), None)
    if len(cases) > 1 and question is not None:
        asked = Question(question, FACTS[question].question)
        return Judgement(None, asked, rests_on, unknown, possible, _provisional(rule, facts, today))
    return Judgement(_verdict(cases, known, unknown), None, rests_on, unknown, possible)


def _provisional(rule: VerdictRule, facts: Mapping[str, FactValue], today: dt.date) -> Verdict | None:
    """Return the verdict if the rare facts not told are as they most often are."""
    assumed = {name: value for name, value in rule.assumes if facts.get(name) is None}
    verdict = judge(rule, {**facts, **assumed}, today).verdict if assumed else None
    return verdict if verdict and verdict.result != "kommt_darauf_an" else None


def _outcomes(
    rule: VerdictRule, known: Mapping[str, FactValue], open_facts: Sequence[str], today: dt.date
) -> _Outcomes:
    """Return the case for each way in which the open facts could turn out; at least one."""
    ways = list(product(*(values_to_tell_apart(rule, name) for name in open_facts)))
    values = [{**known, **dict(zip(open_facts, way, strict=True))} for way in ways]
    kept = [position for position, each in enumerate(values) if plausible(each)] or range(len(ways))
    return {ways[position]: _case(rule, values[position], today) for position in kept}


def _case(rule: VerdictRule, values: Mapping[str, FactValue], today: dt.date) -> int:
    return next(index for index, case in enumerate(rule.cases) if in_force(case, today) and holds(case.when, values))


def in_force(case: Case, today: dt.date) -> bool:
    """Whether a day lies between the first and the last day of a case."""
    return (case.first_day is None or case.first_day <= today) and (case.last_day is None or today <= case.last_day)


def _that_speak(rule: VerdictRule, reached: set[int]) -> list[Case]:
    """Return the possible cases without those for which a later, general one of the same result speaks."""
    cases: list[Case] = []
    for index in sorted(reached):
        case = rule.cases[index]
        cases = [other for other in cases if not case.general or other.result != case.result] + [case]
    return cases


def _that_matter(rule: VerdictRule, open_facts: Sequence[str], outcomes: _Outcomes) -> tuple[str, ...]:
    """Return the open facts that alone can turn one outcome into another one."""
    speaking = {rule.cases.index(case) for case in _that_speak(rule, set(outcomes.values()))}
    found = []
    for position, name in enumerate(open_facts):
        results: dict[tuple[FactValue, ...], set[Result]] = {}
        cases: dict[tuple[FactValue, ...], set[int]] = {}
        for way, case in outcomes.items():
            others = way[:position] + way[position + 1 :]
            results.setdefault(others, set()).add(rule.cases[case].result)
            if case in speaking:
                cases.setdefault(others, set()).add(case)
        differing = [*results.values(), *(cases.values() if rule.exact else ())]
        if any(len(seen) > 1 for seen in differing):
            found.append(name)
    return tuple(found)


def _rests_on(rule: VerdictRule, known: Mapping[str, FactValue], today: dt.date, reached: set[int]) -> tuple[str, ...]:
    """Return the known facts without which more cases were possible; if several say the same, those of the cases."""
    needed = []
    for name in known:
        others = {other: value for other, value in known.items() if other != name}
        without = _outcomes(rule, others, [fact for fact in rule.asks if fact not in others], today)
        if set(without.values()) != reached:
            needed.append(name)
    if needed:
        return tuple(needed)
    spoken_of = {test.fact for index in reached for test in all_tests(rule.cases[index].when)}
    return tuple(name for name in known if name in spoken_of)


def _verdict(cases: Sequence[Case], known: Mapping[str, FactValue], unknown: Sequence[str]) -> Verdict:
    first = cases[0]
    if len(cases) == 1:
        return Verdict(first.result, wording.fill(first.sentence, known), first.changes, first.source)
    result = _common(tuple(dict.fromkeys(case.result for case in cases)))
    if result is not None:
        return Verdict(result, wording.agreed(result), wording.WHEN_KNOWN, first.source)
    return Verdict("kommt_darauf_an", wording.depends_on(unknown), wording.WHEN_KNOWN, first.source)


def _common(possible: Sequence[Result]) -> Result | None:
    """Return the one result, or the careful one if all point the same way."""
    if len(possible) == 1:
        return possible[0]
    if _TOWARDS_YES.issuperset(possible):
        return "wahrscheinlich_ja"
    return "wahrscheinlich_nein" if _TOWARDS_NO.issuperset(possible) else None
