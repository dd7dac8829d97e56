"""The chat on somebody else's website: one line of script, and nothing of the page disturbs it or is disturbed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.desk.embedding import Look
from bot.rasa.channels.rate_limit import SLOW_DOWN, TALK_PER_MINUTE
from tests.browser.conftest import PHONE
from tests.browser.test_chat_page import ask
from tests.browser.website import Website
from tests.conftest import Servers, free_port

LIMIT = 25 * 1024
"""Bytes over the wire for all scripts and styles, packed as the server sends them."""


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
    assert visited.evaluate("document.body.children.length") == 2
    assert visited.evaluate("document.querySelectorAll('html > lotse-widget').length") == 1
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


def test_a_link_brings_a_question_along_but_does_not_send_it(
    chromium: Browser, embedding: Servers, website: Website, size: Any
) -> None:
    """A link must not say anything in somebody's name: they read it in the field, agree to the notice, and send it."""
    question = "Was kostet's & lohnt sich 50 % mehr?"
    page = chromium.new_page(viewport=size)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.url.endswith("/ui/message") else None)
    page.goto(website.page(embedding))
    page.goto(Look(page=f"{website.origin}/", question=question).link())
    page.get_by_role("button", name="Einverstanden").click()
    field = page.get_by_label("Ihre Frage")
    expect(field).to_have_value(question)
    assert sent == []
    page.goto(Look(page=f"{website.origin}/", question="Was ist ein ERP?").link())
    expect(field).to_have_value("Was ist ein ERP?")
    page.get_by_role("button", name="Senden").click()
    expect(page.get_by_role("log")).to_contain_text("ERP")
    assert len(sent) == 1
    page.close()


def test_the_preview_has_the_look_of_its_address(chromium: Browser, embedding: Servers) -> None:
    page = chromium.new_page()
    page.goto(
        f"{embedding.rasa_url}/ui/static/preview.html?title=Beratung&greeting=Fragen%3F&colour=%237a1f4d&position=left"
    )
    button = page.get_by_role("button", name="Fragen? Beratung öffnen")
    assert button.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(122, 31, 77)"
    assert button.evaluate("e => e.getBoundingClientRect().left") < 100
    button.click()
    expect(page.get_by_role("heading", name="Beratung")).to_be_visible()
    page.close()


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

    def count(request: Any) -> None:
        if request.url.endswith((".js", ".css")):
            assert request.response().headers["content-encoding"] == "gzip"
            sizes[request.url] = request.sizes()["responseBodySize"]

    visited.on("requestfinished", count)
    visited.reload()
    opened(visited)
    assert len(sizes) > 15
    assert sum(sizes.values()) <= LIMIT


def test_the_keyboard_alone_opens_agrees_asks_and_closes(visited: Page) -> None:
    opener = visited.get_by_role("button", name="Fragen Sie uns Lotse öffnen")
    expect(opener).to_be_visible()
    visited.keyboard.press("Tab")
    visited.keyboard.press("Enter")
    expect(visited.get_by_role("button", name="Einverstanden")).to_be_focused()
    visited.keyboard.press("Enter")
    expect(visited.get_by_label("Ihre Frage", exact=True)).to_be_focused()
    visited.keyboard.type("Was ist ein ERP?")
    visited.keyboard.press("Enter")
    expect(visited.locator(".bot.glossary")).to_be_visible()
    visited.keyboard.press("Escape")
    expect(opener).to_be_focused()


def test_behind_the_sheet_on_a_phone_nothing_gets_the_focus(visited: Page, size: Any) -> None:
    opened(visited)
    is_inside = (
        "document.activeElement === document.querySelector('lotse-widget') || document.activeElement === document.body"
    )
    visited.evaluate(
        "document.querySelector('h1').innerHTML = '<a href=\"#x\" style=\"display: block !important\">Seite</a>'"
    )
    reached = []
    for _ in range(14):
        visited.keyboard.press("Tab")
        reached.append(visited.evaluate(is_inside))
    assert all(reached) == (size == PHONE)


def test_escape_in_the_page_takes_the_panel_away_and_leaves_the_focus(visited: Page, size: Any) -> None:
    if size == PHONE:
        pytest.skip("on a phone the page behind the sheet cannot have the focus")
    opened(visited)
    visited.evaluate("document.querySelector('h1').tabIndex = 0")
    visited.locator("h1").focus()
    visited.keyboard.press("Escape")
    expect(visited.get_by_role("dialog")).to_be_hidden()
    expect(visited.locator("h1")).to_be_focused()


def test_a_server_that_is_away_is_said_in_words_and_in_the_name_of_the_button(visited: Page) -> None:
    visited.route("**/lotse-chat.js", lambda route: route.abort())
    visited.get_by_role("button", name="Fragen Sie uns Lotse öffnen").click()
    expect(visited.get_by_role("button", name="Der Chat ist gerade nicht erreichbar")).to_be_focused()


def test_too_many_messages_are_answered_with_a_friendly_sentence_and_none_is_lost(visited: Page) -> None:
    opened(visited)
    visited.evaluate(
        """async ([address, times]) => {
            const { token } = JSON.parse(sessionStorage.getItem("lotse-chat"));
            for (let id = 0; id < times; id += 1) {
                const body = JSON.stringify({ token, text: "Hallo", id: "the-same" });
                await fetch(address + "/ui/message", { method: "POST", headers: { "Content-Type": "application/json" }, body });
            }
        }""",
        [server(visited), TALK_PER_MINUTE],
    )
    ask(visited, "Was ist ein ERP?")
    expect(visited.locator(".problem")).to_contain_text(SLOW_DOWN)
    visited.route("**/ui/message", lambda route: route.fulfill(json={"messages": [{"text": "Da."}], "token": "t"}))
    visited.get_by_role("button", name="Noch einmal versuchen").click()
    expect(visited.locator(".bot").last).to_have_text("Da.")
    expect(visited.locator(".owner")).to_have_count(1)


def server(page: Page) -> str:
    """Return the origin that the widget comes from."""
    return str(page.evaluate("new URL(document.querySelector('script').src).origin"))
