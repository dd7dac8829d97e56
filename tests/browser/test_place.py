"""Nobody loses their place: the last answer, what is half typed, what was open, where somebody reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_accessibility import FUNDING, answered
from tests.browser.test_chat_page import ask
from tests.browser.website import Website
from tests.conftest import Servers

FIELD = "Ihre Frage"


@pytest.fixture
def visited(chromium: Browser, embedding: Servers, website: Website, size: Any) -> Iterator[Page]:
    page = chromium.new_page(viewport=size)
    tag = f'<script src="{embedding.rasa_url}/ui/static/widget.js" async></script>'
    for name in ("eins.html", "zwei.html"):
        website.put(f"<body><a href='zwei.html'>Weiter</a>{tag}</body>", name=name)
    page.goto(f"{website.origin}/eins.html")
    page.get_by_role("button", name="öffnen").click()
    page.get_by_role("button", name="Einverstanden").click()
    page.get_by_text("Hier antwortet ein Computerprogramm des Zentrums").wait_for()
    yield page
    page.close()


def talk(page: Page) -> None:
    for question in ("Was ist ein ERP?", "Wie sichern wir unsere Daten richtig?", FUNDING):
        answered(page, question)


LOG = """(() => {
    const host = document.querySelector("lotse-widget")?.shadowRoot ?? document;
    return host.querySelector("lotse-chat").shadowRoot.querySelector(".log");
})()"""


def comes_into_view(page: Page, selector: str) -> None:
    """Wait until the last element that fits stands in the window of the log as a whole."""
    page.wait_for_function(
        f"""(selector) => {{
            const log = {LOG};
            const place = [...log.querySelectorAll(selector)].at(-1).getBoundingClientRect();
            const top = place.top - log.getBoundingClientRect().top;
            return top >= -1 && top + place.height <= log.clientHeight;
        }}""",
        arg=selector,
    )


def scrolled(page: Page, condition: str) -> None:
    """Wait until a condition on ``log`` holds."""
    page.wait_for_function(f"() => {{ const log = {LOG}; return {condition}; }}")


def two_frames(page: Page) -> None:
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def test_after_a_reload_the_latest_answer_is_in_view_in_the_widget(visited: Page) -> None:
    """W13: the log stood at its top, because its styles came later."""
    talk(visited)
    visited.reload()
    expect(visited.get_by_role("dialog")).to_be_visible()
    expect(visited.locator(".cards")).to_be_visible()
    comes_into_view(visited, ".owner")


def test_after_a_reload_the_latest_answer_is_in_view_on_the_page(page: Page) -> None:
    """W13."""
    talk(page)
    page.reload()
    expect(page.locator(".cards")).to_be_visible()
    comes_into_view(page, ".owner")


def test_whoever_reads_further_up_is_not_thrown_down(page: Page) -> None:
    """W14: 0 became 663. The hint says that there is news and leads to its beginning."""
    talk(page)
    waiting: list[Any] = []
    page.route("**/ui/message", lambda route: waiting.append(route))
    ask(page, "Was ist Phishing?")
    expect(page.locator(".typing")).to_be_visible()
    scrolled(page, "log.scrollTop + log.clientHeight >= log.scrollHeight - 2")
    log = page.get_by_role("log")
    log.evaluate("log => log.scrollTo({ top: 0, behavior: 'instant' })")
    two_frames(page)
    waiting[0].continue_()
    expect(page.locator(".bot.glossary")).to_have_count(2)
    two_frames(page)
    assert log.evaluate("log => log.scrollTop") == 0
    hint = page.locator(".hint")
    expect(hint).to_have_text("Neue Antwort")
    hint.click()
    comes_into_view(page, ".owner")


def test_long_answers_say_that_there_is_more_below(page: Page) -> None:
    hint = page.locator(".hint")
    expect(hint).to_be_hidden()
    answered(page, "alles verschlüsselt!")
    expect(hint).to_have_text("Mehr unten")
    before = page.get_by_role("log").evaluate("log => log.scrollTop")
    hint.click()
    scrolled(page, f"log.scrollTop > {before}")
    page.get_by_role("log").evaluate("log => log.scrollTo({ top: log.scrollHeight, behavior: 'instant' })")
    expect(hint).to_be_hidden()


def test_a_draft_and_the_open_panel_survive_a_reload(visited: Page) -> None:
    """W15, W16."""
    visited.get_by_label(FIELD, exact=True).fill("Wir sind eine Bäckerei und")
    visited.reload()
    expect(visited.get_by_label(FIELD, exact=True)).to_have_value("Wir sind eine Bäckerei und")
    expect(visited.get_by_label(FIELD, exact=True)).to_be_visible()


def test_on_the_next_page_the_panel_is_as_it_was(visited: Page, size: Any) -> None:
    """W16: open on a desktop; on a phone it would cover the page that was just asked for."""
    visited.goto(visited.url.replace("eins", "zwei"))
    dialog = visited.get_by_role("dialog")
    opener = visited.get_by_role("button", name="öffnen")
    expect(opener if size == PHONE else dialog).to_be_visible()
    assert visited.evaluate("document.activeElement.localName") == "body", "nobody has asked for the focus"
    if size == PHONE:
        opener.click()
    visited.get_by_role("button", name="Chat schließen").click()
    visited.reload()
    expect(opener).to_be_visible()
    expect(dialog).to_be_hidden()


def test_the_way_back_of_a_phone_closes_the_sheet_and_stays_on_the_page(chromium: Browser, servers: Servers) -> None:
    """W17."""
    page = chromium.new_page(viewport=PHONE)
    page.goto(f"{servers.rasa_url}/ui/")
    page.get_by_role("button", name="Frage stellen").click()
    expect(page.get_by_role("button", name="Einverstanden")).to_be_visible()
    page.go_back()
    expect(page.locator("lotse-chat")).to_be_hidden()
    assert page.url == f"{servers.rasa_url}/ui/"
    page.get_by_role("button", name="Frage stellen").click()
    page.reload()
    expect(page.locator("lotse-chat")).to_be_visible()
    page.get_by_role("button", name="Chat schließen").click()
    expect(page.locator("lotse-chat")).to_be_hidden()
    page.close()


def test_a_funding_answer_is_less_than_two_windows_high(page: Page) -> None:
    """W23: it was 2,100 pixels on a phone. Each programme has name, money and status in view, the rest on tap."""
    answered(page, FUNDING)
    turn = page.locator(".bot.programme_list")
    height = turn.evaluate("e => e.getBoundingClientRect().height")
    assert height < 2 * page.get_by_role("log").evaluate("log => log.clientHeight")
    card = page.get_by_role("article", name="BAFA-Beratungsförderung")
    expect(card).to_be_visible()
    for said in ("geförderte Beratung: 80 %", "offen"):
        expect(card.locator("summary")).to_contain_text(said)
    expect(card.get_by_text("BAFA, online")).to_be_hidden()
    card.locator("summary").click()
    expect(card.get_by_text("BAFA, online")).to_be_visible()


def test_an_emergency_begins_with_a_number_to_press(page: Page) -> None:
    answered(page, "alles verschlüsselt!")
    call = page.locator(".bot.emergency > :first-child")
    expect(call).to_contain_text("Polizei für Firmen (Sachsen-Anhalt)")
    expect(call).to_have_attribute("href", "tel:03912502244")
    box = call.bounding_box()
    assert box
    assert box["height"] >= 44


def test_the_start_offers_help_in_an_emergency_and_the_e_invoice(page: Page) -> None:
    """W24."""
    group = page.get_by_role("group", name="Vorschläge")
    expect(group.get_by_role("button", name="E-Rechnung")).to_be_visible()
    group.get_by_role("button", name="Notfall").click()
    expect(page.locator(".bot").last).to_contain_text("Ruhe bewahren")
    assert page.viewport_size in (DESKTOP, PHONE)
