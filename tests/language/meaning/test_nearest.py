"""The closest known sentence, by comparing all and by looking among shortened rows first."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.meaning import nearest
from bot.language.meaning.nearest import BLOCKS, NearestExamples


def rows_of(rng: np.random.Generator, number: int, themes: int = 40, dimensions: int = 120) -> np.ndarray:
    """Return rows around ``themes`` themes, as sentences are, each of the length that rows have."""
    centres = rng.standard_normal((themes, dimensions))
    rows = centres[rng.integers(0, themes, number)] + 0.4 * rng.standard_normal((number, dimensions))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True) * np.sqrt(BLOCKS)).astype(np.float32)


@given(st.integers(0, 1_000))
@settings(max_examples=30, deadline=None)
def test_similarity_of_each_class_is_that_of_its_closest_sentence(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows, labels = rows_of(rng, 60), [f"c{number}" for number in rng.integers(0, 7, 60)]
    classes = sorted(set(labels))
    asked = rows_of(rng, 1)[0]
    found = NearestExamples.of(rows, labels, classes).similarities(asked)
    for place, name in enumerate(classes):
        own = [row @ asked / BLOCKS for row, label in zip(rows, labels, strict=True) if label == name]
        assert found[place] == pytest.approx(max(own), abs=1e-5)


def test_the_short_way_finds_what_the_long_way_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(1)
    rows = rows_of(rng, 6_000)
    labels = [f"c{number // 6:04d}" for number in range(len(rows))]
    classes = sorted(set(labels))
    exact = NearestExamples.of(rows, labels, classes)
    monkeypatch.setattr(nearest, "MANY", 5_000)
    quick = NearestExamples.of(rows, labels, classes)
    asked = [row + 0.02 * rng.standard_normal(len(row)).astype(np.float32) for row in rows[::60]]
    same = [exact.similarities(row).argmax() == quick.similarities(row).argmax() for row in asked]
    assert all(same)
    best = exact.similarities(asked[0]).max()
    assert quick.similarities(asked[0]).max() == pytest.approx(best, abs=1e-5)
