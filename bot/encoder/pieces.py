"""Cutting a sentence into the pieces that e5 knows: the most probable way to put it together (Kudo 2018, arXiv 1804.10959).

A quarter of a million pieces lie in a trie file that is mapped, not read: it costs no time at start and is shared between
processes.
"""

from __future__ import annotations

import json
import re
from math import inf
from pathlib import Path

import marisa_trie
import numpy as np

from bot.encoder.arrays import FloatArray
from bot.encoder.weights import Vocabulary

_SPACE = "▁"
_UNKNOWN_PENALTY = 10.0
"""How much less probable an unknown letter is than the rarest piece; so in SentencePiece."""


class Pieces:
    """Turns sentences into the numbers of their pieces."""

    def __init__(self, folder: Path) -> None:
        """Open what :func:`save_pieces` has written.

        Raises:
            OSError, ValueError, KeyError: the folder is incomplete or damaged.
        """
        self._trie = marisa_trie.Trie()
        self._trie.mmap(str(folder / "pieces.marisa"))
        self._scores = np.load(folder / "scores.npy", mmap_mode="r", allow_pickle=False)
        self._numbers = np.load(folder / "numbers.npy", mmap_mode="r", allow_pickle=False)
        about = json.loads((folder / "pieces.json").read_text(encoding="utf-8"))
        self._replaced = str.maketrans(about["replaced"])
        self._first, self._last, self._unknown = about["first"], about["last"], about["unknown"]
        self._longest = about["longest"]
        self._unknown_score = about["least"] - _UNKNOWN_PENALTY

    def numbers(self, text: str, most: int) -> FloatArray:
        """Return the numbers of the pieces of ``text``, first and last mark included, at most ``most``."""
        written = re.sub(" +", " ", text.translate(self._replaced)).replace(" ", _SPACE)
        pieces = self._cut(written if written.startswith(_SPACE) else _SPACE + written)
        return np.asarray([self._first, *pieces[: most - 2], self._last])

    def _cut(self, text: str) -> list[int]:
        """Return the most probable sequence of pieces (Viterbi 1967)."""
        best = [0.0] + [-inf] * len(text)
        came: list[tuple[int, int]] = [(0, 0)] * (len(text) + 1)
        for start in range(len(text)):
            so_far = best[start]
            for piece, key in self._trie.iter_prefixes_with_ids(text[start : start + self._longest]):
                score, end = so_far + float(self._scores[key]), start + len(piece)
                if score > best[end]:
                    best[end], came[end] = score, (start, int(self._numbers[key]))
            if so_far + self._unknown_score > best[start + 1]:
                best[start + 1], came[start + 1] = so_far + self._unknown_score, (start, self._unknown)
        pieces = []
        end = len(text)
        while end > 0:
            end, piece_number = came[end]
            pieces.append(piece_number)
        return pieces[::-1]


def save_pieces(vocabulary: Vocabulary, folder: Path) -> None:
    """Write the pieces into ``folder`` in the order of the trie."""
    numbered = {piece: number for number, piece in enumerate(vocabulary.pieces) if number != vocabulary.unknown}
    trie = marisa_trie.Trie(numbered)
    numbers = np.empty(len(trie), dtype=np.int32)
    for piece, number in numbered.items():
        numbers[trie[piece]] = number
    trie.save(str(folder / "pieces.marisa"))
    np.save(folder / "numbers.npy", numbers)
    np.save(folder / "scores.npy", vocabulary.scores[numbers])
    about = {
        "replaced": vocabulary.replaced,
        "first": vocabulary.first,
        "last": vocabulary.last,
        "unknown": vocabulary.unknown,
        "least": float(vocabulary.scores.min()),
        "longest": max(map(len, numbered)),
    }
    (folder / "pieces.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
