"""The memory sheet as a PDF: A4, two pages for what people usually keep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar, cast

from fpdf import FPDF, XPos, YPos
from fpdf.fonts import TTFFont

from bot.advice.reply import Tone
from bot.advice.sheet import Sheet, SheetProgramme, SheetText
from bot.advice.wording import date_text, join_words
from bot.settings import ROOT

FONTS = ROOT / "bot" / "assets" / "fonts"
FAMILY = "SourceSans3"
MARGIN, TEXT_WIDTH = 18.0, 174.0
"""Millimetres on A4."""
LABEL_WIDTH = 32.0
LINE, DENSE = 5.0, 4.35
"""Heights of a line of text."""
Colour = tuple[int, int, int]
PETROL: Colour = (11, 85, 99)
INK: Colour = (30, 41, 45)
SOFT: Colour = (79, 93, 99)
GROUND: Colour = (238, 243, 243)
_TONES: dict[Tone, tuple[Colour, Colour]] = {
    "open": ((23, 89, 47), (225, 241, 230)),
    "over": ((133, 39, 28), (248, 227, 223)),
    "unclear": ((102, 74, 0), (252, 239, 205)),
    "plain": ((56, 80, 90), GROUND),
}
_NOTICE = "Von einem Computerprogramm erstellt. Keine Zusage, keine Rechtsberatung. Bitte vor dem Antrag nachfragen."


def sheet_pdf(sheet: Sheet) -> bytes:
    """Return the sheet as a PDF; the same sheet gives the same bytes."""
    page = _Page(sheet.date)
    page.head()
    if sheet.profile:
        page.profile(sheet.profile)
    _section(page, "Fördergeld", sheet.programmes, _draw_programme)
    _section(page, "Beispiele aus Betrieben", sheet.examples, _draw_text)
    _section(page, "Fragen und Antworten", sheet.articles, _draw_text)
    if sheet.steps:
        page.heading("Nächste Schritte")
        for step in sheet.steps:
            page.check_box(step)
    if sheet.centre:
        page.heading("Ein Mensch zum Fragen", keep=22)
        page.text(f"{sheet.centre.title}. Ihre Kammer berät ebenfalls.")
        page.link(sheet.centre.url)
        page.small(f"Quelle: {sheet.centre.source}")
    return bytes(page.pdf.output())


_Item = TypeVar("_Item")


def _section(page: _Page, title: str, items: Sequence[_Item], draw: Callable[[_Page, _Item], None]) -> None:
    if items:
        page.heading(title, keep=38)
        for item in items:
            draw(page, item)


def _draw_programme(page: _Page, programme: SheetProgramme) -> None:
    page.item(programme.name)
    page.badge(programme.status, programme.tone)
    if programme.against:
        page.text(f"Passt nicht zu Ihren Angaben: {join_words(programme.against)}.", colour=_TONES["over"][0])
    page.rows(programme.rows)
    page.points(programme.conditions)
    if programme.doubt:
        page.text(f"Noch offen: {programme.doubt}", colour=SOFT)
    page.link(programme.url)
    page.small(f"Quelle: {programme.source}")


def _draw_text(page: _Page, item: SheetText) -> None:
    page.item(item.title)
    for paragraph in item.paragraphs:
        page.text(paragraph)
    page.link(item.url)
    page.small(f"Quelle: {item.source}")


class _Document(FPDF):
    """FPDF with our footer."""

    def __init__(self, date: dt.date) -> None:
        super().__init__(format="A4", unit="mm")
        self._date = date

    def footer(self) -> None:
        """Draw what stands below each page."""
        self.set_y(-13)
        self.set_font(FAMILY, size=8)
        self.set_text_color(*SOFT)
        self.cell(TEXT_WIDTH - 22, 4, f"{date_text(self._date)} · {_NOTICE}")
        self.cell(22, 4, f"Seite {self.page_no()} von {{nb}}", align="R")


class _Page:
    """Draws the parts from top to bottom; a new page begins where a part would be torn from its headline."""

    def __init__(self, date: dt.date) -> None:
        self.date = date
        self.pdf = pdf = _Document(date)
        pdf.add_font(FAMILY, "", FONTS / "SourceSans3-Regular.ttf")
        pdf.add_font(FAMILY, "B", FONTS / "SourceSans3-Bold.ttf")
        pdf.set_margins(MARGIN, 14)
        pdf.c_margin = 0
        pdf.set_auto_page_break(True, margin=16)
        pdf.set_lang("de-DE")
        pdf.set_title("Ihr Merkzettel")
        pdf.set_author("Erste Hilfe 4.0")
        pdf.set_subject("Gemerkte Förderprogramme, Beispiele und nächste Schritte")
        pdf.set_creation_date(dt.datetime.combine(date, dt.time(), dt.timezone.utc))
        pdf.add_page()

    def head(self) -> None:
        """Draw the title line."""
        self.pdf.set_fill_color(*PETROL)
        self.pdf.rect(0, 0, 210, 25, style="F")
        self.pdf.set_xy(MARGIN, 6)
        self._font(20, bold=True, colour=(255, 255, 255))
        self.pdf.cell(TEXT_WIDTH - 60, 9, "Ihr Merkzettel")
        self._font(10.5, colour=(220, 236, 238))
        self.pdf.cell(60, 9, f"Stand {date_text(self.date)}", align="R")
        self.pdf.set_xy(MARGIN, 14.5)
        self.pdf.cell(TEXT_WIDTH, 6, "Aus dem Gespräch mit Erste Hilfe 4.0, dem Chat des Zentrums in Magdeburg")
        self.pdf.set_xy(MARGIN, 29)

    def profile(self, rows: Iterable[tuple[str, str]]) -> None:
        """Draw the firm's facts in a box."""
        facts = list(rows)
        top = self.pdf.get_y()
        text = "   ·   ".join(f"**{label}:** {self._clean(value).replace('**', '')}" for label, value in facts)
        self._font(10.5)
        lines = cast(
            "list[str]", self.pdf.multi_cell(TEXT_WIDTH - 8, LINE, text, markdown=True, dry_run=True, output="LINES")
        )
        self.pdf.set_fill_color(*GROUND)
        self.pdf.rect(MARGIN, top, TEXT_WIDTH, len(lines) * LINE + 6, style="F", round_corners=True, corner_radius=2)
        self.pdf.set_xy(MARGIN + 4, top + 3)
        self.pdf.multi_cell(TEXT_WIDTH - 8, LINE, text, markdown=True, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.pdf.set_y(top + len(lines) * LINE + 8)

    def heading(self, text: str, keep: float = 14) -> None:
        """Draw the headline of a section; at least ``keep`` millimetres of it stay together."""
        self._keep_together(keep)
        self.pdf.ln(2)
        self._font(13.5, bold=True, colour=PETROL)
        self.pdf.start_section(text)
        self.pdf.cell(TEXT_WIDTH, 7, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        y = self.pdf.get_y() + 0.5
        self.pdf.set_draw_color(*PETROL)
        self.pdf.set_line_width(0.3)
        self.pdf.line(MARGIN, y, MARGIN + TEXT_WIDTH, y)
        self.pdf.set_y(y + 2)

    def item(self, text: str) -> None:
        """Draw the headline of one record."""
        self._keep_together(24)
        self.pdf.ln(1.5)
        self._font(11.5, bold=True)
        self._lines(text, 5.6)

    def badge(self, text: str, tone: Tone) -> None:
        """Draw the status in words on its colour."""
        ink, ground = _TONES[tone]
        self._font(9.5, bold=True, colour=ink)
        self.pdf.set_fill_color(*ground)
        width = self.pdf.get_string_width(self._clean(text)) + 5
        y = self.pdf.get_y() + 0.6
        self.pdf.rect(MARGIN, y, width, 5.4, style="F", round_corners=True, corner_radius=1.2)
        self.pdf.set_xy(MARGIN, y)
        self.pdf.cell(width, 5.4, self._clean(text), align="C", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.pdf.ln(1.4)

    def rows(self, rows: Iterable[tuple[str, str]]) -> None:
        """Draw labelled lines."""
        for label, value in rows:
            self._keep_together(LINE)
            self._font(9.5, colour=SOFT)
            top = self.pdf.get_y()
            self.pdf.cell(LABEL_WIDTH, DENSE, label)
            self._font(9.5)
            self.pdf.set_xy(MARGIN + LABEL_WIDTH, top)
            self._lines(value, DENSE, TEXT_WIDTH - LABEL_WIDTH)

    def points(self, texts: Iterable[str]) -> None:
        """Draw a list."""
        for text in texts:
            self._keep_together(LINE)
            self._font(9.5)
            top = self.pdf.get_y()
            self.pdf.cell(4, DENSE, "•")
            self.pdf.set_xy(MARGIN + 4, top)
            self._lines(text, DENSE, TEXT_WIDTH - 4)

    def check_box(self, text: str) -> None:
        """Draw a box to tick and what is to be done."""
        self._keep_together(LINE + 2)
        self._font(10.5)
        top = self.pdf.get_y()
        self.pdf.set_draw_color(*PETROL)
        self.pdf.rect(MARGIN + 0.3, top + 0.9, 3.6, 3.6)
        self.pdf.set_xy(MARGIN + 6.5, top)
        self._lines(text, LINE, TEXT_WIDTH - 6.5)
        self.pdf.ln(0.8)

    def text(self, text: str, colour: Colour = INK) -> None:
        """Draw a paragraph."""
        self._font(9.5, colour=colour)
        self._lines(text, DENSE)

    def small(self, text: str) -> None:
        """Draw a source line."""
        self._font(8, colour=SOFT)
        self._lines(text, 3.8)
        self.pdf.ln(0.8)

    def link(self, url: str | None) -> None:
        """Draw an address that opens when clicked; anything but a web address is left out."""
        if url and url.startswith(("https://", "http://")):
            self._font(9.5, colour=PETROL)
            self.pdf.multi_cell(
                TEXT_WIDTH, LINE - 0.6, self._clean(url), link=url, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT
            )

    def _lines(self, text: str, height: float, width: float = TEXT_WIDTH) -> None:
        self.pdf.multi_cell(width, height, self._clean(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _keep_together(self, height: float) -> None:
        if self.pdf.get_y() + height > self.pdf.page_break_trigger:
            self.pdf.add_page()

    def _font(self, size: float, bold: bool = False, colour: Colour = INK) -> None:
        self.pdf.set_font(FAMILY, "B" if bold else "", size)
        self.pdf.set_text_color(*colour)

    def _clean(self, text: str) -> str:
        """Return ``text`` with what the font cannot draw as a question mark, and line breaks as spaces."""
        known = cast(TTFFont, self.pdf.fonts[FAMILY.lower()]).cmap
        return "".join(char if ord(char) in known else "?" for char in " ".join(text.split()))
