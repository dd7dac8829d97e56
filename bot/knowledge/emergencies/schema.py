"""The shape of ``emergencies/*.yaml``: kinds and questions as staff write them, with errors that they can act on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, Field, validator

from bot.knowledge.emergencies.records import CaseAnswer, CaseQuestion, Emergencies, EmergencyKind
from bot.knowledge.fields import Identified, ShortName, Strict, once, one_of, whole_sentences
from bot.knowledge.schema import SourceModel

ROLES = (
    "it", "zac", "polizei", "hotline", "sperren", "bank", "anbieter", "webanbieter", "versicherung", "anwalt",
    "datenschutzaufsicht",
)  # fmt: skip
"""Whom to call: those with a number in ``emergency_contacts.yaml``, and those whose number only the owner has."""
_LEAST_STEPS, _LEAST_WAYS = 3, 20
MADE = frozenset({"weiter", "hilfe"})
"""Questions whose answer is made from the kind: its next steps, and whom to call."""


def _roles(value: list[str]) -> list[str]:
    for role in value:
        one_of(role, ROLES, "eine Stelle")
    once(value)
    return value


class EmergencyKindModel(Identified):
    """What can have happened."""

    name: str
    button: ShortName
    first: list[str]
    next: list[str]
    never: list[str]
    calls: list[str]
    told: str
    say: str
    after: str
    likely: list[str] = Field(default_factory=list)
    articles: list[str]
    special: list[str] = Field(default_factory=list)
    learns_from: list[str] = Field(default_factory=list)
    tells: list[str]

    _whole = validator("told", "say", "after", allow_reuse=True)(whole_sentences)
    _calls = validator("calls", allow_reuse=True)(_roles)

    @validator("first", "next", "never")
    @classmethod
    def _enough_steps(cls, value: list[str]) -> list[str]:
        if len(value) < _LEAST_STEPS:
            raise ValueError(f"mindestens {_LEAST_STEPS} Schritte erwartet")
        for step in value:
            whole_sentences(step)
        return value

    @validator("tells")
    @classmethod
    def _enough_ways(cls, value: list[str]) -> list[str]:
        return _ways(value)

    def record(self) -> EmergencyKind:
        """Return the immutable value."""
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in self.dict().items()
        }
        return EmergencyKind(**values)


class CaseAnswerModel(Strict):
    """An answer for some kinds, or for all others."""

    kinds: list[str] = Field(default_factory=list)
    text: str
    again: str
    articles: list[str]
    sources: list[SourceModel] = Field(default_factory=list)

    _whole = validator("text", "again", allow_reuse=True)(whole_sentences)

    def record(self) -> CaseAnswer:
        """Return the immutable value."""
        sources = tuple(source.record() for source in self.sources)
        return CaseAnswer(tuple(self.kinds), self.text, self.again, tuple(self.articles), sources)


class CaseQuestionModel(Identified):
    """Something that is asked in an emergency."""

    name: str
    button: ShortName
    answers: list[CaseAnswerModel] = Field(default_factory=list)
    calls: list[str] = Field(default_factory=list)
    learns_from: list[str] = Field(default_factory=list)
    asks: list[str]

    _calls = validator("calls", allow_reuse=True)(_roles)

    @validator("asks")
    @classmethod
    def _enough_ways(cls, value: list[str]) -> list[str]:
        return _ways(value)

    def record(self) -> CaseQuestion:
        """Return the immutable value."""
        return CaseQuestion(
            self.id,
            self.name,
            self.button,
            tuple(answer.record() for answer in self.answers),
            tuple(self.calls),
            tuple(self.learns_from),
            tuple(self.asks),
        )


class Written(BaseModel):
    """All of it as the data base keeps it: one JSON text."""

    kinds: list[EmergencyKindModel] = Field(default_factory=list)
    questions: list[CaseQuestionModel] = Field(default_factory=list)
    other: list[str] = Field(default_factory=list)

    def record(self) -> Emergencies:
        """Return the immutable value."""
        return Emergencies(
            {kind.id: kind.record() for kind in self.kinds},
            {question.id: question.record() for question in self.questions},
            tuple(self.other),
            self.json(),
        )


def _ways(value: Sequence[str]) -> list[str]:
    if len(value) < _LEAST_WAYS:
        raise ValueError(f"mindestens {_LEAST_WAYS} Sätze erwartet, aus denen der Chat lernt")
    once(list(value))
    return list(value)
