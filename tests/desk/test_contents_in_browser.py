"""The forms of the content in a real Chromium, as somebody new uses them. The running chat is stood in for, all else is real."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect

from bot.desk.application import application
from bot.desk.desk import Desk
from bot.desk.roles import Role
from tests.browser.conftest import DESKTOP, PHONE, launched
from tests.browser.test_accessibility import RULES
from tests.conftest import free_port
from tests.desk.conftest import PASSWORD, asked

pytestmark = pytest.mark.browser

SPRING = "2028-03-01"
WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    with launched() as browser:
        yield browser


@pytest.fixture
def address(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("LOTSE_TODAY", SPRING)
    desk.clock = time.time
    desk.accounts.add("anna", Role.EDIT, PASSWORD, time.time())
    port = free_port()
    server = uvicorn.Server(
        uvicorn.Config(application(desk), port=port, log_level="warning", ws="none", lifespan="off")
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}/redaktion"
    server.should_exit = True
    thread.join()


def come_in(chromium: Chromium, address: str, path: str, scheme: str = "light") -> Page:
    page = chromium.new_page(viewport=DESKTOP, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{address}/anmelden")
    page.get_by_label("Name").fill("anna")
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    page.goto(f"{address}{path}")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_cut_off(desk: Desk, chromium: Chromium, address: str, scheme: str) -> None:
    number = asked(desk, "wo steht die kasse")[0]
    pages = [
        "/inhalte",
        "/inhalte?suche=gibtesnicht",
        "/inhalte/vorschlaege",
        "/frische",
        f"/inhalte/artikel/neu?frage={number}",
    ]
    for kind, id_ in (
        ("artikel", "drohne"),
        ("programm", "st-digi"),
        ("beispiel", "tischlerei-muster"),
        ("begriff", "ERP"),
    ):
        pages += [f"/inhalte/{kind}/eintrag?id={id_}", f"/inhalte/{kind}/bearbeiten?id={id_}"]
    page = come_in(chromium, address, "/inhalte/programm/bearbeiten?id=st-digi", scheme)
    found = {}

    def look(name: str) -> None:
        result = Axe().run(page, options={"runOnly": RULES})
        if result.violations_count:
            found[name] = result.generate_report()
        page.set_viewport_size(PHONE)
        if page.evaluate(WIDE):
            found[f"{name} on a phone"] = "too wide"
        page.set_viewport_size(DESKTOP)

    page.get_by_label("Umsatz höchstens").fill("viel")
    page.get_by_label("Voller Name").fill("")
    page.get_by_role("button", name="Speichern").click()
    look("refused")
    page.get_by_label("Umsatz höchstens").fill("50.000")
    page.get_by_label("Voller Name").fill("Digi-Zuschuss")
    page.get_by_role("button", name="Prüfen").last.click()
    look("checked")
    page.get_by_role("button", name="Speichern").click()
    look("saved")
    for path in pages:
        page.goto(f"{address}{path}")
        look(path)
    assert found == {}
    page.close()


def test_a_new_deadline_is_typed_and_clicked_and_undone_with_a_click(
    desk: Desk, chromium: Chromium, address: str
) -> None:
    page = come_in(chromium, address, "/frische")
    page.get_by_label("Neue Frist für Digi-ST").first.fill("31.12.2029")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Die neue Frist gilt ab sofort")
    assert desk.snapshot().programmes["st-digi"].valid_until == dt.date(2029, 12, 31)
    page.get_by_role("button", name="Zurücknehmen").click()
    expect(page.get_by_role("status")).to_contain_text("Zurückgenommen")
    assert desk.snapshot().programmes["st-digi"].valid_until == dt.date(2027, 12, 31)
    page.close()


def test_a_new_example_with_a_slip_on_the_way(desk: Desk, chromium: Chromium, address: str) -> None:
    page = come_in(chromium, address, "/inhalte")
    page.get_by_role("link", name="Neues Beispiel").click()
    for label, said in {
        "Betrieb (nötig)": "Bäckerei Beispiel", "Ort": "Stendal", "Titel (nötig)": "Teig nach Wetterbericht",
        "Das Problem (nötig)": "Es blieb Brot übrig.", "Was der Betrieb gemacht hat (nötig)": "Ein Programm rechnet.",
        "Was es gebracht hat (nötig)": "Es bleibt weniger übrig.", "Was andere mitnehmen können (nötig)": "Klein anfangen",
    }.items():  # fmt: skip
        page.get_by_label(label, exact=True).fill(said)
    page.get_by_label("Branche (nötig)").select_option("Lebensmittel")
    page.get_by_label("Künstliche Intelligenz").check()
    page.get_by_role("group", name="Quellen").get_by_label("Titel der Seite").fill("Kammer: Bericht")
    page.get_by_role("group", name="Quellen").get_by_label("Adresse der Seite").fill("https://example.org/bericht")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("alert")).to_contain_text("Was andere mitnehmen können: Schreiben Sie ganze Sätze.")
    expect(page.get_by_label("Das Problem (nötig)")).to_have_value("Es blieb Brot übrig.")
    expect(page.get_by_label("Künstliche Intelligenz")).to_be_checked()
    page.get_by_label("Was andere mitnehmen können (nötig)").fill("Klein anfangen.")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", name="Teig nach Wetterbericht")).to_be_visible()
    assert desk.snapshot().case_studies["teig-nach-wetterbericht"].topics == ("ki",)
    page.get_by_role("button", name="Letzte Änderung zurücknehmen").click()
    expect(page.get_by_role("status")).to_contain_text("Zurückgenommen")
    assert "teig-nach-wetterbericht" not in desk.snapshot().case_studies
    page.close()
