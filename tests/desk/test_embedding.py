"""Embedding: the line and its attributes, the preview, links with a question, QR codes, and what is said before it is set up."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.desk.desk import Desk
from bot.desk.embedding import COLOUR, FRAGMENT, GREETING, TITLE, Look, contrast_to_white, read_look
from bot.settings import ROOT
from bot.telegram.state import TelegramState
from bot.web.hosts import Host
from tests.desk.conftest import Browser

STATIC = ROOT / "bot" / "web" / "static"
WIDGET = (STATIC / "widget.js").read_text(encoding="utf-8")
LINKED = (STATIC / "chat" / "linked.js").read_text(encoding="utf-8")
ADDRESS = "https://chat.beispiel.de/ui/"


@pytest.fixture(autouse=True)
def set_up(desk: Desk) -> None:
    desk.origins = ("https://www.beispiel.de",)
    desk.chat_address = ADDRESS
    desk.telegram = lambda ask: TelegramState(True, "nicht eingerichtet", is_configured=False)


def text(answer: Any) -> str:
    return unescape(answer.text)


def attributes_of(line: str) -> dict[str, str | None]:
    """The attributes of a line, as a browser reads them."""
    found: dict[str, str | None] = {}

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert tag == "script" and not found
            found.update(attrs)

    Reader().feed(line)
    return found


def test_the_usual_look_needs_no_attribute() -> None:
    assert Look().script(ADDRESS) == f'<script src="{ADDRESS}static/widget.js" async></script>'


def test_each_attribute_is_one_that_the_widget_reads() -> None:
    line = Look("Rat & Tat", 'Fragen? "Hier"', "#123456", True).script(ADDRESS)
    given = attributes_of(line)
    assert given["data-title"] == "Rat & Tat" and given["data-greeting"] == 'Fragen? "Hier"'
    assert (given["data-colour"], given["data-position"]) == ("#123456", "left")
    read = re.search(r"const {([^}]*)} = settings;", WIDGET)
    assert read is not None
    assert {name for name in given if name.startswith("data-")} <= {
        f"data-{name}" for name in re.findall(r"(\w+) =", read[1])
    }


def test_what_is_usual_is_what_the_widget_does() -> None:
    for value in (TITLE, GREETING, COLOUR):
        assert f'= "{value}"' in WIDGET
    names = re.search(r"QUESTION = /\^\(\?:(.*)\)=/", LINKED)
    assert names is not None and FRAGMENT in names[1].split("|")


def test_the_question_of_a_link_arrives_as_it_was() -> None:
    question = "Was kostet's & lohnt sich das? 50 % + mehr #1"
    link = Look(page="https://www.beispiel.de/rat?a=b#alt", question=question).link()
    assert link.startswith(f"https://www.beispiel.de/rat?a=b#{FRAGMENT}=") and "#alt" not in link
    assert parse_qs(urlsplit(link).fragment)[FRAGMENT] == [question]
    assert Look(page="https://www.beispiel.de/").link() == "https://www.beispiel.de/"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("farbe", "rot", "# und sechs Zeichen"),
        ("farbe", "#ffcc00", "dunklere"),
        ("farbe", "#0b55633", "# und sechs Zeichen"),
        ("titel", "x" * 61, "Möglich sind 60"),
        ("gruss", "a\u200bb", "nicht sieht"),
        ("adresse", "www.beispiel.de", "die ganze Adresse"),
        ("adresse", "javascript:alert(1)", "die ganze Adresse"),
        ("adresse", "https://", "die ganze Adresse"),
        ("adresse", "https://x.de:99999/", "die ganze Adresse"),
        ("adresse", "https://www.sparkasse.de@boese.example/", "die ganze Adresse"),
        ("adresse", 'https://x.de/"><script>', "die ganze Adresse"),
        ("frage", "x" * 301, "Möglich sind 300"),
    ],
)
def test_a_wrong_entry_is_said_beside_its_field_and_stays_there(
    reader: Browser, field: str, value: str, said: str
) -> None:
    answer = reader.get("/einbetten", params={"titel": "Mein Chat", field: value})
    assert answer.status_code == 400
    shown = text(answer)
    assert said in shown and f'id="{field}-fehler"' in shown
    assert (value in shown) and ("Mein Chat" in shown or field == "titel")
    assert "<script>" not in answer.text.replace("&lt;", "")
    assert reader.get("/einbetten/qr", params={field: value}).status_code == 400


def test_the_colour_is_judged_as_the_widget_does() -> None:
    assert contrast_to_white("#ffffff") == pytest.approx(1)
    assert contrast_to_white("#000000") == pytest.approx(21)
    assert not read_look({"farbe": COLOUR}, ADDRESS)[1]


def test_the_page_shows_line_preview_link_and_code(reader: Browser) -> None:
    shown = text(
        reader.get("/einbetten", params={"titel": "Rat", "farbe": "#123456", "seite": "links", "frage": "Was ist ERP?"})
    )
    assert 'data-title="Rat" data-colour="#123456" data-position="left"' in shown
    assert 'fill="#123456"' in shown and "links unten" in shown
    assert f"https://www.beispiel.de/#{FRAGMENT}=Was%20ist%20ERP%3F" in shown
    assert f"{ADDRESS}static/preview.html?title=Rat&greeting=" in shown
    assert shown.count("<svg") == 2


def test_the_code_is_a_file_too(reader: Browser) -> None:
    answer = reader.get("/einbetten/qr", params={"frage": "Was ist ERP?"})
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.text != reader.get("/einbetten/qr").text


def test_who_may_embed_is_said_and_what_to_do_where_nobody_may(desk: Desk, reader: Browser) -> None:
    assert "https://www.beispiel.de" in text(reader.get("/einbetten"))
    assert "erscheint der Knopf noch nicht" in text(
        reader.get("/einbetten", params={"adresse": "https://fremd.example/"})
    )
    desk.origins = ()
    shown = text(reader.get("/einbetten"))
    assert "Noch keine Website" in shown and "LOTSE_ORIGINS=https://www.beispiel.de" in shown
    assert "erscheint der Knopf noch nicht" not in shown  # links lead to the chat's own page then


def test_a_chat_without_a_name_is_said_to_be_on_this_machine_only(desk: Desk, reader: Browser) -> None:
    assert "LOTSE_HOSTS" not in text(reader.get("/einbetten"))
    desk.hosts = frozenset()
    assert "LOTSE_HOSTS" in text(reader.get("/einbetten"))
    desk.hosts = frozenset({Host("chat.beispiel.de")})


def test_telegram_is_asked_only_on_request(desk: Desk, reader: Browser) -> None:
    asked = []

    def state(ask: bool) -> TelegramState:
        asked.append(ask)
        return TelegramState(True, "@rat_bot; wir fragen Telegram", "rat_bot" if ask else "")

    desk.telegram = state
    assert "t.me" not in text(reader.get("/einbetten"))
    shown = text(reader.get("/einbetten", params={"telegram": "ja"}))
    assert "https://t.me/rat_bot" in shown and "@rat_bot; wir fragen Telegram" in shown
    assert asked == [False, True]


def test_a_fault_of_telegram_is_said_in_red(desk: Desk, reader: Browser) -> None:
    desk.telegram = lambda ask: TelegramState(False, "der Token wird nicht anerkannt.")
    shown = text(reader.get("/einbetten"))
    assert "gestört" in shown and "der Token wird nicht anerkannt." in shown


def test_the_page_allows_no_script(reader: Browser) -> None:
    answer = reader.get("/einbetten", params={"titel": "</textarea><script>alert(1)</script>"})
    assert "script-src" not in answer.headers["content-security-policy"]
    assert "<script" not in answer.text and "style=" not in answer.text
