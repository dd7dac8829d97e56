"""Whatever arrives becomes plain text that nobody can steer the bot with, or a friendly hint."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rasa.channels.safe_input import EMPTY, MAX_CHARACTERS, TOO_LONG, clean_text, objection


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("  Wie\tgeht\n\ndas? ", "Wie geht das?"),
        ("/restart", "restart"),
        (' / /inform{"region": "DE-BY"}', 'inform{"region": "DE-BY"}'),
        ("Fo\u0308rderung", "Förderung"),
        ("da\u00adten\u200b\u202e\x00\x1b[31m", "daten[31m"),
        ("kaputt \ud800", "kaputt"),
        ("\u2066/restart", "restart"),
    ],
)
def test_cleaning(given_text: str, expected: str) -> None:
    assert clean_text(given_text) == expected


@pytest.mark.parametrize(
    ("text", "hint"),
    [("", EMPTY), ("a" * MAX_CHARACTERS, None), ("a" * (MAX_CHARACTERS + 1), TOO_LONG), ("ok", None)],
)
def test_objections(text: str, hint: str | None) -> None:
    assert objection(text) == hint


@given(st.text(st.characters(), max_size=200))
@settings(max_examples=500)
def test_any_text_becomes_one_clean_line(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert not cleaned.startswith("/")
    assert cleaned == cleaned.strip()
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in cleaned)
    cleaned.encode("utf-8")
