"""When does it pay? Cost and benefit in the firm's own numbers, and in nothing else.

The plain payback rule: what is spent once, divided by what is left over each month. No interest, no guessed figure:
every number is the owner's, and the answer shows the sum, so that anybody can check it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from bot.advice.wording import count, euro, number

WORKING_DAYS, WEEKS = 21, 4
"""Days and weeks that a month is reckoned with where somebody says "five times a day"; said in the answer."""


@dataclass(frozen=True)
class Payback:
    """``minutes`` saved each time, ``times`` a month, ``hourly``: euro an hour, ``once`` and ``monthly``: costs in euro."""

    minutes: float
    times: float
    hourly: float
    once: float
    monthly: float

    @property
    def hours(self) -> float:
        """Hours saved each month."""
        return self.minutes * self.times / 60

    @property
    def saving(self) -> float:
        """Euro saved each month, before running costs."""
        return self.hours * self.hourly

    @property
    def left(self) -> float:
        """Euro left each month after running costs; negative if it costs more than it saves."""
        return self.saving - self.monthly

    def months(self, share: float = 1.0) -> int | None:
        """Return after how many months the money is back if only ``share`` of the saving comes true; None for never."""
        left = self.saving * share - self.monthly
        if left <= 0:
            return None
        return max(0, math.ceil(self.once / left - 1e-9))


def payback_words(sum_: Payback) -> tuple[str, ...]:
    """Return the sum step by step, what it means, and what becomes of it when only half of the saving comes true."""
    steps = [
        f"- Zeit: {number(sum_.minutes)} Minuten × {number(sum_.times)}-mal im Monat = {_rounded(sum_.hours)} Stunden",
        f"- Wert: {_rounded(sum_.hours)} Stunden × {_money(sum_.hourly)} = {_money(sum_.saving)} im Monat",
    ]
    if sum_.monthly:
        steps.append(
            f"- Laufende Kosten: {_money(sum_.saving)} − {_money(sum_.monthly)} = {_money(sum_.left)} im Monat"
        )
    months = sum_.months()
    if months is None:
        verdict = (
            "Mit diesen Zahlen trägt es sich nicht: Es kostet im Monat mindestens so viel, wie es spart. "
            "Auch das ist ein Ergebnis. Prüfen Sie eine günstigere Lösung oder einen Ablauf, der öfter vorkommt."
        )
        return "So rechnet sich das:\n" + "\n".join(steps), verdict
    steps.append(f"- Anschaffung: {_money(sum_.once)} ÷ {_money(sum_.left)} = {_span(months)}")
    verdict = f"Ihr Geld ist nach {_after(months)} wieder da."
    if not sum_.once:
        verdict = f"Sie geben nichts vorab aus. Jeden Monat bleiben {_money(sum_.left)} übrig."
    half = sum_.months(0.5)
    careful = (
        f"Vorsichtig gerechnet, mit der halben Ersparnis: nach {_after(half)}."
        if half is not None
        else "Kommt nur die halbe Ersparnis, trägt es sich nicht. Testen Sie deshalb zuerst im Kleinen."
    )
    return "So rechnet sich das:\n" + "\n".join(steps), f"{verdict} {careful}"


def with_grant_words(sum_: Payback, grant: int, name: str) -> str:
    """Return when the money is back if a grant of at most ``grant`` euro bears its part; empty where it never is.

    The grant is no promise, and it comes after the invoices: the whole sum has to be paid first.
    """
    months = replace(sum_, once=max(0.0, sum_.once - grant)).months()
    if months is None:
        return ""
    return (
        f"Mit {name}, höchstens {_money(grant)}: Ihr eigener Anteil ist nach {_after(months)} wieder da. "
        "Das ist keine Zusage, und zuerst zahlen Sie alles selbst."
    )


def _span(months: int) -> str:
    return "weniger als ein Monat" if months == 0 else f"etwa {count(months, 'Monat', 'Monate')}"


def _after(months: int) -> str:
    if months <= 1:
        return "höchstens einem Monat"
    years = f" ({number(months / 12, 1)} Jahre)" if months >= 24 else ""
    return f"etwa {number(months)} Monaten{years}"


def _rounded(value: float) -> str:
    return number(round(value, 2))


def _money(value: float) -> str:
    return euro(round(value, 2)).replace("-", "−")
