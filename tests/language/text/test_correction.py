"""Typos are mended where the meant word is beyond doubt; ordinary German stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.meaning.features import Sample
from bot.language.text.correction import Correction

SENTENCES = (
    "Wie sichern wir unsere Daten richtig?",
    "Was kostet ein Onlineshop?",
    "Brauchen wir eine Datenschutzerklärung?",
    "Wie schütze ich mich vor Verschlüsselungstrojanern?",
)
CORRECTION = Correction.of(Sample(text, text.lower()) for text in SENTENCES)


def mended(text: str) -> str:
    return CORRECTION.mend(Sample(text, text)).text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("was kostet ein onlinshop", "was kostet ein onlineshop"),
        ("datenschutzerklährung nötig?", "datenschutzerklärung nötig?"),
        ("verschlüsselungstrojanren", "verschlüsselungstrojanern"),
    ],
)
def test_typos_are_mended(typed: str, meant: str) -> None:
    assert mended(typed) == meant


@pytest.mark.parametrize("text", ["Wir planen in Sachsen.", "Daten", "Taten statt Worte", "", "12 %", "shop"])
def test_ordinary_words_stay(text: str) -> None:
    assert mended(text) == text


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_any_text_is_taken_and_mending_twice_changes_nothing_more(text: str) -> None:
    once = mended(text)
    assert mended(once) == once
