"""The map of Germany by how digital each Land is: from white to dark red, drawn from the recorded figures.

Outlines: "Map of Germany" by Victor Cazanave (svg-maps), CC BY 4.0, https://github.com/VictorCazanave/svg-maps;
unchanged but for colours, and said so in the picture.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import lru_cache

from bot.advice.wording import number
from bot.knowledge.records import KnowledgeBase, Readiness
from bot.pictures.svg import INK, SOFT_INK, as_text, line, picture, rectangle, write
from bot.settings import ROOT

OUTLINES = ROOT / "bot" / "assets" / "map" / "germany.svg"
LANDS = 16
_WIDTH, _HEIGHT = 660, 1020
_LEFT, _TOP = 24, 110
_WHITE, _DARK = (255, 255, 255), (122, 12, 24)
# Where the label of a Land stands on the map (units of the outlines), and for small Länder the place beside the map.
_LABELS = {
    "DE-SH": (232, 78), "DE-MV": (408, 128), "DE-NI": (190, 240), "DE-BB": (508, 342), "DE-ST": (372, 284),
    "DE-NW": (78, 348), "DE-HE": (176, 440), "DE-TH": (318, 416), "DE-SN": (466, 396), "DE-RP": (70, 506),
    "DE-BY": (366, 612), "DE-BW": (196, 672),
}  # fmt: skip
_BESIDE = {
    "DE-HH": ((262, 152), (318, 40)), "DE-HB": ((184, 206), (70, 130)), "DE-BE": ((492, 268), (600, 212)),
    "DE-SL": ((64, 588), (40, 640)),
}  # fmt: skip
_OF_YEAR = re.compile(r"\(.*?\)")


@dataclass(frozen=True)
class Figures:
    """One index with a value for every Land. ``values``: by ISO 3166-2 code."""

    name: str
    year: int
    source: str
    values: dict[str, float]


def figures(kb: KnowledgeBase) -> Figures | None:
    """Return the newest index that has a value for all sixteen Länder, or None if none has."""
    found: dict[tuple[str, int], dict[str, tuple[float, Readiness]]] = {}
    for region in kb.regions.values():
        for figure in region.readiness:
            if figure.year is not None and figure.value is not None:
                found.setdefault((figure.index_name, figure.year), {})[region.code] = (figure.value, figure)
    whole = [(year, name) for (name, year), values in found.items() if len(values) == LANDS]
    if not whole:
        return None
    year, name = max(whole)
    values = found[name, year]
    source = next(iter(values.values()))[1].source_url
    return Figures(_OF_YEAR.sub("", name).strip(), year, source, {code: value for code, (value, _) in values.items()})


def region_map(kb: KnowledgeBase, home: str | None) -> str:
    """Return the map as SVG, with the Land ``home`` (ISO 3166-2) outlined."""
    data = figures(kb)
    if data is None:
        return as_text(picture(_WIDTH, 120, "Keine Karte", "Es gibt keine Kennzahl für alle Länder."))
    title = "Wie digital sind die Länder?"
    root = picture(_WIDTH, _HEIGHT, title, region_map_words(kb, home))
    write(root, 24, 46, title, 30, INK, bold=True)
    write(root, 24, 76, f"{data.name} {data.year}, Punkte von 0 bis 100", 18, SOFT_INK)
    shapes = ET.SubElement(root, "g", {"transform": f"translate({_LEFT} {_TOP})", "stroke-linejoin": "round"})
    low, high = min(data.values.values()), max(data.values.values())
    for code, outline in _outlines().items():
        ET.SubElement(
            shapes,
            "path",
            {
                "d": outline,
                "fill": colour(data.values[code], low, high),
                "stroke": "#6d6064",
                "stroke-width": "0.8",
                "data-land": code,
            },
        )
    if home in _outlines():
        ET.SubElement(
            shapes,
            "path",
            {
                "d": _outlines()[str(home)],
                "fill": "none",
                "stroke": "#083f4a",
                "stroke-width": "4",
                "data-home": str(home),
            },
        )
    for code, value in data.values.items():
        _label(shapes, code, value, low, high, code == home)
    _legend(root, low, high)
    write(root, 24, _HEIGHT - 34, f"Quelle: {data.name} {data.year}, {_host(data.source)}", 15, SOFT_INK)
    write(root, 24, _HEIGHT - 13, "Umrisse: Victor Cazanave, svg-maps, CC BY 4.0, Farben ergänzt", 13, SOFT_INK)
    return as_text(root)


def region_map_words(kb: KnowledgeBase, home: str | None) -> str:
    """Return the map in words: the home Land first, then all Länder from the highest value down."""
    data = figures(kb)
    if data is None:
        return "Es gibt keine Kennzahl für alle Länder."
    ranked = sorted(data.values, key=lambda code: -data.values[code])
    words = f"Karte der Länder nach dem {data.name} {data.year}, je höher, desto digitaler."
    if home in data.values:
        place = ranked.index(str(home)) + 1
        words += f" {kb.regions[str(home)].name}: {number(data.values[str(home)])} Punkte, Platz {place} von {LANDS}."
    return (
        f"{words} Alle Länder: "
        + ", ".join(f"{kb.regions[code].name} {number(data.values[code])}" for code in ranked)
        + "."
    )


def colour(value: float, low: float, high: float) -> str:
    """Return white for the lowest value and dark red for the highest, in between in proportion."""
    share = (value - low) / (high - low) if high > low else 0.5
    mixed = (round(light + (dark - light) * share) for light, dark in zip(_WHITE, _DARK, strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def readable_on(fill: str) -> str:
    """Return white or black, whichever stands out more: on any colour at least 4.5 : 1 (WCAG 2.2, 1.4.3)."""
    return max(("#ffffff", "#000000"), key=lambda ink: contrast(ink, fill))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(hex_colour: str) -> float:
    parts = (int(hex_colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _label(parent: ET.Element, code: str, value: float, low: float, high: float, is_home: bool) -> None:
    name = code.removeprefix("DE-")
    if code in _BESIDE:
        (x, y), (to_x, to_y) = _BESIDE[code]
        line(parent, x, y, to_x, to_y + 4, SOFT_INK)
        rectangle(parent, to_x - 26, to_y - 30, 50, 36, "#ffffff", 4)
        ink = INK
        x, y = to_x, to_y - 14
    else:
        x, y = _LABELS[code]
        ink = readable_on(colour(value, low, high))
    write(parent, x, y, name, 17, ink, bold=True, anchor="middle")
    write(parent, x, y + 17, number(value), 16, ink, bold=is_home, anchor="middle")


def _legend(root: ET.Element, low: float, high: float) -> None:
    left, top, steps, width = 24, _HEIGHT - 78, 24, 11
    for step in range(steps):
        rectangle(
            root, left + step * width, top, width + 0.5, 14, colour(low + (high - low) * step / (steps - 1), low, high)
        )
    ET.SubElement(
        root,
        "rect",
        {
            "x": str(left),
            "y": str(top),
            "width": str(steps * width),
            "height": "14",
            "fill": "none",
            "stroke": "#6d6064",
            "stroke-width": "0.8",
        },
    )
    write(root, left, top - 8, f"weniger digital ({number(low)})", 15, SOFT_INK)
    write(root, left + steps * width, top - 8, f"digitaler ({number(high)})", 15, SOFT_INK, anchor="end")


def _host(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?([^/]+).*$", r"\1", url)


@lru_cache(maxsize=1)
def _outlines() -> dict[str, str]:
    """Return the outline of each Land; city states last, so that they lie above the Land around them."""
    root = ET.parse(OUTLINES).getroot()
    found = {
        f"DE-{path.attrib['id'].upper()}": path.attrib["d"] for path in root.iter("{http://www.w3.org/2000/svg}path")
    }
    return dict(sorted(found.items(), key=lambda item: item[0] in _BESIDE))
