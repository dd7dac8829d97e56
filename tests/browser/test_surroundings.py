"""The chat survives what real websites do: exchanged bodies, odd styles, hot keys, policies, tags in the wrong place.

The ids (W1 …) are those of the cases that were found on websites with other chats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.website import Website
from tests.conftest import Servers, free_port

Visit = Callable[..., Page]
OPENER = "Fragen zur Digitalisierung? Erste Hilfe 4.0 öffnen"
GREETING = "Hier antwortet ein Computerprogramm des Zentrums"
IN_WINDOW = """() => {
    const button = document.querySelector("lotse-widget").shadowRoot.querySelector("button");
    const box = button.getBoundingClientRect();
    const onTop = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return box.x >= 0 && box.right <= innerWidth && box.y >= 0 && box.bottom <= innerHeight && onTop?.localName === "lotse-widget";
}"""


@pytest.fixture
def visit(chromium: Browser, embedding: Servers, website: Website) -> Iterator[Visit]:
    """Return what opens a page with the chat: its body, head, root attributes, the tag's attributes, the window's size."""
    pages: list[Page] = []

    def opened(
        body: str = "<h1>Seite</h1>", size: dict[str, int] = DESKTOP, tag: str = "", before: str = "", **how: str
    ) -> Page:
        page = chromium.new_page(viewport=size)  # type: ignore[arg-type]
        page.said = []  # type: ignore[attr-defined]
        page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)  # type: ignore[attr-defined]
        pages.append(page)
        if before:
            page.add_init_script(before)
        source = f"{embedding.rasa_url}/ui/static/widget.js"
        tag = tag.replace("WIDGET", source) or f'<script src="{source}" async></script>'
        page.goto(website.put(f"<body>{body}{tag}</body>", **how))
        return page

    yield opened
    for page in pages:
        page.close()


def begin(page: Page) -> None:
    page.get_by_role("button", name=OPENER).click()
    page.get_by_role("button", name="Einverstanden").click()
    page.get_by_text(GREETING).wait_for()


EXCHANGES = {
    "replaceWith": "document.body.replaceWith(document.createElement('body'))",
    "innerHTML": "document.body.innerHTML = '<h1>Neu</h1>'",
    "a new body": "document.body = document.createElement('body')",
    "removed": "document.querySelector('lotse-widget').remove()",
    "view transition": "document.startViewTransition(() => { document.body.innerHTML = '<h1>Neu</h1>'; }).finished",
    "a new root": "document.replaceChild(document.createElement('html'), document.documentElement).ownerDocument"
    ".documentElement.append(document.createElement('body'))",
}


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("exchange", EXCHANGES)
def test_it_stays_when_a_framework_exchanges_the_page(visit: Visit, exchange: str, size: dict[str, int]) -> None:
    """W1: the panel stays open with what was said and typed, also when the script runs once more."""
    page = visit(size=size)
    begin(page)
    page.get_by_label("Ihre Frage", exact=True).fill("Halbe Fra")
    source = page.evaluate("document.querySelector('script').src")
    page.evaluate(f"async () => {{ await ({EXCHANGES[exchange]}) }}")
    page.evaluate(
        """async (src) => {
            const again = Object.assign(document.createElement("script"), { src });
            const loaded = new Promise((resolve) => (again.onload = resolve));
            document.body.append(again);
            await loaded;
        }""",
        source,
    )
    assert page.locator("lotse-widget").count() == 1
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.get_by_label("Ihre Frage", exact=True)).to_have_value("Halbe Fra")
    assert page.get_by_role("dialog").evaluate("dialog => dialog.matches(':modal')") == (size == PHONE)
    page.get_by_role("button", name="Chat schließen").click()
    assert page.evaluate(IN_WINDOW)


@pytest.mark.parametrize(
    "style",
    [
        "transform: translateZ(0)",
        "filter: grayscale(1)",
        "contain: paint",
        "perspective: 100px",
        "will-change: transform",
    ],
)
def test_the_button_is_in_the_window_whatever_contains_it(visit: Visit, style: str) -> None:
    """W2: a body that became a containing block held the button at the foot of the page."""
    page = visit(f"<main style='height: 9000px'>lang</main><style>body, html {{ {style} }}</style>")
    page.get_by_role("button", name=OPENER).wait_for()
    assert page.evaluate(IN_WINDOW)


@pytest.mark.parametrize("target", ["document", "document.body", "window"])
@pytest.mark.parametrize("phase", ["true", "false"], ids=["capture", "bubble"])
def test_what_is_typed_in_the_chat_does_not_reach_hot_keys_of_the_page(visit: Visit, target: str, phase: str) -> None:
    """W3: "24/7 nachts" ended in the search field of the page."""
    hot = f"""<input id="suche"><script>document.addEventListener("lotse-ready", () =>
        {target}.addEventListener("keydown", (event) => {{
            if (event.key === "/") {{ event.preventDefault(); document.querySelector("#suche").focus(); }}
        }}, {phase}));</script>"""
    page = visit(hot)
    begin(page)
    page.get_by_label("Ihre Frage", exact=True).focus()
    page.keyboard.type("24/7 nachts")
    expect(page.get_by_label("Ihre Frage", exact=True)).to_have_value("24/7 nachts")
    expect(page.locator("#suche")).to_have_value("")
    page.keyboard.press("Enter")
    expect(page.locator(".owner")).to_have_text("24/7 nachts")
    page.locator("#suche").focus()
    page.keyboard.press("/")
    expect(page.locator("#suche")).to_be_focused()


TAGS = {
    "twice": '<script src="WIDGET" async></script><script src="WIDGET" async></script>',  # W4
    "module": '<script type="module" src="WIDGET"></script>',  # W5
    "imported": '<script type="module">import("WIDGET");</script>',
    "fetched": '<script>fetch("WIDGET").then((got) => got.text()).then((code) => new Function(code)());</script>',
    "tag manager": '<script>document.head.append(Object.assign(document.createElement("script"), { src: "WIDGET" }));</script>',
    "settings": '<script>window.lotseSettings = { position: "left" };</script><script src="WIDGET?v=2" defer></script>',
}


@pytest.mark.parametrize("tag", TAGS)
def test_it_finds_itself_however_it_was_loaded(visit: Visit, tag: str) -> None:
    """W4, W5: one button, and no error."""
    page = visit(tag=TAGS[tag])
    begin(page)
    assert page.locator("lotse-widget").count() == 1
    box = page.get_by_role("dialog").bounding_box()
    assert box
    assert (box["x"] < 100) == (tag == "settings")
    assert page.said == []  # type: ignore[attr-defined]


def test_it_says_when_it_cannot_know_where_the_chat_is(visit: Visit, embedding: Servers) -> None:
    """W5: one line in the console that says what to write."""
    page = visit(tag="<p>ohne</p>")
    page.evaluate(page.request.get(f"{embedding.rasa_url}/ui/static/widget.js").text())
    assert len(page.said) == 1  # type: ignore[attr-defined]
    assert "window.lotseSettings = { address:" in page.said[0]  # type: ignore[attr-defined]


def test_german_runs_from_left_to_right_on_every_page(visit: Visit) -> None:
    """W6."""
    page = visit(html='dir="rtl"')
    begin(page)
    assert page.get_by_text(GREETING).evaluate("e => getComputedStyle(e).direction") == "ltr"
    assert page.locator("lotse-widget").evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_a_long_title_on_a_narrow_phone_leaves_the_way_out_in_the_window(visit: Visit) -> None:
    """W7."""
    word = "Digitalisierungsberatungsstellenverzeichnisauskunftsprogramme"
    tag = f'<script src="WIDGET" async data-title="{word}" data-greeting="{word}"></script>'
    page = visit(tag=tag, size={"width": 320, "height": 568})
    page.get_by_role("button", name=word).wait_for()
    assert page.evaluate(IN_WINDOW)
    page.get_by_role("button", name=word).click()
    box = page.get_by_role("button", name="Chat schließen").bounding_box()
    assert box
    assert box["x"] + box["width"] <= 320
    page.get_by_role("button", name="Chat schließen").click()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_nothing_lies_under_the_camera_or_the_gestures_of_a_phone(visit: Visit) -> None:
    """W8: insets of 47 above and 34 below, as on phones with a notch."""
    page = visit(size=PHONE)
    insets = {"top": 47, "bottom": 34}
    page.context.new_cdp_session(page).send("Emulation.setSafeAreaInsetsOverride", {"insets": insets})
    opener = page.get_by_role("button", name=OPENER).bounding_box()
    assert opener
    assert opener["y"] + opener["height"] <= PHONE["height"] - insets["bottom"]
    begin(page)
    close = page.get_by_role("button", name="Chat schließen").bounding_box()
    assert close
    assert close["y"] >= insets["top"]
    hint = page.get_by_text("Bitte keine Passwörter").bounding_box()
    assert hint
    assert hint["y"] + hint["height"] <= PHONE["height"] - insets["bottom"]


def test_a_site_can_keep_room_for_its_cookie_bar_and_open_the_chat_itself(visit: Visit) -> None:
    """W9: nothing of the page covers the panel; ``data-offset``, own buttons, ``lotse.open()`` and events."""
    bar = "<div style='position: fixed; inset: auto 0 0; height: 120px; background: #fff; z-index: 2147483647'>Kekse</div>"
    own = '<button data-frage="Was kostet ein Onlineshop?">Fragen Sie uns</button><a href="#lotse">Zum Chat</a>'
    events = (
        '<script>for (const name of ["lotse-ready", "lotse-open", "lotse-close"]) document.addEventListener(name, () => {'
        " document.title += ` ${name}`; });</script>"
    )
    page = visit(own + bar + events, tag='<script src="WIDGET" async data-offset="130"></script>')
    opener = page.get_by_role("button", name=OPENER)
    box = opener.bounding_box()
    assert box
    assert box["y"] + box["height"] <= DESKTOP["height"] - 130
    page.get_by_role("button", name="Fragen Sie uns").click()
    page.get_by_role("button", name="Einverstanden").click()
    field = page.get_by_label("Ihre Frage", exact=True)
    expect(field).to_have_value("Was kostet ein Onlineshop?")
    assert page.locator(".owner").count() == 0, "a button of the site must not say anything in somebody's name"
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Zum Chat").click()
    expect(field).to_be_focused()
    page.evaluate("lotse.close()")
    expect(opener).to_be_visible()
    page.evaluate("lotse.open('Was ist ein ERP?')")
    expect(field).to_have_value("Was ist ein ERP?")
    assert page.evaluate("lotse.isOpen")
    assert page.title() == "Seite lotse-ready lotse-open lotse-close lotse-open lotse-close lotse-open"


def test_a_site_that_is_not_listed_is_told_so_in_both_places(
    chromium: Browser, embedding: Servers, tmp_path: Path
) -> None:
    """W10: LOTSE_ORIGINS forgotten. One line in the console of the site, one in the log of the server."""
    stranger = Website(tmp_path, free_port())
    page = chromium.new_page()
    with page.expect_console_message(lambda message: "LOTSE_ORIGINS" in message.text) as said:
        page.goto(stranger.page(embedding))
    assert f"LOTSE_ORIGINS={stranger.origin}" in said.value.text
    assert page.locator("lotse-widget").count() == 0
    page.close()
    stranger.close()
    assert f"{stranger.origin} may not embed the chat" in (embedding.logs / "servers.log").read_text(encoding="utf-8")


@pytest.mark.parametrize("missing", ["script-src", "connect-src", "img-src"])
def test_a_policy_that_blocks_the_chat_is_named(visit: Visit, embedding: Servers, missing: str) -> None:
    """W11: what is missing stands in the console; nobody is told of a lost message before anything was written."""
    chat = dict.fromkeys(("script-src", "connect-src", "img-src"), f"'self' {embedding.rasa_url}")
    chat[missing] = f"'self' {embedding.rasa_url}/ui/static/widget.js" if missing == "script-src" else "'self'"
    policy = "; ".join(["default-src 'none'", *(f"{name} {value}" for name, value in chat.items())])
    page = visit(head=f'<meta http-equiv="Content-Security-Policy" content="{policy}">')
    if missing == "img-src":
        begin(page)
        page.get_by_label("Ihre Frage", exact=True).fill("Wo steht Sachsen-Anhalt?")
        page.keyboard.press("Enter")
        expect(page.locator("img.picture")).to_have_count(1)
    elif missing == "connect-src":
        page.get_by_role("button", name=OPENER).click()
        expect(page.get_by_role("button", name="auf dieser Website noch nicht freigegeben")).to_be_visible()
    ours: list[str] = []
    for _ in range(200):
        page.wait_for_timeout(50)
        if ours:
            break
        ours = [line for line in page.said if line.startswith("Erste Hilfe 4.0")]  # type: ignore[attr-defined]
    assert len(ours) == 1, ours
    assert f"{missing} {embedding.rasa_url}" in ours[0]
    assert page.get_by_text("Ihre Nachricht ist nicht verloren").count() == 0


def test_a_strict_policy_of_the_readme_is_enough(visit: Visit, embedding: Servers) -> None:
    """W11: no style-src, nothing inline, trusted types: not a word in the console."""
    chat = embedding.rasa_url
    policy = (
        f"default-src 'none'; script-src {chat}; connect-src {chat}; img-src {chat}; require-trusted-types-for 'script'"
    )
    page = visit(head=f'<meta http-equiv="Content-Security-Policy" content="{policy}">')
    begin(page)
    page.get_by_role("button", name="Mehr: Ansicht").click()
    page.get_by_role("button", name="Dunkler Hintergrund").click()
    assert page.said == []  # type: ignore[attr-defined]


KEYBOARD = """
const view = Object.assign(new EventTarget(), { height: 844, width: 390, offsetTop: 0, scale: 1 });
Object.defineProperty(window, "visualViewport", { get: () => view });
window.raiseKeyboard = () => { view.height = 430; view.offsetTop = 60; view.dispatchEvent(new Event("resize")); };
"""


def test_the_field_stays_above_the_keyboard_of_a_phone(visit: Visit) -> None:
    """W12: iOS lays its keyboard over the page and tells only ``visualViewport``."""
    page = visit(size=PHONE, before=KEYBOARD)
    begin(page)
    page.evaluate("raiseKeyboard()")
    box = page.get_by_role("dialog").bounding_box()
    assert box
    assert (box["y"], box["height"]) == (60, 430)
    field = page.get_by_label("Ihre Frage", exact=True).bounding_box()
    assert field
    assert field["y"] + field["height"] <= 490
    log = page.get_by_role("log").bounding_box()
    assert log
    assert log["height"] > 100


BLOCKED = """
for (const name of ["sessionStorage", "localStorage"])
    Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
"""


def test_a_browser_that_forbids_storage_still_talks(visit: Visit) -> None:
    page = visit(before=BLOCKED)
    begin(page)
    page.get_by_label("Ihre Frage", exact=True).fill("Was ist ein ERP?")
    page.keyboard.press("Enter")
    expect(page.locator(".bot.glossary")).to_be_visible()
    assert page.said == []  # type: ignore[attr-defined]


def test_the_page_does_not_move_when_the_chat_comes(visit: Visit) -> None:
    """No layout shift of the host page: the widget is out of its flow."""
    page = visit("<main><h1>Seite</h1><p>Text</p></main>")
    page.get_by_role("button", name=OPENER).wait_for()
    shift = (
        "new Promise((done) => new PerformanceObserver((list) => done(list.getEntries().length))"
        ".observe({ type: 'layout-shift', buffered: true }))"
    )
    assert page.evaluate(f"Promise.race([{shift}, new Promise((done) => setTimeout(() => done(0), 300))])") == 0
    before = page.locator("main").bounding_box()
    begin(page)
    assert page.locator("main").bounding_box() == before
