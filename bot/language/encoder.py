"""Sentence vectors: what a sentence means, beyond its words.

Two multilingual encoders whose weights lie inside their packages, so that nothing is downloaded at run time and no text
leaves the house: Google's Universal Sentence Encoder (``bot.language.use``) and multilingual-e5-small (``bot.language.e5``).
They err differently; together they find the right article more often than either (``bench/README.md``).
"""

from __future__ import annotations

import base64
import logging
from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from threading import Lock

import numpy as np
from tqdm import tqdm

from bot.language.arrays import FloatArray
from bot.language.e5.encoder import E5
from bot.language.use.encoder import UniversalSentenceEncoder
from bot.settings import VAR_DIR

logger = logging.getLogger(__name__)

USE_DIMENSIONS = 512
E5_DIMENSIONS = 384
DIMENSIONS = USE_DIMENSIONS + E5_DIMENSIONS

SENTENCE_VECTOR = "sentence_vector"
"""Name under which a parse result carries the vector of its sentence to the actions; it is never stored."""

VECTORS = VAR_DIR / "cache" / "vectors-2.npz"
"""Where the vectors of training sentences are kept; the number goes up when an encoder changes."""

_BATCH = 256
_LONGEST = 400
"""Characters of a text that are encoded: what counts stands at the beginning, and the cost stays bounded."""


class SentenceEncoder:
    """Encodes sentences and remembers the latest, because a question is often encoded twice (intent and search)."""

    def __init__(self, memory: int = 2048) -> None:
        """Load the weights (about half a second). ``memory``: how many vectors are remembered."""
        self._use = UniversalSentenceEncoder(VAR_DIR / "cache" / "use-1")
        self._e5 = E5(VAR_DIR / "cache" / "e5-1")
        self._memory = memory
        self._known: OrderedDict[str, FloatArray] = OrderedDict()
        self._lock = Lock()

    def encode(self, text: str) -> FloatArray:
        """Return the vector of one text, shape (896,): both encoders side by side, each of length 1."""
        with self._lock:
            known = self._known.get(text)
            if known is None:
                known = self._compute([text])[0]
                self._keep(text, known)
            return known

    def remember(self, text: str, packed: str) -> None:
        """Take over a vector that another process has computed (:func:`pack`)."""
        vector = np.frombuffer(base64.b64decode(packed), dtype=np.float16).astype(np.float32)
        if vector.shape == (DIMENSIONS,):
            with self._lock:
                self._keep(text, vector)

    def _keep(self, text: str, vector: FloatArray) -> None:
        self._known[text] = vector
        if len(self._known) > self._memory:
            self._known.popitem(last=False)

    def encode_all(self, texts: Sequence[str]) -> FloatArray:
        """Return the vectors of many texts, shape (len(texts), 896)."""
        with self._lock:
            return self._compute(texts)

    def _compute(self, texts: Sequence[str]) -> FloatArray:
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        short = [text[:_LONGEST] or " " for text in texts]
        return np.asarray([np.concatenate([self._use.encode(text), self._e5.query(text)]) for text in short])


def pack(vector: FloatArray) -> str:
    """Return a vector as ASCII, for another process."""
    return base64.b64encode(np.asarray(vector, dtype=np.float16).tobytes()).decode("ascii")


class VectorCache:
    """Vectors of training sentences on disk: encoding thousands of them takes a minute, and most never change.

    The key is a hash of the text, so the file holds no sentence of anybody.
    """

    def __init__(self, path: Path, encoder: SentenceEncoder) -> None:
        """``path``: an ``.npz`` file; a missing or damaged one is made anew."""
        self._path = path
        self._encoder = encoder
        self._vectors: dict[str, FloatArray] = {}
        if path.exists():
            try:
                with np.load(path, allow_pickle=False) as stored:
                    self._vectors = dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))
            except (OSError, ValueError, KeyError) as error:
                logger.warning("The vector cache %s is not readable (%s) and is built anew.", path, error)

    def encode_all(self, texts: Sequence[str]) -> FloatArray:
        """Return the vectors of ``texts``, computing and keeping the missing ones."""
        keys = [blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest() for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._vectors}
        if missing:
            self._vectors.update(zip(missing, self._computed(list(missing.values())), strict=True))
            self._save()
        return np.asarray([self._vectors[key] for key in keys], dtype=np.float32).reshape(len(texts), DIMENSIONS)

    def _computed(self, texts: list[str]) -> FloatArray:
        """Return the vectors of new texts; thousands take minutes, so a person at the console sees how far it is."""
        bar = tqdm(total=len(texts), desc="Sätze lesen", unit=" Sätze", disable=None if len(texts) > _BATCH else True)
        with bar:
            parts = []
            for start in range(0, len(texts), _BATCH):
                parts.append(self._encoder.encode_all(texts[start : start + _BATCH]).astype(np.float16))
                bar.update(len(parts[-1]))
        return np.vstack(parts)

    def _save(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._path.with_suffix(".part.npz")
        np.savez(part, keys=np.asarray(list(self._vectors)), vectors=np.asarray(list(self._vectors.values())))
        part.replace(self._path)


@lru_cache(maxsize=1)
def shared_encoder() -> SentenceEncoder:
    """Return the one encoder of this process: its weights are worth sharing."""
    return SentenceEncoder()


@lru_cache(maxsize=1)
def training_cache() -> VectorCache:
    """Return the cache that training and index building share."""
    return VectorCache(VECTORS, shared_encoder())
