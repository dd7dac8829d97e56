"""The shape of ``verdicts.yaml``: rules as staff write them, with errors that they can act on."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from pydantic import Field, root_validator, validator

from bot.knowledge.fields import (
    Identified,
    Strict,
    day_of_source,
    in_order,
    iso_date,
    once,
    one_of,
    page,
    whole_sentences,
)
from bot.knowledge.verdicts.conditions import all_tests, always
from bot.knowledge.verdicts.facts import FACTS
from bot.knowledge.verdicts.records import AllOf, AnyOf, Case, Condition, RuleSource, Test, VerdictRule
from bot.knowledge.verdicts.wording import PLACEHOLDERS, parts

_LIMITS = ("at_least", "at_most", "below", "above")
_YES_NO = {"ja": True, "nein": False}
_OPERATORS = {
    "number": _LIMITS,
    "amount": _LIMITS,
    "yes_no": ("is",),
    "choice": ("is", "one_of"),
    "text": ("mentions",),
}


def condition(value: Any) -> AllOf:
    """Return the condition that stands under ``when``: facts with tests, and ``any`` with a list of such.

    Raises:
        ValueError: with a message for staff.
    """
    if not isinstance(value, dict):
        raise ValueError("Angaben mit Bedingungen erwartet, je Zeile eine")
    found: list[Condition] = []
    for name, given in value.items():
        found.extend([_alternatives(given)] if name == "any" else _tests(name, given))
    return AllOf(tuple(found))


def _alternatives(value: Any) -> AnyOf:
    if not isinstance(value, list) or len(value) < 2:
        raise ValueError("unter any mindestens zwei Bedingungen erwartet, jede beginnt mit „- “")
    return AnyOf(tuple(condition(part) for part in value))


def _tests(name: Any, given: Any) -> list[Condition]:
    one_of(name, FACTS, "eine Angabe")
    allowed = _OPERATORS[FACTS[name].kind]
    if not isinstance(given, dict) or not given:
        raise ValueError(f"unter {name} eine Bedingung erwartet, möglich sind: {', '.join(allowed)}")
    return [_test(name, one_of(operator, allowed, f"unter {name}"), operand) for operator, operand in given.items()]


def _test(name: str, operator: str, operand: Any) -> Test:
    fact = FACTS[name]
    if operator in _LIMITS:
        if not isinstance(operand, int) or isinstance(operand, bool) or operand < 0:
            raise ValueError(f"unter {name} eine ganze Zahl ab 0 erwartet")
        return Test(name, operator, operand)  # type: ignore[arg-type]
    if fact.kind == "yes_no":
        if not isinstance(operand, str) or operand not in _YES_NO:
            raise ValueError(f"unter {name} ja oder nein erwartet")
        return Test(name, "one_of", (_YES_NO[operand],))
    values = [operand] if operator == "is" else operand
    if not isinstance(values, list) or not values or not all(isinstance(each, str) and each for each in values):
        raise ValueError(f"unter {name} eine Liste von Wörtern erwartet")
    if fact.choices:
        values = [one_of(each, fact.choices, f"unter {name}") for each in values]
    return Test(name, "mentions" if operator == "mentions" else "one_of", tuple(once(values) or ()))


class CaseModel(Strict):
    """What holds under a condition."""

    when: dict[str, Any] = Field(default_factory=dict)
    first_day: dt.date | None = Field(None, alias="from")
    last_day: dt.date | None = Field(None, alias="until")
    result: Literal["ja", "nein", "wahrscheinlich_ja", "wahrscheinlich_nein", "kommt_darauf_an"]
    sentence: str
    changes: str
    source_url: str
    source_date: str | None
    confidence: Literal["high", "medium", "low"]
    general: Literal["ja", "nein"] = "nein"

    _url = validator("source_url", allow_reuse=True)(page)
    _date = validator("source_date", pre=True, allow_reuse=True)(day_of_source)
    _whole = validator("changes", allow_reuse=True)(whole_sentences)
    _dates = validator("first_day", "last_day", pre=True, allow_reuse=True)(iso_date)

    @validator("when")
    @classmethod
    def _readable(cls, value: dict[str, Any]) -> dict[str, Any]:
        condition(value)
        return value

    @validator("sentence")
    @classmethod
    def _brackets(cls, value: str) -> str:
        if "".join(sign for sign in value if sign in "[]").replace("[]", ""):
            raise ValueError("eckige Klammern paarweise erwartet, ohne Klammern in Klammern")
        if any(plain and ("{" in part or "|" in part) for plain, part in parts(value)):
            raise ValueError("Angaben des Betriebs nur in eckigen Klammern erwartet, sie können fehlen")
        for name in shown_in(value):
            one_of(name, PLACEHOLDERS, "in geschweiften Klammern eine Angabe")
        return value

    @validator("changes")
    @classmethod
    def _no_brackets(cls, value: str) -> str:
        if any(sign in value for sign in "[]{}"):
            raise ValueError("ein Text ohne Klammern erwartet")
        return value

    @root_validator
    @classmethod
    def _ordered(cls, values: dict[str, Any]) -> dict[str, Any]:
        in_order(cls, values, [("first_day", "last_day")])
        return values

    def record(self) -> Case:
        """Return the immutable value."""
        source = RuleSource(self.source_url, self.source_date, self.confidence)
        return Case(
            when=condition(self.when),
            first_day=self.first_day,
            last_day=self.last_day,
            result=self.result,
            sentence=self.sentence,
            changes=self.changes,
            source=source,
            general=self.general == "ja",
        )


def shown_in(sentence: str) -> list[str]:
    """Return the names in braces."""
    return [part.partition("}")[0] for part in sentence.split("{")[1:]]


class VerdictRuleModel(Identified):
    """A legal duty: who must, and what that depends on."""

    topic: str
    title: str
    asks: list[str]
    exact: Literal["ja", "nein"] = "nein"
    assumes: dict[str, Literal["ja", "nein"]] = Field(default_factory=dict)
    cases: list[CaseModel]

    _unique = validator("asks", allow_reuse=True)(once)

    @validator("asks", each_item=True)
    @classmethod
    def _known_fact(cls, value: str) -> str:
        return one_of(value, FACTS, "eine Angabe")

    @validator("cases")
    @classmethod
    def _some_case_holds(cls, value: list[CaseModel]) -> list[CaseModel]:
        last = value[-1].record() if value else None
        if last is None or not always(last.when) or last.first_day or last.last_day:
            raise ValueError("als letzten Fall einen ohne Bedingung und ohne Datum erwartet, er gilt für den Rest")
        return value

    @root_validator(skip_on_failure=True)
    @classmethod
    def _asks_what_it_needs(cls, values: dict[str, Any]) -> dict[str, Any]:
        cases = [model.record() for model in values["cases"]]
        needed = {test.fact for case in cases for test in all_tests(case.when)}
        missing = sorted(needed - set(values["asks"]))
        if missing:
            raise ValueError(f"unter asks alle Angaben der Bedingungen erwartet, es fehlt: {', '.join(missing)}")
        idle = [name for name in values["asks"] if name not in needed]
        if idle:
            raise ValueError(f"unter asks nur Angaben der Bedingungen erwartet, zu viel ist: {', '.join(idle)}")
        strange = [name for name in values["assumes"] if name not in needed or FACTS[name].kind != "yes_no"]
        if strange:
            raise ValueError(f"unter assumes nur Angaben aus asks mit ja oder nein erwartet, falsch ist: {strange[0]}")
        shown = {PLACEHOLDERS[name] for case in cases for name in shown_in(case.sentence)}
        if not shown <= needed:
            raise ValueError(f"in den Sätzen nur Angaben aus asks erwartet, zu viel ist: {min(shown - needed)}")
        return values

    def record(self) -> VerdictRule:
        """Return the immutable value."""
        return VerdictRule(
            written=self.json(ensure_ascii=False, by_alias=True),
            id=self.id,
            topic=self.topic,
            title=self.title,
            asks=tuple(self.asks),
            exact=self.exact == "ja",
            cases=tuple(case.record() for case in self.cases),
            assumes=tuple((name, _YES_NO[value]) for name, value in self.assumes.items()),
        )
