"""Verdicts as immutable values: rules, their cases and conditions, and what the engine answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

Result = Literal["ja", "nein", "wahrscheinlich_ja", "wahrscheinlich_nein", "kommt_darauf_an"]
Confidence = Literal["high", "medium", "low"]
Operator = Literal["at_least", "at_most", "below", "above", "one_of", "mentions"]


@dataclass(frozen=True)
class Test:
    """A condition on one fact. ``operand``: a number, or the values of which one must be there (``is`` has one)."""

    fact: str
    operator: Operator
    operand: int | tuple[str | bool, ...]

    __test__ = False
    """Not a class of tests for pytest."""


@dataclass(frozen=True)
class AllOf:
    """Holds if all parts hold; without parts, always."""

    parts: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class AnyOf:
    """Holds if one part holds."""

    parts: tuple[Condition, ...]


Condition = Test | AllOf | AnyOf


@dataclass(frozen=True)
class RuleSource:
    """Where the figures of a case were read, and how sure they are."""

    url: str
    date: str | None
    confidence: Confidence


@dataclass(frozen=True)
class Case:
    """What holds under a condition, from the first to the last day (both included, ``None`` is open).

    ``general``: the sentence is true as well wherever an earlier case with the same result holds.
    """

    when: Condition
    first_day: dt.date | None
    last_day: dt.date | None
    result: Result
    sentence: str
    changes: str
    source: RuleSource
    general: bool = False


@dataclass(frozen=True)
class VerdictRule:
    """A legal duty as data. The first case that holds decides; the last one always holds.

    ``asks``: the facts it may need, those that separate best first. ``exact``: the cases differ for the owner even
    where their result is the same, so the engine asks until one case is left. ``assumes``: rare facts, with what is
    most often so; only for a provisional verdict while the engine still asks.
    """

    id: str
    topic: str
    title: str
    asks: tuple[str, ...]
    exact: bool
    cases: tuple[Case, ...]
    assumes: tuple[tuple[str, bool], ...] = ()
    written: str = field(default="", compare=False, repr=False)
    """The rule as JSON in the shape of the file, as the data base keeps it."""


@dataclass(frozen=True)
class Verdict:
    """The answer: ``sentence`` first, then ``changes``, what would make it a different one."""

    result: Result
    sentence: str
    changes: str
    source: RuleSource


@dataclass(frozen=True)
class Question:
    """The next fact to ask for."""

    fact: str
    text: str


@dataclass(frozen=True)
class Judgement:
    """Either a verdict or a question.

    ``provisional``: beside a question, the verdict if the rare facts are as they most often are; say it first, then ask.
    ``rests_on``: the known facts that matter. ``unknown``: the facts not known that could still change something.
    ``possible``: the results that are still possible, most often one if there is a verdict.
    """

    verdict: Verdict | None
    question: Question | None
    rests_on: tuple[str, ...]
    unknown: tuple[str, ...]
    possible: tuple[Result, ...]
    provisional: Verdict | None = None
