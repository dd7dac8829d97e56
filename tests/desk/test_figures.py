"""The eight figures: counters that name nobody, trends against the week before, and what an answer counts as."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest
from sqlalchemy import insert, select

from bot.desk import figures
from bot.desk.charts import HEIGHT, bars
from bot.desk.desk import Desk
from bot.feedback.figures import ANSWERED, ASKED_BACK, TALKS, UNANSWERED, Counting, add, note, read, speed
from bot.privacy.desk_tables import FIGURES
from bot.privacy.tables import FEEDBACK, open_database
from tests.desk.conftest import Browser

TODAY = dt.date(2027, 1, 15)


@pytest.fixture(autouse=True)
def this_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSE_TODAY", TODAY.isoformat())


def back(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


def answer(kind: str) -> list[dict[str, object]]:
    return [{"text": "…"}, {"custom": {"kind": kind}}]


KINDS = {
    "article": ANSWERED,
    "programme_list": ANSWERED,
    "emergency": ANSWERED,
    "question": ASKED_BACK,
    "fallback": UNANSWERED,
    "out_of_scope": UNANSWERED,
    "smalltalk": None,
    "check": None,
    "privacy": None,
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_an_answer_counts_as(desk: Desk, kind: str) -> None:
    counting = Counting()
    counting.answer(answer(kind), 0.03, is_new=False)
    counting.write(desk.engine, TODAY)
    counted = read(desk.engine, TODAY).get(TODAY, {})
    expected = {speed(50): 1} | ({KINDS[kind]: 1} if KINDS[kind] else {})
    assert counted == expected


def test_several_processes_add_up(url: str) -> None:
    engine = open_database(url)
    for _ in range(3):
        add(engine, TODAY, {TALKS: 2, ANSWERED: 1})
    note(engine, TODAY, {"waiting": 5})
    note(engine, TODAY, {"waiting": 4})
    assert read(engine, TODAY) == {TODAY: {TALKS: 6, ANSWERED: 3, "waiting": 4}}


def test_what_could_not_be_written_is_written_later(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    counting = Counting()
    counting.answer(answer("article"), 0.2, is_new=True)
    with monkeypatch.context() as broken:
        broken.setattr("bot.feedback.figures.add", lambda *given: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            counting.write(desk.engine, TODAY)
    counting.write(desk.engine, TODAY)
    counting.write(desk.engine, TODAY)
    assert read(desk.engine, TODAY)[TODAY][TALKS] == 1


def test_the_table_holds_numbers_alone(desk: Desk) -> None:
    counting = Counting()
    counting.answer([{"text": "Guten Tag Frau Muster", "custom": {"kind": "Muster"}}], 99.0, is_new=True)
    counting.write(desk.engine, TODAY)
    with desk.engine.connect() as connection:
        names = set(connection.execute(select(FIGURES.c.name)).scalars())
    assert names == {TALKS, speed(10_000)}


def test_the_week_against_the_one_before(desk: Desk) -> None:
    add(desk.engine, back(8), {TALKS: 10})
    add(desk.engine, back(1), {TALKS: 25, ANSWERED: 30, ASKED_BACK: 10, UNANSWERED: 10, speed(100): 94, speed(1600): 6})
    shown = {figure.title: figure for figure in figures.eight(desk)}
    assert len(shown) == 8
    assert shown["Gespräche"].value == "25"
    assert shown["Gespräche"].trend == "mehr als zuvor (10 → 25)"
    assert [shown[t].value for t in ("Gleich beantwortet", "Rückfrage gestellt", "Nicht beantwortet")] == [
        "60 %",
        "20 %",
        "20 %",
    ]
    assert shown["Tempo"].value == "1.600 ms"


def test_ratings_come_from_the_table_of_ratings(desk: Desk) -> None:
    moment = dt.datetime.combine(back(2), dt.time(12)).timestamp()
    rows = [{"created": moment, "helpful": n < 3, "kind": "article", "ids": f'["a{n}"]'} for n in range(4)]
    with desk.engine.begin() as connection:
        connection.execute(insert(FEEDBACK), rows)
    helped = next(figure for figure in figures.eight(desk) if figure.title == "Hat geholfen")
    assert helped.value == "75 %"
    assert "1 mal nicht geholfen" in helped.of


def test_ratings_show_why_an_answer_did_not_help(desk: Desk, reader: Browser) -> None:
    desk.feedback.rate("a", False, "article", ("backup-321",), 1.0, "too_long")
    desk.feedback.rate("b", False, "article", ("backup-321",), 1.0, "too_long")
    desk.feedback.rate("c", False, "article", ("backup-321",), 1.0, "wrong")
    page = " ".join(html.unescape(reader.get("/zahlen/bewertungen").text).split())
    assert "zu lang (2), war falsch (1)" in page or "war falsch (1), zu lang (2)" in page


def test_without_anything_the_page_says_so(reader: Browser) -> None:
    page = html.unescape(reader.get("/").text)
    assert page.count("<svg") == 8
    assert "–" in page
    assert "nan" not in page.lower().replace("finanz", "")


def test_each_figure_leads_to_what_stands_behind_it(desk: Desk, manager: Browser) -> None:
    for path in re.findall(r'<h2><a href="/redaktion([^"]+)"', manager.get("/").text):
        assert manager.get(path).status_code == 200, path


def test_a_bar_for_each_day_that_has_a_figure() -> None:
    drawn = bars([back(2), back(1), back(0)], [0, None, 4], " ms")
    assert [bar.said for bar in drawn] == ["13.01.: 0 ms", "15.01.: 4 ms"]
    assert drawn[1].height == HEIGHT - 2
    assert drawn[0].height > 0, "a nought is a line"
    assert [bar.is_last for bar in drawn] == [False, True]


@pytest.mark.parametrize(
    ("counts", "expected"), [({}, None), ({50: 100}, 50), ({25: 94, 800: 6}, 800), ({25: 95, 800: 5}, 25)]
)
def test_nearly_all_answers_came_within(counts: dict[int, int], expected: int | None) -> None:
    assert figures.slowest_of({speed(step): count for step, count in counts.items()}) == expected
