"""What an owner has told about the firm and the project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from bot.language.facts.trade.kinds import kinds_of_trade

NOT_SAID = "unbekannt"
"""Value of a fact that the owner does not know or does not want to tell: it is not asked again."""


@dataclass(frozen=True)
class FirmProfile:
    """Facts as the owner gave them; ``None`` is "not said yet".

    ``region``: ISO 3166-2; ``place``: town or district; ``sector``: code; ``trade``: the owner's own word for it
    ("Bestatter"); ``employees``: head count (0 means the owner works alone); ``topic``: code of the project's topic;
    ``amount``: planned spending in euro;
    ``project``: the owner's own words for the project, e.g. "ERP"; ``turnover`` and ``balance``: euro a year.
    """

    region: str | None = None
    place: str | None = None
    sector: str | None = None
    employees: int | None = None
    topic: str | None = None
    amount: int | None = None
    project: str | None = None
    turnover: int | None = None
    balance: int | None = None
    trade: str | None = None

    def with_facts(self, **facts: str | int | None) -> FirmProfile:
        """Return a copy in which the given facts replace the old ones."""
        return replace(self, **facts)  # type: ignore[arg-type]


FACTS = tuple(field.name for field in fields(FirmProfile))
"""The names of all facts, which are also the names of the slots that hold them."""


def profile_of(values: Mapping[str, Any]) -> FirmProfile:
    """Return the profile that slot values hold; what was not told counts as unknown."""
    return FirmProfile(**{name: None if values.get(name) == NOT_SAID else values.get(name) for name in FACTS})


def with_closest_trade(told: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts told, without a word for the trade that says less than the known one ("Laden" after "Blumenladen")."""
    facts = dict(told)
    same = facts.get("sector") == known.get("sector") and bool(known.get("trade"))
    if same and kinds_of_trade(known["trade"]) and not kinds_of_trade(facts.get("trade") or ""):
        facts.pop("trade", None)
    return facts
