"""The chat in the engines of Firefox and Safari: whole conversations on the demo page and on another website.

Both speak W3C WebDriver: WebKitGTK through selenium, Firefox through Mozilla's own marionette_driver, which needs no
geckodriver. WebKitGTK has no headless mode, so it gets a display of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.website import Website
from tests.conftest import Servers

CSS = "css selector"
ENTER, ESCAPE = "\ue007", "\ue00c"
"""Keys as WebDriver numbers them."""
PATIENCE = 20
FUNDING = "Tischlerei, 8 Leute, Stendal, wollen ERP für 30.000 €, gibt's da was?"


class Engine:
    """One window of a browser. Both libraries name most things alike; the rest is evened out here."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver
        self.is_firefox = hasattr(driver, "navigate")

    def open(self, address: str, size: dict[str, int]) -> None:
        if self.is_firefox:
            self._driver.set_window_rect(width=size["width"], height=size["height"])
            self._driver.navigate(address)
        else:
            self._driver.set_window_size(size["width"], size["height"])
            self._driver.get(address)

    def reload(self) -> None:
        self._driver.refresh()

    def script(self, code: str) -> Any:
        return self._driver.execute_script(code)

    def find(self, *path: str) -> Any:
        """Return the last visible element that fits the last selector; each one before leads into a shadow root."""

        def look() -> Any:
            place = self._driver
            for host in path[:-1]:
                place = place.find_element(CSS, host).shadow_root
            return [element for element in place.find_elements(CSS, path[-1]) if element.is_displayed()][-1]

        return eventually(look)

    def waits_for(self, text: str, *path: str) -> None:
        def look() -> bool:
            assert text in self.find(*path).text
            return True

        eventually(look)


