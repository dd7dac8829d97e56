"""Every page of the desk with the content of the centre: axe finds nothing, a phone is wide enough, Tab reaches all there is."""

from __future__ import annotations

import re
import time
from typing import Any
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser as Chromium

from bot.desk.changes import Changes
from bot.desk.contents.kinds import KINDS, rows_of
from bot.desk.roles import Role
from bot.desk.routes import all_routes
from bot.knowledge.files import read_file
from bot.privacy.tables import open_database
from bot.privacy.taking_over import TakingOver
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_accessibility import RULES
from tests.desk.test_in_browser import READABLE, WRITTEN_IN, Running, chromium, come_in, running

__all__ = ["chromium", "running"]
pytestmark = [pytest.mark.servers, pytest.mark.browser]

PAGES = (
    "/",
    "/fragen",
    "/fragen?zeigen=erledigt",
    "/fragen/1",
    "/inhalte",
    "/inhalte?art=programm&stand=alt&suche=digital",
    "/inhalte?suche=gibtesnicht",
    "/inhalte/vorschlaege",
    "/inhalte/artikel/neu?frage=1",
    *(f"/inhalte/{kind}/neu" for kind in ("thema", "programm", "beispiel", "begriff", "kontakt")),
    "/frische",
    "/rueckrufe",
    "/rueckrufe/1",
    "/gespraeche",
    f"/gespraeche/{READABLE}",
    f"/gespraeche/{WRITTEN_IN}",
    f"/gespraeche/{WRITTEN_IN}/schreiben",
    f"/gespraeche/{WRITTEN_IN}/verlauf",
    "/einbetten",
    "/einbetten?farbe=gelb&seite=links&frage=Was%20kostet%20ein%20Onlineshop%3F",
    "/ausprobieren",
    "/zahlen/antworten",
    "/zahlen/bewertungen",
    "/zahlen/alternd",
    "/zugaenge",
    "/protokoll",
    "/konto",
    "/hilfe",
    "/gibt-es-nicht",
)


def all_pages(running: Running) -> list[str]:
    """All pages, and of the content the first record of each kind, opened and in its form; a talk is taken over once more."""
    engine = open_database(f"sqlite:///{running.home / 'conversations.db'}")
    TakingOver(engine, 30).take(WRITTEN_IN, Role.MANAGE.value, "M. Beispiel", time.time())
    change = Changes(engine).add(
        Role.EDIT.value, "reifegrad-check", ["wie digital sind wir"], "wie digital sind wir", [], time.time()
    )
    records = []
    for kind in KINDS.values():
        name = kind.names(running.home / "data" / "knowledge")[0]
        first = next(iter(rows_of(kind, name, read_file(running.home / "data" / "knowledge", name).data)))
        records += [f"/inhalte/{kind.code}/{what}?{urlencode({'id': first.id})}" for what in ("eintrag", "bearbeiten")]
    return [*PAGES, f"/aenderung/{change}", *records]


def test_every_page_there_is_stands_among_those_that_are_looked_at() -> None:
    seen = [
        *PAGES,
        "/anmelden",
        "/aenderung/1",
        *(f"/inhalte/{kind}/{what}" for kind in KINDS for what in ("eintrag", "bearbeiten")),
    ]
    paths = {page.partition("?")[0] for page in seen}
    missing = {
        route.path
        for route in all_routes()
        if route.method == "GET"
        and route.path != "/einbetten/qr"  # a picture
        and not any(re.fullmatch(re.sub(r"{\w+}", "[^/]+", route.path), path) for path in paths)
    }
    assert missing == set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_cut_off(chromium: Chromium, running: Running, scheme: str) -> None:
    page = chromium.new_page(viewport=DESKTOP, color_scheme=scheme)  # type: ignore[arg-type]
    found = {}
    page.goto(f"{running.address}/anmelden")
    found["/anmelden"] = Axe().run(page, options={"runOnly": RULES}).violations_count
    come_in(page, running, Role.MANAGE)
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    pages, cut = all_pages(running), []
    for path in pages:
        page.goto(f"{running.address}{path}")
        result = Axe().run(page, options={"runOnly": RULES})
        found[path] = result.generate_report() if result.violations_count else 0
        page.set_viewport_size(PHONE)
        if page.evaluate(wide):
            cut.append(path)
        page.set_viewport_size(DESKTOP)
    assert {path: said for path, said in found.items() if said} == {}
    assert cut == []
    page.close()


STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex='0']"
# The unseen button at the beginning of a form is what Enter presses; the one that is seen and reached stands at its end.
NOT_REACHED = """(stops) => [...document.querySelectorAll(stops)]
  .filter((one) => one.checkVisibility() && !one.disabled && !one.dataset.reached && !one.matches(".hidden[tabindex='-1']"))
  .filter((one) => !(one.type === "radio" && !one.checked
    && document.querySelector(`input[name="${one.name}"][data-reached]`)))
  .map((one) => one.outerHTML.slice(0, 120))"""
# Focus that goes into a frame is no event of the page around it: the frame is its active element, no more.
AT_THE_BEGINNING = """() => {
  const active = document.activeElement;
  if (active.matches("iframe")) active.dataset.reached = "1";
  return active === document.body;
}"""
MOST_INSIDE = 50
"""Presses of Tab beyond what the page itself holds: a frame has stops of its own."""
MARK = """() => {
  window.unseen = [];
  document.addEventListener("focusin", ({ target }) => {
    target.dataset.reached = "1";
    if (target.matches("main")) return;
    if (getComputedStyle(target).outlineStyle === "none") window.unseen.push(target.outerHTML.slice(0, 120));
  });
}"""


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_tab_reaches_all_there_is_and_is_seen(chromium: Chromium, running: Running, size: Any) -> None:
    page = chromium.new_page(viewport=size)
    come_in(page, running, Role.MANAGE)
    problems = {}
    for path in all_pages(running):
        page.goto(f"{running.address}{path}")
        page.evaluate(MARK)
        rounds = 1 if page.evaluate(AT_THE_BEGINNING) else 2  # a page may begin in its field, in the midst of all
        for _ in range(rounds * page.locator(STOPS).count() + MOST_INSIDE):
            page.keyboard.press("Tab")
            rounds -= page.evaluate(AT_THE_BEGINNING)
            if not rounds:
                break
        left = page.evaluate(NOT_REACHED, STOPS)
        unseen = page.evaluate("window.unseen")
        if left or unseen:
            problems[path] = (left, unseen)
    assert problems == {}
    page.close()
