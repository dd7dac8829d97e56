"""How a programme is applied for, as plain, immutable values. Field meanings: ``data/knowledge/README.md``.

``None`` always means that no source says it; then the bot says so and names whom to ask.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

Start = Literal["zusage", "eingang", "antrag", "jederzeit", "ohne"]
"""From when something may be ordered: after the approval, after the application has arrived, not before it was made (no source says
whether one has to wait any longer), before and after, or there is nothing to order."""

SIDES = (
    "steps", "papers", "start", "duration", "payout", "repayment", "combination", "refused", "house_bank", "de_minimis",
)  # fmt: skip
"""What a source can stand for."""


TEXTS = (
    "papers_note", "start_note", "duration", "payout", "repayment", "combination", "refused", "house_bank", "de_minimis", "caution",
)  # fmt: skip
"""Fields of an application that are sentences for owners."""


@dataclass(frozen=True)
class Step:
    """One thing to do. ``who``: the office it is done with; ``papers``: what it needs; ``takes``: its usual time or deadline."""

    text: str
    who: str | None = None
    papers: tuple[str, ...] = ()
    takes: str | None = None


@dataclass(frozen=True)
class Proof:
    """A page that says it. ``of``: what it stands for, each one of :data:`SIDES`."""

    title: str
    url: str
    date: str | None
    of: tuple[str, ...]


@dataclass(frozen=True)
class Rate:
    """What the programme pays in some Länder, where it is not the same in all.

    ``regions``: codes of the Länder; ``percent``: of the costs; ``amount_max_eur``: in euro at most; ``but``: where in these Länder
    it is another share, as one sentence.
    """

    regions: tuple[str, ...]
    percent: float
    amount_max_eur: int | None = None
    but: str | None = None


@dataclass(frozen=True)
class Application:
    """The way to the money of one programme. All texts are whole sentences for owners, but ``Step.who``, papers and times."""

    programme: str
    steps: tuple[Step, ...]
    sources: tuple[Proof, ...]
    confidence: Literal["high", "medium", "low"]
    checked: dt.date
    papers_note: str | None = None
    start: Start | None = None
    start_note: str | None = None
    duration: str | None = None
    payout: str | None = None
    repayment: str | None = None
    combination: str | None = None
    refused: str | None = None
    house_bank: str | None = None
    de_minimis: str | None = None
    caution: str | None = None
    note: str | None = None
    rates: tuple[Rate, ...] = ()
    written: str = field(default="", compare=False, repr=False)
    """The record as JSON in the shape of the file, as the data base keeps it."""

    @property
    def papers(self) -> tuple[str, ...]:
        """All papers, in the order in which they are needed."""
        return tuple(dict.fromkeys(paper for step in self.steps for paper in step.papers))

    def rate_in(self, region: str | None) -> Rate | None:
        """Return what the programme pays in a Land; None where the Land is not known or the rate is the same everywhere."""
        return next((rate for rate in self.rates if region in rate.regions), None)

    def proofs(self, side: str) -> tuple[Proof, ...]:
        """Return the pages that stand for one side, the newest first; those without a date come last."""
        return tuple(
            sorted(
                (proof for proof in self.sources if side in proof.of), key=lambda proof: proof.date or "", reverse=True
            )
        )
