"""Pictures for channels that show no SVG."""

from __future__ import annotations

import resvg_py

from bot.settings import ROOT

FONTS = ROOT / "bot" / "assets" / "fonts"
FAMILY = "Source Sans 3"
FONT_STACK = "'Source Sans 3', 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
"""What SVGs ask for: the bundled font, or what the reader's system has."""


def png(svg: str, width: int = 1000) -> bytes:
    """Return the picture as PNG, ``width`` pixels wide, drawn with the bundled font alone, so it looks the same everywhere."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            width=width,
            background="#ffffff",
            skip_system_fonts=True,
            font_files=[str(FONTS / "SourceSans3-Regular.ttf"), str(FONTS / "SourceSans3-Bold.ttf")],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
    )
