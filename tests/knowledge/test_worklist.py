"""``lotse knowledge status``: what staff should check today, and what happens if nobody does (F31, O19)."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from knowledge_samples import Content

from bot.commands import knowledge, worklist_text
from bot.core.databases import sqlite_file
from bot.feedback.store import FeedbackStore
from bot.knowledge.checking import read_knowledge
from bot.knowledge.records import KnowledgeBase
from bot.knowledge.worklist import TOP, WorkList, address_of, work_list
from bot.privacy.tables import open_database
from tests.content import own_content

TODAY = dt.date(2026, 11, 27)
LINES, COLUMNS = 24, 100
"""One screen."""


@pytest.fixture(scope="module")
def real() -> KnowledgeBase:
    return own_content()


@pytest.fixture
def small(content: Content) -> KnowledgeBase:
    return read_knowledge(content.folder)


def with_programmes(small: KnowledgeBase, **changes: dict[str, Any]) -> KnowledgeBase:
    """Return content with one programme for each argument, which is its id (``_`` for ``-``)."""
    made = {
        id_.replace("_", "-"): replace(
            small.programmes["st-digi"],
            **{"id": id_.replace("_", "-"), "former_ids": (), "regions": ("DE-ST",), **change},
        )
        for id_, change in changes.items()
    }
    return replace(small, programmes=made)


def order(found: WorkList) -> list[str]:
    return [check.programme.id for check in found.checks]


OLD, UNCLEAR, ENDS = (
    {"status_as_of": dt.date(2025, 1, 1)},
    {"status": "unklar"},
    {"valid_until": dt.date(2026, 12, 31)},
)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, None),
        (ENDS, "ends"),
        (OLD, "unconfirmed"),
        (UNCLEAR, "unclear"),
        (UNCLEAR | OLD, "unclear"),
        (ENDS | UNCLEAR | OLD, "ends"),
        ({"status_as_of": None}, "unconfirmed"),
        ({"status_as_of": dt.date(2062, 1, 1)}, "unconfirmed"),
        ({"status": "beendet"} | OLD, None),
        ({"valid_until": dt.date(2026, 11, 26)} | OLD, None),
        ({"valid_until": TODAY}, "ends"),
    ],
)
def test_each_programme_stands_there_once_with_its_most_urgent_reason(  # F31, O19
    small: KnowledgeBase, change: dict[str, Any], reason: str | None
) -> None:
    found = work_list(with_programmes(small, eins=change), TODAY)
    assert [check.reason for check in found.checks] == ([reason] if reason else [])


def test_what_was_asked_for_most_comes_first_whatever_the_reason(small: KnowledgeBase) -> None:  # F31
    content = with_programmes(small, a=ENDS, b=OLD, c=UNCLEAR | {"regions": ("DE-BY",)}, d=UNCLEAR)
    assert order(work_list(content, TODAY, {"c": 7, "b": 2, "fremd": 9})) == ["c", "b", "a", "d"]


def test_ratings_of_a_former_id_count_too(small: KnowledgeBase) -> None:  # F31
    content = with_programmes(small, a=ENDS, b=OLD | {"former_ids": ("b-alt",)})
    assert order(work_list(content, TODAY, {"b-alt": 1})) == ["b", "a"]


def test_without_counts_what_owners_are_shown_most_comes_first(small: KnowledgeBase) -> None:  # F31
    content = with_programmes(
        small,
        a_bayern=OLD | {"regions": ("DE-BY",)},
        b_europa=OLD | {"regions": ("DE",), "level": "eu"},
        c_kredit=OLD | {"kind": "darlehen", "topics": ("finanzierung",)},
        d_beratung_digital=OLD | {"kind": "beratung", "topics": ("ki",)},
        e_bund=OLD | {"regions": ("DE",), "level": "bund", "topics": ("ki",)},
        f_hier=OLD | {"topics": ("ki",)},
    )
    assert order(work_list(content, TODAY))[:4] == ["e-bund", "f-hier", "d-beratung-digital", "c-kredit"]


def test_the_reasons_take_turns(small: KnowledgeBase) -> None:  # F31
    content = with_programmes(small, a=ENDS, b=ENDS, c=ENDS, d=OLD, e=OLD, f=UNCLEAR)
    assert order(work_list(content, TODAY)) == ["a", "d", "f", "b", "e", "c"]


def test_the_forecast_counts_what_is_open_and_confirmed_on_the_day(small: KnowledgeBase) -> None:  # F31
    content = with_programmes(
        small,
        ends=ENDS,
        ages={"status_as_of": dt.date(2026, 1, 10)},
        lasts={},
        starts={"valid_from": dt.date(2027, 1, 1)},
        unclear=UNCLEAR,
    )
    assert work_list(content, TODAY).forecast == (
        (TODAY, 3),
        (dt.date(2027, 1, 1), 3),
        (dt.date(2027, 2, 1), 2),
    )
    text = "\n".join(worklist_text.lines(work_list(content, TODAY)))
    assert "Bestätigt offen: 3 heute, 3 am 1. Januar, 2 am 1. Februar" in text


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (dt.date(2026, 11, 10), [dt.date(2026, 12, 1), dt.date(2027, 1, 1)]),
        (dt.date(2026, 12, 31), [dt.date(2027, 2, 1), dt.date(2027, 3, 1)]),
    ],
)
def test_the_forecast_looks_at_least_two_weeks_ahead(  # F31
    small: KnowledgeBase, today: dt.date, days: list[dt.date]
) -> None:
    assert [day for day, _ in work_list(small, today).forecast] == [today, *days]


def test_what_falls_due_by_month(small: KnowledgeBase) -> None:  # O19
    content = with_programmes(
        small, a=ENDS, b={"status_as_of": dt.date(2026, 1, 10)}, c={"status": "beendet"} | ENDS, d=OLD
    )
    articles = dict(zip(("eins", "zwei"), content.articles.values(), strict=True))
    articles["eins"] = replace(articles["eins"], valid_as_of=dt.date(2025, 12, 1))
    articles["zwei"] = replace(articles["zwei"], valid_as_of=None)
    due = work_list(replace(content, articles=articles), TODAY).due
    assert [(month.first, month.programmes, month.articles) for month in due] == [
        (dt.date(2026, 11, 1), 0, 0),
        (dt.date(2026, 12, 1), 1, 1),
        (dt.date(2027, 1, 1), 1, 0),
    ]


def test_articles_examples_numbers_and_terms_age(small: KnowledgeBase) -> None:  # O19
    (first, second), (case,), (term,) = (
        tuple(records.values()) for records in (small.articles, small.case_studies, small.terms)
    )
    topic = replace(small.topics["datensicherung"], aliases=(term.term,))
    source = case.sources[0]
    contact = next(row for row in small.contacts if row.phone and row.source)
    assert contact.source

    def ageing(article: dt.date | None, year: int | None, read: str | None) -> tuple[list[str], int, int, list[str]]:
        content = replace(
            small,
            articles={
                first.id: replace(first, topic=topic.id, valid_as_of=article),
                second.id: replace(second, topic="x"),
            },
            topics={topic.id: topic},
            case_studies={case.id: replace(case, year=year, sources=(replace(source, date=None),))},
            contacts=(replace(contact, source=replace(contact.source, date=read)),),
        )
        old = work_list(content, TODAY).ageing
        return (
            [row.id for row in old.articles if row.id == first.id],
            len(old.cases),
            len(old.contacts),
            [*map(id_, old.terms)],
        )

    def id_(row: Any) -> str:
        return str(row.id)

    assert ageing(TODAY, 2021, "2026") == ([], 0, 0, [])
    assert ageing(dt.date(2025, 11, 27), 2021, "2025-11") == ([], 0, 0, [])
    assert ageing(dt.date(2025, 11, 26), 2020, "2025-10") == ([first.id], 1, 1, [term.id])
    assert ageing(None, None, None) == ([first.id], 1, 1, [term.id])


def test_low_confidence_that_owners_are_not_told_of(small: KnowledgeBase) -> None:  # F31
    content = with_programmes(
        small,
        a={"confidence": "low", "caution": None},
        b={"confidence": "low"},
        c={"confidence": "high", "caution": None},
    )
    found = work_list(content, TODAY).uncertain["programmes"]
    assert (found.low, found.without_caution) == (2, 1)


@pytest.mark.parametrize("days", [0, 40, 100, 400, 2000])
def test_the_work_list_of_the_real_content_fits_a_screen_all_year(real: KnowledgeBase, days: int) -> None:  # O19
    today = TODAY + dt.timedelta(days=days)
    asked = dict.fromkeys(real.programmes, 12345)
    for found in (work_list(real, today), work_list(real, today, asked)):
        printed = list(worklist_text.lines(found))
        # The console adds five at most: the data bases that are read, the date, what is learnt, a warning, and the hint.
        assert len(printed) <= LINES - 6
        assert max(map(len, printed)) <= COLUMNS
        assert len(found.checks) >= TOP


def test_long_names_and_addresses_do_not_break_the_screen(small: KnowledgeBase) -> None:  # O19
    long = OLD | {"name": "Zuschuss " * 20, "short_name": "Kurz " * 20, "apply_url": "https://example.org/" + "a" * 200}
    printed = list(worklist_text.lines(work_list(with_programmes(small, eins=long), TODAY)))
    assert max(map(len, printed)) <= COLUMNS
    assert "Seite auf example.org" in "\n".join(printed)


def test_nothing_to_check(small: KnowledgeBase) -> None:
    printed = "\n".join(worklist_text.lines(work_list(with_programmes(small, eins={}), TODAY)))
    assert "Heute ist kein Programm zu prüfen" in printed


def test_numbers_are_german_and_articles_counted(small: KnowledgeBase) -> None:
    article = replace(small.articles["wo-anfangen"], valid_as_of=None)
    many = replace(small, articles={f"a{number}": replace(article, id=f"a{number}") for number in range(1601)})
    assert "1.601 Artikel" in "\n".join(worklist_text.lines(work_list(many, TODAY)))


def test_where_staff_look(small: KnowledgeBase) -> None:
    programme = small.programmes["st-digi"]
    assert address_of(programme) == "https://example.org/antrag"
    assert address_of(replace(programme, apply_url=None)) == "https://example.org/alt"


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    knowledge.add_parser(parser.add_subparsers())
    arguments = parser.parse_args(["knowledge", *words])
    return int(arguments.run(arguments))


@pytest.fixture
def loaded(
    content: Content,
    sqlite_url: str,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    at: Callable[[str], None],
) -> str:
    """Content with two programmes that run out, and the address of a data base of talks that is not there yet."""
    content.programme["valid_until"] = dt.date(2026, 12, 31)
    content.files["programmes/bund.yaml"][0]["valid_until"] = dt.date(2026, 12, 30)
    content.write()
    talks = f"sqlite:///{tmp_path_factory.mktemp('talks') / 'conversations.db'}"
    monkeypatch.setattr(knowledge, "KNOWLEDGE_DIR", content.folder)
    monkeypatch.setenv("LOTSE_DB_URL", sqlite_url)
    monkeypatch.setenv("LOTSE_TRACKER_URL", talks)
    at(TODAY.isoformat())
    assert run("load", "--no-learning") == 0
    capsys.readouterr()
    return talks


def test_status_is_one_screen(loaded: str, capsys: pytest.CaptureFixture[str]) -> None:  # O19
    assert run("status") == 0
    printed = "".join(capsys.readouterr())
    assert "Stand der Inhalte am 27.11.2026" in printed
    assert "noch nicht gelernt" in printed or "haben diesen Stand gelernt" in printed or "wird gelernt" in printed
    assert "läuft am 31.12.2026 aus" in printed
    assert "Niemand zählt" in printed
    assert "--all" in printed
    assert len(printed.splitlines()) <= LINES


def test_status_puts_first_what_was_rated(loaded: str, capsys: pytest.CaptureFixture[str]) -> None:  # F31
    def first() -> Any:
        assert run("status", "--json") == 0
        return json.loads(capsys.readouterr().out)["checks"][0]

    assert first()["id"] == "bund-digi"
    store = FeedbackStore(open_database(loaded))
    store.rate("gespraech", False, "programme", ["st-digi"], 1.0)
    store.rate("anderes", True, "programme", ["st-digi"], 2.0)
    assert (first()["id"], first()["asked"]) == ("st-digi", 2)
    assert run("status") == 0
    assert "am häufigsten bewertet" in capsys.readouterr().out


def test_status_as_data(loaded: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("status", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["date"] == "2026-11-27"
    assert found["forecast"][:2] == [{"date": "2026-11-27", "open": 2}, {"date": "2027-01-01", "open": 0}]
    assert found["checks"][1] == {
        "id": "st-digi",
        "name": "Digi-ST",
        "reason": "ends",
        "valid_until": "2026-12-31",
        "status_as_of": "2026-05-02",
        "url": "https://example.org/antrag",
        "asked": 0,
    }
    assert found["records"]["Programme"] == 2
    assert {"due", "ageing", "uncertain", "states", "learning", "warning", "loaded"} <= set(found)


def test_status_does_not_create_the_data_base_of_talks(loaded: str) -> None:
    run("status")
    path = sqlite_file(loaded)
    assert path is not None and not path.exists()
