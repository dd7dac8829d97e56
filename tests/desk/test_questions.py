"""From an open question to a live answer: grouped, assigned with one click, tried out before and after, taken back."""

from __future__ import annotations

import html
import re

import pytest
from sqlalchemy import select

from bot.desk.desk import Desk
from bot.feedback.settling import NOT_OURS
from bot.feedback.store import FeedbackStore
from bot.knowledge.checking import read_knowledge
from bot.language.text.normalise import fold
from bot.privacy.tables import QUESTIONS
from tests.desk.conftest import Browser, asked
from tests.desk.small_content import PHRASINGS

DRONE = ("brauchen wir eine drohne", "lohnt sich eine drohne fürs dach", "Drohne fürs Dach")


def shown(answer: object) -> str:
    return html.unescape(str(answer.text))  # type: ignore[attr-defined]


def file(desk: Desk) -> str:
    return (desk.content.folder / "phrasings" / "redaktion" / "einstieg.yaml").read_text(encoding="utf-8")


def outcomes(desk: Desk) -> dict[str, str | None]:
    with desk.engine.connect() as connection:
        return {row.text: row.outcome for row in connection.execute(select(QUESTIONS))}


def assign(editor: Browser, number: int, texts: str, article: str = "drohne", **more: str) -> object:
    return editor.post(f"/fragen/{number}", {"artikel": article, "texte": texts, "tun": "zuordnen", **more})


def test_what_was_asked_most_comes_first(desk: Desk, editor: Browser) -> None:
    asked(desk, "kasse mit tse", *DRONE)
    page = shown(editor.get("/fragen"))
    labels = [re.sub("<[^>]+>", "", label).strip() for label in re.findall(r"<h2>(.*?)</h2>", page, re.S)]
    assert len(labels) == 2
    assert labels[0] in DRONE
    assert labels[1] == "kasse mit tse"
    assert "3 mal gefragt" in page


def test_one_click_makes_it_live(desk: Desk, editor: Browser) -> None:
    """The button of the list: what it sends is enough."""
    asked(desk, *DRONE)
    page = editor.get("/fragen").text
    form = re.search(r'<form method="post" action="(/redaktion/fragen/\d+)">(.*?)</form>', page, re.S)
    assert form
    fields = re.findall(r'name="(\w+)" value="([^"]*)"', form[2])
    sent = {name: [html.unescape(v) for n, v in fields if n == name] for name, _ in fields}
    assert sent["artikel"] == ["drohne"]
    answer = editor.post(form[1].removeprefix("/redaktion"), {**sent, "csrf": editor.csrf})
    assert answer.status_code == 303
    assert all(desk.snapshot().questions[fold(text)] == "drohne" for text in DRONE)
    assert desk.chat.ask(DRONE[0]).ids == ("drohne",)  # type: ignore[union-attr]
    assert set(outcomes(desk).values()) == {"answered"}
    assert desk.learnt == [1]  # type: ignore[attr-defined]


def test_before_and_after_stand_side_by_side(desk: Desk, editor: Browser) -> None:
    number = asked(desk, *DRONE)[0]
    answer = assign(editor, number, DRONE[0], testfrage=DRONE[0])
    page = shown(editor.get(answer.headers["location"].removeprefix("/redaktion")))  # type: ignore[attr-defined]
    before, after = page.split("<h3>Vorher</h3>")[1].split("<h3>Nachher</h3>")
    assert "Keine Antwort" in before
    assert "beim Aufmaß spart sie einen halben Tag" in after


def test_the_file_keeps_comments_order_and_lines(desk: Desk, editor: Browser) -> None:
    number = asked(desk, "und im regen: fliegt die drohne?")[0]
    assign(editor, number, "und im regen: fliegt die drohne?\nDrohne bei Wind")
    assert file(desk) == PHRASINGS + "  - 'und im regen: fliegt die drohne?'\n  - Drohne bei Wind\n"


def test_in_the_middle_of_a_file_as_well(desk: Desk, editor: Browser) -> None:
    number = asked(desk, "wie geht es los mit allem")[0]
    assign(editor, number, "wie geht es los mit allem", "wo-anfangen")
    quoted = '  - "Was kommt zuerst: Software oder Ordnung?"\n'
    assert file(desk) == PHRASINGS.replace(quoted, f"{quoted}  - wie geht es los mit allem\n")


def test_an_article_without_a_file_gets_one(desk: Desk, editor: Browser) -> None:
    number = asked(desk, "wohin mit der kopie")[0]
    assign(editor, number, "wohin mit der kopie", "backup")
    written = (desk.content.folder / "phrasings/redaktion/datensicherheit.yaml").read_text(encoding="utf-8")
    assert written.endswith("backup:\n  - wohin mit der kopie\n")
    assert written.startswith("# ")


def test_undo_puts_the_file_back_as_it_was_and_opens_the_questions(desk: Desk, editor: Browser) -> None:
    number = asked(desk, *DRONE)[0]
    answer = assign(editor, number, "\n".join(DRONE))
    change = answer.headers["location"].removeprefix("/redaktion")  # type: ignore[attr-defined]
    assert editor.post(f"{change}/zuruecknehmen").status_code == 303
    assert file(desk) == PHRASINGS
    assert set(outcomes(desk).values()) == {None}
    assert desk.chat.ask(DRONE[0]).kind == "fallback"  # type: ignore[union-attr]
    again = editor.post(f"{change}/zuruecknehmen")
    assert again.headers["location"].endswith("meldung=schon-abgelegt")


def test_what_is_loaded_is_what_the_files_say(desk: Desk, editor: Browser) -> None:
    """The quick way into the data base gives what a whole load would."""
    number = asked(desk, *DRONE)[0]
    assign(editor, number, "\n".join(DRONE))
    assert desk.snapshot() == read_knowledge(desk.content.folder)


