"""The map of Germany by how digital each Land is: from white to dark red, drawn from the recorded figures.

Outlines: "Map of Germany" by Victor Cazanave (svg-maps), CC BY 4.0, https://github.com/VictorCazanave/svg-maps;
unchanged but for colours, and said so in the picture.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.advice.wording import number
from bot.knowledge.records import KnowledgeBase, Readiness
from bot.pictures.svg import INK, SOFT_INK, as_text, line, picture, rectangle, write
from bot.settings import ROOT

OUTLINES = ROOT / "bot" / "assets" / "map" / "germany.svg"
LANDS = 16
_WIDTH, _HEIGHT = 660, 1036
_LEFT, _TOP = 24, 110
_SHADES = ((255, 255, 255), (228, 138, 118), (122, 12, 24))
"""Lowest, middle and highest value. Each part only falls, so darker always means more digital."""
_BORDER, _HOME_LINE = "#6d6064", "#083f4a"
_NAME_SIZE, _VALUE_SIZE, _BOX = 20, 19, (52, 42)
"""Letters of a label, and the room it takes (units of the outlines)."""
# The middle of the label of a Land on the map (units of the outlines: where it fits with the most room around it), and
# for small Länder the middle of the Land and of its label beside it.
_LABELS = {
    "DE-SH": (236, 97), "DE-MV": (430, 139), "DE-NI": (255, 230), "DE-BB": (511, 333), "DE-ST": (368, 338),
    "DE-NW": (109, 380), "DE-HE": (205, 465), "DE-TH": (318, 440), "DE-SN": (470, 425), "DE-RP": (84, 530),
    "DE-BY": (375, 635), "DE-BW": (200, 680),
}  # fmt: skip
_BESIDE = {
    "DE-HH": ((265, 165), (298, 26)), "DE-HB": ((191, 213), (70, 104)), "DE-BE": ((480, 275), (594, 206)),
    "DE-SL": ((69, 590), (30, 655)),
}  # fmt: skip
_OF_YEAR = re.compile(r"\(.*?\)")


@dataclass(frozen=True)
class Figures:
    """One index with a value for every Land. ``values``: by ISO 3166-2 code."""

    name: str
    year: int
    source: str
    values: dict[str, float]

    def text(self, code: str) -> str:
        """Return the value of a Land as it is written; all values with the same number of decimals."""
        return points(self.values[code], self.values.values())


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
    write(root, 24, 48, title, 34, INK, bold=True)
    write(root, 24, 80, f"{data.name} {data.year}, Punkte von 0 bis 100", 22, SOFT_INK)
    shapes = ET.SubElement(root, "g", {"transform": f"translate({_LEFT} {_TOP})", "stroke-linejoin": "round"})
    low, high = min(data.values.values()), max(data.values.values())
    for code, outline in _outlines().items():
        ET.SubElement(
            shapes,
            "path",
            {
                "d": outline,
                "fill": colour(data.values[code], low, high),
                "stroke": _BORDER,
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
                "stroke": _HOME_LINE,
                "stroke-width": "2.6" if home in _BESIDE else "3.6",
                "data-home": str(home),
            },
        )
    for code, value in data.values.items():
        _label(shapes, code, data.text(code), colour(value, low, high), code == home)
    _legend(root, low, high, data)
    write(root, 24, _HEIGHT - 40, f"Quelle: {data.name} {data.year}, {_host(data.source)}", 19, SOFT_INK)
    write(root, 24, _HEIGHT - 14, "Umrisse: Victor Cazanave, svg-maps, CC BY 4.0, Farben ergänzt", 18, SOFT_INK)
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
        words += f" {kb.regions[str(home)].name}: {data.text(str(home))} Punkte, Platz {place} von {LANDS}."
    return f"{words} Alle Länder: " + ", ".join(f"{kb.regions[code].name} {data.text(code)}" for code in ranked) + "."


def points(value: float, values: Iterable[float]) -> str:
    """Return a value as it is written among ``values``: 59 is "59,0" beside 59.1."""
    places = max(len(number(each).partition(",")[2]) for each in values)
    return number(value, places)


def colour(value: float, low: float, high: float) -> str:
    """Return white for the lowest value and dark red for the highest; what lies between is the darker, the higher."""
    share = (value - low) / (high - low) if high > low else 0.5
    start, end = (_SHADES[0], _SHADES[1]) if share < 0.5 else (_SHADES[1], _SHADES[2])
    part = share * 2 if share < 0.5 else share * 2 - 1
    mixed = (round(light + (dark - light) * part) for light, dark in zip(start, end, strict=True))
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


def _label(parent: ET.Element, code: str, value: str, fill: str, is_home: bool) -> None:
    ink = INK
    if code in _BESIDE:
        (from_x, from_y), (x, y) = _BESIDE[code]
        edge = _BOX[1] / 2 + 3
        line(parent, from_x, from_y, x, y + (edge if from_y > y else -edge), SOFT_INK)
        ET.SubElement(parent, "circle", {"cx": str(from_x), "cy": str(from_y), "r": "2.2", "fill": SOFT_INK})
    else:
        x, y = _LABELS[code]
        ink = readable_on(fill)
    write(parent, x, y - 3, code.removeprefix("DE-"), _NAME_SIZE, ink, bold=True, anchor="middle")
    write(parent, x, y + 17, value, _VALUE_SIZE, ink, bold=is_home, anchor="middle")


def _legend(root: ET.Element, low: float, high: float, data: Figures) -> None:
    left, top, steps, width, height = 24, _HEIGHT - 92, 40, 9, 16
    for step in range(steps):
        fill = colour(low + (high - low) * step / (steps - 1), low, high)
        rectangle(root, left + step * width, top, width + 0.5, height, fill)
    frame = {"x": str(left), "y": str(top), "width": str(steps * width), "height": str(height)}
    ET.SubElement(root, "rect", {**frame, "fill": "none", "stroke": _BORDER, "stroke-width": "0.8"})
    lowest, highest = (points(end, data.values.values()) for end in (low, high))
    write(root, left, top - 9, f"weniger digital: {lowest}", 19, SOFT_INK)
    write(root, left + steps * width, top - 9, f"digitaler: {highest}", 19, SOFT_INK, anchor="end")


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
