"""The state of an open emergency: what has happened, and what was said of it already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Case:
    """An open emergency.

    ``kinds``: what has happened, the latest last; empty while that is not clear. ``between``: the kinds that were asked about, and
    ``said`` what was told then. ``told``: what was said, in order; what was said twice stands twice.
    """

    kinds: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    said: str = ""

    @classmethod
    def of(cls, slot: Any) -> Case | None:
        """Return the case that a slot holds; None where none is open, or it is of an older layout."""
        if not isinstance(slot, Mapping):
            return None
        return cls(
            tuple(slot.get("kinds") or ()),
            tuple(slot.get("told") or ()),
            tuple(slot.get("between") or ()),
            str(slot.get("said") or ""),
        )

    def as_slot(self) -> dict[str, Any]:
        """Return what the slot keeps."""
        found = {"kinds": list(self.kinds), "told": list(self.told), "between": list(self.between), "said": self.said}
        return {name: value for name, value in found.items() if value}

    def with_kind(self, kind: str) -> Case:
        """Return the case with another kind, the latest last."""
        return Case((*(known for known in self.kinds if known != kind), kind), self.told)

    def having_told(self, *keys: str) -> Case:
        """Return the case after something was said."""
        return replace(self, told=(*self.told, *keys))

    def times(self, key: str) -> int:
        """Return how often something was said."""
        return self.told.count(key)
