"""What somebody tells or asks in an emergency, understood by what is learnt from the ways in ``data/knowledge/emergencies``."""

from __future__ import annotations

import logging
import os
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import numpy as np

from bot.knowledge.records import Article, KnowledgeBase
from bot.language.meaning.classifier import Guess
from bot.language.meaning.encoder import CASES, VectorCache, digest_of_weights, known_vectors, shared_encoder
from bot.language.meaning.kernel import KernelClassifier
from bot.language.text.normalise import fold
from bot.settings import VAR_DIR

logger = logging.getLogger(__name__)

NOTHING = "other"
"""The class of what tells of no emergency, or asks nothing that is asked in one."""
LAYOUT = 1
"""Goes up when a stored reader of before cannot be read any more."""
_KEPT = 3
_OF_ARTICLES = 100
"""Ways of asking that one class learns from articles, evenly from all that it names: its own ways count most."""
_LEAST_OF_ONE = 6

Samples = Sequence[tuple[str, str]]
"""Sentences with their class."""


class CaseReader:
    """Reads messages for one version of the content."""

    def __init__(self, kb: KnowledgeBase, kinds: KernelClassifier | None, questions: KernelClassifier | None) -> None:
        """``kinds``, ``questions``: what was learnt; None where the content has nothing. Use :func:`case_reader`."""
        known = kb.emergencies
        self._buttons = {fold(name): kind.id for kind in known.kinds.values() for name in (kind.name, kind.button)}
        self._by_heart = {
            fold(text): question.id
            for question in known.questions.values()
            for text in (question.button, *question.asks)
        }
        self._kinds, self._questions = kinds, questions

    def kinds(self, text: str) -> list[Guess]:
        """Return what may have happened, and that nothing has, most probable first; empty where nothing is known."""
        named = self.named_kind(text)
        if named:
            return [Guess(named, 1.0, 1.0)]
        return self._kinds.guesses(text) if self._kinds else []

    def named_kind(self, text: str) -> str | None:
        """Return the kind whose name or button a message is; None for any other."""
        return self._buttons.get(fold(text).strip(" .!"))

    def questions(self, text: str) -> list[Guess]:
        """Return what may be asked, and that nothing of it is, most probable first."""
        known = self._by_heart.get(fold(text))
        if known:
            return [Guess(known, 1.0, 1.0)]
        return self._questions.guesses(text) if self._questions else []

    def is_known_question(self, text: str) -> bool:
        """Return whether a question stands so among the known ones, or on a button."""
        return fold(text) in self._by_heart


def sentences_learnt(kb: KnowledgeBase) -> list[str]:
    """Return all sentences that are learnt from, each once: their vectors come with the repository."""
    return list(dict.fromkeys(text for samples in _samples(kb) for text, _ in samples))


def case_reader(kb: KnowledgeBase) -> CaseReader:
    """Return the reader for ``kb``.

    What was learnt lies in ``var/index`` under a hash of the sentences. Where they have changed while this process answers, the
    reader of before goes on until the new one is learnt behind it; only where there is none, it is learnt here (seconds).
    """
    with _lock:
        if _state.version == kb.version and _state.reader is not None:
            return _state.reader
        home = _home(kb)
        if _state.reader is None or home.exists():
            _state.take(kb, home)
        elif _state.learning != kb.version:
            _state.learning = kb.version
            Thread(target=_renew, args=(kb, home), name="case reader", daemon=True).start()
        assert _state.reader is not None
        return _state.reader


def is_kept(kb: KnowledgeBase) -> bool:
    """Return whether what a reader for ``kb`` knows was learnt before."""
    return _home(kb).exists()


class _State:
    """The reader of this process."""

    version = learning = ""
    reader: CaseReader | None = None

    def take(self, kb: KnowledgeBase, home: Path) -> None:
        self.reader, self.version = _opened(kb, home), kb.version


_state = _State()
_lock = Lock()


def _renew(kb: KnowledgeBase, home: Path) -> None:
    reader = _opened(kb, home)
    with _lock:
        if _state.learning == kb.version:
            _state.reader, _state.version = reader, kb.version


def _opened(kb: KnowledgeBase, home: Path) -> CaseReader:
    """Return the reader, read from ``home`` if it is there, else learnt and kept."""
    encode = shared_encoder().encode
    try:
        with np.load(home, allow_pickle=False) as stored:
            parts = dict(stored)
        return CaseReader(kb, *(_part(parts, name, encode) for name in ("kinds", "questions")))
    except FileNotFoundError:
        pass
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        logger.warning("What was learnt of emergencies, %s, is not readable (%s) and is learnt anew.", home, error)
    kinds, questions = (_learnt(samples) for samples in _samples(kb))
    found = {"kinds": kinds, "questions": questions}
    arrays = {f"{name}-{part}": value for name, one in found.items() if one for part, value in one.arrays().items()}
    _keep(home, arrays)
    return CaseReader(kb, kinds, questions)


def _part(parts: Mapping[str, Any], name: str, encode: Any) -> KernelClassifier | None:
    own = {key.removeprefix(f"{name}-"): value for key, value in parts.items() if key.startswith(f"{name}-")}
    return KernelClassifier.of(own, encode) if own else None


def _keep(home: Path, arrays: Mapping[str, Any]) -> None:
    """Write what was learnt; a disk that is full costs the next start some seconds, and nothing else."""
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        part = home.with_suffix(f".{os.getpid()}.part.npz")
        np.savez(part, **arrays)
        part.replace(home)
        older = sorted(home.parent.glob("cases-*.npz"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in older[_KEPT:]:
            old.unlink(missing_ok=True)
    except OSError as error:
        logger.warning("What was learnt of emergencies could not be kept: %s", error)


def _home(kb: KnowledgeBase) -> Path:
    learnt = sha256(repr((_samples(kb), digest_of_weights(), LAYOUT)).encode()).hexdigest()[:16]
    return VAR_DIR / "index" / f"cases-{learnt}.npz"


def _samples(kb: KnowledgeBase) -> tuple[Samples, Samples]:
    """Return the ways of telling with their kinds, and the ways of asking with their questions."""
    known = kb.emergencies
    other = [(text, NOTHING) for text in known.other]
    tells = [
        (text, kind.id) for kind in known.kinds.values() for text in (*kind.tells, *_of(kind.learns_from, kb.articles))
    ]
    asks = [
        (text, question.id)
        for question in known.questions.values()
        for text in (question.button, *question.asks, *_of(question.learns_from, kb.articles))
    ]
    return ([*tells, *other], [*asks, *other]) if tells and asks else ([], [])


def _of(ids: Sequence[str], articles: dict[str, Article]) -> Iterable[str]:
    """Return ways of asking the articles' questions, as many from each."""
    share = max(_LEAST_OF_ONE, _OF_ARTICLES // max(1, len(ids)))
    for id_ in ids:
        if id_ in articles:
            ways = (articles[id_].question, *articles[id_].phrasings)
            count = min(share, len(ways))
            yield from (ways[place * len(ways) // count] for place in range(count))


def _learnt(samples: Samples) -> KernelClassifier | None:
    if not samples:
        return None
    first = dict(reversed(samples))  # a sentence that stands twice belongs to whoever names it first
    texts = list(first)
    cache = VectorCache(VAR_DIR / "cache" / "cases.npz", shared_encoder(), known_vectors(CASES))
    labels = [first[text] for text in texts]
    return KernelClassifier.learn(texts, labels, cache.encode_all(texts), shared_encoder().encode)
