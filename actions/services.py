"""The search over the articles, opened once in this process and again when new content is loaded."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock, Thread
from typing import Any

from sqlalchemy.engine import Engine

from bot.knowledge.records import KnowledgeBase
from bot.knowledge.search.candidates import candidates
from bot.knowledge.search.index import (
    Findings,
    Hit,
    SearchIndex,
    home_of,
    latest_home,
    learnt_of,
    open_index,
    sample_of,
)
from bot.knowledge.search.signals import Talk
from bot.language.meaning.encoder import SENTENCE_VECTOR, shared_encoder, training_cache
from bot.language.text.normalise import fold
from bot.language.text.pipeline import GermanPipeline
from bot.privacy.conversations import tracker_url
from bot.privacy.tables import open_database
from bot.settings import ROOT, VAR_DIR

logger = logging.getLogger(__name__)

_INDEXES = VAR_DIR / "index"
_NEXT_TRY_SECONDS = 60.0
"""How long a learning that failed rests before the next question starts another one."""


@dataclass(frozen=True)
class _Content:
    """What is known of one version of the content without learning. ``learnt``: what an index over it would be called;
    ``ids``: of all candidates.
    """

    version: str
    learnt: str
    ids: frozenset[str]


class ArticleSearch:
    """Searches the articles of the knowledge base that it is given.

    Learning new content takes a while and happens in a process of its own. Meanwhile the index of before answers, and the
    questions of new articles are found as they are written, so nobody has to wait.
    """

    def __init__(self) -> None:
        """Load the language pipeline; the index follows with the first question."""
        self._pipeline = GermanPipeline()
        self._index: SearchIndex | None = None
        self._learnt = ""
        self._learning = ""
        self._content = self._next = _Content("", "", frozenset())
        self._lock = Lock()

    def warm(self, knowledge: KnowledgeBase) -> None:
        """Open the index over ``knowledge`` where it was learnt before; processes that are forked from this one share it."""
        content = self._content_of(knowledge)
        if home_of(_INDEXES, content.learnt, self._pipeline.name).exists():
            self._index, self._learnt = self._opened(knowledge), content.learnt

    def prepare(self, knowledge: KnowledgeBase) -> None:
        """Make ready what has to be known of new content, while that of before is still asked."""
        self._next = _known(knowledge)

    def find(
        self,
        text: str,
        knowledge: KnowledgeBase,
        among: frozenset[str] | None = None,
        talk: Talk | None = None,
        by_heart: bool = True,
    ) -> Findings:
        """Return the best articles and terms for ``text``, as :meth:`SearchIndex.find` does."""
        content = self._content_of(knowledge)
        index, is_current = self._open(knowledge, content.learnt)
        if not is_current:  # the index of before may know articles that are gone
            among = content.ids if among is None else among & content.ids
            owner = knowledge.questions.get(fold(text)) if by_heart else None
            if owner is not None and owner in among:
                article = knowledge.articles[owner]
                return Findings((Hit(owner, 1.0, 1.0, True, article.topic or "", article.facet or ""),), 1.0, 1.0)
        return index.find(sample_of(text, self._pipeline), among, talk, by_heart=by_heart)

    def _content_of(self, knowledge: KnowledgeBase) -> _Content:
        if self._content.version != knowledge.version:
            self._content = self._next if self._next.version == knowledge.version else _known(knowledge)
        return self._content

    def _open(self, knowledge: KnowledgeBase, learnt: str) -> tuple[SearchIndex, bool]:
        """Return the index that there is, and whether it knows all of ``knowledge``."""
        with self._lock:
            if self._index is None:
                self._index, self._learnt = self._first(knowledge, learnt)
            if learnt not in {self._learnt, self._learning}:
                self._learning = learnt
                Thread(target=self._renew, args=(knowledge, learnt), name="search index", daemon=True).start()
            return self._index, learnt == self._learnt

    def _first(self, knowledge: KnowledgeBase, learnt: str) -> tuple[SearchIndex, str]:
        """Return the index over ``knowledge``, or over what was learnt before; only where there is none, learn it here."""
        home = home_of(_INDEXES, learnt, self._pipeline.name)
        before = None if home.exists() else latest_home(_INDEXES, self._pipeline.name)
        if before is not None:
            try:
                return SearchIndex.load(before, {}, shared_encoder()), before.name
            except (OSError, ValueError, KeyError) as error:
                logger.warning("The search index %s is not readable: %s", before, error)
        return self._opened(knowledge), learnt

    def _renew(self, knowledge: KnowledgeBase, learnt: str) -> None:
        try:
            # Learnt by another process, behind those that answer; one that learns already is waited for.
            if not home_of(_INDEXES, learnt, self._pipeline.name).exists():
                command = [sys.executable, "-m", "bot.cli", "train", "--index", "--quiet"]
                subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True)
            index = self._opened(knowledge)
        except Exception:
            logger.exception("The search index over the new content could not be made; the one of before goes on.")
            time.sleep(_NEXT_TRY_SECONDS)
            with self._lock:
                self._learning = ""
            return
        with self._lock:
            if self._learning == learnt:
                self._index, self._learnt = index, learnt

    def _opened(self, knowledge: KnowledgeBase) -> SearchIndex:
        return open_index(
            knowledge,
            _INDEXES,
            self._pipeline,
            shared_encoder(),
            lambda texts, passages=False: training_cache().encode_all(texts, passages),
        )


def _known(knowledge: KnowledgeBase) -> _Content:
    ids = frozenset(one.id for one in candidates(knowledge))
    return _Content(knowledge.version, learnt_of(knowledge), ids)


def take_over_vector(message: dict[str, Any]) -> None:
    """Remember the sentence vector that came with a message (``bot.rasa.nlu.intent_classifier``), if one did."""
    known = message.get(SENTENCE_VECTOR)
    if known:
        shared_encoder().remember(known["text"], known["packed"])


@lru_cache(maxsize=1)
def private_database() -> Engine:
    """Return the data base of conversations, contacts and feedback.

    Raises:
        SQLAlchemyError: it cannot be opened; the next call tries again.
    """
    return open_database(tracker_url())


@lru_cache(maxsize=1)
def article_search() -> ArticleSearch:
    """Return the search of this process."""
    return ArticleSearch()
