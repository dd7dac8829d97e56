"""Sentences to vectors with e5."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import mkdtemp

import numpy as np
import onnxruntime

from bot.language.arrays import FloatArray
from bot.language.e5.pieces import Pieces, save_pieces
from bot.language.e5.weights import E5Weights, bundled

_NETWORK = "network.onnx"
_PREFIX = "query: "
"""What e5 was taught to expect before a question."""


class E5:
    """The encoder. Vectors have length 1; safe to use from several threads and, once loaded, in forked processes."""

    def __init__(self, folder: Path) -> None:
        """Load; the first time on a machine, network and pieces are written to ``folder`` (two seconds).

        Raises:
            OSError, ValueError: the weights or the folder cannot be read.
        """
        self._weights = E5Weights(bundled())
        if not folder.exists():
            _write(self._weights, folder)
        options = onnxruntime.SessionOptions()
        # One sentence is too little work to share, and a pool of threads would not survive a fork.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / _NETWORK), options, providers=["CPUExecutionProvider"]
        )
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


def _write(weights: E5Weights, folder: Path) -> None:
    """Write all files at once under the final name: several processes may start together."""
    from bot.language.e5.graph import network  # loads onnx, which nothing needs afterwards

    folder.parent.mkdir(parents=True, exist_ok=True)
    part = Path(mkdtemp(prefix=f"{folder.name}-", dir=folder.parent))
    (part / _NETWORK).write_bytes(network(weights).SerializeToString())
    save_pieces(weights.vocabulary(), part)
    try:
        part.rename(folder)
    except OSError:
        shutil.rmtree(part)
        if not folder.exists():  # else another process was first
            raise
