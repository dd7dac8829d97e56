"""Writing in a talk in place of the bot, on the desk's pages: with consent, in office hours, masked, and nothing typed is lost."""

from __future__ import annotations

import json
from html import unescape
from typing import Any

import pytest
from sqlalchemy import insert

from bot.core.office_hours import read
from bot.desk.desk import Desk
from bot.desk.roles import Role
from bot.desk.talks import as_conversation
from bot.privacy.tables import EVENTS
from bot.privacy.taking_over import SILENT_SECONDS
from tests.desk.conftest import NOW, Browser, Clock, signed_in
from tests.desk.test_talks import TALK, bot, user


@pytest.fixture
def number(desk: Desk) -> int:
    events = [user("Ich bin Erika Mustermann, was kostet ein Onlineshop?"), *bot("Etwa 50 Euro.", "article")]
    with desk.engine.begin() as connection:
        for event in events:
            row = {"sender_id": TALK, "type_name": event["event"], "timestamp": NOW, "data": json.dumps(event)}
            connection.execute(insert(EVENTS).values(row))
    desk.talks.give(TALK, "Darf jemand lesen und schreiben?", NOW - 30, may_write=True)
    held = desk.talks.of(TALK, NOW)
    assert held is not None
    return held.number


def text(answer: Any) -> str:
    return unescape(answer.text)


def taken(browser: Browser, number: int, name: str = "A. Beispiel") -> Any:
    return browser.post(f"/gespraeche/{number}/uebernehmen", {"name": name})


def test_from_the_talk_s_page_to_the_owner_and_back(desk: Desk, editor: Browser, number: int) -> None:
    assert 'value="Anna Bearbeiten"' in editor.get(f"/gespraeche/{number}").text
    assert taken(editor, number).headers["location"].endswith(f"/gespraeche/{number}/schreiben")
    shown = editor.get(f"/gespraeche/{number}/schreiben")
    assert "Im Chat heißen Sie „A. Beispiel“" in text(shown)
    assert "frame-src 'self'" in shown.headers["content-security-policy"]
    assert (
        editor.post(f"/gespraeche/{number}/schreiben", {"text": "Guten Tag!\r\nWomit fangen wir an?"}).status_code
        == 303
    )
    news = desk.persons.news(TALK, 0, NOW)
    assert [one["text"] for one in news.messages][1] == "Guten Tag!\nWomit fangen wir an?"
    assert editor.post(f"/gespraeche/{number}/zurueckgeben").headers["location"].endswith("meldung=zurueckgegeben")
    assert desk.persons.person(TALK, NOW) is None
    noted = [entry.what for entry in desk.audit.latest(9)]
    assert noted.count("talk taken") == noted.count("talk given back") == 1


def test_what_goes_on_stands_in_a_frame_that_fetches_itself_anew(desk: Desk, editor: Browser, number: int) -> None:
    taken(editor, number)
    editor.post(f"/gespraeche/{number}/schreiben", {"text": "Guten Tag!"})
    frame = editor.get(f"/gespraeche/{number}/verlauf")
    assert frame.headers["refresh"] == "4" and frame.headers["x-frame-options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in frame.headers["content-security-policy"]
    shown = text(frame)
    assert "was kostet ein Onlineshop?" in shown and "Guten Tag!" in shown and "A. Beispiel" in shown
    assert "Mustermann" not in shown and TALK not in shown
    editor.post(f"/gespraeche/{number}/zurueckgeben")
    over = editor.get(f"/gespraeche/{number}/verlauf")
    assert "refresh" not in over.headers and "Onlineshop" not in over.text


def test_only_who_took_it_over_follows_and_writes(desk: Desk, editor: Browser, number: int) -> None:
    taken(editor, number)
    other = signed_in(desk, Role.EDIT, "bert")
    assert "anna.bearbeiten schreibt gerade" in text(other.get(f"/gespraeche/{number}"))
    assert taken(other, number).headers["location"].endswith("meldung=gespraech-vergeben")
    assert other.get(f"/gespraeche/{number}/schreiben").status_code == 404
    assert "Onlineshop" not in other.get(f"/gespraeche/{number}/verlauf").text
    answer = other.post(f"/gespraeche/{number}/schreiben", {"text": "Ich auch"})
    assert answer.status_code == 400 and "Ich auch" in answer.text
    assert len(desk.persons.news(TALK, 0, NOW).messages) == 1


def test_without_a_yes_to_writing_there_is_no_button(desk: Desk, editor: Browser, number: int) -> None:
    desk.talks.take_back(TALK)
    desk.talks.give(TALK, "Darf jemand lesen?", NOW)
    held = desk.talks.of(TALK, NOW)
    assert held is not None
    assert "Übernehmen" not in text(editor.get(f"/gespraeche/{held.number}"))
    assert taken(editor, held.number).status_code == 404
    assert taken(editor, number).status_code == 404


def test_readers_do_not_write(reader: Browser, number: int) -> None:
    for path in ("uebernehmen", "schreiben", "zurueckgeben"):
        assert reader.post(f"/gespraeche/{number}/{path}", {"name": "R", "text": "x"}).status_code == 403
    assert reader.get(f"/gespraeche/{number}/verlauf").status_code == 403


def test_outside_office_hours_nobody_takes_over(desk: Desk, editor: Browser, number: int) -> None:
    """2027-01-15, 9 o'clock, is a Friday."""
    desk.hours = read("Mo-Do 9-17")
    assert "Das geht zu den Bürozeiten: Montag bis Donnerstag von 9 bis 17 Uhr" in text(
        editor.get(f"/gespraeche/{number}")
    )
    assert taken(editor, number).status_code == 409
    desk.hours = read("Mo-Fr 9-17")
    assert taken(editor, number).status_code == 303


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("", "Schreiben Sie, was die Person lesen soll"),
        ("x" * 1_001, "höchstens 1000 Zeichen"),
        ("a\u200bb", "nicht sieht"),
    ],
)
def test_a_word_that_cannot_go_stays_in_its_field(
    desk: Desk, editor: Browser, number: int, said: str, message: str
) -> None:
    taken(editor, number)
    answer = editor.post(f"/gespraeche/{number}/schreiben", {"text": said})
    assert answer.status_code == 400 and message in text(answer)
    assert f">{said}</textarea>" in text(answer)
    assert len(desk.persons.news(TALK, 0, NOW).messages) == 1


