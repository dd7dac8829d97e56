"""Questions that ask the same, together: so that staff see what is missing, and not three hundred lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage

from bot.language.text.normalise import fold

DISTANCE = 0.44
"""Cosine distance up to which questions are one group (average linkage); chosen in ``tests/feedback/test_feedback_grouping.py``."""

Encode = Callable[[list[str]], "np.ndarray[Any, Any]"]


@dataclass(frozen=True)
class Group:
    """Questions that ask the same. ``label``: the most typical one; ``count``: with repetitions."""

    label: str
    texts: tuple[str, ...]
    count: int


def group(texts: Sequence[str], encode: Encode, distance: float = DISTANCE) -> list[Group]:
    """Return the groups, the largest first; the order of ``texts`` decides between equals.

    Args:
        texts: questions, repeated ones included.
        encode: returns one vector a text, shape (texts, dimensions).
        distance: cosine distance within a group.
    """
    first: dict[str, str] = {}
    for text in texts:
        first.setdefault(fold(text), text)
    counts = Counter(fold(text) for text in texts)
    unique = list(first.values())
    vectors = _unit(encode(unique)) if unique else np.zeros((0, 1))
    groups = [
        _group([unique[i] for i in members], vectors[members], counts) for members in _clusters(vectors, distance)
    ]
    return sorted(groups, key=lambda found: -found.count)


def _clusters(vectors: np.ndarray[Any, Any], distance: float) -> list[list[int]]:
    if len(vectors) < 2:
        return [[index] for index in range(len(vectors))]
    labels = fcluster(linkage(vectors, "average", metric="cosine"), distance, criterion="distance")
    members: dict[int, list[int]] = {}
    for index, label in enumerate(labels):
        members.setdefault(int(label), []).append(index)
    return sorted(members.values())


def _group(texts: list[str], vectors: np.ndarray[Any, Any], counts: Counter[str]) -> Group:
    middle = vectors.mean(axis=0)
    label = texts[int(np.argmax(vectors @ middle))]
    return Group(label, tuple(texts), sum(counts[fold(text)] for text in texts))


def _unit(vectors: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9))
