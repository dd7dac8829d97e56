"""The chat on somebody else's website: one line of script, and nothing of the page disturbs it or is disturbed."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.test_chat_page import ask
from tests.browser.website import Website
from tests.conftest import Servers, free_port

LIMIT = 60 * 1024
"""Bytes over the wire for scripts and styles."""


@pytest.fixture
def visited(chromium: Browser, embedding: Servers, website: Website, size: Any) -> Iterator[Page]:
    page = chromium.new_page(viewport=size)
    page.goto(website.page(embedding))
    yield page
    page.close()


def opened(page: Page) -> None:
    page.get_by_role("button", name="Fragen Sie uns Lotse öffnen").click()
    page.get_by_role("button", name="Einverstanden").click()
    page.get_by_text("Hier antwortet ein Computerprogramm des Zentrums").wait_for()


def test_a_conversation_on_a_page_with_hostile_styles(visited: Page, size: Any) -> None:
    opened(visited)
    ask(visited, "Tischlerei, 8 Leute, Stendal, wollen ERP für 30.000 €, gibt's da was?")
    card = visited.get_by_role("article", name="IB-Digitalisierungsdarlehen")
    expect(card).to_be_visible()
    assert card.evaluate("e => getComputedStyle(e).fontSize") == "16px"
    assert visited.evaluate("document.body.children.length") == 3
    assert visited.evaluate("document.styleSheets.length") == 1
    box = visited.get_by_role("dialog").bounding_box()
    assert box
    assert (box["width"] == PHONE["width"]) == (size == PHONE)
    assert visited.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_colour_of_the_page_is_used_if_it_can_be_read(
    visited: Page, chromium: Browser, embedding: Servers, website: Website
) -> None:
    button = visited.get_by_role("button", name="Fragen Sie uns Lotse öffnen")
    assert button.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(122, 31, 61)"
    visited.goto(website.page(embedding, "#ffee99") + "/?other")
    assert button.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(11, 85, 99)"


def test_it_goes_on_after_a_reload_and_escape_closes_it(visited: Page) -> None:
    opened(visited)
    ask(visited, "Wir sind eine Bäckerei in Halle mit 12 Leuten")
    expect(visited.get_by_role("log")).to_contain_text("12 Beschäftigte")
    visited.keyboard.press("Escape")
    opener = visited.get_by_role("button", name="Fragen Sie uns Lotse öffnen")
    expect(opener).to_be_focused()
    visited.reload()
    opener.press("Enter")
    expect(visited.get_by_role("log")).to_contain_text("12 Beschäftigte")


def test_a_page_that_is_not_listed_gets_no_answer(chromium: Browser, embedding: Servers, tmp_path: Path) -> None:
    stranger = Website(tmp_path, free_port())
    page = chromium.new_page()
    page.goto(stranger.page(embedding))
    status = page.evaluate(
        """address => fetch(address + "/ui/session", {method: "POST", headers: {"Content-Type": "application/json"}, body: "{}"})
        .then(answer => answer.status, () => "refused")""",
        embedding.rasa_url,
    )
    assert status == "refused"
    page.close()
    stranger.close()


def test_it_is_small(visited: Page) -> None:
    sizes: dict[str, int] = {}
    packed: list[bytes] = []

    def count(response: Any) -> None:
        if response.url.endswith((".js", ".css")):
            body = response.body()
            sizes[response.url] = len(body)
            packed.append(gzip.compress(body))

    visited.on("requestfinished", lambda request: count(request.response()))
    visited.reload()
    opened(visited)
    assert len(sizes) > 8
    assert sum(sizes.values()) <= LIMIT
    print(sum(sizes.values()), sum(map(len, packed)))


@pytest.mark.parametrize(
    "question",
    ["", "Tischlerei, 8 Leute, Stendal, wollen ERP für 30.000 €, gibt's da was?", "Wo steht Sachsen-Anhalt?"],
)
def test_axe_finds_nothing(page: Page, question: str) -> None:
    if question:
        ask(page, question)
        expect(page.locator(".owner")).to_have_count(1)
        expect(page.locator(".bot")).to_have_count(2)
        expect(page.locator(".typing")).to_have_count(0)
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
    page.problems.clear()  # type: ignore[attr-defined]  # axe itself tries inline styles, which the page forbids
    assert found.violations_count == 0, found.generate_report()


def test_zoom_200_percent(chromium: Browser, servers: Servers) -> None:
    page = chromium.new_page(viewport={"width": 640, "height": 400}, device_scale_factor=2)
    page.goto(f"{servers.rasa_url}/ui/")
    page.get_by_role("button", name="Frage stellen").click()
    page.get_by_role("button", name="Einverstanden").click()
    ask(page, "Was ist ein ERP?")
    expect(page.locator(".bot.glossary")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    log = page.get_by_role("log").bounding_box()
    assert log
    assert log["height"] > 100, "there is no room left to read"
    page.close()
