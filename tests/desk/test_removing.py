"""Deleting a record and having it back: the same files, the same answers; nothing that others point at."""

from __future__ import annotations

import html
import re
from typing import Any

from bot.desk.desk import Desk
from bot.desk.roles import Role
from bot.knowledge.checking import read_knowledge
from tests.desk.conftest import Browser, signed_in
from tests.desk.test_contents import changed, content_file, text

ARTICLES, PHRASINGS = "articles/einstieg.yaml", "phrasings/redaktion/einstieg.yaml"


def removed(browser: Browser, kind: str, id_: str) -> Any:
    """Press "Löschen" on the page of a record."""
    page = browser.get(f"/inhalte/{kind}/eintrag", params={"id": id_}).text
    form = re.search(rf'action="/redaktion/inhalte/{kind}/loeschen">(.*?)</form>', page, re.S)
    assert form, page
    fields = {n: html.unescape(v) for n, v in re.findall(r'name="(\w+)" value="([^"]*)"', form[1])}
    return browser.post(f"/inhalte/{kind}/loeschen", fields)


def undo(browser: Browser) -> Any:
    page = browser.get("/inhalte/vorschlaege").text
    found = re.search(r'action="/redaktion(/inhalte/aenderung/\d+/zuruecknehmen)"', page)
    assert found, page
    return browser.post(found[1])


def test_a_record_goes_and_comes_back_as_it_was(desk: Desk, editor: Browser) -> None:
    kind, id_, file = "artikel", "drohne", ARTICLES
    before = content_file(desk, file)
    assert removed(editor, kind, id_).headers["location"].endswith("meldung=geloescht")
    assert editor.get(f"/inhalte/{kind}/eintrag", params={"id": id_}).status_code == 404
    assert content_file(desk, file) != before
    assert desk.snapshot() == read_knowledge(desk.content.folder), "the chat does not know it any more"
    answer = undo(editor)
    assert f"/inhalte/{kind}/eintrag" in answer.headers["location"]
    assert content_file(desk, file) == before
    assert desk.snapshot() == read_knowledge(desk.content.folder)
    assert [entry.what for entry in desk.audit.latest(2)] == ["content undone", "content removed"]


def test_an_article_s_phrasings_go_and_come_back_with_it(desk: Desk, editor: Browser) -> None:
    before = content_file(desk, PHRASINGS)
    assert "drohne" in before
    removed(editor, "artikel", "drohne")
    assert "drohne" not in content_file(desk, PHRASINGS) and "# aus einem Gespräch" in content_file(desk, PHRASINGS)
    phrasing = desk.snapshot().questions
    undo(editor)
    assert "drohne" in content_file(desk, PHRASINGS)
    assert desk.snapshot().articles["drohne"].phrasings and phrasing != desk.snapshot().questions


def test_what_others_point_at_stays_and_they_are_named(desk: Desk, editor: Browser) -> None:
    assert changed(editor, "artikel", "wo-anfangen", related="drohne").status_code == 303
    before = content_file(desk, ARTICLES)
    answer = removed(editor, "artikel", "drohne")
    assert answer.status_code == 409
    assert f"Andere Einträge verweisen darauf: wo-anfangen ({ARTICLES})" in text(answer)
    assert content_file(desk, ARTICLES) == before


def test_the_last_of_a_file_stays(desk: Desk, editor: Browser) -> None:
    answer = removed(editor, "programm", "bund-digi")
    assert answer.status_code == 409 and "der letzte Eintrag in der Datei programmes/bund.yaml" in text(answer)


def test_whoever_looked_at_something_older_deletes_nothing(desk: Desk, editor: Browser) -> None:
    answer = editor.post("/inhalte/artikel/loeschen", {"id": "drohne", "stand": "0" * 32})
    assert answer.status_code == 409 and "inzwischen geändert" in text(answer)
    assert "drohne" in desk.snapshot().articles


def test_with_two_eyes_somebody_else_has_to_agree(desk: Desk, editor: Browser) -> None:
    desk.two_eyes = True
    before = content_file(desk, ARTICLES)
    assert removed(editor, "artikel", "drohne").headers["location"].endswith("meldung=vorgeschlagen")
    assert content_file(desk, ARTICLES) == before
    (waiting,) = desk.edits.waiting()
    assert editor.post(f"/inhalte/aenderung/{waiting.id}/freigeben").status_code == 409
    other = signed_in(desk, Role.EDIT, "bert")
    assert "Artikel löschen: " in text(other.get("/inhalte/vorschlaege"))
    assert other.post(f"/inhalte/aenderung/{waiting.id}/freigeben").headers["location"].endswith("meldung=geloescht")
    assert "drohne" not in desk.snapshot().articles
    undo(other)
    assert content_file(desk, ARTICLES) == before


def test_it_is_put_back_once(desk: Desk, editor: Browser) -> None:
    removed(editor, "artikel", "drohne")
    number = desk.edits.latest(1)[0].id
    editor.post(f"/inhalte/aenderung/{number}/zuruecknehmen")
    before = content_file(desk, ARTICLES)
    assert editor.post(f"/inhalte/aenderung/{number}/zuruecknehmen").status_code == 409
    assert content_file(desk, ARTICLES) == before


def test_readers_delete_nothing(desk: Desk, reader: Browser) -> None:
    assert "Löschen" not in reader.get("/inhalte/artikel/eintrag", params={"id": "drohne"}).text
    assert reader.post("/inhalte/artikel/loeschen", {"id": "drohne"}).status_code == 403
    assert "drohne" in desk.snapshot().articles
