"""Programmes and examples in open formats: what others may read, and what never leaves the house."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from knowledge_samples import Content
from test_commands import run

from bot.core.table import DATA_LICENCE
from bot.exchange.columns import CASES, COMPUTED, PROGRAMMES, cell, sources
from bot.exchange.edition import edition_of
from bot.exchange.public import PAGE, PublicFiles, public_files
from bot.knowledge.checking import read_knowledge
from bot.knowledge.for_whom import ForWhomModel
from bot.knowledge.records import Programme
from bot.knowledge.schema import ProgrammeModel
from bot.knowledge.validity import validity
from tests.content import own_content

DAY = dt.date(2026, 11, 23)


def table(text: str) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


def elements(text: str) -> dict[str, dict[str, Any]]:
    return {element["identifier"]: element for element in json.loads(text)["dataFeedElement"]}


def files(content: Content, day: dt.date = DAY) -> dict[str, str]:
    knowledge = read_knowledge(content.folder)
    return {name: file.body.decode() for name, file in public_files(knowledge, edition_of(knowledge, day)).items()}


def properties(element: dict[str, Any]) -> dict[str, Any]:
    return {row["propertyID"]: row for row in element["offers"]["additionalProperty"]}


def test_notes_of_the_staff_are_in_no_file(content: Content) -> None:
    content.programme["note"] = "Nur für uns."
    content.files["case_studies.yaml"][0]["note"] = "Nur für uns."
    content.write()
    for name, text in files(content).items():
        assert "Nur für uns" not in text, name
        assert "note" not in text.partition("\n")[0].split(",")


def test_no_record_of_the_real_content_is_left_out_and_no_note_gets_in() -> None:
    """Some notes say what a caution says, so each is exchanged for a mark."""
    knowledge = own_content()
    marked = replace(
        knowledge,
        programmes={id_: replace(record, note="NOTIZ") for id_, record in knowledge.programmes.items()},
        case_studies={id_: replace(record, note="NOTIZ") for id_, record in knowledge.case_studies.items()},
    )
    made = {name: file.body.decode() for name, file in public_files(marked, edition_of(marked, DAY)).items()}
    assert not [name for name, text in made.items() if "NOTIZ" in text]
    for kind, records in (("programme", knowledge.programmes), ("beispiele", knowledge.case_studies)):
        assert list(elements(made[f"{kind}.jsonld"])) == list(table(made[f"{kind}.csv"])) == list(records)


def test_a_table_says_everything_of_a_programme_but_the_note(content: Content) -> None:
    row = table(files(content)["programme.csv"])["st-digi"]
    assert row["regions"] == "DE-ST | DE-SN"
    assert row["rate_percent_max"] == "50"
    assert row["valid_until"] == "2027-12-31"
    assert row["source_dates"] == " | 2026-05"
    assert row["max_balance_eur"] == ""
    assert row["for_whom_excluding"] == "landwirtschaft | vereine"
    assert row["for_whom_partly"].startswith("heilberufe: nur zum Qualitätsmanagement | ")
    assert row["for_whom_min_age_months"] == "12"
    parts = {f"for_whom_{name}" for name in ForWhomModel.__fields__}
    assert parts < {*row}
    fields = {*row} - parts - set(COMPUTED) | {"sources", "note", "for_whom"}
    assert fields - {"source_titles", "source_urls", "source_dates"} == {*ProgrammeModel.__fields__}


def test_a_grant_in_the_words_of_schema_org(content: Content) -> None:
    found = elements(files(content)["programme.jsonld"])["st-digi"]
    assert found["@type"] == ["Service", "MonetaryGrant"]
    assert found["funder"]["name"] == "Investitionsbank"
    assert found["amount"] == {"@type": "MonetaryAmount", "currency": "EUR", "minValue": 2000, "maxValue": 70000}
    assert [area["identifier"] for area in found["areaServed"]] == ["DE-ST", "DE-SN"]
    assert (found["offers"]["validFrom"], found["offers"]["validThrough"]) == ("2024-01-01", "2027-12-31")
    assert found["url"] == "https://example.org/antrag"
    assert found["subjectOf"][1]["datePublished"] == "2026-05"
    assert "datePublished" not in found["subjectOf"][0]
    assert properties(found)["rate_percent"]["maxValue"] == 50
    assert properties(found)["caution"]["value"].startswith("Die Mittel")
    assert properties(found)["for_whom.excluding"]["value"] == ["Land- und Forstwirtschaft", "Vereine"]
    assert properties(found)["for_whom.excluding"]["valueReference"] == ["landwirtschaft", "vereine"]
    assert properties(found)["for_whom.age_months"]["maxValue"] == 59
    assert len([name for name in properties(found) if name.startswith("for_whom.")]) == len(ForWhomModel.__fields__) - 1


def test_an_example_is_an_article_about_a_firm_based_on_its_sources(content: Content) -> None:
    found = elements(files(content)["beispiele.jsonld"])["tischlerei-muster"]
    assert found["@type"] == "Article"
    assert found["about"]["name"] == "Tischlerei Muster"
    assert found["about"]["numberOfEmployees"]["value"] == 12
    assert [part["text"] for part in found["hasPart"]][:3] == ["Zettel.", "Programm.", "Ruhe."]
    assert found["isBasedOn"][0]["url"] == "https://example.org/merkblatt"


@pytest.mark.parametrize(
    ("changes", "day", "state", "availability"),
    [
        ({}, DAY, "open", "InStock"),
        ({}, dt.date(2028, 1, 1), "ended", "Discontinued"),
        ({}, dt.date(2027, 10, 31), "unconfirmed", None),
        ({"status": "pausiert"}, DAY, "paused", "OutOfStock"),
        ({"status": "unklar"}, DAY, "unclear", None),
    ],
)
def test_the_status_is_that_of_the_day(
    content: Content, changes: dict[str, Any], day: dt.date, state: str, availability: str | None
) -> None:
    content.programme.update(changes)
    content.write()
    made = files(content, day)
    row, element = table(made["programme.csv"])["st-digi"], elements(made["programme.jsonld"])["st-digi"]
    assert (row["status_today"], row["status_on"]) == (state, day.isoformat())
    assert properties(element)["status_today"]["value"] == state
    address = element["offers"].get("availability")
    assert address == (f"https://schema.org/{availability}" if availability else None)


def test_licence_and_date_are_in_every_file(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSE_DATA_LICENCE", "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/deed.de")
    made = files(content)
    for text in made.values():
        assert "https://creativecommons.org/licenses/by/4.0/deed.de" in text
    feed = json.loads(made["programme.jsonld"])
    assert feed["license"]["url"] == "https://creativecommons.org/licenses/by/4.0/deed.de"
    assert feed["dateModified"] == "2026-05-02"
    assert '<a href="https://creativecommons.org/licenses/by/4.0/deed.de" rel="license">' in made[PAGE]
    assert "02.05.2026" in made[PAGE]


def test_where_no_licence_is_set_the_files_say_so(content: Content) -> None:
    for text in files(content).values():
        assert DATA_LICENCE.default in text
    assert "Zentrum" in DATA_LICENCE.default


def test_a_licence_is_shown_as_text(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSE_DATA_LICENCE", "<script>alert(1)</script>")
    assert "<script>" not in files(content)[PAGE]
    monkeypatch.setenv("LOTSE_DATA_LICENCE", "x" * 301)
    with pytest.raises(ValueError, match="LOTSE_DATA_LICENCE muss ein Text"):
        DATA_LICENCE.value()


def test_files_are_made_once_for_a_content_and_a_day(content: Content, at: Callable[[str], None]) -> None:
    knowledge = [read_knowledge(content.folder)]
    public = PublicFiles(lambda: knowledge[0])
    at("2026-11-23")
    first = public.get("programme.csv")
    assert public.get("programme.csv") is first
    at("2028-01-01")
    later = public.get("programme.csv")
    assert first and later and first.tag != later.tag
    content.programme["short_name"] = "Neu"
    content.write()
    knowledge[0] = read_knowledge(content.folder)
    changed = public.get("programme.csv")
    assert changed and changed.tag != later.tag
    assert public.get("nichts.csv") is None


def test_what_a_spreadsheet_would_run_is_a_text(content: Content) -> None:
    content.programme["apply_via"] = "=1+1"
    content.write()
    shown = table(files(content)["programme.csv"])["st-digi"]["apply_via"]
    assert not shown.startswith("=")
    column = next(column for column in PROGRAMMES.columns if column.name == "apply_via")
    assert column.value(shown) == "=1+1"


def test_every_programme_has_a_type_and_a_state() -> None:
    knowledge = own_content()
    made = public_files(knowledge, edition_of(knowledge, DAY))
    found = elements(made["programme.jsonld"].body.decode())
    rows = table(made["programme.csv"].body.decode())
    programme: Programme
    for id_, programme in knowledge.programmes.items():
        assert found[id_]["@type"]
        assert (
            rows[id_]["status_today"]
            == validity(programme, DAY).state
            == properties(found[id_])["status_today"]["value"]
        )


WORDS = st.text(st.characters(blacklist_categories=("C", "Z"), blacklist_characters="|¦'"), min_size=1, max_size=12)


@given(st.lists(WORDS, max_size=4), WORDS)
def test_a_cell_gives_back_what_it_was_made_from(parts: list[str], text: str) -> None:
    by_name = {column.name: column for column in (*PROGRAMMES.columns, *CASES.columns)}
    assert by_name["aliases"].value(cell(parts)) == parts
    assert by_name["caution"].value(cell(text)) == text


@given(st.lists(st.tuples(WORDS, WORDS, st.none() | WORDS), max_size=4))
def test_sources_come_back_from_their_three_columns(rows: list[tuple[str, str, str | None]]) -> None:
    given_sources = [{"title": title, "url": url, "date": date} for title, url, date in rows]
    assert sources(PROGRAMMES.cells({"sources": given_sources})) == given_sources


def test_export_on_the_console(content: Content, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = ("--folder", str(content.folder))
    assert run("export", *folder) == 0
    both = json.loads(capsys.readouterr().out)["@graph"]
    assert [len(feed["dataFeedElement"]) for feed in both] == [2, 1]
    assert run("export", "--kind", "case", *folder) == 0
    assert set(elements(capsys.readouterr().out)) == {"tischlerei-muster"}
    out = tmp_path / "programme.csv"
    assert run("export", "--format", "csv", "--kind", "programme", "--out", str(out), *folder) == 0
    assert set(table(out.read_text(encoding="utf-8"))) == {"st-digi", "bund-digi"}
    assert run("export", "--format", "csv", *folder) == 2
    assert "--kind" in capsys.readouterr().err
    content.programme["status"] = "laufend"
    content.write()
    assert run("export", *folder) == 1
    assert "nichts ausgegeben" in capsys.readouterr().err
