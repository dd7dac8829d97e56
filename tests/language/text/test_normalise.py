from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.text.german import known_german, spellings
from bot.language.text.normalise import align, align_folded, fold, normalise, without_umlauts
from bot.language.text.sentence import MAX_LENGTH, Sentence
from bot.language.text.spelling import Speller, allowed_distance

SAME_KEY: list[tuple[str, str]] = [
    ("Förderung", "foerderung"),
    ("förderung", "foerderung"),
    ("FÖRDERUNG", "foerderung"),
    ("Foerderung", "foerderung"),
    ("fo\u0308rderung", "foerderung"),
    ("För\u00adderung", "foerderung"),
    ("För\u200bderung", "foerderung"),
    ("\ufeffFörderung", "foerderung"),
    ("Straße", "strasse"),
    ("STRASSE", "strasse"),
    ("STRAẞE", "strasse"),
    ("Größe", "groesse"),
    ("Übergröße", "uebergroesse"),
    ("Ärzte", "aerzte"),
    ("Café", "cafe"),
    ("cafe\u0301", "cafe"),
    ("naïv", "naiv"),
    ("Señor", "senor"),
    ("hallooooo", "hallo"),
    ("jaaaa", "ja"),
    ("sooo gut", "so gut"),
    ("schnellllll", "schnell"),
    ("Schifffahrt", "schiffahrt"),
    ("Kaffee", "kaffee"),
    ("Anna", "anna"),
    ("Tee", "tee"),
    ("1000000", "1000000"),
    ("Hallo 😀 Welt", "hallo welt"),
    ("👍🏽", ""),
    ("👨‍👩‍👧 Familie", "familie"),
    ("❤️ danke", "danke"),
    ("gut☺", "gut"),
    ("  viel   Platz  ", "viel platz"),
    ("Zeile\neins\tzwei", "zeile eins zwei"),
    ("a\u00a0b", "a b"),
    ("a\u202fb", "a b"),
    ("a\u2009b", "a b"),
    ("„Hallo“", '"hallo"'),
    ("»Hallo«", '"hallo"'),
    ("‚so‘", "'so'"),
    ("geht’s", "geht's"),
    ("Sachsen–Anhalt", "sachsen-anhalt"),
    ("Sachsen‑Anhalt", "sachsen-anhalt"),
    ("Sachsen—Anhalt", "sachsen-anhalt"),
    ("20–25", "20-25"),
    ("…", "..."),
    ("½ Million", "1/2 million"),
    ("2½ Mio", "2 1/2 mio"),
    ("30.000 €", "30.000 €"),
    ("50 %", "50 %"),
    ("§ 82a", "§ 82a"),
    ("１４ Leute", "14 leute"),
    ("ﬁrma", "firma"),
    ("m²", "m2"),
    ("a\x00b", "ab"),
    ("a\x07b", "ab"),
    ("\ud800", ""),
    ("x\udfff", "x"),
    ("\u202eabc", "abc"),
    ("İstanbul", "istanbul"),
    ("ŁÓDŹ", "lodz"),
    ("", ""),
    ("   ", ""),
    ("\u200b", ""),
    ("!!!", "!!!"),
    ("KI", "ki"),
]

CLEAN: list[tuple[str, str]] = [
    ("Fo\u0308rderung", "Förderung"),
    ("FÖRDERUNG", "FÖRDERUNG"),
    ("„Gut“", '"Gut"'),
    ("Hallo 😀 Welt", "Hallo Welt"),
    ("a\u00a0 b", "a b"),
    ("20–25", "20-25"),
    ("Straße", "Straße"),
    ("hallooo", "hallooo"),
    ("\ud800", ""),
]


@pytest.mark.parametrize(("text", "key"), SAME_KEY)
def test_fold(text: str, key: str) -> None:
    assert fold(text) == key


@pytest.mark.parametrize(("text", "clean"), CLEAN)
def test_normalise_keeps_case_and_umlauts(text: str, clean: str) -> None:
    assert normalise(text) == clean


