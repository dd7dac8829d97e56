"""What an owner has told about the firm and the project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from bot.language.facts.firm.kind import NOT
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

    What kind of firm it is (``bot.language.facts.firm.kind``): ``legal_form``: code, or "nicht-gmbh" where that is denied;
    ``profession``: the liberal profession in the owner's word, or "nein"; ``stage``: "planned", "founding", "young", "running"
    or "takeover"; ``age_months``: of the firm; ``small``: whether it calls itself a KMU; ``group_member``: of a group of firms;
    ``farm``: whether it lives on its own fields, vines or animals.
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
    legal_form: str | None = None
    non_profit: bool | None = None
    profession: str | None = None
    stage: str | None = None
    age_months: int | None = None
    small: bool | None = None
    group_member: bool | None = None
    farm: bool | None = None

    def with_facts(self, **facts: str | int | bool | None) -> FirmProfile:
        """Return a copy in which the given facts replace the old ones."""
        return replace(self, **facts)  # type: ignore[arg-type]


FACTS = tuple(field.name for field in fields(FirmProfile))
"""The names of all facts, which are also the names of the slots that hold them."""


def agreeing(facts: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of one message as they go together with those known before.

    "Wir sind keine GmbH" leaves "Verein" alone and takes "GmbH" back; "ich bin kein Anwalt" tells of no other profession. Who
    now tells of another trade is no longer the law firm or the farm of before, and who tells how the firm began corrects how old
    it is.
    """
    found = dict(facts)
    form, before = found.get("legal_form"), known.get("legal_form")
    if isinstance(form, str) and form.startswith(NOT) and before and form.removeprefix(NOT) != before:
        del found["legal_form"]
    if found.get("profession") == NOT:
        found["profession"] = None
    if found.get("sector") not in (None, known.get("sector")):
        found.update({name: None for name in ("profession", "farm") if known.get(name) and name not in found})
    if "stage" in found and "age_months" not in found and known.get("age_months") is not None:
        found["age_months"] = None
    return found


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
