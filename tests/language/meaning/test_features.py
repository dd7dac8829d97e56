"""A sentence as a row: three blocks of length one, the same alone, among many and after loading."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.meaning.features import LEXICAL_DIMENSIONS, SOUND_DIMENSIONS, Features, Sample
from bot.language.text.pipeline import GermanPipeline

PIPELINE = GermanPipeline()
TEXTS = (
    "Wie sichern wir unsere Daten?",
    "wer sichert die Daten der Firma",
    "Datensicherung in der Tischlerei",
    "Gibt es einen Zuschuss für Software?",
    "Zuschuss für einen neuen Rechner",
    "zuschüsse für die bäckerei",
    "Was kostet ein neuer Rechner?",
    "Was kostet die Software für Rechnungen?",
)
WIDTH = 8


class FakeEncoder:
    """Gives each text a vector of its own, without a network."""

    def encode(self, text: str) -> np.ndarray:
        rng = np.random.default_rng(sum(text.encode("utf-8", "replace")))
        return rng.standard_normal(WIDTH).astype(np.float32)

    def encode_all(self, texts: Sequence[str]) -> np.ndarray:
        return np.asarray([self.encode(text) for text in texts])


ENCODER = FakeEncoder()


def sample(text: str) -> Sample:
    return Sample(text, " ".join(token.lemma for token in PIPELINE.tokens(text)))


@pytest.fixture(scope="module")
def learnt() -> tuple[Features, np.ndarray]:
    return Features.learn([sample(text) for text in TEXTS], ENCODER, ENCODER.encode_all)  # type: ignore[arg-type]


def blocks(features: Features, row: np.ndarray) -> list[np.ndarray]:
    """Return what spelling and words, sounds, and meaning have in a row."""
    ends = np.cumsum([features._axes.shape[1], features._sound_axes.shape[1]])
    return np.split(row, ends)


def test_a_row_has_three_blocks_of_length_one(learnt: tuple[Features, np.ndarray]) -> None:
    features, rows = learnt
    assert features._axes.shape[1] <= LEXICAL_DIMENSIONS
    assert features._sound_axes.shape[1] <= SOUND_DIMENSIONS
    assert rows.shape == (len(TEXTS), features._axes.shape[1] + features._sound_axes.shape[1] + WIDTH)
    for row in rows:
        assert [np.linalg.norm(block) for block in blocks(features, row)] == pytest.approx([1, 1, 1], abs=1e-4)


def test_alone_a_sentence_has_the_row_that_it_has_among_many(learnt: tuple[Features, np.ndarray]) -> None:
    features, rows = learnt
    again = features.rows([sample(text) for text in TEXTS], ENCODER.encode_all)
    for text, row, other in zip(TEXTS, rows, again, strict=True):
        assert np.allclose(features.row(sample(text)), row, atol=1e-5)
        assert np.allclose(other, row, atol=1e-5)


def test_dialect_sounds_alike(learnt: tuple[Features, np.ndarray]) -> None:
    features, _ = learnt
    spoken = blocks(features, features.row(sample("dadensischerung in der dischlerei")))[1]
    sounds = [float(spoken @ blocks(features, features.row(sample(text)))[1]) for text in TEXTS]
    assert int(np.argmax(sounds)) == TEXTS.index("Datensicherung in der Tischlerei")


@given(st.text(max_size=40))
def test_any_text_has_a_row_of_numbers(learnt: tuple[Features, np.ndarray], text: str) -> None:
    features, rows = learnt
    row = features.row(sample(text))
    assert row.shape == rows[0].shape
    assert np.isfinite(row).all()
    for block in blocks(features, row):
        assert np.linalg.norm(block) == pytest.approx(1, abs=1e-4) or not block.any()


def test_what_shares_nothing_with_the_known_ones_has_its_meaning_alone(learnt: tuple[Features, np.ndarray]) -> None:
    features, _ = learnt
    words, sounds, meaning = blocks(features, features.row(Sample("§ 1234 %", "")))
    assert not sounds.any()
    assert np.linalg.norm(meaning) == pytest.approx(1, abs=1e-4)
    assert np.isfinite(words).all()


def test_saved_and_loaded_rows_are_the_same(learnt: tuple[Features, np.ndarray], tmp_path: Path) -> None:
    features, rows = learnt
    features.save(tmp_path)
    again = Features.load(tmp_path, ENCODER)  # type: ignore[arg-type]
    for text, row in zip(TEXTS, rows, strict=True):
        assert np.array_equal(again.row(sample(text)), features.row(sample(text)))
        assert np.allclose(again.row(sample(text)), row, atol=1e-5)


@pytest.mark.parametrize("name", ["features.npz", "vocabulary.json"])
def test_a_damaged_file_is_an_error(learnt: tuple[Features, np.ndarray], name: str, tmp_path: Path) -> None:
    learnt[0].save(tmp_path)
    (tmp_path / name).write_bytes(b"nothing")
    with pytest.raises((OSError, ValueError, KeyError)):
        Features.load(tmp_path, ENCODER)  # type: ignore[arg-type]
