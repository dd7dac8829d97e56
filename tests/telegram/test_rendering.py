"""Answers within Telegram's limits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.rendering import LONGEST_TEXT, calls, split, units


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
        {
            "custom": {
                "kind": "check",
                "download": {
                    "title": "Merkzettel als PDF",
                    "file": "merkzettel.pdf",
                    "url": "/ui/datei/merkzettel.pdf?schluessel=x",
                },
            }
        },
    ]
    found = calls(turn)
    assert [call.kind for call in found] == ["text", "photo", "text", "document"]
    assert found[1].path == "/ui/bilder/check-1.png"
    assert found[1].text == "Datensicherheit: 2 von 4"
    assert found[3].name == "merkzettel.pdf"


def test_the_name_of_a_file_does_not_hold_the_key_of_its_address() -> None:
    download = {"title": "Ihr Merkzettel", "file": "merkzettel.pdf", "url": "/ui/datei/merkzettel.pdf?key=geheim/1"}
    (call,) = calls([{"custom": {"download": download}}])
    assert call.name == "merkzettel.pdf"
