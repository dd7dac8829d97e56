"""How much a question has in common with many texts: an inverted index over n-grams, as arrays.

One question has a hundred n-grams, each in some of the texts; adding up their lists costs less than a millisecond for 25,000
texts, where a table of all texts and n-grams would not fit into memory.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from bot.encoder.arrays import FloatArray
from bot.language.text.ngrams import NGrams

Analyse = Callable[[str], list[str]]


class Postings:
    """The cosine of a question to each of the texts, over TF-IDF weights of their n-grams."""

    def __init__(self, grams: NGrams, starts: FloatArray, texts: FloatArray, weights: FloatArray, count: int) -> None:
        """Use :meth:`learn` or :meth:`load`.

        Args:
            grams: number the n-grams and weigh them.
            starts: where the list of each n-gram begins, shape (n-grams + 1,).
            texts: the texts in each list.
            weights: of the n-gram in each of them.
            count: how many texts there are.
        """
        self._grams = grams
        self._starts = starts
        self._texts = texts
        self._weights = weights
        self._count = count

    @classmethod
    def learn(
        cls, analyse: Analyse, texts: Sequence[str], least: int, most: float, features: int | None = None
    ) -> Postings:
        """Learn the n-grams of ``texts`` that stand in at least ``least`` and at most the share ``most`` of them."""
        grams = NGrams.learn(analyse, texts, min_df=least, max_features=features)
        rows = [grams.weights(text) for text in texts]
        columns = np.concatenate([row[0] for row in rows])
        values = np.concatenate([row[1] for row in rows])
        owners = np.repeat(np.arange(len(texts), dtype=np.int32), [len(row[0]) for row in rows])
        frequent = np.bincount(columns, minlength=len(grams.columns)) > most * len(texts)
        kept = ~frequent[columns]
        columns, values, owners = columns[kept], values[kept], owners[kept]
        order = np.argsort(columns, kind="stable")
        starts = np.searchsorted(columns[order], np.arange(len(grams.columns) + 1))
        return cls(grams, starts, owners[order], values[order].astype(np.float16), len(texts))

    def cosines(self, text: str) -> FloatArray:
        """Return how alike ``text`` is to each text, 0 to 1, shape (texts,)."""
        columns, weights = self._grams.weights(text)
        parts = [
            (self._starts[column], self._starts[column + 1], weight)
            for column, weight in zip(columns, weights, strict=True)
        ]
        parts = [part for part in parts if part[1] > part[0]]
        if not parts:
            return np.zeros(self._count, dtype=np.float32)
        owners = np.concatenate([self._texts[start:end] for start, end, _ in parts])
        values = np.concatenate([self._weights[start:end] * np.float32(weight) for start, end, weight in parts])
        return np.bincount(owners, values, minlength=self._count).astype(np.float32)

    def save(self, folder: Path, name: str) -> None:
        """Write it into ``folder`` under ``name``."""
        np.savez(
            folder / f"{name}.npz",
            starts=self._starts,
            texts=self._texts,
            weights=self._weights,
            rarity=self._grams.rarity,
            count=self._count,
        )
        (folder / f"{name}.json").write_text(json.dumps(self._grams.columns, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, name: str, analyse: Analyse) -> Postings:
        """Read what :meth:`save` has written.

        Raises:
            OSError, ValueError, KeyError: the folder is incomplete or damaged.
        """
        columns = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        with np.load(folder / f"{name}.npz", allow_pickle=False) as arrays:
            grams = NGrams(analyse, columns, arrays["rarity"])
            return cls(grams, arrays["starts"], arrays["texts"], arrays["weights"], int(arrays["count"]))
