"""Answers within Telegram's limits, and what an update says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.reading import read
from bot.telegram.rendering import LONGEST_TEXT, calls, split, units
from bot.telegram.texts import COMMANDS, TYPED


@given(st.text(st.characters(codec="utf-16"), max_size=400), st.integers(10, 60))
def test_parts_are_short_enough_and_lose_nothing(text: str, longest: int) -> None:
    parts = split(text, longest)
    assert all(0 < units(part) <= longest for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_a_long_answer_is_cut_between_paragraphs() -> None:
    paragraphs = [f"{number}. " + "Sichern Sie Ihre Daten. " * 40 for number in range(9)]
    parts = split("\n\n".join(paragraphs))
    assert len(parts) > 1
    assert all(units(part) <= LONGEST_TEXT for part in parts)
    assert all(part[0].isdigit() for part in parts)


def test_one_turn_is_one_message_with_its_source_and_buttons() -> None:
    source = {"title": "BSI", "url": "https://www.bsi.bund.de/", "date": "2025-03-01"}
    button = {"title": "Mehr", "payload": "Mehr dazu"}
    turn = [
        {"text": "Erst das."},
        {"text": "Dann das.", "buttons": [button]},
        {"custom": {"kind": "article", "sources": [source]}},
    ]
    (call,) = calls(turn)
    assert call.text == "Erst das.\n\nDann das.\n\nQuelle: BSI, Stand 01.03.2025: https://www.bsi.bund.de/"
    assert [choice.payload for choice in call.choices] == ["Mehr dazu"]


def test_pictures_and_files_go_out_as_such() -> None:
    turn = [
        {"text": "Ihr Ergebnis"},
        {"image": "/ui/bilder/check-1.svg"},
        {"custom": {"kind": "check", "image_words": "Datensicherheit: 2 von 4"}},
        {"text": "Hier ist Ihr Merkzettel."},
        {"custom": {"kind": "check", "download": {"title": "Merkzettel als PDF", "url": "/ui/datei/x/merkzettel.pdf"}}},
    ]
    found = calls(turn)
    assert [call.kind for call in found] == ["text", "photo", "text", "document"]
    assert found[1].path == "/ui/bilder/check-1.png"
    assert found[1].text == "Datensicherheit: 2 von 4"
    assert found[3].name == "merkzettel.pdf"


def private(**message: Any) -> dict[str, Any]:
    return {"update_id": 1, "message": {"chat": {"id": 7, "type": "private"}, **message}}


@pytest.mark.parametrize(
    ("update", "kind", "text"),
    [
        (private(text="Was ist ein ERP?"), "text", "Was ist ein ERP?"),
        (private(text="/start"), "command", "start"),
        (private(text="/Neu@erste_hilfe_bot bitte"), "command", "neu"),
        (private(text="/unbekannt"), "text", "/unbekannt"),
        (private(sticker={"file_id": "x"}), "other", ""),
        (private(voice={"file_id": "x"}), "other", ""),
        (private(photo=[], caption="Was ist das?"), "text", "Was ist das?"),
        ({"update_id": 1, "edited_message": {"chat": {"id": 7, "type": "private"}, "text": "x"}}, "edited", ""),
        ({"update_id": 1, "message": {"chat": {"id": -7, "type": "group"}, "text": "hallo"}}, "nothing", ""),
        (
            {"update_id": 1, "message": {"chat": {"id": -7, "type": "group"}, "text": "@Erste_Hilfe_Bot hallo"}},
            "group",
            "",
        ),
        ({"update_id": 1, "my_chat_member": {}}, "nothing", ""),
        ({"update_id": 1}, "nothing", ""),
        ({"update_id": 1, "message": {"text": "ohne Chat"}}, "nothing", ""),
        ({"update_id": 1, "message": {"chat": {}, "text": "ohne Nummer"}}, "nothing", ""),
    ],
)
def test_what_an_update_says(update: dict[str, Any], kind: str, text: str) -> None:
    incoming = read(update, "erste_hilfe_bot")
    assert (incoming.kind, incoming.text) == (kind, text)


def test_every_command_of_the_menu_is_understood() -> None:
    assert set(COMMANDS) <= set(TYPED)
