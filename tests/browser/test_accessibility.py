"""WCAG 2.2 AA where a machine can tell: axe in every state, keyboard, contrast of the focus, sizes, zoom, motion, announcements."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.test_chat_page import ask
from tests.conftest import Servers

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FUNDING = "Tischlerei, 8 Leute, Stendal, wollen ERP für 30.000 €, gibt's da was?"

FOCUSED = """() => {
    let element = document.activeElement;
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element;
}"""
FOCUS_CONTRAST = """element => {
    const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = ([r, g, b]) => {
        const [x, y, z] = [r, g, b].map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * x + 0.7152 * y + 0.0722 * z + 0.05;
    };
    const style = getComputedStyle(element);
    if (style.outlineStyle === "none") return 0;
    // A ring outside of the element lies on what is around it.
    let ground = element.parentElement;
    while (ground && (channels(getComputedStyle(ground).backgroundColor)[3] ?? 1) === 0) ground = ground.parentElement;
    const canvas = document.createElement("canvas").getContext("2d");
    canvas.fillStyle = style.outlineColor;
    canvas.fillRect(0, 0, 1, 1);
    const ring = light(canvas.getImageData(0, 0, 1, 1).data);
    const around = light(channels(ground ? getComputedStyle(ground).backgroundColor : "rgb(255, 255, 255)"));
    return Math.max(ring, around) / Math.min(ring, around);
}"""


def answered(page: Page, question: str) -> None:
    before = page.locator(".bot").count()
    ask(page, question)
    expect(page.locator(".typing")).to_have_count(0)
    assert page.locator(".bot").count() > before


def cut(page: Page) -> None:
    page.route("**/ui/message", lambda route: route.abort())
    ask(page, "Was ist ein ERP?")
    expect(page.locator(".problem")).to_be_visible()


STATES: dict[str, Callable[[Page], None]] = {
    "greeting": lambda page: None,
    "funding": lambda page: answered(page, FUNDING),
    "example": lambda page: answered(page, "Wer aus dem Handwerk hat das schon gemacht?"),
    "article": lambda page: answered(page, "Wie sichern wir unsere Daten richtig?"),
    "emergency": lambda page: answered(page, "alles verschlüsselt!"),
    "comparison": lambda page: answered(
        page, "Was ist der Unterschied zwischen ZIM und dem IB-Digitalisierungsdarlehen?"
    ),
    "map": lambda page: answered(page, "Wo steht Sachsen-Anhalt?"),
    "check": lambda page: answered(page, "Check starten"),
    "connection cut": cut,
    "deleting": lambda page: page.get_by_role("button", name="Gespräch löschen").click(),
}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(page: Page, state: str) -> None:
    STATES[state](page)
    found = Axe().run(page, options={"runOnly": RULES})
    page.problems.clear()  # type: ignore[attr-defined]  # axe itself tries inline styles, which the page forbids
    assert found.violations_count == 0, found.generate_report()


def test_axe_finds_nothing_before_consent(chromium: Browser, servers: Servers, size: Any) -> None:
    page = chromium.new_page(viewport=size)
    page.goto(f"{servers.rasa_url}/ui/")
    if size == PHONE:
        page.get_by_role("button", name="Frage stellen").click()
    expect(page.get_by_role("button", name="Einverstanden")).to_be_visible()
    found = Axe().run(page, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()
    page.close()


def test_the_focus_goes_through_everything_in_the_order_it_is_seen_and_can_be_seen_itself(
    page: Page, size: Any
) -> None:
    answered(page, FUNDING)
    page.locator(".card summary").first.click()
    page.get_by_role("log").evaluate("log => log.scrollTo({ top: 0, behavior: 'instant' })")
    page.get_by_role("button", name="Merkzettel").focus()
    # After a click no browser draws a ring round what a script gives the focus to; with a key it does.
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    names, contrasts = [], {}
    for _ in range(80):
        focused = page.evaluate_handle(FOCUSED).as_element()
        assert focused
        name = str(focused.evaluate("e => e.getAttribute('aria-label') ?? (e.id || e.textContent)"))
        names.append(name)
        contrasts[name] = focused.evaluate(FOCUS_CONTRAST)
        box = focused.bounding_box()
        assert box
        assert 0 <= box["y"] < size["height"], f"{name} has the focus and cannot be seen"
        if name == "Senden":
            break
        page.keyboard.press("Tab")
    order = "Merkzettel|Neu beginnen|Gespräch löschen|Gesprächsverlauf|Mehr dazu|Das hat geholfen|text|Senden"
    expected = order.split("|")
    assert [names.index(name) for name in expected] == sorted(names.index(name) for name in expected), names
    assert {name: contrast for name, contrast in contrasts.items() if contrast < 3} == {}, "WCAG 2.2, 1.4.11"


def test_who_presses_a_suggestion_goes_on_at_the_answer(page: Page) -> None:
    answered(page, "Check starten")
    for number in (2, 3):
        page.get_by_role("group", name="Vorschläge").get_by_role("button").first.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("log")).to_contain_text(f"Frage {number} von 12")
        expect(page.locator(".bot").last).to_be_focused()
        page.keyboard.press("Tab")
        focused = page.evaluate_handle(FOCUSED).as_element()
        assert focused
        assert focused.evaluate("e => e.parentElement.className") == "choices"


@pytest.mark.parametrize("state", ["funding", "article", "comparison", "check"])
def test_what_is_pressed_is_big_enough(page: Page, state: str) -> None:
    """WCAG 2.2, 2.5.8: 24 pixels. Links within a line of text are excepted."""
    STATES[state](page)
    small = page.locator("lotse-chat").evaluate(
        """chat => [...chat.shadowRoot.querySelectorAll("button, summary, textarea, .card-actions a, .download a")]
            .filter((e) => e.checkVisibility())
            .map((e) => [e.textContent || e.getAttribute("aria-label"), e.getBoundingClientRect()])
            .filter(([, box]) => box.width < 24 || box.height < 24)
            .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)"""
    )
    assert small == []


def test_answers_are_announced(page: Page) -> None:
    """A screen reader says what is added to a live region that was there before; that dots move it does not say."""
    log, status = page.get_by_role("log"), page.locator("lotse-chat").get_by_role("status")
    expect(log).to_have_attribute("aria-live", "polite")
    log.evaluate(
        """log => {
            log.heard = [];
            new MutationObserver((changes) => {
                for (const node of changes.flatMap((change) => [...change.addedNodes]))
                    if (!node.ariaHidden) log.heard.push(node.innerText);
            }).observe(log, { childList: true });
        }"""
    )
    page.route("**/ui/message", lambda route: (page.wait_for_timeout(300), route.continue_()))
    ask(page, "Was ist ein ERP?")
    expect(status).to_have_text("Antwort wird geschrieben")
    expect(page.locator(".bot.glossary")).to_be_visible()
    expect(status).to_have_text("")
    heard = log.evaluate("log => log.heard")
    assert len(heard) == 2, heard
    assert "ERP" in heard[1]


def test_less_motion_where_it_is_asked_for(chromium: Browser, servers: Servers) -> None:
    for wish, animations, scrolling in (("no-preference", 3, "smooth"), ("reduce", 0, "auto")):
        page = chromium.new_page(reduced_motion=wish)  # type: ignore[arg-type]
        page.goto(f"{servers.rasa_url}/ui/")
        page.get_by_role("button", name="Einverstanden").click()
        log = page.get_by_role("log")
        log.evaluate(
            "log => { const to = log.scrollTo; log.scrollTo = (how) => { log.how = how.behavior; to.call(log, how); }; }"
        )
        page.route("**/ui/message", lambda route: None)
        ask(page, "Was ist ein ERP?")
        expect(page.locator(".typing")).to_be_visible()
        moving = "chat => chat.shadowRoot.querySelector('.typing').getAnimations({ subtree: true }).length"
        assert page.locator("lotse-chat").evaluate(moving) == animations
        assert log.evaluate("log => log.how") == scrolling
        page.close()


def test_fingers_do_not_raise_a_keyboard_over_the_answer(chromium: Browser, servers: Servers) -> None:
    context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{servers.rasa_url}/ui/")
    page.get_by_role("button", name="Frage stellen").tap()
    page.get_by_role("button", name="Einverstanden").tap()
    expect(page.get_by_role("group", name="Vorschläge")).to_be_visible()
    expect(page.get_by_role("log")).to_be_focused()
    context.close()


@pytest.mark.parametrize(
    ("width", "height"), [(640, 400), (320, 256), (320, 568)], ids=["200 %", "400 %", "small phone"]
)
def test_zoom(chromium: Browser, servers: Servers, width: int, height: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": height}, device_scale_factor=2)
    page.goto(f"{servers.rasa_url}/ui/")
    page.get_by_role("button", name="Frage stellen").click()
    page.get_by_role("button", name="Einverstanden").click()
    answered(page, FUNDING)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    log = page.get_by_role("log")
    assert log.evaluate("log => log.scrollWidth <= log.clientWidth"), "the conversation scrolls sideways"
    box = log.bounding_box()
    assert box
    assert box["height"] > 100, "there is no room left to read"
    page.get_by_label("Ihre Frage", exact=True).click()
    page.close()


def test_behind_the_sheet_on_a_phone_nothing_gets_the_focus(page: Page, size: Any) -> None:
    page.locator("[data-question]").first.evaluate("button => button.focus()")
    is_there = page.evaluate("document.activeElement.dataset.question !== undefined")
    assert is_there == (size != PHONE)