@pytest.mark.parametrize("name", ["", " ", "x" * 61, "a\u0007b"])
def test_a_name_is_needed(desk: Desk, editor: Browser, number: int, name: str) -> None:
    assert taken(editor, number, name).status_code == 400
    assert desk.persons.person(TALK, NOW) is None


def test_after_the_owner_s_no_the_word_is_kept_in_its_field_and_not_sent(
    desk: Desk, editor: Browser, number: int
) -> None:
    taken(editor, number)
    desk.talks.take_back(TALK)
    answer = editor.post(f"/gespraeche/{number}/schreiben", {"text": "Ein langer Text"})
    assert answer.status_code == 400
    assert "wurde nicht verschickt" in text(answer) and "Ein langer Text</textarea>" in text(answer)


def test_who_is_silent_for_ten_minutes_has_left(desk: Desk, editor: Browser, number: int) -> None:
    taken(editor, number)
    clock = desk.clock
    assert isinstance(clock, Clock)
    clock.now += SILENT_SECONDS + 1
    assert "Sie schreiben dort nicht mehr" in text(editor.get(f"/gespraeche/{number}/verlauf"))
    assert [one["custom"]["what"] for one in desk.persons.news(TALK, 0, clock.now).messages] == ["came", "left"]


def test_a_person_s_words_are_no_part_of_a_test_conversation(desk: Desk, editor: Browser, number: int) -> None:
    from bot.clock import today

    taken(editor, number)
    editor.post(f"/gespraeche/{number}/schreiben", {"text": "Guten Tag!"})
    found = desk.talks.follow(number, "anna.bearbeiten", NOW)
    assert found is not None
    events = [*found[1], user("Danke, und wie lange dauert das?")]
    script = as_conversation(events, "x", today())
    assert "was kostet ein Onlineshop" in script
    assert "Guten Tag" not in script and "wie lange dauert das" not in script and "Beispiel" not in script


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("Mo-Fr 9-17", "Montag bis Freitag von 9 bis 17 Uhr"),
        ("Mo-Do 8:30-16, Fr 8-12.30", "Montag bis Donnerstag von 8:30 bis 16 Uhr und Freitag von 8 bis 12:30 Uhr"),
    ],
)
def test_office_hours_are_read_and_said(given: str, said: str) -> None:
    from bot.core.office_hours import said as told

    assert told(read(given)) == said


@pytest.mark.parametrize(
    "given", ["immer", "Mo-Fr", "Fr-Mo 9-17", "Mo 17-9", "Mo 9-25", "Mo 9-17; Di 9-17", "Mo 9:75-17"]
)
def test_hours_that_are_none_are_refused_with_an_example(given: str) -> None:
    with pytest.raises(ValueError, match="Mo-Do 9-17, Fr 9-14"):
        read(given)
