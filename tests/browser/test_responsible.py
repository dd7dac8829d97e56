"""The pages of whoever is responsible stand in the notice and in the menu, also after a reload."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE
from tests.conftest import Servers

LINKS = [
    {"title": "Impressum", "url": "https://www.beispiel.example/impressum"},
    {"title": "Erklärung zur Barrierefreiheit", "url": "https://www.beispiel.example/barrierefreiheit"},
    {"title": "Falle", "url": "javascript:alert(1)"},
]


def opened(page: Page, size: Any) -> None:
    if size == PHONE:
        page.get_by_role("button", name="Frage stellen").click()


def test_the_pages_are_in_the_notice_and_in_the_menu(chromium: Browser, servers: Servers, size: Any) -> None:
    page = chromium.new_page(viewport=size)
    page.route("**/ui/notice", lambda route: route.fulfill(json={"text": "Bevor es losgeht:", "links": LINKS}))
    page.goto(f"{servers.rasa_url}/ui/")
    opened(page, size)
    notice = page.get_by_role("log")
    expect(notice.get_by_role("link")).to_have_count(2)
    expect(notice.get_by_role("link", name="Impressum")).to_have_attribute("href", LINKS[0]["url"])
    page.get_by_role("button", name="Einverstanden").click()
    page.get_by_role("group", name="Vorschläge").wait_for()
    page.reload()
    page.get_by_role("button", name="Mehr: Ansicht").click()
    menu = page.get_by_role("group", name="Gespräch")
    expect(menu.get_by_role("link", name="Erklärung zur Barrierefreiheit")).to_be_visible()
    menu.get_by_role("button", name="Wer ist verantwortlich?").click()
    expect(page.locator(".owner")).to_have_text("Wer ist für diesen Chat verantwortlich?")
    expect(page.locator(".bot").last).to_contain_text("für diesen Chat")
    page.close()
