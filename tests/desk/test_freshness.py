"""What has to be looked up again: the most asked first, one click to say that it holds, two for a new deadline."""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import Any

import pytest
from sqlalchemy import insert

from bot.desk import freshness
from bot.desk.desk import Desk
from bot.knowledge.checking import read_knowledge
from bot.privacy.tables import FEEDBACK
from tests.desk.conftest import Browser

SPRING = dt.date(2028, 3, 1)
"""A day on which the small content has aged: the programmes ended, the article is older than a year."""
AUTUMN = dt.date(2027, 11, 15)
"""A day shortly before the programmes end."""


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Any:
    def set_day(day: dt.date) -> None:
        monkeypatch.setenv("LOTSE_TODAY", day.isoformat())

    return set_day


def text(answer: Any) -> str:
    return html.unescape(answer.text)


def forms_of(page: str) -> list[dict[str, str]]:
    """What the buttons of the tasks send, without the button itself."""
    bodies = re.findall(r'<form class="row" method="post" action="/redaktion/frische">(.*?)</form>', page, re.S)
    return [
        {n: html.unescape(v) for n, v in re.findall(r'name="(\w+)" value="([^"]*)"', body) if n != "tun"}
        for body in bodies
    ]


def task_of(browser: Browser, id_: str) -> dict[str, str]:
    return {**next(form for form in forms_of(browser.get("/frische").text) if form["id"] == id_), "csrf": browser.csrf}


def test_the_list_behind_the_figure_says_why_each_is_to_be_checked(reader: Browser, on: Any) -> None:
    on(AUTUMN)
    assert "läuft ab oder ist abgelaufen" in text(reader.get("/zahlen/alternd"))


def test_what_is_asked_for_most_comes_first(desk: Desk, editor: Browser, on: Any) -> None:
    on(AUTUMN)
    with desk.engine.begin() as connection:
        for number in range(3):
            row = {
                "conversation": f"web-{number}",
                "created": 1.0,
                "helpful": True,
                "kind": "programme",
                "ids": '["bund-digi"]',
            }
            connection.execute(insert(FEEDBACK).values(row))
    found = freshness.freshness(desk, AUTUMN)
    assert found.best[0].id == "bund-digi"
    assert {task.why for task in found.programmes} == {"läuft bald ab"}


def test_checked_today_is_one_click_with_the_source(desk: Desk, editor: Browser, on: Any) -> None:
    on(AUTUMN)
    saved = editor.post("/frische", {**task_of(editor, "st-digi"), "tun": "geprueft"})
    assert saved.status_code == 303, text(saved)
    programme = desk.snapshot().programmes["st-digi"]
    assert programme.status_as_of == AUTUMN
    assert (programme.sources[-1].url, programme.sources[-1].date) == ("https://example.org/antrag", "2027-11-15")
    assert desk.snapshot() == read_knowledge(desk.content.folder)
    page = editor.get(saved.headers["location"].removeprefix("/redaktion")).text
    undo = re.search(r'action="/redaktion(/inhalte/aenderung/\d+/zuruecknehmen)"', page)
    assert undo and "Als heute geprüft eingetragen" in html.unescape(page)
    assert editor.post(undo[1], {"zurueck": "frische"}).headers["location"].startswith("/redaktion/frische")
    assert desk.snapshot().programmes["st-digi"].status_as_of == dt.date(2026, 5, 2)


def test_a_source_that_is_there_gets_the_day_and_no_double(desk: Desk, editor: Browser, on: Any) -> None:
    on(AUTUMN)
    for _ in range(2):
        form = {**task_of(editor, "st-digi"), "quelle": "https://example.org/alt", "tun": "geprueft"}
        editor.post("/frische", form)
    sources = desk.snapshot().programmes["st-digi"].sources
    assert [(source.url, source.date) for source in sources] == [
        ("https://example.org/alt", "2027-11-15"), ("https://example.org/merkblatt", "2026-05")]  # fmt: skip


def test_a_new_deadline_brings_back_what_had_run_out(desk: Desk, editor: Browser, on: Any) -> None:
    on(SPRING)
    assert "abgelaufen" in text(editor.get("/frische"))
    saved = editor.post("/frische", {**task_of(editor, "st-digi"), "tun": "frist", "frist": "31.12.2029"})
    assert saved.headers["location"].partition("?")[2].startswith("meldung=frist"), text(saved)
    programme = desk.snapshot().programmes["st-digi"]
    assert (programme.valid_until, programme.status_as_of, programme.status) == (dt.date(2029, 12, 31), SPRING, "offen")


@pytest.mark.parametrize(("given", "message"), [("", "31.12.2027"), ("bald", "31.12.2027"), ("31.02.2029", "31.12.2027"),
    ("1.1.2028", "schon vorbei"), ("01.01.9999", "Jahr muss von 1990 bis 2100")])  # fmt: skip
def test_a_deadline_that_is_none_stays_in_its_field(
    desk: Desk, editor: Browser, on: Any, given: str, message: str
) -> None:
    on(SPRING)
    answer = editor.post("/frische", {**task_of(editor, "st-digi"), "tun": "frist", "frist": given})
    assert answer.status_code == 400
    assert message in text(answer)
    assert f'name="frist" value="{given}"' in answer.text
    assert desk.snapshot().programmes["st-digi"].valid_until == dt.date(2027, 12, 31)


def test_over_is_over(desk: Desk, editor: Browser, on: Any) -> None:
    on(SPRING)
    editor.post("/frische", {**task_of(editor, "st-digi"), "tun": "beendet"})
    assert desk.snapshot().programmes["st-digi"].status == "beendet"
    assert all(form["id"] != "st-digi" for form in forms_of(editor.get("/frische").text))


@pytest.mark.parametrize(("id_", "read"), [
    ("drohne", lambda knowledge: knowledge.articles["drohne"].valid_as_of == SPRING),
    ("DE-ST|zac|Polizei für Firmen|0391 1", lambda knowledge: knowledge.contacts[0].source.date == "2028-03-01")])  # fmt: skip
def test_articles_and_numbers_as_well(desk: Desk, editor: Browser, on: Any, id_: str, read: Any) -> None:
    on(SPRING)
    assert editor.post("/frische", {**task_of(editor, id_), "tun": "geprueft"}).status_code == 303
    assert read(desk.snapshot())


def test_what_somebody_has_changed_since_is_looked_at_again(desk: Desk, editor: Browser, on: Any) -> None:
    on(SPRING)
    old = task_of(editor, "drohne")
    editor.post("/frische", {**old, "tun": "geprueft"})
    answer = editor.post("/frische", {**old, "tun": "geprueft"})
    assert answer.status_code == 400


def test_readers_see_it_without_buttons(reader: Browser, on: Any) -> None:
    on(SPRING)
    assert "Digi-ST" in text(reader.get("/frische"))
    assert forms_of(reader.get("/frische").text) == []
    assert reader.post("/frische", {"art": "programm", "id": "st-digi", "tun": "geprueft"}).status_code == 403
