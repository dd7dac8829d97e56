"""How words sound: the codes of the Kölner Phonetik, of whatever somebody types."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.text.normalise import fold
from bot.language.text.phonetics import code, pieces_of_sounds


# Breschnew, Wikipedia and Müller-Lüdenscheidt are the examples in Postel's paper and in the encyclopaedia.
@pytest.mark.parametrize(
    ("word", "digits"),
    [
        ("breschnew", "17863"),
        ("wikipedia", "3412"),
        ("meyer", "67"),
        ("maier", "67"),
        ("philipp", "351"),
        ("pferd", "1372"),
        ("xaver", "4837"),
        ("hexe", "048"),
        ("max", "648"),
        ("cello", "85"),
        ("christ", "4782"),
        ("chlor", "457"),
        ("tisch", "28"),
        ("zahn", "86"),
        ("ratz", "78"),
        ("ts", "8"),
        ("aal", "05"),
        ("oase", "08"),
        ("h", ""),
        ("", ""),
    ],
)
def test_known_codes(word: str, digits: str) -> None:
    assert code(word) == digits


def joined(text: str) -> str:
    """Return the code of several words that are spelt as one."""
    return code("".join(letter for letter in fold(text) if letter.isalpha()))


def test_a_double_name_has_the_code_of_the_paper() -> None:
    assert code("muellerluedenscheidt") == "65752682"
    assert joined("Müller-Lüdenscheidt") == "65752682"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tischlerei", "dischlerei"),
        ("Bäckerei", "Beggerei"),
        ("Fördergeld", "ferdergeld"),
        ("Datensicherung", "dadensicherunk"),
        ("Rechnung", "rächnung"),
        ("Photo", "Foto"),
    ],
)
def test_what_sounds_alike_has_one_code(one: str, other: str) -> None:
    assert code(fold(one)) == code(fold(other))


def test_pieces_are_runs_of_the_codes_with_their_ends() -> None:
    assert pieces_of_sounds("Meyer") == [" 6", "67", "7 ", " 67", "67 ", " 67 "]
    assert pieces_of_sounds("Meyer, Maier!") == pieces_of_sounds("Meyer") * 2
    assert pieces_of_sounds("14 – §") == []
    assert pieces_of_sounds("h") == ["  "]


@given(st.text(max_size=30))
def test_any_text_has_a_code(text: str) -> None:
    digits = code(text)
    assert set(digits) <= set("012345678")
    assert "0" not in digits[1:]
    assert len(digits) <= 2 * len(text)
    for piece in pieces_of_sounds(text):
        assert 2 <= len(piece) <= 6
        assert set(piece) <= set(" 012345678")


@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=20))
def test_no_sound_stands_twice_in_a_row_but_for_a_vowel_between(word: str) -> None:
    assert code(word) == code(word)
    assert code(f"{word}{word[-1:]}") == code(word) or word[-1:] in {"c", "x", "d", "t", "p"}
