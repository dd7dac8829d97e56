"""The content in the browser: found, edited in forms, refused with what to do, saved into the files, seen and taken back."""

from __future__ import annotations

import html
import re
import subprocess
from typing import Any

import pytest

from bot.desk.contents import forms
from bot.desk.contents.fields import Field, fields_of
from bot.desk.contents.kinds import KINDS, rows_of
from bot.desk.contents.labels import is_named
from bot.desk.desk import Desk
from bot.desk.roles import Role
from bot.knowledge import files
from bot.knowledge.checking import read_knowledge
from bot.settings import KNOWLEDGE_DIR
from tests.desk.conftest import Browser, asked, signed_in

ARTICLE, PROGRAMME = "/inhalte/artikel", "/inhalte/programm"


def text(answer: Any) -> str:
    return html.unescape(answer.text)


def typed(page: str) -> dict[str, list[str]]:
    """What a browser would send of the form of a record."""
    form = re.search(r'<form method="post"[^>]*class="card editing">(.*?)</form>', page, re.S)
    assert form, page
    body, found = form[1], {}
    for name, value in re.findall(r'<input (?!type="checkbox")[^>]*name="([^"]+)" value="([^"]*)"', body):
        found.setdefault(name, []).append(html.unescape(value))
    for name, value in re.findall(r'<input type="checkbox"[^>]*name="([^"]+)" value="([^"]*)" checked', body):
        found.setdefault(name, []).append(value)
    for name, value in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', body, re.S):
        found[name] = [html.unescape(value).removeprefix("\n").replace("\n", "\r\n")]
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', body, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = [chosen[1] if chosen else ""]
    return found


def opened(browser: Browser, kind: str, id_: str) -> dict[str, list[str]]:
    return typed(browser.get(f"/inhalte/{kind}/bearbeiten", params={"id": id_}).text)


def sent(browser: Browser, kind: str, fields: dict[str, Any], doing: str = "speichern") -> Any:
    fields = {**fields, "csrf": browser.csrf, "tun": doing}
    return browser.post(f"/inhalte/{kind}/{'bearbeiten' if 'datensatz' in fields else 'neu'}", fields)


def changed(browser: Browser, kind: str, id_: str, doing: str = "speichern", **fields: Any) -> Any:
    return sent(
        browser, kind, {**opened(browser, kind, id_), **{n.replace("__", "."): v for n, v in fields.items()}}, doing
    )


def content_file(desk: Desk, name: str) -> str:
    return (desk.content.folder / name).read_text(encoding="utf-8")


def all_fields(scope: str, fields: tuple[Field, ...]) -> list[tuple[str, str]]:
    return [one for field in fields for one in ((scope, field.name), *all_fields(field.name, field.parts))]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)
def test_every_field_of_the_schema_has_a_german_name(kind: Any) -> None:
    assert [one for one in all_fields(kind.code, fields_of(kind.code)) if not is_named(*one)] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)
def test_a_form_says_what_the_record_says(kind: Any) -> None:
    """Of all records that the centre has: opened and saved without a change, nothing is different."""
    fields = fields_of(kind.code)
    different = {}
    for name in kind.names(KNOWLEDGE_DIR):
        for one in rows_of(kind, name, files.read_file(KNOWLEDGE_DIR, name).data):
            if found := forms.changes(one.row, forms.read(fields, forms.shown(fields, one.row), one.row)):
                different[one.id] = found
    assert different == {}


@pytest.mark.parametrize(("kind", "id_"), [("artikel", "drohne"), ("programm", "st-digi"), ("beispiel", "tischlerei-muster"),
    ("thema", "datensicherung"), ("begriff", "ERP"), ("kontakt", "DE-ST|zac|Polizei für Firmen|0391 1")])  # fmt: skip
def test_each_kind_is_shown_opened_checked_and_saved_unchanged(
    desk: Desk, editor: Browser, kind: str, id_: str
) -> None:
    shown = editor.get(f"/inhalte/{kind}/eintrag", params={"id": id_})
    assert shown.status_code == 200
    assert "So erzählt der Chat davon" in text(shown)
    checked = changed(editor, kind, id_, "pruefen")
    assert checked.status_code == 200, text(checked)
    assert "So würde der Chat davon erzählen" in text(checked)
    before = {path: path.read_bytes() for path in desk.content.folder.rglob("*.yaml")}
    saved = changed(editor, kind, id_)
    assert saved.headers["location"].endswith("meldung=unveraendert")
    assert before == {path: path.read_bytes() for path in desk.content.folder.rglob("*.yaml")}


