"""Sentences to vectors with e5."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import numpy as np

from bot.encoder.arrays import FloatArray
from bot.encoder.onnx_files import opened, written_once
from bot.encoder.pieces import Pieces, save_pieces
from bot.encoder.weights import TUNED, E5Weights, TunedWeights, bundled

_NETWORK = "network.onnx"
_QUESTION, _PASSAGE = "query: ", "passage: "
"""What e5 was taught to expect before a question, and before a text that may answer one."""
_TOGETHER = 32
"""Sentences of the same length that run through the network at once."""


class E5:
    """The encoder. Vectors have length 1; safe to use from several threads and, once loaded, in forked processes."""

    def __init__(self, folder: Path) -> None:
        """Load; the first time on a machine, network and pieces are written to ``folder`` (one second).

        Raises:
            OSError, ValueError: the weights or the folder cannot be read.
        """
        self._weights = TunedWeights(E5Weights(bundled()), TUNED)
        written_once(folder, self._write)
        self._session = opened(folder / _NETWORK)
        self._pieces = Pieces(folder)

    @property
    def dimensions(self) -> int:
        """Return the length of a vector."""
        return self._weights.shape.width

    def query(self, text: str, most: int | None = None) -> FloatArray:
        """Return the vector of a question, shape (384,). What is longer than ``most`` pieces (512) counts up to there."""
        return np.asarray(self._vectors([self._tokens(_QUESTION + text, most)])[0])

    def queries(self, texts: Sequence[str], most: int | None = None) -> FloatArray:
        """Return the vectors of many questions, shape (len(texts), 384): a quarter less work than one by one."""
        return self._many([self._tokens(_QUESTION + text, most) for text in texts])

    def passages(self, texts: Sequence[str], most: int | None = None) -> FloatArray:
        """Return the vectors of texts that may answer questions, shape (len(texts), 384)."""
        return self._many([self._tokens(_PASSAGE + text, most) for text in texts])

    def _many(self, tokens: Sequence[FloatArray]) -> FloatArray:
        by_length = sorted(range(len(tokens)), key=lambda place: len(tokens[place]))
        vectors = np.zeros((len(tokens), self.dimensions), dtype=np.float32)
        for _, equal in groupby(by_length, key=lambda place: len(tokens[place])):
            places = list(equal)
            for start in range(0, len(places), _TOGETHER):
                part = places[start : start + _TOGETHER]
                vectors[part] = self._vectors([tokens[place] for place in part])
        return vectors

    def _tokens(self, text: str, most: int | None) -> FloatArray:
        positions = self._weights.shape.positions
        return self._pieces.numbers(text, min(most or positions, positions))

    def _vectors(self, tokens: Sequence[FloatArray]) -> FloatArray:
        """Return the vectors of sentences with the same number of tokens."""
        given = np.asarray([self._weights.embeddings(sentence) for sentence in tokens])
        (meanings,) = self._session.run(None, {"embeddings": given})
        return np.asarray(meanings / np.maximum(1e-12, np.linalg.norm(meanings, axis=1, keepdims=True)))

    def _write(self, folder: Path) -> None:
        from bot.encoder.graph import network  # loads onnx, which nothing needs afterwards

        (folder / _NETWORK).write_bytes(network(self._weights).SerializeToString())
        save_pieces(self._weights.vocabulary(), folder)
