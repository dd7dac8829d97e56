"""Answers within Telegram's limits."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.rendering import LEAST_REST, LONGEST_TEXT, READABLE, calls, following, rest_of, split, units
from bot.telegram.texts import MORE


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


CALLS = """Ruhe bewahren. Das tun Sie jetzt, in dieser Reihenfolge:
1. Ziehen Sie sofort Netzwerkkabel und WLAN aller betroffenen Geräte.
2. Fahren Sie die Geräte nicht herunter und löschen Sie nichts.

Wen Sie anrufen:
• Zuerst Ihren IT-Dienstleister
• Polizei für Firmen (Sachsen-Anhalt): 0391 250-2244 (Stand 16.07.2021, nicht bestätigt)
• Sperr-Notruf für Karten: 116 116 (rund um die Uhr)
• Wenn Gefahr droht oder niemand abnimmt: 110"""


def test_in_an_emergency_the_numbers_are_the_first_line() -> None:
    (call,) = calls([{"text": CALLS}, {"custom": {"kind": "emergency"}}])
    assert call.text.splitlines()[0] == (
        "☎ Polizei für Firmen (Sachsen-Anhalt): +49 391 2502244 · Sperr-Notruf für Karten: 116 116 · "
        "Wenn Gefahr droht oder niemand abnimmt: 110"
    )
    assert call.text.endswith(CALLS)


@pytest.mark.parametrize(
    "turn",
    [
        [{"text": CALLS}, {"custom": {"kind": "article"}}],
        [{"text": CALLS[CALLS.index("Wen") :]}, {"custom": {"kind": "emergency"}}],
        [{"text": "Zahlen Sie nicht.\n• Stand: 2025"}, {"custom": {"kind": "emergency"}}],
    ],
    ids=["no emergency", "they stand on top already", "no numbers"],
)
def test_where_no_line_is_needed_there_is_none(turn: list[dict[str, Any]]) -> None:
    assert "☎" not in calls(turn)[0].text


def sources(number: int) -> list[dict[str, str]]:
    return [{"title": f"Quelle {place}", "url": f"https://example.org/{place}", "date": ""} for place in range(number)]


def test_many_sources_wait_behind_a_button() -> None:
    """An answer on an emergency had thirteen of them, longer than itself."""
    button = {"title": "Mehr", "payload": "Mehr dazu"}
    turn = [{"text": "Ja.", "buttons": [button]}, {"custom": {"kind": "article", "sources": sources(11)}}]
    (call,) = calls(turn)
    assert call.text.count("https://") == 3
    assert [choice.title for choice in call.choices] == ["Mehr", "Weitere Quellen (8)"]
    (others,) = following(call.choices[1].payload) or []
    assert others.text.count("https://") == 8
    assert [choice.title for choice in others.choices] == ["Mehr"]


def test_four_sources_need_no_button() -> None:
    (call,) = calls([{"text": "Ja."}, {"custom": {"kind": "article", "sources": sources(4)}}])
    assert (call.text.count("https://"), call.choices) == (4, ())


@pytest.mark.parametrize("words", [40, 400, 900, 2000])
def test_a_long_list_comes_in_parts_that_lose_nothing(words: int) -> None:
    entries = [f"{number}. " + " ".join(["Wort"] * 30) for number in range(words // 30 + 1)]
    button = {"title": "Mehr zu 1", "payload": "Mehr zum ersten"}
    shown = calls([{"text": "\n".join(entries), "buttons": [button]}, {"custom": {"kind": "programme_list"}}])
    said = [shown[0].text]
    while rest := rest_of(shown):
        assert shown[-1].choices[0].title == MORE
        shown = following(rest) or []
        said.append(shown[0].text)
    assert len(said) == 1 or all(units(part) <= READABLE for part in said[:-1])
    assert units(said[-1]) >= min(LEAST_REST, len("\n".join(entries)))
    assert "\n".join(said) == "\n".join(entries)
    assert [choice.title for choice in shown[-1].choices] == ["Mehr zu 1"]


def test_an_emergency_is_told_at_once() -> None:
    (call,) = calls([{"text": "Ziehen Sie den Stecker. " * 120}, {"custom": {"kind": "emergency"}}])
    assert call.choices == ()


def test_nobody_can_type_a_rest() -> None:
    assert following("Weiter") is None
    assert following('{"text": "x", "choices": []}') is None


def test_who_is_asked_for_a_number_learns_that_a_contact_does() -> None:
    turn = [{"text": "Wie erreichen wir Sie?"}, {"custom": {"kind": "handover", "asks": "contact-reach"}}]
    assert calls(turn)[0].text.endswith("Büroklammer, dann „Kontakt“.")