def test_a_change_is_live_in_its_lines_alone_and_noted(desk: Desk, editor: Browser) -> None:
    before = content_file(desk, "articles/einstieg.yaml")
    saved = changed(editor, "artikel", "drohne", answer="Ja, beim Aufmaß spart sie einen ganzen Tag.",
                    facts__0__source_url="https://example.org/umfrage")  # fmt: skip
    assert saved.status_code == 303
    assert desk.snapshot().articles["drohne"].answer == "Ja, beim Aufmaß spart sie einen ganzen Tag."
    after = content_file(desk, "articles/einstieg.yaml")
    gone, come = set(before.split("\n")) - set(after.split("\n")), set(after.split("\n")) - set(before.split("\n"))
    assert len(gone) == len(come) == 1
    assert desk.snapshot() == read_knowledge(desk.content.folder)
    page = text(editor.get("/inhalte/artikel/eintrag", params={"id": "drohne"}))
    assert editor_name(desk) in page and "einen halben Tag" in page and "einen ganzen Tag" in page
    assert [entry.what for entry in desk.audit.latest(1)] == ["content changed"]


def editor_name(desk: Desk) -> str:
    return next(account.name for account in desk.accounts.all() if account.role is Role.EDIT)


def test_undo_is_one_click_and_gives_the_same_file(desk: Desk, editor: Browser) -> None:
    before = content_file(desk, "articles/einstieg.yaml")
    changed(editor, "artikel", "drohne", question="Wozu eine Drohne?", next_steps="Eine leihen\r\nEine kaufen")
    page = editor.get("/inhalte/artikel/eintrag", params={"id": "drohne"}).text
    path = re.search(r'action="/redaktion(/inhalte/aenderung/\d+/zuruecknehmen)"', page)
    assert path
    assert editor.post(path[1]).status_code == 303
    assert content_file(desk, "articles/einstieg.yaml") == before
    assert desk.snapshot() == read_knowledge(desk.content.folder)
    assert "schon zurückgenommen" in text(editor.post(path[1]))


def test_undo_leaves_what_others_have_changed_since(desk: Desk, editor: Browser) -> None:
    changed(editor, "artikel", "drohne", question="Wozu eine Drohne?")
    changed(editor, "artikel", "drohne", note="Nachfragen.")
    first = desk.edits.of_record("artikel", "drohne")[-1]
    editor.post(f"/inhalte/aenderung/{first.id}/zuruecknehmen")
    article = desk.snapshot().articles["drohne"]
    assert (article.question, article.note) == ("Lohnt sich eine Drohne für Dachdecker?", "Nachfragen.")
    changed(editor, "artikel", "drohne", note="Doch nicht.")
    second = desk.edits.of_record("artikel", "drohne")[1]
    answer = editor.post(f"/inhalte/aenderung/{second.id}/zuruecknehmen")
    assert answer.status_code == 409 and "weiter geändert" in text(answer)


NEW_CASE = {
    "company": "Bäckerei Beispiel", "sector": "lebensmittel", "topics": ["prozesse", "ki"], "topics.zuerst": "ki",
    "title": "Teig nach Wetterbericht", "problem": "Es blieb Brot übrig.", "solution": "Ein Programm rechnet mit dem Wetter.",
    "result": "Es bleibt weniger übrig.", "lesson": "Mit einer Sorte anfangen.", "cost_eur": "4.500", "year": "2025",
    "sources.0.title": "Kammer: Bericht", "sources.0.url": "https://example.org/bericht", "sources.0.date": "07.2025",
    "confidence": "high",
}  # fmt: skip


def test_a_new_example_is_live_and_can_be_taken_back(desk: Desk, editor: Browser) -> None:
    before = content_file(desk, files.CASES)
    saved = sent(editor, "beispiel", NEW_CASE)
    assert saved.status_code == 303, text(saved)
    case = desk.snapshot().case_studies["teig-nach-wetterbericht"]
    assert (case.cost_eur, case.topics, case.sources[0].date) == (4_500, ("ki", "prozesse"), "2025-07")
    editor.post(f"/inhalte/aenderung/{desk.edits.latest(1)[0].id}/zuruecknehmen")
    assert content_file(desk, files.CASES) == before
    assert "teig-nach-wetterbericht" not in desk.snapshot().case_studies
    assert desk.snapshot() == read_knowledge(desk.content.folder)


