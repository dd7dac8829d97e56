"""How close a sentence is to the closest known sentence of each class.

Beside a linear model it catches what the model has averaged away: one unusual way to say something that stands in the
training examples just like that. With very many sentences the few that may be closest are looked for among shortened rows
first, so that ten thousand articles are searched in milliseconds (``bench/README.md``).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.encoder.arrays import FloatArray

BLOCKS = 3.0
"""A row of :mod:`bot.language.meaning.features` is three vectors of length 1, so its product with itself is 3."""

MANY = 5_000
"""From this number of sentences on, the search is done in two steps."""

_SHORT = 96
_CANDIDATES = 1_024
_PART = 128
_SAMPLE = 4_000


class NearestExamples:
    """The rows of all known sentences, grouped by class."""

    def __init__(self, rows: FloatArray, owners: FloatArray, axes: FloatArray | None = None) -> None:
        """``rows``: one row a sentence; ``owners``: the number of its class, ascending, none left out.

        ``axes``: (dimensions, 96), the directions of the first step; None where all rows are compared.
        """
        self._rows = rows
        self._owners = owners
        self._starts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]])
        self._axes = axes
        self._short = None if axes is None else np.asarray(rows @ axes)

    @classmethod
    def of(cls, rows: FloatArray, labels: Sequence[str], classes: Sequence[str]) -> NearestExamples:
        """Group ``rows`` by their ``labels``, numbered as in ``classes``."""
        number = {label: position for position, label in enumerate(classes)}
        owners = np.asarray([number[label] for label in labels])
        order = np.argsort(owners, kind="stable")
        return cls(rows[order], owners[order], _main_axes(rows[order]) if len(rows) >= MANY else None)

    def similarities(self, row: FloatArray) -> FloatArray:
        """Return, for each class, the similarity (-1 to 1) of ``row`` to the closest sentence of the class.

        With :data:`MANY` sentences, classes that cannot be near get -1.
        """
        if self._axes is None or self._short is None:
            return np.asarray(np.maximum.reduceat(self._rows @ row, self._starts) / BLOCKS)
        roughly = self._short @ (row @ self._axes)
        near = np.sort(np.argpartition(-roughly, _CANDIDATES)[:_CANDIDATES])
        owners = self._owners[near]
        starts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]])
        similarities = np.full(len(self._starts), -1.0, dtype=np.float32)
        # In parts that stay in the processor's cache between being picked and being multiplied.
        parts = [self._rows[near[place : place + _PART]] @ row for place in range(0, _CANDIDATES, _PART)]
        similarities[owners[starts]] = np.maximum.reduceat(np.concatenate(parts), starts) / BLOCKS
        return similarities

    def save(self, folder: Path) -> None:
        """Write the rows into ``folder``."""
        axes = {} if self._axes is None else {"axes": self._axes}
        np.savez(folder / "rows.npz", rows=self._rows.astype(np.float16), owners=self._owners, **axes)

    @classmethod
    def load(cls, folder: Path) -> NearestExamples:
        """Read what :meth:`save` has written.

        Raises:
            OSError, ValueError, KeyError: the file is missing or damaged.
        """
        with np.load(folder / "rows.npz", allow_pickle=False) as arrays:
            axes = arrays.get("axes")
            return cls(arrays["rows"].astype(np.float32), arrays["owners"], axes)


def _main_axes(rows: FloatArray) -> FloatArray:
    """Return the directions in which ``rows`` differ most, shape (dimensions, 96), judged by an even sample."""
    sample = np.asarray(rows[:: max(1, len(rows) // _SAMPLE)], dtype=np.float32)
    # The right singular vectors are the eigenvectors of the Gram matrix, which is small; the largest come last.
    _, directions = np.linalg.eigh(sample.T @ sample)
    return np.ascontiguousarray(directions[:, ::-1][:, :_SHORT])
