"""Wrong entries in the forms of the content, and with those of the other pages more than fifty: refused, said why, nothing lost."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.desk.desk import Desk
from tests.desk import test_embedding, test_freshness, test_questions, test_writing
from tests.desk.conftest import Browser
from tests.desk.test_contents import NEW_CASE, changed, sent, text, typed

WRONG: list[tuple[str, dict[str, Any], str, str]] = [
    ("beispiel", {"company": ""}, "company", "Hier fehlt etwas"),
    ("beispiel", {"sector": ""}, "sector", "Wählen Sie etwas aus"),
    ("beispiel", {"sector": "raumfahrt"}, "sector", "Wählen Sie etwas aus der Liste"),
    ("beispiel", {"cost_eur": "viertausend"}, "cost_eur", "nur Ziffern"),
    ("beispiel", {"year": "2199"}, "year", "Zahl darf höchstens"),
    ("beispiel", {"problem": "Es blieb Brot übrig und"}, "problem", "ganze Sätze"),
    ("beispiel", {"title": "x" * 200}, "title", "Höchstens 120 Zeichen"),
    ("beispiel", {"sources.0.url": "example.org"}, "sources.0.url", "https://"),
    ("beispiel", {"sources.0.url": "https://example.org"}, "sources.0.url", "Startseite"),
    ("beispiel", {"sources.0.date": "Sommer"}, "sources.0.date", "15.07.2024"),
    ("beispiel", {"sources.0.date": "01.01.2099"}, "sources.0.date", "Zukunft"),
    ("beispiel", {"sources.0.title": "", "sources.0.url": "", "sources.0.date": ""}, "sources", "mindestens eine Quelle"),
    ("beispiel", {"lesson": "<b>Klein</b> anfangen."}, "lesson", "Zeichen aus einer Webseite"),
    ("beispiel", {"lesson": "FÃ¼r alle."}, "lesson", "Umlaute"),
    ("beispiel", {"articles": "gibt-es-nicht"}, "articles", "Diese Kennung gibt es nicht"),
    ("begriff", {"term": "ERP", "plain": "Ein Programm.", "theme": "prozesse"}, "term", "gibt es schon"),
    ("artikel", {"topic": "einstieg", "facet": "kosten", "theme": "einstieg", "question": "Was kostet eine Drohne?",
                 "answer": "Wenig.", "confidence": "high"}, "facts", "Woher wissen wir das?"),
    ("artikel", {"topic": "einstieg", "facet": "kosten", "theme": "einstieg", "question": "Was kostet eine Drohne?",
                 "alt_questions": "drohne dach", "answer": "Wenig.", "confidence": "high", "links.0.title": "Blatt",
                 "links.0.url": "https://example.org/x"}, "alt_questions", "gehört schon zum Artikel"),
    ("programm", {"name": ""}, "name", "Hier fehlt etwas"),
    ("programm", {"level": "planet"}, "level", "Wählen Sie etwas aus der Liste"),
    ("programm", {"max_employees": "viele"}, "max_employees", "nur Ziffern"),
    ("programm", {"max_revenue_eur": "50 Mio"}, "max_revenue_eur", "nur Ziffern"),
    ("programm", {"rate_percent_max": "halb"}, "rate_percent_max", "zum Beispiel 40 oder 12,5"),
    ("programm", {"rate_percent_max": "150"}, "rate_percent_max", "von 0 bis 100"),
    ("programm", {"valid_until": "31.02.2028"}, "valid_until", "Diesen Tag muss es geben"),
    ("programm", {"valid_until": "bald"}, "valid_until", "31.12.2027"),
    ("programm", {"status_as_of": "01.01.2099"}, "status_as_of", "in der Zukunft"),
    ("programm", {"apply_url": "www.bank.de"}, "apply_url", "https://"),
    ("programm", {"sources.0.title": "Blatt", "sources.0.url": "ftp://x.de/a"}, "sources.0.url", "https://"),
    ("kontakt", {"name": ""}, "name", "Hier fehlt etwas"),
    ("kontakt", {"email": "kein-klammeraffe"}, "email", "eine E-Mail-Adresse"),
    ("kontakt", {"web": "zentrum.de"}, "web", "https://"),
    ("thema", {"name": ""}, "name", "Hier fehlt etwas"),
    ("thema", {"theme": "raumfahrt"}, "theme", "Wählen Sie etwas aus der Liste"),
    ("begriff", {"term": "", "plain": "Ein Programm."}, "term", "Hier fehlt etwas"),
    ("begriff", {"term": "CRM", "plain": "ohne Punkt", "theme": "prozesse"}, "plain", "ganze Sätze"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "fields", "name", "message"), WRONG, ids=[f"{k}-{n}-{m[:9]}" for k, _, n, m in WRONG])
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(
    desk: Desk, editor: Browser, kind: str, fields: dict[str, Any], name: str, message: str
) -> None:
    given = {**(NEW_CASE if kind == "beispiel" else {}), **fields}
    before = {path: path.read_bytes() for path in desk.content.folder.rglob("*.yaml")}
    answer = sent(editor, kind, given)
    assert answer.status_code == 400
    beside = re.search(rf'id="fehler-{re.escape(name)}">(.*?)</p>', text(answer), re.S)
    assert beside and message in beside[1], text(answer)
    again = typed(answer.text)
    kept = {key: value if isinstance(value, list) else [value] for key, value in given.items() if value}
    assert {key: sorted(again[key]) for key in kept} == {key: sorted(value) for key, value in kept.items()}
    assert before == {path: path.read_bytes() for path in desk.content.folder.rglob("*.yaml")}


def test_fifty_wrong_entries_are_tried_in_all() -> None:
    """Issue 15. In the order of the navigation: open questions, content, deadlines, words to an owner, the line for a website."""
    tried = [
        test_questions.test_a_wrong_entry_is_refused_beside_its_field_and_kept,
        test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost,
        test_freshness.test_a_deadline_that_is_none_stays_in_its_field,
        test_writing.test_a_word_that_cannot_go_stays_in_its_field,
        test_embedding.test_a_wrong_entry_is_said_beside_its_field_and_stays_there,
    ]
    assert sum(len(mark.args[1]) for test in tried for mark in test.pytestmark) >= 50  # type: ignore[attr-defined]


def test_fields_that_contradict_each_other(desk: Desk, editor: Browser) -> None:
    answer = changed(
        editor, "programm", "st-digi", valid_from="01.01.2028", rate_percent_max="0,4", valid_until="31.02.2027"
    )
    page = text(answer)
    assert "Diesen Tag muss es geben" in page and "40 statt 0,4" in page
    answer = changed(editor, "programm", "st-digi", min_employees="100")
    assert "weniger als „Beschäftigte mindestens“ (100)" in text(answer)