def test_a_new_article_from_an_open_question_settles_it(desk: Desk, editor: Browser) -> None:
    number = asked(desk, "wo steht die kasse", "welche kasse nehmen")[1]
    assert f"/inhalte/artikel/neu?frage={number}" in text(editor.get(f"/fragen/{number}"))
    form = typed(editor.get("/inhalte/artikel/neu", params={"frage": number}).text)
    assert {form["question"][0], form["alt_questions"][0]} == {"wo steht die kasse", "welche kasse nehmen"}
    assert form["topic"][0] and form["theme"][0]
    form |= {"question": ["Welche Kasse passt?"], "facet": ["auswahl"], "answer": ["Das kommt auf den Betrieb an."],
             "links.0.title": ["Merkblatt"], "links.0.url": ["https://example.org/kasse"]}  # fmt: skip
    saved = sent(editor, "artikel", form)
    assert saved.status_code == 303, text(saved)
    assert desk.chat.ask("welche kasse nehmen").ids == ("welche-kasse-passt",)  # type: ignore[union-attr]
    assert desk.questions.open(0) == []
    assert desk.snapshot() == read_knowledge(desk.content.folder)
    editor.post(f"/inhalte/aenderung/{desk.edits.latest(1)[0].id}/zuruecknehmen")
    assert len(desk.questions.open(0)) == 2
    assert desk.snapshot() == read_knowledge(desk.content.folder)


def test_the_second_of_two_editors_is_told_and_keeps_the_text(desk: Desk, editor: Browser) -> None:
    other = signed_in(desk, Role.EDIT, "berta")
    mine, theirs = opened(editor, "artikel", "drohne"), opened(other, "artikel", "drohne")
    sent(other, "artikel", {**theirs, "question": ["Wozu eine Drohne?"]})
    answer = sent(editor, "artikel", {**mine, "question": ["Braucht man eine Drohne?"]})
    assert answer.status_code == 409
    page = text(answer)
    assert "berta hat diesen Eintrag geändert" in page
    assert "Wozu eine Drohne?" in page
    form = typed(answer.text)
    assert form["question"] == ["Braucht man eine Drohne?"]
    assert desk.snapshot().articles["drohne"].question == "Wozu eine Drohne?"
    assert sent(editor, "artikel", form).status_code == 303
    assert desk.snapshot().articles["drohne"].question == "Braucht man eine Drohne?"


def test_two_editors_of_different_fields_are_put_together(desk: Desk, editor: Browser) -> None:
    other = signed_in(desk, Role.EDIT, "berta")
    mine, theirs = opened(editor, "artikel", "drohne"), opened(other, "artikel", "drohne")
    sent(other, "artikel", {**theirs, "question": ["Wozu eine Drohne?"]})
    assert sent(editor, "artikel", {**mine, "note": ["Nachfragen."]}).status_code == 303
    article = desk.snapshot().articles["drohne"]
    assert (article.question, article.note) == ("Wozu eine Drohne?", "Nachfragen.")


def test_whoever_changed_the_file_by_hand_is_not_overwritten(desk: Desk, editor: Browser) -> None:
    mine = opened(editor, "artikel", "drohne")
    path = desk.content.folder / "articles" / "einstieg.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("einen halben Tag", "zwei Stunden"), encoding="utf-8")
    answer = sent(editor, "artikel", {**mine, "answer": ["Ja, sie spart Zeit."]})
    assert answer.status_code == 409 and "zwei Stunden" in text(answer)
    assert "zwei Stunden" in path.read_text(encoding="utf-8")


def test_two_eyes(desk: Desk, editor: Browser) -> None:
    desk.two_eyes = True
    before = content_file(desk, "articles/einstieg.yaml")
    assert (
        changed(editor, "artikel", "drohne", question="Wozu eine Drohne?").headers["location"].endswith("vorgeschlagen")
    )
    assert content_file(desk, "articles/einstieg.yaml") == before
    number = desk.edits.waiting()[0].id
    own = editor.post(f"/inhalte/aenderung/{number}/freigeben")
    assert own.status_code == 409 and "jemand anderes" in text(own)
    other = signed_in(desk, Role.EDIT, "berta")
    assert "Wozu eine Drohne?" in text(other.get("/inhalte/vorschlaege"))
    assert other.post(f"/inhalte/aenderung/{number}/freigeben").status_code == 303
    assert desk.snapshot().articles["drohne"].question == "Wozu eine Drohne?"
    assert "schon jemand entschieden" in text(other.post(f"/inhalte/aenderung/{number}/freigeben"))
    other.post(f"/inhalte/aenderung/{number}/zuruecknehmen")
    assert content_file(desk, "articles/einstieg.yaml") == before


