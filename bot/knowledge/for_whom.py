"""Who a programme is for, as fields that can be checked: the value, and the model that reads it from the files.

The sentences ``beneficiaries``, ``excluded``, ``conditions`` and ``caution`` stay for people. These fields say the same in codes,
and only what the sentences say: what is not said is left out, and then nobody is ruled out by it. How a firm is held against
them: ``bot.advice.for_whom``. Their meaning for staff: ``data/knowledge/README.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from pydantic import Field, conint, root_validator, validator

from bot.knowledge.codes import CHAMBERS, GROUPS
from bot.knowledge.fields import Name, Strict, in_order, once, one_of, raise_at
from bot.language.facts.legal_form import LEGAL_FORMS

Size = Literal["kleinst", "klein", "kmu", "alle"]
LinkedFirms = Literal["zaehlen-mit", "zaehlen-nicht-mit", "unklar"]
_MOST_MONTHS = 1_200


@dataclass(frozen=True)
class ForWhom:
    """Whom a programme is for. Empty or ``None``: the record does not say.

    ``only``: one of these groups it has to be; ``including``: expressly among them; ``excluding``: never; ``partly``: a group and
    under which condition, in words. ``legal_forms``: only these. ``size``: the largest that may apply, "alle" for larger ones,
    too. ``linked_firms``: whether the firms of a group count together. ``min_age_months``, ``max_age_months``: of the firm, both
    ends included. ``places``: towns in which it surely holds; ``area``: where in the Land, in words; without it ``places`` are
    all. ``chambers``: of which one the firm has to be a member.
    """

    only: tuple[str, ...] = ()
    including: tuple[str, ...] = ()
    excluding: tuple[str, ...] = ()
    partly: tuple[tuple[str, str], ...] = ()
    legal_forms: tuple[str, ...] = ()
    size: Size | None = None
    linked_firms: LinkedFirms | None = None
    min_age_months: int | None = None
    max_age_months: int | None = None
    places: tuple[str, ...] = ()
    area: str | None = None
    chambers: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != ForWhom()

    @property
    def groups(self) -> frozenset[str]:
        """All groups that the record speaks of, whatever it says of them."""
        return frozenset((*self.only, *self.including, *self.excluding, *dict(self.partly)))

    def written(self) -> dict[str, Any]:
        """Return it as the files write it: only what is said."""
        values = {name: value for name, value in asdict(self).items() if value not in (None, ())}
        if "partly" in values:
            values["partly"] = dict(self.partly)
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}

    @classmethod
    def read(cls, written: Mapping[str, Any] | None) -> ForWhom:
        """Return the value of what :meth:`written` has made, or of a checked record; nothing said for None."""
        values = {name: value for name, value in (written or {}).items() if value is not None}
        if isinstance(values.get("partly"), Mapping):
            values["partly"] = list(values["partly"].items())
        return cls(**{name: _frozen(value) for name, value in values.items()})


NOBODY_RULED_OUT = ForWhom()
"""Nothing is said."""
FIELDS = tuple(field.name for field in fields(ForWhom))


def _frozen(value: Any) -> Any:
    if not isinstance(value, list | tuple):
        return value
    return tuple(tuple(part) if isinstance(part, list | tuple) else part for part in value)


class ForWhomModel(Strict):
    """The fields under ``for_whom`` of a programme."""

    only: list[str] = Field(default_factory=list)
    including: list[str] = Field(default_factory=list)
    excluding: list[str] = Field(default_factory=list)
    partly: dict[str, str] = Field(default_factory=dict)
    legal_forms: list[str] = Field(default_factory=list)
    size: Size | None = None
    linked_firms: LinkedFirms | None = None
    min_age_months: conint(strict=True, ge=0, le=_MOST_MONTHS) | None = None  # type: ignore[valid-type]
    max_age_months: conint(strict=True, ge=0, le=_MOST_MONTHS) | None = None  # type: ignore[valid-type]
    places: list[Name] = Field(default_factory=list)
    area: Name | None = None
    chambers: list[str] = Field(default_factory=list)

    _unique = validator("only", "including", "excluding", "legal_forms", "places", "chambers", allow_reuse=True)(once)

    @validator("only", "including", "excluding", each_item=True)
    @classmethod
    def _known_group(cls, value: str) -> str:
        return one_of(value, GROUPS, "eine Gruppe")

    @validator("partly")
    @classmethod
    def _known_groups(cls, value: dict[str, str]) -> dict[str, str]:
        for group in value:
            one_of(group, GROUPS, "eine Gruppe")
        return value

    @validator("legal_forms", each_item=True)
    @classmethod
    def _known_form(cls, value: str) -> str:
        return one_of(value, LEGAL_FORMS, "eine Rechtsform")

    @validator("chambers", each_item=True)
    @classmethod
    def _known_chamber(cls, value: str) -> str:
        return one_of(value, CHAMBERS, "eine Kammer")

    @root_validator
    @classmethod
    def _agreeing(cls, values: dict[str, Any]) -> dict[str, Any]:
        in_order(cls, values, (("min_age_months", "max_age_months"),))
        excluding = values.get("excluding") or ()
        for field in ("only", "including", "partly"):
            for group in values.get(field) or ():
                if group in excluding:
                    raise_at(cls, field, f"keine Gruppe erwartet, die auch unter excluding steht: „{group}“")
        return values

    def record(self) -> ForWhom:
        """Return the immutable value."""
        return ForWhom.read(self.dict())
