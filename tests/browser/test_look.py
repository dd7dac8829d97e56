"""Light, dark, forced colours, larger letters: as the website is, as the system is, or as the person wants it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_accessibility import FUNDING, RULES, answered
from tests.browser.website import Website
from tests.conftest import Servers

LEAST = 7
"""WCAG 2.2, 1.4.6 (AAA), for the chat's own colours."""
CONTRASTS = """chat => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const rgba = (colour) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const light = (colour) => {
        const [r, g, b] = rgba(colour).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    };
    const found = {};
    for (const element of chat.shadowRoot.querySelectorAll("*")) {
        const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join("");
        if (!text || !element.checkVisibility() || element.closest(".hidden")) continue;
        let ground = element;
        while (ground && rgba(getComputedStyle(ground).backgroundColor)[3] < 255) ground = ground.parentElement;
        const [one, other] = [getComputedStyle(element).color, getComputedStyle(ground).backgroundColor].map(light);
        const contrast = Math.max(one, other) / Math.min(one, other);
        if (contrast < LEAST) found[`${element.localName}.${element.className} ${text.slice(0, 30)}`] = contrast;
    }
    return found;
}""".replace("LEAST", str(LEAST))


@pytest.fixture(params=["light", "dark", "forced", "large"])
def look(request: pytest.FixtureRequest, chromium: Browser, servers: Servers, size: Any) -> Iterator[Page]:
    wish = request.param
    page = chromium.new_page(
        viewport=size,
        color_scheme="dark" if wish == "dark" else "light",
        forced_colors="active" if wish == "forced" else "none",
    )
    page.goto(f"{servers.rasa_url}/ui/")
    if size == PHONE:
        page.get_by_role("button", name="Frage stellen").click()
    page.get_by_role("button", name="Einverstanden").click()
    page.get_by_role("group", name="Vorschläge").wait_for()
    if wish == "large":
        page.get_by_role("button", name="Mehr: Ansicht").click()
        for _ in range(3):
            page.get_by_role("button", name="Größere Schrift").click()
        page.get_by_role("button", name="Mehr: Ansicht").click()
    yield page
    page.close()


def test_axe_finds_nothing_and_nothing_is_pale(look: Page, request: pytest.FixtureRequest) -> None:
    """W20: 0 findings and a contrast of 7 : 1 in every theme, with everything on the screen that there is."""
    answered(look, "Wie sichern wir unsere Daten richtig?")
    look.get_by_role("button", name="Mehr zu dieser Antwort").last.click()
    answered(look, "alles verschlüsselt!")
    answered(look, "Was ist der Unterschied zwischen ZIM und dem IB-Digitalisierungsdarlehen?")
    answered(look, FUNDING)
    look.locator(".card summary").first.click()
    look.get_by_role("button", name="Mehr: Ansicht").click()
    found = Axe().run(look, options={"runOnly": RULES})
    assert found.response["violations"] == []
    if "forced" not in request.node.callspec.id:
        assert look.locator("lotse-chat").evaluate(CONTRASTS) == {}
    assert look.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert look.get_by_role("log").evaluate("log => log.scrollWidth <= log.clientWidth")


HOSTS = {
    "plain": ("", "", False),
    "dark ground": ("<style>body { background: #111; color: #eee; }</style>", "", True),
    "dark scheme": ("<meta name='color-scheme' content='dark'>", "", True),
    "site says light": ("<style>body { background: #111; }</style>", "light", False),
    "site says dark": ("", "dark", True),
    "site says system": ("", "system", True),
    "follows the system": ("<style>html { color-scheme: light dark; }</style>", "", True),
}


@pytest.mark.parametrize("host", HOSTS)
def test_the_chat_looks_as_the_website_does(chromium: Browser, embedding: Servers, website: Website, host: str) -> None:
    """W20: host, attribute, then the person; the system is dark here."""
    head, theme, is_dark = HOSTS[host]
    page = chromium.new_page(color_scheme="dark")
    tag = f'<script src="{embedding.rasa_url}/ui/static/widget.js" async {f"data-theme={theme}" if theme else ""}></script>'
    page.goto(website.put(f"<body>{tag}</body>", head=head))
    page.get_by_role("button", name="öffnen").click()
    page.get_by_role("button", name="Einverstanden").click()
    chat = page.locator("lotse-chat section")
    expect(chat).to_have_class("chat dark" if is_dark else "chat")
    page.get_by_role("button", name="Mehr: Ansicht").click()
    page.get_by_role("button", name="Heller Hintergrund" if is_dark else "Dunkler Hintergrund").click()
    expect(chat).to_have_class("chat" if is_dark else "chat dark")
    page.reload()
    expect(chat).to_have_class("chat" if is_dark else "chat dark")
    page.close()


def test_letters_grow_and_stay_large_after_a_reload(page: Page, size: Any) -> None:
    size_of = "e => parseFloat(getComputedStyle(e).fontSize)"
    bubble = page.locator(".bot .bubble").first
    before = bubble.evaluate(size_of)
    page.get_by_role("button", name="Mehr: Ansicht").click()
    page.get_by_role("button", name="Größere Schrift").click()
    assert bubble.evaluate(size_of) == pytest.approx(before * 1.15, abs=0.1)
    page.reload()
    assert bubble.evaluate(size_of) == pytest.approx(before * 1.15, abs=0.1)


def test_the_menu_closes_with_escape_and_gives_the_focus_back(page: Page) -> None:
    more = page.get_by_role("button", name="Mehr: Ansicht")
    more.press("Enter")
    expect(more).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(more).to_be_focused()
    expect(more).to_have_attribute("aria-expanded", "false")
    assert page.viewport_size in (DESKTOP, PHONE)
