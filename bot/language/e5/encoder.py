"""Sentences to vectors with e5."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bot.language.arrays import FloatArray
from bot.language.e5.pieces import Pieces, save_pieces
from bot.language.e5.weights import E5Weights, bundled
from bot.language.onnx_files import opened, written_once

_NETWORK = "network.onnx"
_PREFIX = "query: "
"""What e5 was taught to expect before a question."""


class E5:
    """The encoder. Vectors have length 1; safe to use from several threads and, once loaded, in forked processes."""

    def __init__(self, folder: Path) -> None:
        """Load; the first time on a machine, network and pieces are written to ``folder`` (one second).

        Raises:
            OSError, ValueError: the weights or the folder cannot be read.
        """
        self._weights = E5Weights(bundled())
        written_once(folder, self._write)
        self._session = opened(folder / _NETWORK)
        self._pieces = Pieces(folder)

    @property
    def dimensions(self) -> int:
        """Return the length of a vector."""
        return self._weights.shape.width

    def query(self, text: str) -> FloatArray:
        """Return the vector of a question, shape (384,). What is longer than 512 pieces counts up to there."""
        tokens = self._pieces.numbers(_PREFIX + text, self._weights.shape.positions)
        (meaning,) = self._session.run(None, {"embeddings": self._weights.embeddings(tokens)[None]})
        return np.asarray(meaning[0] / max(1e-12, float(np.linalg.norm(meaning[0]))))

    def _write(self, folder: Path) -> None:
        from bot.language.e5.graph import network  # loads onnx, which nothing needs afterwards

        (folder / _NETWORK).write_bytes(network(self._weights).SerializeToString())
        save_pieces(self._weights.vocabulary(), folder)
