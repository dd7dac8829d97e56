"""Every kind of defect is found and named so that staff can mend it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from knowledge_samples import Content, defects, the_defect

from bot.knowledge.checking import read_knowledge
from bot.settings import KNOWLEDGE_DIR


def test_the_content_of_the_project_is_sound() -> None:
    knowledge = read_knowledge(KNOWLEDGE_DIR)
    assert len(knowledge.programmes) > 100 and len(knowledge.articles) > 100
    assert len(knowledge.regions) == 16
    assert all(programme.aliases and programme.sources for programme in knowledge.programmes.values())


def test_small_content_is_sound(content: Content) -> None:
    article = read_knowledge(content.folder).articles["wo-anfangen"]
    assert article.phrasings == ("erster Schritt", "womit losgehen")


NUMBER = "eine ganze Zahl erwartet"
DATE = "ein Datum der Form JJJJ-MM-TT erwartet"
FIELD_DEFECTS: list[tuple[str, Any, str]] = [
    ("status", "laufend", "einer dieser Werte erwartet: offen, beendet, pausiert, unklar"),
    ("kind", "Zuschuss", "einer dieser Werte erwartet: zuschuss, darlehen"),
    ("level", "stadt", "einer dieser Werte erwartet: bund, eu, land, kammer, kommune"),
    ("confidence", "sicher", "einer dieser Werte erwartet: high, medium, low"),
    ("regions", ["DE-XX"], "ein Land erwartet, möglich sind: DE, DE-BW"),
    ("regions", ["DE-ST", "DE-ST"], "jeden Wert nur einmal erwartet"),
    ("topics", ["geld"], "ein Thema erwartet, möglich sind: geschaeftsmodelle"),
    ("sectors", ["Handwerk"], "eine Branche erwartet, möglich sind: handwerk"),
    ("rate_percent_max", 150, "eine Zahl von 0 bis 100 erwartet"),
    ("rate_percent_min", -1, "eine Zahl von 0 bis 100 erwartet"),
    ("rate_percent_max", float("nan"), "eine Zahl von 0 bis 100 erwartet"),
    ("rate_percent_max", "halb", "eine Zahl erwartet"),
    ("rate_percent_max", 30, "nicht unter rate_percent_min (40.0)"),
    ("max_employees", 0, "nicht unter min_employees (1)"),
    ("amount_max_eur", 10, "nicht unter amount_min_eur (2000)"),
    ("valid_until", dt.date(2023, 1, 1), "nicht unter valid_from (2024-01-01)"),
    ("max_employees", "50.000", NUMBER),
    ("max_employees", 49.5, NUMBER),
    ("max_employees", True, "Wörter wie yes, no, on, off in Anführungszeichen setzen"),
    ("min_employees", -3, "eine Zahl ab 0 erwartet"),
    ("max_employees", 10**10, "eine Zahl bis 1000000 erwartet"),
    ("valid_until", 2027, DATE),
    ("valid_until", "31.12.2027", DATE),
    ("valid_until", "2027-02-30", DATE),
    ("status_as_of", dt.datetime(2026, 5, 2, 12, 30), DATE),
    ("apply_url", "www.example.org", "eine Webadresse erwartet"),
    ("sources", [], "mindestens eine Quelle erwartet"),
    ("conditions", "Ein Satz", "eine Liste erwartet"),
    ("name", "  ", "ein Text erwartet, der nicht leer ist"),
    ("name", None, "ein Wert erwartet"),
    ("successor_id", "gibt-es-nicht", "die Kennung eines Programms erwartet"),
    ("successor_id", "st-digi", "einen anderen Eintrag als sich selbst erwartet"),
    ("related_ids", ["gibt-es-nicht"], "die Kennung eines Programms erwartet"),
    ("short_name", "digi-BUND", "einen Namen erwartet, der nicht schon „bund-digi“ meint"),
    ("former_ids", ["bund-digi"], "eine frühere Kennung erwartet"),
    ("foerderquote", 50, "kein Feld dieses Namens vorgesehen"),
]


@pytest.mark.parametrize(("field", "value", "message"), FIELD_DEFECTS)
def test_defect_names_file_record_field_expectation_and_finding(
    content: Content, field: str, value: Any, message: str
) -> None:
    content.programme[field] = value
    content.write()
    defect = the_defect(content)
    assert defect.file == "programmes/sachsen-anhalt.yaml"
    assert defect.record == "st-digi"
    assert defect.field.split(".")[0] == field
    assert message in str(defect)
    if value not in (None, []):
        assert "dort steht: " in str(defect)


def test_missing_field(content: Content) -> None:
    del content.programme["provider"]
    content.write()
    assert str(the_defect(content)) == (
        "programmes/sachsen-anhalt.yaml › st-digi › provider: dieses Feld erwartet, es fehlt"
    )


def test_place_within_a_list_is_named(content: Content) -> None:
    content.programme["sources"][1]["url"] = "ftp://example.org"
    content.write()
    assert the_defect(content).field == "sources.1.url"


def test_all_defects_are_reported_at_once(content: Content) -> None:
    content.programme.update(status="laufend", rate_percent_max=150, amount_max_eur=10, apply_url="nirgends")
    content.files["case_studies.yaml"][0]["sector"] = "Tischler"
    content.files["glossary.yaml"][0]["plain"] = ""
    content.write()
    found = {(defect.record, defect.field) for defect in defects(content)}
    fields = {("st-digi", name) for name in ("status", "rate_percent_max", "amount_max_eur", "apply_url")}
    assert found == {*fields, ("tischlerei-muster", "sector"), ("ERP", "plain")}


@pytest.mark.parametrize("id_", ["Grosse_Schrift", "mit leerzeichen", "x" * 81, "ende-"])
def test_unfit_id(content: Content, id_: str) -> None:
    content.files["case_studies.yaml"][0]["id"] = id_
    content.write()
    assert "Kennung erwartet" in the_defect(content).problem


def test_id_twice_in_different_files(content: Content) -> None:
    content.files["programmes/zweite.yaml"] = [content.programme]
    content.write()
    defect = the_defect(content)
    assert (defect.file, defect.field) == ("programmes/zweite.yaml", "id")
    assert "sie steht schon in programmes/sachsen-anhalt.yaml" in defect.problem


def test_a_broken_record_causes_no_second_defect_where_it_is_referred_to(content: Content) -> None:
    content.files["programmes/bund.yaml"][0]["status"] = "laufend"
    content.write()
    assert the_defect(content).record == "bund-digi"


def test_an_unreadable_file_causes_no_second_defect_where_it_is_referred_to(content: Content) -> None:
    (content.folder / "programmes" / "bund.yaml").write_text("- id: 'offen\n")
    assert the_defect(content).file.startswith("programmes/bund.yaml, Zeile ")


def test_unknown_land_of_a_programme_and_of_a_case(content: Content) -> None:
    content.files["case_studies.yaml"][0]["region"] = "DE-BY"
    content.programme["regions"] = ["DE-TH"]
    content.write()
    assert {(defect.record, defect.found) for defect in defects(content)} == {
        ("tischlerei-muster", "DE-BY"),
        ("st-digi", "DE-TH"),
    }


def test_unknown_article_in_related_and_phrasings(content: Content) -> None:
    content.files["articles/einstieg.yaml"][0]["related"] = ["fehlt"]
    content.files["phrasings/einstieg.yaml"]["auch-nicht"] = ["Frage"]
    content.write()
    places = {(defect.file, defect.record) for defect in defects(content)}
    assert places == {("articles/einstieg.yaml", "wo-anfangen"), ("phrasings/einstieg.yaml", "auch-nicht")}


def test_phrasing_of_two_articles_whatever_the_spelling(content: Content) -> None:
    content.files["phrasings/einstieg.yaml"]["backup"] = ["WO fangen wir an?"]
    content.write()
    defect = the_defect(content)
    assert (defect.file, defect.record) == ("phrasings/einstieg.yaml", "backup")
    assert "nicht schon zum Artikel „wo-anfangen“" in defect.problem


@pytest.mark.parametrize("texts", ["nur Text", [3], [""], None])
def test_phrasings_that_are_no_sentences(content: Content, texts: Any) -> None:
    content.files["phrasings/einstieg.yaml"]["backup"] = texts
    content.write()
    assert "eine Liste von Sätzen erwartet" in the_defect(content).problem


def test_phrasings_as_list(content: Content) -> None:
    content.files["phrasings/einstieg.yaml"] = ["Frage"]
    content.write()
    assert "je Artikel eine Zeile" in the_defect(content).problem


def test_phrasings_may_be_absent_or_empty(content: Content) -> None:
    (content.folder / "phrasings" / "einstieg.yaml").write_text("")
    assert read_knowledge(content.folder).articles["backup"].phrasings == ("Backup machen",)
    (content.folder / "phrasings" / "einstieg.yaml").unlink()
    (content.folder / "phrasings").rmdir()
    assert read_knowledge(content.folder).articles["backup"].phrasings == ("Backup machen",)


SYNTAX = [
    ("- id: x\n\tname: y\n", "Zeile 2", "Tabulator"),
    ("- id: x\n  name: Wichtig: bald\n", "Zeile 2", "Doppelpunkt mitten im Text"),
    ("- id: 'x\n  name: y\n", "Zeile 1:", "Anführungszeichen ist nicht geschlossen"),
    ("- id: x\n name: y\n   z: 1\n", "Zeile 2", "Einrückung"),
    ("- id: x\n  name: y\n  name: z\n", "Zeile 3", "„name“ steht doppelt"),
    ("- id: x\n  name: *stern\n", "Zeile 2", "Stern"),
    ("- id: x\n  name: !achtung y\n", "Zeile 2", "Ausrufezeichen"),
    ("- id: x\x07\n", "case_studies.yaml", "Steuerzeichen"),
]


@pytest.mark.parametrize(("text", "place", "reason"), SYNTAX)
def test_yaml_that_cannot_be_read(content: Content, text: str, place: str, reason: str) -> None:
    (content.folder / "case_studies.yaml").write_text(text)
    message = str(the_defect(content))
    assert message.startswith("case_studies.yaml")
    assert place in message and reason in message, message


def test_date_that_does_not_exist_without_quotes(content: Content) -> None:
    path = content.folder / "programmes" / "sachsen-anhalt.yaml"
    path.write_text(path.read_text().replace("valid_until: 2027-12-31", "valid_until: 2027-02-30"))
    defect = the_defect(content)
    assert (defect.field, defect.found) == ("valid_until", "2027-02-30")


def test_missing_file_empty_folder_wrong_encoding_and_shape(content: Content) -> None:
    (content.folder / "glossary.yaml").unlink()
    (content.folder / "case_studies.yaml").write_bytes("- id: müll".encode("latin-1"))
    (content.folder / "regions.yaml").write_text("code: DE-ST\n")
    for path in (content.folder / "programmes").iterdir():
        path.unlink()
    messages = {defect.file: defect.problem for defect in defects(content)}
    assert "sie fehlt" in messages["glossary.yaml"]
    assert "UTF-8" in messages["case_studies.yaml, Zeile 1"]
    assert "eine Liste von Einträgen" in messages["regions.yaml"]
    assert "der Ordner ist leer" in messages["programmes"]
    assert len(messages) == 4


def test_entry_that_is_no_record(content: Content) -> None:
    content.files["glossary.yaml"].append("nur Text")
    content.write()
    assert the_defect(content).record == "Eintrag 2"


def test_version_changes_with_the_content_only(content: Content) -> None:
    before = read_knowledge(content.folder).version
    content.write()
    assert read_knowledge(content.folder).version == before
    content.files["phrasings/einstieg.yaml"]["wo-anfangen"].append("und jetzt")
    content.write()
    assert read_knowledge(content.folder).version != before
