"""A grant as sums in euro: what it brings, what is left to pay, and what has to be paid first."""

from __future__ import annotations

from dataclasses import dataclass

from bot.advice.amounts import Grant, share_of
from bot.advice.wording import euro, percent


@dataclass(frozen=True)
class Share:
    """The sums in euro. ``low``, ``high``: of the grant; ``low`` is None where only the highest rate is recorded."""

    spending: int
    rate_low: float | None
    rate_high: float
    low: int | None
    high: int
    capped: bool

    @property
    def grant_text(self) -> str:
        """The grant as one can check it: "höchstens 32.000 € (bis 50 %)"."""
        if self.low is not None and self.low == self.high:
            how = percent(self.rate_high) if not self.capped else f"{percent(self.rate_high)}, aber gedeckelt"
            return f"{euro(self.high)} ({how})" if not self.capped else f"höchstens {euro(self.high)} ({how})"
        if self.low is None:
            how = "mehr gibt es nicht" if self.capped else f"bis {percent(self.rate_high)}"
            return f"höchstens {euro(self.high)} ({how})"
        rates = f"{percent(self.rate_low or 0)} bis {percent(self.rate_high)}"
        return f"{euro(self.low)} bis {euro(self.high)} ({rates}{', gedeckelt' if self.capped else ''})"

    @property
    def own_text(self) -> str:
        """What is left to pay: "mindestens 32.000 €"."""
        least, most = self.spending - self.high, self.spending - (self.high if self.low is None else self.low)
        if self.low is None or self.capped:
            return f"mindestens {euro(least)}"
        return euro(least) if least == most else f"{euro(least)} bis {euro(most)}"

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """Label and value, in the order in which the money flows."""
        return (
            ("Ihre Ausgaben", euro(self.spending)),
            ("Zuschuss", self.grant_text),
            ("Ihr Anteil", self.own_text),
            ("Zuerst zu zahlen", f"{euro(self.spending)}, alle Rechnungen"),
            ("Zu überbrücken", f"bis zu {euro(self.high)}, bis der Zuschuss da ist"),
        )


def share_from(rough: Grant) -> Share:
    """Return the sums of a rough grant, under its cap."""
    whole = share_of(rough.spending, rough.rate_high)
    high = whole if rough.cap is None else min(whole, rough.cap)
    low = None if rough.rate_low is None else min(share_of(rough.spending, rough.rate_low), high)
    return Share(rough.spending, rough.rate_low, rough.rate_high, low, high, high < whole)
