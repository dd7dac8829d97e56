"""What a website needs to show the chat: the line with its attributes, links that bring a question along, and QR codes."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, urlsplit

import segno

TITLE, GREETING, COLOUR = "Erste Hilfe 4.0", "Fragen zur Digitalisierung?", "#0b5563"
"""What the widget shows where nothing else is said (``bot/web/static/widget.js``)."""
FRAGMENT = "frage"
"""Before the question in a link; the widget looks for it (``bot/web/static/chat/linked.js``)."""
LONGEST_TEXT, LONGEST_QUESTION, LONGEST_PAGE = 60, 300, 300
_CONTRAST = 4.5
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class Look:
    """How the chat is to look on a website, and where its links lead.

    ``page``: address of the page that has the chat; ``question``: what a link asks; empty for none.
    """

    title: str = TITLE
    greeting: str = GREETING
    colour: str = COLOUR
    is_left: bool = False
    page: str = ""
    question: str = ""

    def script(self, address: str) -> str:
        """Return the line for the website. ``address``: of the chat, with a slash at the end."""
        given = {
            "title": self.title if self.title != TITLE else "",
            "greeting": self.greeting if self.greeting != GREETING else "",
            "colour": self.colour if self.colour.lower() != COLOUR else "",
            "position": "left" if self.is_left else "",
        }
        data = "".join(f' data-{name}="{escape(value)}"' for name, value in given.items() if value)
        return f'<script src="{escape(address)}static/widget.js" async{data}></script>'

    def link(self) -> str:
        """Return the address that opens the page, with the question in the chat's field where there is one."""
        page = self.page.partition("#")[0]
        return f"{page}#{FRAGMENT}={quote(self.question, safe='')}" if self.question else page


def read_look(given: Mapping[str, str], usual_page: str) -> tuple[Look, dict[str, str]]:
    """Return what a form says, and what is wrong with it, by the name of the field.

    Args:
        given: the fields; one that is missing is as usual.
        usual_page: address of the page that links lead to, if none is named.
    """
    look = Look(
        title=" ".join(given.get("titel", TITLE).split()) or TITLE,
        greeting=" ".join(given.get("gruss", GREETING).split()) or GREETING,
        colour=given.get("farbe", COLOUR).strip(),
        is_left=given.get("seite") == "links",
        page=given.get("adresse", usual_page).strip() or usual_page,
        question=" ".join(given.get("frage", "").split()),
    )
    faults = {
        "titel": _too_long(look.title, LONGEST_TEXT),
        "gruss": _too_long(look.greeting, LONGEST_TEXT),
        "farbe": _fault_of_colour(look.colour),
        "adresse": _fault_of_page(look.page),
        "frage": _too_long(look.question, LONGEST_QUESTION),
    }
    return look, {name: fault for name, fault in faults.items() if fault}


def origin_of(page: str) -> str:
    """Return scheme, name and port of an address, as ``LOTSE_ORIGINS`` names websites."""
    parts = urlsplit(page)
    return f"{parts.scheme}://{parts.netloc}".lower()


def qr_code(address: str, title: str) -> str:
    """Return a code to scan as SVG, black on white, because some phones read nothing else."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(
        drawn, kind="svg", scale=4, border=4, dark="#000", light="#fff", xmldecl=False, title=title
    )
    return drawn.getvalue().decode()


def contrast_to_white(colour: str) -> float:
    """Return how well white text can be read on a colour (#rrggbb), by WCAG: 1 not at all, 21 best."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _too_long(text: str, most: int) -> str:
    if len(text) > most:
        return f"Das sind {len(text)} Zeichen. Möglich sind {most}. Bitte kürzen."
    return "" if text.isprintable() else "Hier stehen Zeichen, die man nicht sieht. Tippen Sie den Text bitte neu."


def _fault_of_colour(colour: str) -> str:
    if not _COLOUR.fullmatch(colour):
        return "Schreiben Sie die Farbe als # und sechs Zeichen, zum Beispiel #0b5563."
    if contrast_to_white(colour) < _CONTRAST:
        return "Auf dieser Farbe lässt sich weiße Schrift schlecht lesen. Nehmen Sie eine dunklere."
    return ""


def _fault_of_page(page: str) -> str:
    try:
        parts = urlsplit(page)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        _ = parts.port
    except ValueError:
        is_address = False
    if (
        not is_address
        or len(page) > LONGEST_PAGE
        or not page.isprintable()
        or " " in page
        or set(page) & set("\"'<>\\")
    ):
        return "Schreiben Sie die ganze Adresse der Seite, zum Beispiel https://www.beispiel.de/beratung."
    return ""
