"""A file that the chat offers is saved, however long the answer has been read, and the page stays where it is."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_chat_page import ask

pytestmark = pytest.mark.browser


def test_the_sheet_is_saved_with_a_fresh_link(page: Page) -> None:
    """S14: the link in the answer is good for minutes only; what is pressed is fetched with the session."""
    for text in ("Was ist ZIM?", "merken", "Merkzettel"):
        answers = page.locator(".bot:not(.typing)").count()
        ask(page, text)
        expect(page.locator(".bot:not(.typing)")).to_have_count(answers + 1)
    link = page.get_by_role("link", name="Merkzettel als PDF")
    old = str(link.get_attribute("href"))
    link.evaluate("link => { link.href = link.href.replace(/schluessel=.*/, 'schluessel=abgelaufen') }")
    where = page.url
    with page.expect_download() as saved:
        link.click()
    assert saved.value.suggested_filename == "merkzettel.pdf"
    assert saved.value.url != old
    assert re.search(r"/ui/datei/merkzettel\.pdf\?schluessel=", saved.value.url)
    text = pdfium.PdfDocument(Path(saved.value.path()).read_bytes())[0].get_textpage().get_text_range()
    assert "Zentrales Innovationsprogramm Mittelstand" in text
    assert page.url == where
