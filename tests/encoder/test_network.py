"""The network on ONNX Runtime against the same 8-bit weights, multiplied out here in plain NumPy."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.special import erf

from bot.encoder.encoder import E5
from bot.encoder.weights import BLOCK, TUNED, E5Weights, TunedWeights, bundled, rounded

SENTENCES = (
    "Wie sichern wir unsere Daten richtig?",
    "was kostn das fuer ne tischlerei mit 12 leutn",
    "Ab wann müssen wir E-Rechnungen schreiben, und gilt das auch für Kleinunternehmer?",
    "",
)
LARGEST = 20 * 1024**2
"""Bytes that the tuned weights may take."""


@pytest.fixture(scope="module")
def weights() -> TunedWeights:
    return TunedWeights(E5Weights(bundled()), TUNED)


@pytest.fixture(scope="module")
def e5(tmp_path_factory: pytest.TempPathFactory) -> E5:
    return E5(tmp_path_factory.mktemp("encoder") / "files")


class Reference:
    """A BERT encoder as it stands in the books, one sentence at a time."""

    def __init__(self, weights: TunedWeights) -> None:
        self._weights = weights
        self._shape = weights.shape

    def vector(self, tokens: np.ndarray) -> np.ndarray:
        hidden = self._normalised(self._weights.embeddings(tokens).astype(np.float64), "emb.ln")
        for number in range(self._shape.layers):
            hidden = self._layer(hidden, f"l{number}")
        mean = hidden.mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean))

    def _layer(self, hidden: np.ndarray, name: str) -> np.ndarray:
        heads, width = self._shape.heads, self._shape.width
        asked, known, told = (self._linear(hidden, f"{name}.{part}") for part in "qkv")
        parts = [values.reshape(len(hidden), heads, width // heads).swapaxes(0, 1) for values in (asked, known, told)]
        scores = parts[0] @ parts[1].swapaxes(1, 2) / np.sqrt(width // heads)
        shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
        shares /= shares.sum(axis=-1, keepdims=True)
        seen = (shares @ parts[2]).swapaxes(0, 1).reshape(len(hidden), width)
        hidden = self._normalised(hidden + self._linear(seen, f"{name}.ao"), f"{name}.aln")
        inner = self._linear(hidden, f"{name}.fi")
        bent = inner * 0.5 * (1 + erf(inner / np.sqrt(2)))
        return self._normalised(hidden + self._linear(bent, f"{name}.fo"), f"{name}.oln")

    def _linear(self, given: np.ndarray, name: str) -> np.ndarray:
        factors, numbers = self._weights.matrix(f"{name}.w")
        assert numbers.shape[-1] == BLOCK
        matrix = ((numbers.astype(np.float64) - 128) * factors[..., None]).reshape(len(numbers), -1)
        return np.asarray(given @ matrix.T + self._weights.numbers(f"{name}.b"))

    def _normalised(self, values: np.ndarray, name: str) -> np.ndarray:
        centred = values - values.mean(axis=-1, keepdims=True)
        unit = centred / np.sqrt(centred.var(axis=-1, keepdims=True) + self._shape.epsilon)
        return np.asarray(unit * self._weights.numbers(f"{name}.w") + self._weights.numbers(f"{name}.b"))


@pytest.mark.parametrize("kind", ["query: ", "passage: "])
def test_the_network_reckons_what_its_weights_say(e5: E5, weights: TunedWeights, kind: str) -> None:
    reference = Reference(weights)
    ours = e5.queries(SENTENCES) if kind == "query: " else e5.passages(SENTENCES)
    for text, vector in zip(SENTENCES, ours, strict=True):
        assert float(vector @ reference.vector(e5._pieces.numbers(kind + text, 512))) > 0.999


def test_the_words_are_those_of_the_package(weights: TunedWeights) -> None:
    tokens = np.asarray([0, 5, 70_000, 2])
    assert np.array_equal(weights.embeddings(tokens), E5Weights(bundled()).embeddings(tokens))


def test_all_matrices_are_whole(weights: TunedWeights) -> None:
    shape = weights.shape
    assert 1 <= shape.layers <= E5Weights(bundled()).shape.layers
    for layer in range(shape.layers):
        for name, inputs, outputs in (
            *((part, shape.width, shape.width) for part in ("q", "k", "v", "ao")),
            ("fi", shape.width, shape.inner),
            ("fo", shape.inner, shape.width),
        ):
            factors, numbers = weights.matrix(f"l{layer}.{name}.w")
            assert factors.shape == (outputs, inputs // BLOCK)
            assert numbers.shape == (outputs, inputs // BLOCK, BLOCK)
            assert numbers.min() >= 1
            assert np.isfinite(factors).all()
            assert weights.numbers(f"l{layer}.{name}.b").shape == (outputs,)


def test_rounding_changes_a_weight_by_half_a_step_at_most(tmp_path: Path) -> None:
    matrix = np.random.default_rng(0).standard_normal((4, 2 * BLOCK)).astype(np.float32)
    matrix[0, :BLOCK] = 0.0
    factors, numbers = rounded(matrix)
    np.savez(tmp_path / "small.npz", **{"l0.q.w": numbers, "l0.q.f": factors})
    small = TunedWeights(E5Weights(bundled()), tmp_path / "small.npz")
    steps, stored = small.matrix("l0.q.w")
    back = ((stored.astype(np.float32) - 128) * steps[..., None]).reshape(matrix.shape)
    assert np.abs(back - matrix).max() <= 0.51 * steps.max() + 1e-4
    assert small.shape.layers == 1


def test_the_file_is_small_enough_for_the_repository() -> None:
    assert TUNED.stat().st_size < LARGEST


def test_damaged_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / "tuned.npz").write_bytes(b"nothing")
    with pytest.raises((OSError, ValueError)):
        TunedWeights(E5Weights(bundled()), tmp_path / "tuned.npz")
