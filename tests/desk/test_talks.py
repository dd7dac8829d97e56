"""Reading talks: only with consent, masked, each reading in the trail; and a test conversation made of one."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import insert

from bot.desk.desk import Desk
from bot.desk.talks import as_conversation, lines_of
from bot.privacy.keeping import erase
from bot.privacy.tables import EVENTS
from tests.conversations.talk import Turn, compare, conversations
from tests.desk.conftest import NOW, Browser

TALK = "web-geheim"


def user(text: str, at: float = NOW - 60) -> dict[str, Any]:
    return {"event": "user", "text": text, "timestamp": at}


def bot(
    text: str, kind: str, ids: tuple[str, ...] = (), asks: str | None = None, buttons: Any = None
) -> list[dict[str, Any]]:
    """What the bot says: a bubble, and the machine-readable part."""
    custom = {"kind": kind, "ids": list(ids), "sources": [], **({"asks": asks} if asks else {})}
    return [
        {"event": "bot", "text": text, "timestamp": NOW - 59, "data": {"buttons": buttons}},
        {"event": "bot", "text": None, "timestamp": NOW - 59, "data": {"custom": custom}},
    ]


EVENTS_OF_TALK = [
    {"event": "session_started", "timestamp": NOW - 61},
    user("Ich bin Erika Mustermann aus der Hauptstraße 12, was kostet ein Onlineshop?"),
    *bot(
        "Ein Shop kostet **10 bis 50 Euro** im Monat.",
        "article",
        ("onlineshop-kosten",),
        buttons=[{"title": "Mehr dazu"}],
    ),
    {"event": "slot", "name": "focus", "value": "onlineshop-kosten", "timestamp": NOW - 58},
    user("rufen Sie mich an: 0391 1234567"),
    *bot("Sind Sie einverstanden?", "handover", asks="contact-consent"),
    user("[Kontaktangabe]"),
    *bot("Danke.", "handover"),
]


@pytest.fixture
def stored(desk: Desk) -> str:
    rows = [
        {"sender_id": TALK, "type_name": event["event"], "timestamp": event["timestamp"], "data": json.dumps(event)}
        for event in EVENTS_OF_TALK
    ]
    with desk.engine.begin() as connection:
        connection.execute(insert(EVENTS), rows)
    return TALK


@pytest.fixture
def number(desk: Desk, stored: str) -> int:
    desk.talks.give(stored, "Darf jemand lesen?", NOW - 30)
    held = desk.talks.of(stored, NOW)
    assert held is not None
    return held.number


def text(answer: Any) -> str:
    return unescape(answer.text)


def test_without_consent_there_is_no_list_and_no_way_to_a_text(editor: Browser, manager: Browser, stored: str) -> None:
    for browser in (editor, manager):
        shown = text(browser.get("/gespraeche"))
        assert "Niemand hat zugestimmt" in shown and "/gespraeche/" not in shown
        for wanted in ("1", "0", "100000", stored, "9" * 30, "-1"):
            assert browser.get(f"/gespraeche/{wanted}").status_code == 404
            assert browser.post(f"/gespraeche/{wanted}/testgespraech").status_code == 404


def test_the_list_says_nothing_of_what_was_said(editor: Browser, number: int) -> None:
    shown = text(editor.get("/gespraeche"))
    assert f"Gespräch Nr. {number}" in shown and "3 Nachrichten der Person" in shown and "noch nicht gelesen" in shown
    assert "Onlineshop" not in shown and TALK not in shown


def test_a_talk_is_read_masked(editor: Browser, number: int) -> None:
    shown = text(editor.get(f"/gespraeche/{number}"))
    assert "was kostet ein Onlineshop?" in shown and "10 bis 50 Euro" in shown and "Mehr dazu" in shown
    for secret in ("Erika", "Mustermann", "Hauptstraße", "1234567", TALK):
        assert secret not in shown
    assert "[Kontaktangabe]" in shown


def test_every_reading_stands_in_the_trail_and_the_owner_can_see_it(desk: Desk, editor: Browser, number: int) -> None:
    editor.get(f"/gespraeche/{number}")
    editor.post(f"/gespraeche/{number}/testgespraech")
    noted = [(entry.account, entry.what, entry.target) for entry in desk.audit.latest(2)]
    assert noted == [("anna.bearbeiten", "talk copied", str(number)), ("anna.bearbeiten", "talk read", str(number))]
    assert desk.talks.of(TALK, NOW).times_read == 2  # type: ignore[union-attr]


def test_a_look_at_the_list_is_no_reading(desk: Desk, editor: Browser, number: int) -> None:
    editor.get("/gespraeche")
    assert desk.talks.of(TALK, NOW).times_read == 0  # type: ignore[union-attr]
    assert not [entry for entry in desk.audit.latest(9) if entry.what == "talk read"]


def test_after_a_no_it_is_gone_at_once(desk: Desk, editor: Browser, number: int) -> None:
    desk.talks.take_back(TALK)
    assert editor.get(f"/gespraeche/{number}").status_code == 404
    assert "darf niemand lesen" in text(editor.post(f"/gespraeche/{number}/testgespraech"))
    assert str(number) not in text(editor.get("/gespraeche"))


def test_a_talk_that_is_deleted_is_gone_at_once(desk: Desk, editor: Browser, number: int) -> None:
    erase(desk.engine, TALK)
    assert editor.get(f"/gespraeche/{number}").status_code == 404


def test_who_may_only_read_figures_reads_no_talk(reader: Browser, number: int) -> None:
    assert reader.get("/gespraeche").status_code == 403
    assert reader.get(f"/gespraeche/{number}").status_code == 403
    assert reader.post(f"/gespraeche/{number}/testgespraech").status_code == 403


def test_the_test_conversation_is_in_the_form_of_the_others_and_holds(tmp_path: Path) -> None:
    from bot.clock import today

    (tmp_path / "neu.yml").write_text(as_conversation(EVENTS_OF_TALK, "aus Gespräch 7", today()), encoding="utf-8")
    script = conversations(tmp_path)["aus Gespräch 7"]
    assert script == [
        {"owner": script[0]["owner"], "kind": "article", "ids": ["onlineshop-kosten"]},
        {"owner": script[1]["owner"], "kind": "handover"},
    ]
    said = Turn("", [{"text": "Ein Shop", "custom": EVENTS_OF_TALK[3]["data"]["custom"]}])
    compare(said, script[0])
    with pytest.raises(AssertionError):
        compare(said, script[1])


def test_the_test_conversation_names_nobody(editor: Browser, number: int) -> None:
    answer = editor.post(f"/gespraeche/{number}/testgespraech")
    assert answer.headers["content-disposition"] == f'attachment; filename="gespraech-{number}.yml"'
    assert "was kostet ein Onlineshop" in answer.text
    for secret in ("Erika", "Mustermann", "Hauptstraße", "1234567", "[Kontaktangabe]", TALK):
        assert secret not in answer.text
    assert list(yaml.safe_load(answer.text)) == [f"aus Gespräch {number}"]


@pytest.mark.parametrize(
    "said",
    [
        "- kind: article",
        "a: b\n# c",
        "„Ja“: 'nein' \"doch\"",
        "<script>alert(1)</script>",
        "\t*anker &x !!python/object",
    ],
)
def test_what_an_owner_types_stays_what_it_is(said: str) -> None:
    from bot.clock import today

    (script,) = yaml.safe_load(as_conversation([user(said)], "x", today())).values()
    assert script == [{"owner": said}]


def test_what_is_no_speech_is_left_out() -> None:
    assert [
        line.text for line in lines_of([{"event": "slot", "value": "geheim"}, user(""), *bot("Gut.", "smalltalk")])
    ] == ["Gut."]


def test_markup_of_an_owner_is_shown_as_text(desk: Desk, editor: Browser, number: int) -> None:
    event = user("<img src=x onerror=alert(1)>")
    with desk.engine.begin() as connection:
        connection.execute(
            insert(EVENTS).values(sender_id=TALK, type_name="user", timestamp=NOW, data=json.dumps(event))
        )
    shown = editor.get(f"/gespraeche/{number}").text
    assert "<img" not in shown and "&lt;img" in shown
