"""What staff read on the console."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections.abc import Callable

import pytest
from knowledge_samples import Content

from bot.commands import knowledge
from bot.knowledge.checking import read_knowledge
from bot.knowledge.overview import overview
from bot.settings import KNOWLEDGE_DIR

TODAY = dt.date(2026, 11, 23)


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    knowledge.add_parser(parser.add_subparsers())
    arguments = parser.parse_args(["knowledge", *words])
    return int(arguments.run(arguments))


@pytest.fixture
def places(content: Content, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Content:
    monkeypatch.setattr(knowledge, "KNOWLEDGE_DIR", content.folder)
    monkeypatch.setenv("LOTSE_DB_URL", sqlite_url)
    return content


def test_check_of_sound_content(places: Content, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check") == 0
    printed = capsys.readouterr().out
    assert "Alle Dateien sind in Ordnung." in printed
    assert "Programme" in printed and "Begriffe" in printed


def test_check_prints_every_defect(places: Content, capsys: pytest.CaptureFixture[str]) -> None:
    places.programme.update(status="laufend", rate_percent_max=150)
    places.write()
    assert run("check") == 1
    printed = capsys.readouterr().err
    assert "2 Fehler gefunden." in printed
    assert "programmes/sachsen-anhalt.yaml › st-digi › status: einer dieser Werte erwartet" in printed
    assert "rate_percent_max" in printed


def test_check_reports_sentences_that_are_too_long(places: Content, capsys: pytest.CaptureFixture[str]) -> None:  # O25
    places.files["articles/einstieg.yaml"][0]["answer"] = " ".join(["Wort"] * 37) + "."
    places.write()
    assert run("check") == 1
    assert "wo-anfangen.answer: ein Satz hat 37 Wörter, erlaubt sind 20" in capsys.readouterr().err


def test_load_twice_and_with_a_defect(places: Content, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("load", "--no-learning") == 0
    assert "Die Inhalte sind geladen." in capsys.readouterr().out
    assert run("load", "--no-learning") == 0
    assert "waren schon geladen" in capsys.readouterr().out
    places.programme["status"] = "laufend"
    places.write()
    assert run("load", "--no-learning") == 1
    assert "Ein Fehler gefunden. Es wurde nichts geladen, der alte Stand bleibt." in capsys.readouterr().err


@pytest.mark.parametrize("url", ["postgresql+psycopg2://lotse@127.0.0.1:1/nichts", "sqlite://", "unsinn"])
def test_load_and_status_without_data_base(places: Content, url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("load", "--db", url) == 1
    assert "nichts geladen" in capsys.readouterr().err
    assert run("status", "--db", url) == 1
    assert "lassen sich nicht lesen" in capsys.readouterr().err


def test_status_before_the_first_load(places: Content, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("status", "--all") == 1
    assert "„lotse knowledge load“ lädt sie" in capsys.readouterr().err


def test_status_follows_the_date_of_today(
    places: Content, at: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    run("load", "--no-learning")
    capsys.readouterr()
    at("2026-11-23")
    assert run("status", "--all") == 0
    printed = capsys.readouterr().out
    assert "Stand der Inhalte am 23.11.2026" in printed
    assert re.search(r"offen und bestätigt +2\n", printed)
    assert "Läuft in den nächsten 60 Tagen aus: 0" in printed
    at("2027-10-31")
    run("status", "--all")
    printed = capsys.readouterr().out
    assert "Läuft in den nächsten 60 Tagen aus: 0" in printed
    assert "Seit über zwölf Monaten nicht bestätigt: 2" in printed
    at("2027-11-01")
    run("status", "--all")
    assert "Läuft in den nächsten 60 Tagen aus: 2" in capsys.readouterr().out
    at("2028-01-01")
    run("status", "--all")
    printed = capsys.readouterr().out
    assert "Abgelaufen oder beendet: 2" in printed
    assert "31.12.2027" in printed


def test_status_says_when_files_differ_from_what_is_loaded(places: Content, capsys: pytest.CaptureFixture[str]) -> None:
    run("load", "--no-learning")
    run("status", "--all")
    assert "Achtung" not in capsys.readouterr().out
    places.programme["short_name"] = "Neu"
    places.write()
    run("status", "--all")
    assert "Die Dateien sind anders als das Geladene." in capsys.readouterr().out
    places.programme["status"] = "laufend"
    places.write()
    run("status", "--all")
    assert "Die Dateien haben Fehler (1)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("changes", "lists"),
    [
        ({}, set()),
        ({"valid_until": dt.date(2026, 11, 22)}, {"ended"}),
        ({"valid_until": dt.date(2026, 11, 23)}, {"ending_soon"}),
        ({"valid_until": TODAY + dt.timedelta(60)}, {"ending_soon"}),
        ({"valid_until": TODAY + dt.timedelta(61)}, set()),
        ({"status": "beendet", "status_as_of": None}, {"ended"}),
        ({"status_as_of": None}, {"unconfirmed"}),
        ({"status_as_of": dt.date(2025, 11, 22)}, {"unconfirmed"}),
        ({"status": "pausiert", "status_as_of": None}, {"unconfirmed"}),
        ({"status": "unklar"}, {"unclear"}),
        ({"status": "unklar", "status_as_of": None}, {"unclear", "unconfirmed"}),
    ],
)
def test_lists_a_programme_stands_in(content: Content, changes: dict[str, object], lists: set[str]) -> None:
    content.programme.update(changes)
    content.write()
    found = overview(read_knowledge(content.folder), TODAY)
    names = ("ended", "ending_soon", "unconfirmed", "unclear")
    assert {name for name in names if "st-digi" in {row.id for row in getattr(found, name)}} == lists


def test_the_root_of_the_project_holds_the_content() -> None:
    assert (KNOWLEDGE_DIR / "README.md").exists()