def test_no_one_s_data_get_into_the_content(desk: Desk, editor: Browser) -> None:
    number = asked(desk, "ich bin [Name], lohnt sich eine drohne?", "drohne [Telefon]")[0]
    page = editor.get("/fragen").text
    assert 'name="texte"' not in page, "nothing to send with one click"
    answer = assign(editor, number, "ich bin [Name], lohnt sich eine drohne?")
    assert "ohne eckige Klammern" in shown(answer)
    assert file(desk) == PHRASINGS


def test_not_ours_stays_away_and_done_comes_back(desk: Desk, editor: Browser) -> None:
    store = FeedbackStore(desk.engine)
    numbers = asked(desk, "was gibt es heute zu essen", "kasse mit tse")
    editor.post("/fragen/ablegen", {"fragen": str(numbers[0]), "als": "nicht-unser-thema"})
    editor.post("/fragen/ablegen", {"fragen": str(numbers[1]), "als": "erledigt"})
    for text in ("was gibt es heute zu essen", "kasse mit tse"):
        store.unanswered("web-neu", text, desk.clock())
    assert [q.text for q in desk.questions.open(0)] == ["kasse mit tse"]
    assert len(desk.questions.settled(NOT_OURS, 0)) == 2
    editor.post("/fragen/oeffnen", {"fragen": str(numbers[0])})
    assert len(desk.questions.open(0)) == 2


def test_two_who_settle_the_same_at_once(desk: Desk, editor: Browser) -> None:
    numbers = asked(desk, *DRONE)
    ids = ",".join(map(str, numbers))
    editor.post("/fragen/ablegen", {"fragen": ids, "als": "erledigt"})
    answer = editor.post("/fragen/ablegen", {"fragen": ids, "als": "nicht-unser-thema"})
    assert answer.headers["location"].endswith("schon-abgelegt")
    assert set(outcomes(desk).values()) == {"done"}
    assert editor.get(f"/fragen/{numbers[0]}").status_code == 404


def test_looking_for_another_article_loses_nothing(desk: Desk, editor: Browser) -> None:
    number = asked(desk, *DRONE)[0]
    typed = {"texte": "mein eigener text", "testfrage": "meine probe", "artikel": "wo-anfangen"}
    page = shown(editor.post(f"/fragen/{number}", {**typed, "suche": "daten", "tun": "suchen"}))
    assert "Wie sichere ich Daten?" in page
    assert "mein eigener text" in page
    assert "meine probe" in page
    assert re.search(r'value="wo-anfangen" checked', page)


def test_without_the_chat_everything_but_the_answers_works(desk: Desk, editor: Browser) -> None:
    desk.chat.is_gone = True  # type: ignore[attr-defined]
    number = asked(desk, *DRONE)[0]
    answer = assign(editor, number, DRONE[0])
    page = shown(editor.get(answer.headers["location"].removeprefix("/redaktion")))  # type: ignore[attr-defined]
    assert "nicht erreichbar" in page
    assert "Drohne" in page


WRONG = [
    ("", "mindestens eine Formulierung"),
    ("   \n \n", "mindestens eine Formulierung"),
    ("ab", "3 bis 300 Zeichen"),
    ("drohne " * 60, "3 bis 300 Zeichen"),
    ("hallo", "Das sagt man in jedem Gespräch"),
    ("ja bitte", "Das sagt man in jedem Gespräch"),
    ("womit losgehen", "gehört schon zum Artikel „Wo fangen wir an?“"),
    ("Wie sichere ich Daten?", "gehört schon zum Artikel „Wie sichere ich Daten?“"),
    ("ich bin [Name]", "ohne eckige Klammern"),
    ("GrÃ¶ÃŸe der drohne", "stimmt etwas nicht"),
    ("<b>drohne</b> fett", "stimmt etwas nicht"),
    ("drohne\u200b unsichtbar", "Zeichen, die man nicht sieht"),
    ("\n".join(f"drohne nummer {n}" for n in range(31)), "höchstens 30"),
]


@pytest.mark.parametrize(("texts", "said"), WRONG)
def test_a_wrong_entry_is_refused_beside_its_field_and_kept(desk: Desk, editor: Browser, texts: str, said: str) -> None:
    number = asked(desk, *DRONE)[0]
    answer = assign(editor, number, texts, testfrage="meine probe")
    page = shown(answer)
    assert answer.status_code == 400  # type: ignore[attr-defined]
    assert said in page
    assert 'aria-describedby="texte-fehler" aria-invalid="true"' in page
    kept = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)
    assert kept and kept[1].replace("\r\n", "\n") == texts
    assert "meine probe" in page
    assert file(desk) == PHRASINGS
    assert set(outcomes(desk).values()) == {None}


@pytest.mark.parametrize(("article", "said"), [("", "Wählen Sie den Artikel"), ("gibt-es-nicht", "gibt es nicht mehr")])
def test_no_article_or_one_that_is_gone(desk: Desk, editor: Browser, article: str, said: str) -> None:
    number = asked(desk, *DRONE)[0]
    page = shown(assign(editor, number, DRONE[0], article))
    assert said in page
    assert DRONE[0] in page


def test_a_broken_file_of_somebody_else_is_no_riddle(desk: Desk, editor: Browser) -> None:
    number = asked(desk, *DRONE)[0]
    (desk.content.folder / "glossary.yaml").write_text("- term: [", encoding="utf-8")
    page = shown(assign(editor, number, DRONE[0]))
    assert "deshalb bleibt alles, wie es war: glossary.yaml" in page
    assert file(desk) == PHRASINGS
