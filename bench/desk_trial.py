"""The desk tried with a clock, as somebody new would: a real Chromium, typing and thinking at the speed of people.

``python -m bench.desk_trial http://127.0.0.1:5075/redaktion NAME PASSWORD`` works on a running desk and puts back what it has
changed. There has to be an open question, and a programme under "Frische".
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, launched

THINKING = 1_500
"""Milliseconds before each click: somebody reads what stands there."""
TYPING = 90
"""Milliseconds for each letter."""
EXAMPLE = {
    "Betrieb (nötig)": "Bäckerei Probelauf", "Ort": "Stendal", "Titel (nötig)": "Teig nach Wetterbericht",
    "Das Problem (nötig)": "Abends blieb zu viel Brot übrig.",
    "Was der Betrieb gemacht hat (nötig)": "Ein Programm rechnet die Menge aus.",
    "Was es gebracht hat (nötig)": "Es bleibt weniger übrig.", "Was andere mitnehmen können (nötig)": "Klein anfangen.",
}  # fmt: skip


@dataclass
class Somebody:
    """Somebody at the desk; counts clicks."""

    page: Page
    clicks: int = 0
    measured: list[tuple[str, float, int]] = field(default_factory=list)

    def click(self, role: str, name: str) -> None:
        """Look, then click on the first of that name."""
        self.page.wait_for_timeout(THINKING)
        self.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]
        self.clicks += 1

    def type(self, label: str, text: str) -> None:
        """Type into the field of that name."""
        field = self.page.get_by_label(label, exact=label.endswith(")") or label == "Ort").first
        field.focus()
        self.page.keyboard.type(text, delay=TYPING)

    @contextmanager
    def clock(self, what: str) -> Iterator[None]:
        """Note how long something takes, and how many clicks."""
        began, before = time.monotonic(), self.clicks
        yield
        self.measured.append((what, time.monotonic() - began, self.clicks - before))


def measure(address: str, name: str, password: str) -> list[tuple[str, float, int]]:
    """Return what was done, its seconds and its clicks."""
    with launched() as browser:
        one = Somebody(browser.new_page(viewport=DESKTOP))  # type: ignore[arg-type]
        one.page.set_default_timeout(300_000)
        one.page.goto(f"{address}/anmelden")
        one.type("Name", name)
        one.type("Passwort", password)
        one.click("button", "Anmelden")
        _question(one)
        _deadline(one, address)
        _example(one, address)
        return one.measured


def _question(one: Somebody) -> None:
    with one.clock("open question, live answer"):
        one.click("link", "Nicht beantwortet")
        one.click("link", "Anderer Artikel")
        one.type("Ein anderer Artikel", "Passwort")
        one.page.keyboard.press("Enter")
        one.page.wait_for_timeout(THINKING)
        one.page.get_by_role("radio", name="Passwort").first.check()
        one.clicks += 1
        one.click("button", "Zuordnen")
        one.page.get_by_role("heading", name="Live").wait_for()
    with one.clock("undo of it"):
        one.click("button", "Zurücknehmen")
        one.page.get_by_role("heading", name="Zurückgenommen").wait_for()


def _deadline(one: Somebody, address: str) -> None:
    one.page.goto(f"{address}/")
    with one.clock("new deadline"):
        one.click("link", "Frische")
        one.page.wait_for_timeout(THINKING)
        one.page.locator("input.date").first.focus()
        one.page.keyboard.type("31.12.2029", delay=TYPING)
        one.click("button", "Neue Frist")
        one.page.get_by_text("Die neue Frist gilt ab sofort").wait_for()
    with one.clock("undo of it"):
        one.click("button", "Zurücknehmen")
        one.page.get_by_text("Zurückgenommen. Es gilt wieder").wait_for()


def _example(one: Somebody, address: str) -> None:
    one.page.goto(f"{address}/")
    with one.clock("new example"):
        one.click("link", "Inhalte")
        one.click("link", "Neues Beispiel")
        for label, text in EXAMPLE.items():
            one.type(label, text)
        one.page.get_by_label("Branche (nötig)").select_option("Lebensmittel")
        one.page.get_by_label("Künstliche Intelligenz").check()
        one.clicks += 2
        sources = one.page.get_by_role("group", name="Quellen")
        for label, text in (
            ("Titel der Seite", "Kammer: Bericht"),
            ("Adresse der Seite", "https://example.org/bericht"),
        ):
            sources.get_by_label(label).focus()
            one.page.keyboard.type(text, delay=TYPING)
        one.click("button", "Speichern")
        one.page.get_by_role("heading", name="Teig nach Wetterbericht").wait_for()
    with one.clock("undo of it"):
        one.click("button", "Letzte Änderung zurücknehmen")
        one.page.get_by_text("Zurückgenommen. Es gilt wieder").wait_for()


if __name__ == "__main__":
    for what, seconds, clicks in measure(*sys.argv[1:4]):
        print(f"{what}: {seconds:.0f} s, {clicks} clicks")
