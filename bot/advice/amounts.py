"""What a programme might bring for the planned spending: computed from the recorded rate and cap alone."""

from __future__ import annotations

from dataclasses import dataclass

from bot.advice.wording import euro, percent
from bot.knowledge.records import Programme
from bot.language.project.planned import MONTHS, Planned

_SHARE_OF_COSTS = frozenset({"zuschuss", "beratung"})
"""Kinds whose recorded rate is a share of the costs that need not be paid back."""


@dataclass(frozen=True)
class Grant:
    """A rough sum in euro. ``rate_low``: None where only the highest rate is recorded ("bis 50 %")."""

    spending: int
    rate_low: float | None
    rate_high: float
    cap: int | None

    @property
    def text(self) -> str:
        """The sum as one can check it: "50 % von 30.000 € = 15.000 €, höchstens 70.000 €".

        Where the share is more than the cap, what comes out stands first and then why: "15.000 € (50 % von 60.000 € wären
        30.000 €, mehr als 15.000 € gibt es nicht)".
        """
        most = share_of(self.spending, self.rate_high)
        if self.cap is not None and most > self.cap:
            return self._capped(most, self.cap)
        high = f"{percent(self.rate_high)} von {euro(self.spending)} = "
        if self.rate_low is None:
            text = f"bis zu {high}bis zu {euro(most)}"
        elif self.rate_low == self.rate_high:
            text = f"{high}{euro(most)}"
        else:
            text = f"{percent(self.rate_low)} bis {high}{euro(share_of(self.spending, self.rate_low))} bis {euro(most)}"
        return text if self.cap is None else f"{text}, höchstens {euro(self.cap)}"

    def _capped(self, most: int, cap: int) -> str:
        """Return what is left of a share of ``most`` euro under the cap, and why."""
        why = f"{percent(self.rate_high)} von {euro(self.spending)} wären {euro(most)}, mehr als {euro(cap)} gibt es nicht"
        if self.rate_low is None:
            return f"bis zu {euro(cap)} ({why})"
        least = min(share_of(self.spending, self.rate_low), cap)
        return f"{euro(cap)} ({why})" if least == cap else f"{euro(least)} bis {euro(cap)} ({why})"


def share_of(spending: int, rate: float) -> int:
    """Return ``rate`` percent of ``spending`` in whole euro."""
    return round(spending * rate / 100)


def grant(programme: Programme, spending: int | None) -> Grant | None:
    """Return the rough sum for ``spending`` (euro), or None where no rate is recorded or the money has to be paid back."""
    rate = programme.rate_percent_max
    if not spending or rate is None or programme.kind not in _SHARE_OF_COSTS:
        return None
    return Grant(spending, programme.rate_percent_min, rate, programme.amount_max_eur)


def by_the_year(planned: Planned) -> str:
    """Return with which sum is reckoned where a part is paid by the month: that of the first year."""
    once = f"{euro(planned.once)} einmalig und " if planned.once else ""
    return f"Ich rechne mit {euro(planned.first_year)} im ersten Jahr: {once}{MONTHS}-mal {euro(planned.monthly)}."
