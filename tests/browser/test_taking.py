"""Taking along: an answer copied, a link to it, the talk as text and on paper, read aloud; links and telephone numbers in texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.test_accessibility import answered
from tests.conftest import Servers

VOICES = """
window.spoken = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
    speaking: false,
    getVoices: () => VOICES,
    speak(it) { window.spoken.push([it.text, it.voice.name]); this.speaking = true; },
    cancel() { this.speaking = false; window.spoken.push("aus"); },
} });
"""
LOCAL = "[{ lang: 'de-DE', localService: false, name: 'fern' }, { lang: 'de-DE', localService: true, name: 'hier' }]"


@pytest.fixture
def copying(chromium: Browser, servers: Servers, size: Any) -> Iterator[Page]:
    context = chromium.new_context(viewport=size, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.add_init_script(VOICES.replace("VOICES", LOCAL))
    page.goto(f"{servers.rasa_url}/ui/")
    if size == PHONE:
        page.get_by_role("button", name="Frage stellen").click()
    page.get_by_role("button", name="Einverstanden").click()
    page.get_by_role("group", name="Vorschläge").wait_for()
    yield page
    context.close()


def more(page: Page) -> None:
    page.get_by_role("button", name="Mehr zu dieser Antwort").last.click()


def test_an_answer_can_be_copied_with_its_sources(copying: Page) -> None:
    answered(copying, "Wie sichern wir unsere Daten richtig?")
    more(copying)
    copying.get_by_role("button", name="Text kopieren").click()
    expect(copying.get_by_role("button", name="Kopiert")).to_be_visible()
    text = copying.evaluate("navigator.clipboard.readText()")
    assert "3-2-1" in text
    assert "Quelle: " in text
    assert "https://" in text
    assert "**" not in text


def test_an_answer_can_be_copied_where_the_clipboard_is_closed(copying: Page) -> None:
    """Pages without https have no ``navigator.clipboard``."""
    copying.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    answered(copying, "Was ist ein ERP?")
    more(copying)
    copying.get_by_role("button", name="Text kopieren").click()
    expect(copying.get_by_role("button", name="Kopiert")).to_be_focused()


def test_a_link_to_an_answer_brings_its_question_and_leaves_the_address(copying: Page, size: Any) -> None:
    """W21: put into the field, never sent by itself, and taken out of the address."""
    question = "Was kostet's & lohnt sich 50 % mehr?"
    answered(copying, "Was ist ein ERP?")
    more(copying)
    copying.get_by_role("button", name="Link kopieren").click()
    link = copying.evaluate("navigator.clipboard.readText()")
    assert link == f"{copying.url.split('#')[0]}#frage={quote('Was ist ein ERP?')}"
    sent: list[str] = []
    copying.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    start = copying.url.split("#")[0]
    for part in ("frage", "erste-hilfe"):
        copying.goto(f"{start}#oben&{part}={quote(question, safe='')}")
        expect(copying.get_by_label("Ihre Frage", exact=True)).to_have_value(question)
        assert copying.url == f"{start}#oben"
    assert sent == []


def test_only_voices_of_this_machine_read_aloud(copying: Page) -> None:
    answered(copying, "Wie sichern wir unsere Daten richtig?")
    more(copying)
    copying.get_by_role("button", name="Vorlesen").click()
    spoken = copying.evaluate("window.spoken")
    assert spoken[0][0].startswith("Merken Sie sich die Regel")
    assert {voice for _, voice in spoken} == {"hier"}
    copying.get_by_role("button", name="Anhalten").click()
    assert copying.evaluate("window.spoken.at(-1)") == "aus"
    copying.evaluate("speechSynthesis.getVoices = () => [{ lang: 'de-DE', localService: false, name: 'fern' }]")
    more(copying)
    more(copying)
    expect(copying.get_by_role("button", name="Vorlesen")).to_have_count(0)


def test_the_whole_talk_as_text(page: Page) -> None:
    """W22."""
    answered(page, "Wie sichern wir unsere Daten richtig?")
    page.get_by_role("button", name="Mehr: Ansicht").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Gespräch als Text speichern").click()
    assert saved.value.suggested_filename == "gespraech.txt"
    text = Path(saved.value.path()).read_text(encoding="utf-8")
    assert "Hier hat ein Computerprogramm geantwortet." in text
    assert "Sie: Wie sichern wir unsere Daten richtig?" in text
    assert "3-2-1" in text
    page.problems.clear()  # type: ignore[attr-defined]


def printed(page: Page) -> str:
    document = pdfium.PdfDocument(page.pdf())
    return "\n".join(sheet.get_textpage().get_text_range() for sheet in document).replace("\r\n", "\n")


def test_the_demo_page_prints_the_talk(page: Page) -> None:
    """W18: it printed two sheets of sample questions and no word of the talk."""
    answered(page, "Wer aus dem Handwerk hat das schon gemacht?")
    answered(page, "alles verschlüsselt!")
    text = printed(page)
    assert "Ruhe bewahren" in text
    assert "Zahlen Sie nicht voreilig" in text
    assert "Branche" in text, "what is folded is unfolded on paper"
    assert "Das fragen andere Betriebe" not in text
    assert "Text kopieren" not in text
    assert page.locator("lotse-paper").count() == 0, "the sheet is gone after printing"
    expect(page.get_by_role("log")).to_be_visible()


def test_before_anything_was_said_the_page_itself_is_printed(chromium: Browser, servers: Servers) -> None:
    page = chromium.new_page()
    page.goto(f"{servers.rasa_url}/ui/")
    page.get_by_role("button", name="Einverstanden").wait_for()
    assert "Das fragen andere Betriebe" in printed(page)
    page.close()


TEXTS = {
    "Rufen Sie +49 391 555 0 an.": ["tel:+493915550"],
    "Rufen Sie (0391) 555 1234 an.": ["tel:03915551234"],
    "Telefon 0391 250-2244, Fax 0800 2741000": ["tel:03912502244", "tel:08002741000"],
    "Zentrale: +49 (0)391 5678-90": ["tel:+49391567890"],
    "am 01 2025 10 12": [],
    "vom 01.10.2025 bis 05.12.2026": [],
    "IBAN DE02 1203 0000 0000 2020 51": [],
    "Es kostet 0,5 bis 10 000 Euro.": [],
    "Schreiben Sie an chat@beispiel.de.": ["mailto:chat@beispiel.de"],
    "Mehr auf https://www.beispiel.de/weg, dort": ["https://www.beispiel.de/weg"],
}


def test_numbers_and_addresses_can_be_pressed_and_dates_cannot(chromium: Browser, servers: Servers) -> None:
    """W19."""
    page = chromium.new_page()
    page.goto(f"{servers.rasa_url}/ui/")
    found = page.evaluate(
        """async (texts) => {
            const { inline } = await import("./static/chat/text.js");
            return texts.map((text) => inline(text).filter((node) => node.href).map((node) => node.getAttribute("href")));
        }""",
        list(TEXTS),
    )
    assert dict(zip(TEXTS, found, strict=True)) == TEXTS
    page.close()


def test_a_rating_can_say_why(page: Page) -> None:
    answered(page, "Wie sichern wir unsere Daten richtig?")
    page.get_by_role("button", name="Das hat nicht geholfen").click()
    page.get_by_role("button", name="Sie war zu lang").click()
    expect(page.locator(".bot").last).to_contain_text("Danke, das hilft uns beim Verbessern.")
    expect(page.locator(".owner").last).to_have_text("Sie war zu lang")