ANY_TEXT = st.one_of(
    st.text(),
    st.text(st.characters()),  # lone surrogates included
    st.text("aäoöuüßAÄéẞ\u0308\u0301\u200b\u00ad\ufe0f½²ﬁİ😀 \n-–„“.,!?€0123456789kKeE"),
)


@given(ANY_TEXT)
def test_both_forms_are_total_and_idempotent(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_case_and_cleaning_do_not_change_the_key(text: str) -> None:
    assert fold(normalise(text)) == fold(text)


@given(ANY_TEXT)
def test_offsets_lead_back_into_the_original(text: str) -> None:
    for aligned in (align(text), align_folded(text)):
        assert len(aligned.starts) == len(aligned.ends) == len(aligned.text)
        for start, end in zip(aligned.starts, aligned.ends, strict=True):
            assert 0 <= start < end <= len(text)
        assert list(aligned.starts) == sorted(aligned.starts)
        if aligned.text:
            first, last = aligned.origin(0, len(aligned.text))
            assert fold(text[first:last]) == fold(aligned.text)


def test_offsets_of_a_decomposed_word() -> None:
    text = "die Fo\u0308rde\u00adrung 😀 endet"
    aligned = align_folded(text)
    start = aligned.text.index("foerderung")
    first, last = aligned.origin(start, start + len("foerderung"))
    assert text[first:last] == "Fo\u0308rde\u00adrung"


def test_words_know_their_gap_and_surface() -> None:
    words = Sentence.of("Kfz-Werkstatt, 20k").words
    assert [(word.key, word.gap, word.surface) for word in words] == [
        ("kfz", "", "Kfz"), ("werkstatt", "-", "Werkstatt"), ("20", ", ", "20"), ("k", "", "k"),
    ]  # fmt: skip


def test_very_long_texts_are_cut() -> None:
    assert len(Sentence.of("a b " * 100_000).folded) <= MAX_LENGTH


def test_without_umlauts() -> None:
    assert without_umlauts("baeckerei") == "backerei"
    assert without_umlauts("bauer") == "bauer"
    assert without_umlauts("neue quelle") == "neue quelle"


@pytest.mark.parametrize(
    ("key", "known"),
    [
        ("sachen", True),
        ("muessen", True),
        ("heissen", True),
        ("gruesse", True),
        ("magdeborg", False),
        ("stendahl", False),
    ],
)
def test_known_german(key: str, known: bool) -> None:
    assert known_german(key) is known


def test_spellings_are_bounded() -> None:
    assert spellings("muesste")[:2] == ["muesste", "mueßte"]
    assert len(spellings("aeoeuess" * 50)) == 16


@pytest.mark.parametrize(
    ("word", "corrected"),
    [
        ("Magdeborg", "magdeburg"), ("magdebrug", "magdeburg"), ("stendahl", "stendal"), ("Magdeburg", "magdeburg"),
        ("sachen", "sachen"), ("planen", "planen"), ("2024", "2024"), ("39104", "39104"), ("hale", "hale"),
        ("nagdeburg", "nagdeburg"), ("completely", "completely"), ("", ""), ("ki", "ki"),
    ],
)  # fmt: skip
def test_spelling(word: str, corrected: str) -> None:
    speller = Speller(["Magdeburg", "Stendal", "Sachsen", "Plauen", "Halle", "KI"])
    assert speller.correct(word) == corrected


def test_a_tie_decides_nothing() -> None:
    speller = Speller(["wittenberg", "wittemberg"], is_word=lambda _: False)
    assert speller.closest("wittelberg") is None
    assert "Wittenberg" in speller


def test_short_words_have_no_slips() -> None:
    assert [allowed_distance(length) for length in (4, 5, 8, 9, 15, 16)] == [0, 1, 1, 2, 2, 3]


@given(ANY_TEXT)
def test_speller_never_raises(text: str) -> None:
    assert isinstance(Speller(["Magdeburg"]).correct(text), str)