def test_a_proposal_for_what_has_changed_meanwhile_is_opened_by_hand(desk: Desk, editor: Browser) -> None:
    desk.two_eyes = True
    changed(editor, "artikel", "drohne", question="Wozu eine Drohne?")
    desk.two_eyes = False
    changed(editor, "artikel", "drohne", note="Nachfragen.")
    number = desk.edits.waiting()[0].id
    other = signed_in(desk, Role.EDIT, "berta")
    assert "inzwischen geändert" in text(other.post(f"/inhalte/aenderung/{number}/freigeben"))
    assert desk.edits.waiting()[0].id == number
    form = typed(other.get("/inhalte/artikel/bearbeiten", params={"id": "drohne", "vorschlag": number}).text)
    assert (form["question"], form["note"]) == (["Wozu eine Drohne?"], ["Nachfragen."])


@pytest.mark.parametrize("above", [False, True], ids=["folder of its own", "folder in a larger one"])
def test_each_change_is_a_commit_of_its_file_alone(desk: Desk, editor: Browser, above: bool) -> None:
    tree = desk.content.folder.parent if above else desk.content.folder

    def git(*words: str) -> str:
        command = ["git", "-C", str(tree), "-c", "user.name=x", "-c", "user.email=x@example.org", *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    git("init", "-q")
    git("add", str(desk.content.folder))
    git("commit", "-qm", "begin")
    (desk.content.folder / "notes.md").write_text("von Hand", encoding="utf-8")
    desk.git = True
    saved = changed(editor, "begriff", "ERP", plain="Ein Programm für alles.")
    assert saved.status_code == 303, text(saved)
    assert git("log", "-1", "--format=%an %s", "--name-only").split("\n") == [
        f"{editor_name(desk)} Begriff geändert: ERP", "", f"{'knowledge/' if above else ''}glossary.yaml", ""]  # fmt: skip
    assert "notes.md" in git("status", "--short")


def test_search_and_filters(desk: Desk, reader: Browser) -> None:
    def shown(**query: str) -> list[str]:
        page = reader.get("/inhalte", params=query).text
        return [html.unescape(title) for title in re.findall(r'eintrag\?id=[^"]*">(.*?)</a>', page)]

    assert shown(suche="drohne") == ["Lohnt sich eine Drohne für Dachdecker?"]
    assert shown(suche="halben tag aufmaß") == ["Lohnt sich eine Drohne für Dachdecker?"]
    assert set(shown(art="programm")) == {"Digi-ST", "Digi-Bund"}
    assert shown(art="artikel", bereich="datensicherheit") == ["Wie sichere ich Daten?"]
    assert shown(suche="gibtesnicht") == []
    assert "Neuer Artikel" not in reader.get("/inhalte").text


def test_readers_see_and_change_nothing(desk: Desk, reader: Browser) -> None:
    assert reader.get("/inhalte/artikel/eintrag", params={"id": "drohne"}).status_code == 200
    assert reader.get("/inhalte/artikel/bearbeiten", params={"id": "drohne"}).status_code == 403
    assert reader.post("/inhalte/artikel/bearbeiten", {"datensatz": "drohne"}).status_code == 403
    assert reader.post("/inhalte/artikel/neu").status_code == 403


def test_hard_texts_are_said_to_be_hard(desk: Desk, editor: Browser) -> None:
    hard = "Die Inanspruchnahme " + "der Berücksichtigung " * 12 + "ist zulässig."
    page = text(changed(editor, "begriff", "ERP", "pruefen", plain=hard))
    assert "Schwer zu lesen" in page and "ein Satz hat 28 Wörter, erlaubt sind 20" in page


@pytest.mark.parametrize("path", ["/inhalte/raumschiff/eintrag?id=x", "/inhalte/artikel/eintrag?id=x", "/inhalte/artikel/eintrag",
    "/inhalte/raumschiff/neu", "/inhalte/artikel/bearbeiten?id=../../etc"])  # fmt: skip
def test_what_there_is_not(editor: Browser, path: str) -> None:
    assert editor.get(path).status_code == 404
