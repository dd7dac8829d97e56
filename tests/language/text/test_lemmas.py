"""Dictionary forms, of whatever somebody types."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.language.text.lemmas import dictionary_form, is_listed


@pytest.mark.parametrize(
    ("word", "form"),
    [("Häuser", "haus"), ("ging", "gehen"), ("Zuschüsse", "zuschuß"), ("ERP", "erp"), ("xyzzy", "xyzzy")],
)
def test_dictionary_form(word: str, form: str) -> None:
    assert dictionary_form(word) == form


def test_listed_words() -> None:
    assert is_listed("Haus")
    assert not is_listed("Hauss")


@given(word=st.text(min_size=1, max_size=12))
@example(word="\x00")
@example(word="\x0000")
@example(word="Haus\x00")
def test_no_word_is_too_strange(word: str) -> None:
    assert isinstance(dictionary_form(word), str)
    assert is_listed(word) in {True, False}
