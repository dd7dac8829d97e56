"""The few shapes that our pictures are made of, as SVG elements."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from bot.pictures.png import FONT_STACK

INK, SOFT_INK, PETROL, LINE, GROUND = "#1e292d", "#4f5d63", "#0b5563", "#d5dddd", "#ffffff"


def picture(width: int, height: int, title: str, words: str) -> ET.Element:
    """Return an empty picture on white that screen readers announce with ``title`` and ``words``."""
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {width} {height}",
            "width": str(width),
            "height": str(height),
            "role": "img",
            "aria-labelledby": "title words",
            "font-family": FONT_STACK,
            "lang": "de",
        },
    )
    ET.SubElement(root, "title", {"id": "title"}).text = title
    ET.SubElement(root, "desc", {"id": "words"}).text = words
    rectangle(root, 0, 0, width, height, GROUND)
    return root


def rectangle(
    parent: ET.Element, x: float, y: float, width: float, height: float, fill: str, radius: float = 0
) -> None:
    """Add a filled rectangle."""
    attributes = {"x": _short(x), "y": _short(y), "width": _short(width), "height": _short(height), "fill": fill}
    if radius:
        attributes["rx"] = _short(radius)
    ET.SubElement(parent, "rect", attributes)


def line(parent: ET.Element, x1: float, y1: float, x2: float, y2: float, colour: str = LINE) -> None:
    """Add a thin line."""
    points = {"x1": _short(x1), "y1": _short(y1), "x2": _short(x2), "y2": _short(y2)}
    ET.SubElement(parent, "line", {**points, "stroke": colour, "stroke-width": "1"})


def write(
    parent: ET.Element,
    x: float,
    y: float,
    text: str,
    size: float,
    colour: str = INK,
    *,
    bold: bool = False,
    anchor: str = "start",
) -> None:
    """Add a line of text. ``y``: the base line; ``anchor``: "start", "middle" or "end"."""
    attributes = {"x": _short(x), "y": _short(y), "font-size": _short(size), "fill": colour, "text-anchor": anchor}
    if bold:
        attributes["font-weight"] = "700"
    ET.SubElement(parent, "text", attributes).text = text


def as_text(root: ET.Element) -> str:
    """Return the picture as SVG."""
    return ET.tostring(root, encoding="unicode")


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
