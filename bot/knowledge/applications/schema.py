"""The shape of ``applications.yaml``, with errors that staff can act on."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from pydantic import Field, root_validator, validator

from bot.knowledge.applications.records import SIDES, Application, Proof, Rate, Step
from bot.knowledge.codes import REGIONS
from bot.knowledge.fields import (
    Euro,
    Strict,
    day_of_source,
    iso_date,
    once,
    one_of,
    page,
    raise_at,
    read_before,
    whole_sentences,
)
from bot.knowledge.plausible import gives_verdict

_LONGEST_PAPER, _LONGEST_WHO = 90, 90
_TEXTS = ("duration", "payout", "repayment", "combination", "refused", "house_bank", "de_minimis")
_YES_OR_NO = {
    "repayment": "Muss ich das zurückzahlen?",
    "combination": "Kann ich das kombinieren?",
    "house_bank": "Muss das über die Hausbank?",
    "de_minimis": "Zählt das zu De-minimis?",
}
"""Fields that answer a question for yes or no: they begin with the answer (F24)."""


class StepModel(Strict):
    """One thing to do."""

    text: str
    who: str | None = None
    papers: list[str] = Field(default_factory=list)
    takes: str | None = None

    _whole = validator("text", allow_reuse=True)(whole_sentences)
    _unique = validator("papers", allow_reuse=True)(once)

    @validator("who", "takes")
    @classmethod
    def _short(cls, value: str | None) -> str | None:
        if value is not None and len(value) > _LONGEST_WHO:
            raise ValueError(f"höchstens {_LONGEST_WHO} Zeichen erwartet")
        return value

    @validator("papers", each_item=True)
    @classmethod
    def _a_paper(cls, value: str) -> str:
        if len(value) > _LONGEST_PAPER or value.endswith("."):
            raise ValueError(
                f"den Namen einer Unterlage erwartet, höchstens {_LONGEST_PAPER} Zeichen, ohne Punkt am Ende"
            )
        return value


class ProofModel(Strict):
    """Where it was read, and what it stands for."""

    title: str
    url: str
    date: str | None = Field(...)
    of: list[str]

    _url = validator("url", allow_reuse=True)(page)
    _date = validator("date", pre=True, allow_reuse=True)(day_of_source)
    _unique = validator("of", allow_reuse=True)(once)

    @validator("of", each_item=True)
    @classmethod
    def _known_side(cls, value: str) -> str:
        return one_of(value, SIDES, "wofür die Quelle steht")


class RateModel(Strict):
    """What the programme pays in some Länder."""

    regions: list[str]
    percent: float = Field(..., gt=0, le=100)
    amount_max_eur: Euro | None = None
    but: str | None = None

    _whole = validator("but", allow_reuse=True)(whole_sentences)
    _unique = validator("regions", allow_reuse=True)(once)

    @validator("regions", each_item=True)
    @classmethod
    def _known_region(cls, value: str) -> str:
        return one_of(value, REGIONS, "ein Land")


class ApplicationModel(Strict):
    """The way to the money of one programme."""

    programme: str
    steps: list[StepModel]
    papers_note: str | None = None
    start: Literal["zusage", "eingang", "antrag", "jederzeit", "ohne"] | None = Field(...)
    start_note: str | None = None
    duration: str | None = Field(...)
    payout: str | None = Field(...)
    repayment: str | None = Field(...)
    combination: str | None = Field(...)
    refused: str | None = Field(...)
    house_bank: str | None = Field(...)
    de_minimis: str | None = Field(...)
    sources: list[ProofModel]
    rates: list[RateModel] = Field(default_factory=list)
    checked: dt.date
    confidence: Literal["high", "medium", "low"]
    caution: str | None = Field(...)
    note: str | None = Field(...)

    _checked = validator("checked", pre=True, allow_reuse=True)(iso_date)
    _past = validator("checked", allow_reuse=True)(read_before)
    _whole = validator("papers_note", "start_note", "caution", *_TEXTS, allow_reuse=True)(whole_sentences)
    _unique = validator("sources", allow_reuse=True)(once)

    @validator("steps")
    @classmethod
    def _some_step(cls, value: list[StepModel]) -> list[StepModel]:
        if not value:
            raise ValueError("mindestens einen Schritt erwartet")
        return value

    @validator("rates")
    @classmethod
    def _one_rate_each(cls, value: list[RateModel]) -> list[RateModel]:
        named = [region for rate in value for region in rate.regions]
        if len(set(named)) < len(named):
            raise ValueError("jedes Land nur einmal erwartet")
        return value

    @root_validator(skip_on_failure=True)
    @classmethod
    def _answers_and_proofs(cls, values: dict[str, Any]) -> dict[str, Any]:
        for name, question in _YES_OR_NO.items():
            if values[name] is not None and not gives_verdict(question, values[name]):
                raise_at(cls, name, "als Anfang die Antwort erwartet: Ja, Nein, Meist, Nur wenn, Das kommt darauf an")
        proved = {side for proof in values["sources"] for side in proof.of}
        told = {name for name in (*_TEXTS, "start") if values[name] is not None} | {"steps"}
        if any(step.papers for step in values["steps"]) or values["papers_note"]:
            told.add("papers")
        for side in SIDES:
            if side in told - proved:
                raise_at(cls, "sources", f"zu {side} eine Quelle erwartet; bei ihr steht {side} unter of")
            if side in proved - told:
                raise_at(cls, "sources", f"eine Angabe unter {side} erwartet, denn eine Quelle steht dafür")
        if values["start_note"] and values["start"] is None:
            raise_at(cls, "start", "eine Regel erwartet, wenn start_note sie erklärt")
        return values

    def record(self) -> Application:
        """Return the immutable value."""
        fields = self.dict(exclude={"steps", "sources", "rates"})
        steps = tuple(Step(step.text, step.who, tuple(step.papers), step.takes) for step in self.steps)
        proofs = tuple(Proof(proof.title, proof.url, proof.date, tuple(proof.of)) for proof in self.sources)
        rates = tuple(Rate(tuple(rate.regions), rate.percent, rate.amount_max_eur, rate.but) for rate in self.rates)
        return Application(**fields, steps=steps, sources=proofs, rates=rates, written=self.json(ensure_ascii=False))