def eventually(look: Callable[[], Any]) -> Any:
    """Return what ``look`` gives as soon as it gives something and raises nothing."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            found = look()
        except Exception:  # both libraries have errors of their own for what is not there yet
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return found


@contextmanager
def firefox(folder: Path) -> Iterator[Any]:
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        pytest.skip("no Firefox on this machine (Debian: apt-get install firefox-esr)")
    marionette = pytest.importorskip(
        "marionette_driver.marionette", reason="marionette-driver is installed on Linux only"
    )
    driver = marionette.Marionette(bin=program, headless=True, port=0, gecko_log=str(folder / "firefox.log"))
    driver.start_session()
    yield driver
    driver.quit(in_app=True)
    driver.cleanup()


@contextmanager
def webkit(folder: Path) -> Iterator[Any]:
    program = shutil.which("WebKitWebDriver")
    browsers = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser"))
    xvfb = shutil.which("Xvfb")
    if program is None or not browsers or xvfb is None:
        pytest.skip("no WebKitGTK with WebDriver and Xvfb (Debian: apt-get install webkit2gtk-driver xvfb)")
    from selenium import webdriver
    from selenium.webdriver.webkitgtk.options import Options
    from selenium.webdriver.webkitgtk.service import Service

    options = Options()
    options.binary_location = str(browsers[-1])
    options.add_argument("--automation")
    reading, writing = os.pipe()
    command = [xvfb, "-displayfd", str(writing), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    display = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as number:
        environment = {**os.environ, "DISPLAY": f":{number.readline().strip()}"}
    try:
        driver = webdriver.WebKitGTK(
            options=options, service=Service(program, log_path=str(folder / "webkit.log"), env=environment)
        )
        yield driver
        driver.quit()
    finally:
        display.terminate()
        display.wait()


@pytest.fixture(scope="module", params=[firefox, webkit], ids=["firefox", "webkit"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with request.param(tmp_path_factory.mktemp("engine")) as driver:
        yield Engine(driver)


def test_a_whole_conversation_on_the_demo_page(engine: Engine, servers: Servers) -> None:
    chat = "lotse-chat"
    engine.open(f"{servers.rasa_url}/ui/", DESKTOP)
    engine.find(chat, ".consent").click()
    engine.waits_for("Hier antwortet ein Computerprogramm des Zentrums", chat, ".log")
    engine.find(chat, "textarea").send_keys(FUNDING + ENTER)
    engine.waits_for("IB-Digitalisierungsdarlehen", chat, ".cards")
    badge = engine.find(chat, ".card .badge")
    assert badge.text
    assert badge.value_of_css_property("font-weight") == "600"
    engine.reload()
    engine.waits_for("IB-Digitalisierungsdarlehen", chat, ".cards")
    assert engine.find(chat, ".owner").text == FUNDING
    engine.find(chat, "textarea").send_keys("Was wissen Sie über mich?" + ENTER)
    engine.waits_for("8 Beschäftigte", chat, ".bot")
    engine.find(chat, "[aria-label='Gespräch löschen']").click()
    engine.find(chat, ".turn:last-child .choice:first-child").click()
    engine.waits_for("Das Gespräch ist gelöscht.", chat, ".log")
    assert engine.script("return [localStorage.length, sessionStorage.length, document.cookie.length]") == [0, 0, 0]


def test_the_widget_on_another_website_on_a_phone(engine: Engine, embedding: Servers, website: Website) -> None:
    widget, chat = "lotse-widget", "lotse-chat"
    engine.open(website.page(embedding), PHONE)
    engine.find(widget, "button").click()
    engine.find(widget, chat, ".consent").click()
    engine.waits_for("Hier antwortet ein Computerprogramm des Zentrums", widget, chat, ".log")
    field = engine.find(widget, chat, "textarea")
    field.send_keys("Was ist ein ERP?" + ENTER)
    engine.waits_for("ERP", widget, chat, ".glossary")
    bounds = "return (e => [e.left, e.top, innerWidth - e.right, innerHeight - e.bottom])"
    place = "document.querySelector('lotse-widget').shadowRoot.querySelector('.panel').getBoundingClientRect()"
    assert engine.script(f"{bounds}({place})") == [0, 0, 0, 0], "the sheet does not fill the window"
    field.send_keys(ESCAPE)
    assert engine.find(widget, "button").text
    focused = "return document.querySelector('lotse-widget').shadowRoot.activeElement.localName"
    assert engine.script(focused) == "button"
    engine.reload()
    engine.find(widget, "button").click()
    engine.waits_for("ERP", widget, chat, ".glossary")


def test_the_widget_survives_its_page(engine: Engine, embedding: Servers, website: Website) -> None:
    """W1, W2, W6, W15: a body that contains and runs from right to left is exchanged; what was typed is still there."""
    widget, chat = "lotse-widget", "lotse-chat"
    tag = f'<script src="{embedding.rasa_url}/ui/static/widget.js" async></script>'
    # What the test before has left open would be open here, too: that is how a talk goes on from page to page.
    engine.open(website.put("<body>Leer</body>", name="empty.html"), DESKTOP)
    engine.script("sessionStorage.clear()")
    style = "<style>body { transform: translateZ(0); height: 9000px; }</style>"
    engine.open(
        website.put(f"<body><h1>Seite</h1>{tag}</body>", head=style, html='dir="rtl"', name="engine.html"), DESKTOP
    )
    opener = engine.find(widget, "button")
    place = "document.querySelector('lotse-widget').shadowRoot.querySelector('button').getBoundingClientRect()"
    assert engine.script(f"return (e => e.top >= 0 && e.bottom <= innerHeight && e.right <= innerWidth)({place})")
    opener.click()
    engine.find(widget, chat, ".consent").click()
    engine.waits_for("Hier antwortet ein Computerprogramm des Zentrums", widget, chat, ".log")
    engine.find(widget, chat, "textarea").send_keys("Halbe Fra")
    engine.script("document.body.replaceWith(document.createElement('body'))")
    assert engine.find(widget, chat, "textarea").get_property("value") == "Halbe Fra"
    assert engine.find(widget, chat, ".bubble").value_of_css_property("direction") == "ltr"
    engine.reload()
    assert engine.find(widget, chat, "textarea").get_property("value") == "Halbe Fra"
