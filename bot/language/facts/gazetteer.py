"""The places the readers know: a plain value, filled from the knowledge base by whoever builds a ``Reader``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol


class RegionLike(Protocol):
    """What the gazetteer needs of a region record (``bot.knowledge.records.Region`` fits)."""

    @property
    def code(self) -> str:
        """ISO 3166-2, e.g. "DE-ST"."""
        ...

    @property
    def name(self) -> str:
        """The Land's name."""
        ...

    @property
    def capital(self) -> str:
        """The Land's capital."""
        ...

    @property
    def synonyms(self) -> tuple[str, ...]:
        """Other names of the Land."""
        ...

    @property
    def places(self) -> tuple[str, ...]:
        """Towns, districts and landscapes in it."""
        ...


@dataclass(frozen=True)
class Land:
    """One Land: ``names`` mean the Land itself, ``places`` lie in it. Order matters: earlier places win a conflict."""

    code: str
    name: str
    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gazetteer:
    """All Länder with their names and places."""

    lands: tuple[Land, ...] = ()

    @classmethod
    def from_regions(cls, regions: Iterable[RegionLike]) -> Gazetteer:
        """Build from region records."""
        return cls(
            tuple(
                Land(
                    region.code, region.name, (region.name, *region.synonyms), _unique((region.capital, *region.places))
                )
                for region in regions
            )
        )

    @classmethod
    def from_mappings(cls, rows: Iterable[Mapping[str, Any]]) -> Gazetteer:
        """Build from mappings with the fields of ``regions.yaml``; missing lists count as empty."""
        lands = []
        for row in rows:
            places = [row["capital"]]
            for field_name in (
                "towns",
                "towns_extended",
                "places",
                "kreisfreie_staedte",
                "landkreise",
                "subregions",
            ):
                places.extend(row.get(field_name) or ())
            names = (row["name"], *(row.get("synonyms") or ()))
            lands.append(Land(row["code"], row["name"], tuple(names), _unique(places)))
        return cls(tuple(lands))


def _unique(places: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place for place in places if place))
