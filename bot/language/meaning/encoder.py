"""Sentence vectors: what a sentence means, beyond its words.

Two multilingual encoders whose weights lie inside their packages, so that nothing is downloaded at run time and no text
leaves the house: Google's Universal Sentence Encoder (``bot.language.use``) and multilingual-e5-small (``bot.encoder``).
They err differently; together they find the right article more often than either (``bench/README.md``).
"""

from __future__ import annotations

import base64
import logging
import os
import zipfile
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from threading import Lock

import numpy as np

from bot.encoder.arrays import FloatArray
from bot.encoder.encoder import E5
from bot.encoder.weights import TUNED
from bot.settings import VAR_DIR

logger = logging.getLogger(__name__)

DIMENSIONS = 384

KNOWN, CASES = TUNED.with_name("known.npz"), TUNED.with_name("cases.npz")
"""Vectors of the sentences that come with the repository (:mod:`bot.learning.known_vectors`): all that is learnt by training, and
what is said in an emergency, which servers read at their start."""

SENTENCE_VECTOR = "sentence_vector"
"""Name under which a parse result carries the vector of its sentence to the actions; it is never stored."""


_KEPT_AT_ONCE = 512
"""Sentences that are encoded before what is known is written down."""
_LONGEST = 400
"""Characters of a text that are encoded: what counts stands at the beginning."""
_MOST_PIECES = 80
"""Pieces of a text that are encoded. They are 320 characters of German, but 50 of signs that no word is made of: without a
bound of their own, those cost four times as much (S9)."""


class SentenceEncoder:
    """Encodes sentences and remembers the latest, because a question is often encoded twice (intent and search)."""

    def __init__(self, memory: int = 2048) -> None:
        """Load the weights (about half a second). ``memory``: how many vectors are remembered."""
        self._e5 = E5(VAR_DIR / "cache" / f"encoder-{digest_of_weights()}")
        self._memory = memory
        self._known: OrderedDict[str, FloatArray] = OrderedDict()
        self._lock = Lock()

    def encode(self, text: str) -> FloatArray:
        """Return the vector of one text, shape (384,), of length 1."""
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

    def encode_all(self, texts: Sequence[str], passages: bool = False) -> FloatArray:
        """Return the vectors of many texts, shape (len(texts), 384), with all processors that this process may use.

        ``passages``: whether they are texts that answer questions, and no questions.
        """
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        processors = len(os.sched_getaffinity(0))
        size = max(1, -(-len(texts) // processors))
        with ThreadPoolExecutor(processors) as pool:  # the networks run outside of Python's lock
            parts = pool.map(lambda part: self._compute(part, passages), _parts(texts, size))
            return np.vstack(list(parts))

    def _compute(self, texts: Sequence[str], passages: bool = False) -> FloatArray:
        short = [text[:_LONGEST] or " " for text in texts]
        encode = self._e5.passages if passages else self._e5.queries
        return encode(short, _MOST_PIECES)


def key_of(text: str, passages: bool) -> str:
    """Return the hash under which the vector of a question, or of a text that answers questions, is kept."""
    kind = b"passage: " if passages else b"query: "
    return blake2b(kind + text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def known_vectors(path: Path = KNOWN) -> dict[str, FloatArray]:
    """Return the vectors that come with the repository; none where they are of another encoder, or cannot be read."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            if str(stored["weights"]) != digest_of_weights():
                return {}
            vectors = (stored["vectors"] * stored["factors"].astype(np.float32)[:, None]).astype(np.float16)
            return dict(zip((bytes(key).hex() for key in stored["keys"]), vectors, strict=True))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return {}


def digest_of_weights() -> str:
    """Return a short hash of the encoder's weights: vectors of another encoder are of no use."""
    return blake2b(TUNED.read_bytes(), digest_size=4).hexdigest()


def _parts(texts: Sequence[str], size: int) -> list[Sequence[str]]:
    return [texts[start : start + size] for start in range(0, len(texts), size)]


def pack(vector: FloatArray) -> str:
    """Return a vector as ASCII, for another process."""
    return base64.b64encode(np.asarray(vector, dtype=np.float16).tobytes()).decode("ascii")


Watch = Callable[[int, int], None]
"""Is told how many of how many sentences are encoded."""


class VectorCache:
    """Vectors of training sentences on disk: encoding thousands of them takes a minute, and most never change.

    The key is a hash of the text, so the file holds no sentence of anybody. What was encoded is kept in parts: who is
    interrupted goes on where it stopped.
    """

    def __init__(self, path: Path, encoder: SentenceEncoder, known: dict[str, FloatArray] | None = None) -> None:
        """``path``: an ``.npz`` file; a missing or damaged one is made anew. ``known``: what comes with the repository."""
        self._path = path
        self._encoder = encoder
        self._vectors: dict[str, FloatArray] = known_vectors() if known is None else known
        self.watch: Watch = lambda done, total: None
        if path.exists():
            try:
                with np.load(path, allow_pickle=False) as stored:
                    self._vectors.update(zip(stored["keys"].tolist(), stored["vectors"], strict=True))
            except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
                logger.warning("The vector cache %s is not readable (%s) and is built anew.", path, error)

    def encode_all(self, texts: Sequence[str], passages: bool = False) -> FloatArray:
        """Return the vectors of ``texts``, computing and keeping the missing ones."""
        keys = [key_of(text, passages) for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._vectors}
        new = list(missing)
        for start in range(0, len(new), _KEPT_AT_ONCE):
            part = new[start : start + _KEPT_AT_ONCE]
            vectors = self._encoder.encode_all([missing[key] for key in part], passages).astype(np.float16)
            self._vectors.update(zip(part, vectors, strict=True))
            self._save()
            self.watch(start + len(part), len(new))
        return np.asarray([self._vectors[key] for key in keys], dtype=np.float32).reshape(len(texts), DIMENSIONS)

    def _save(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._path.with_suffix(f".{os.getpid()}.part.npz")
        np.savez(part, keys=np.asarray(list(self._vectors)), vectors=np.asarray(list(self._vectors.values())))
        part.replace(self._path)


@lru_cache(maxsize=1)
def shared_encoder() -> SentenceEncoder:
    """Return the one encoder of this process: its weights are worth sharing."""
    return SentenceEncoder()


@lru_cache(maxsize=1)
def training_cache() -> VectorCache:
    """Return the cache that training and index building share."""
    return VectorCache(vectors_file(), shared_encoder())


def vectors_file() -> Path:
    """Return where the vectors of training sentences are kept."""
    return VAR_DIR / "cache" / f"vectors-{digest_of_weights()}.npz"
