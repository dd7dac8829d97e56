"""The search over the articles, opened once in this process and again when new content is loaded."""

from __future__ import annotations

import logging
from functools import lru_cache
from threading import Lock, Thread
from typing import Any

from sqlalchemy.engine import Engine

from bot.knowledge.records import KnowledgeBase
from bot.knowledge.search.index import Hit, SearchIndex, open_index, sample_of
from bot.language.encoder import SENTENCE_VECTOR, shared_encoder, training_cache
from bot.language.pipeline import GermanPipeline
from bot.privacy.conversations import tracker_url
from bot.privacy.tables import open_database
from bot.settings import VAR_DIR

logger = logging.getLogger(__name__)


class ArticleSearch:
    """Searches the articles of the knowledge base that it is given.

    The index over new content takes some seconds to learn. Meanwhile the one of before answers, so nobody has to wait.
    """

    def __init__(self) -> None:
        """Load the language pipeline; the index follows with the first question."""
        self._pipeline = GermanPipeline()
        self._index: SearchIndex | None = None
        self._version = ""
        self._learning = ""
        self._lock = Lock()

    def find(self, text: str, knowledge: KnowledgeBase, theme: str | None = None) -> list[Hit]:
        """Return the best articles for ``text``, best first; ``theme`` restricts them."""
        index, version = self._open(knowledge)
        among = None
        if theme is not None or version != knowledge.version:  # the index of before may know articles that are gone
            among = frozenset(a.id for a in knowledge.articles.values() if theme in {None, a.theme})
        return index.find(sample_of(text, self._pipeline), among)

    def _open(self, knowledge: KnowledgeBase) -> tuple[SearchIndex, str]:
        with self._lock:
            if self._index is None:
                self._index, self._version = self._learnt(knowledge), knowledge.version
            elif knowledge.version not in {self._version, self._learning}:
                self._learning = knowledge.version
                Thread(target=self._renew, args=(knowledge,), name="search index", daemon=True).start()
            return self._index, self._version

    def _renew(self, knowledge: KnowledgeBase) -> None:
        try:
            index = self._learnt(knowledge)
        except Exception:
            logger.exception("The search index over the new content could not be made; the one of before goes on.")
            return
        with self._lock:
            if self._learning == knowledge.version:
                self._index, self._version = index, knowledge.version

    def _learnt(self, knowledge: KnowledgeBase) -> SearchIndex:
        return open_index(
            knowledge,
            VAR_DIR / "index",
            self._pipeline,
            shared_encoder(),
            lambda texts: training_cache().encode_all(texts),
        )


def take_over_vector(message: dict[str, Any]) -> None:
    """Remember the sentence vector that came with a message (``bot.rasa.intent_classifier``), if one did."""
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
