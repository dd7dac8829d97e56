"""The search over the articles, opened once in this process and again when new content is loaded."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import Any

from sqlalchemy.engine import Engine

from bot.knowledge.records import KnowledgeBase
from bot.knowledge.search.index import Hit, SearchIndex, open_index, sample_of
from bot.language.encoder import SENTENCE_VECTOR, shared_encoder, training_cache
from bot.language.pipeline import GermanPipeline
from bot.privacy.conversations import tracker_url
from bot.privacy.tables import open_database
from bot.settings import VAR_DIR


class ArticleSearch:
    """Searches the articles of the knowledge base that it is given."""

    def __init__(self) -> None:
        """Load the language pipeline; the index follows with the first question."""
        self._pipeline = GermanPipeline()
        self._index: SearchIndex | None = None
        self._version = ""
        self._lock = Lock()

    def find(self, text: str, knowledge: KnowledgeBase, theme: str | None = None) -> list[Hit]:
        """Return the best articles for ``text``, best first; ``theme`` restricts them."""
        among = frozenset(a.id for a in knowledge.articles.values() if a.theme == theme) if theme else None
        return self._open(knowledge).find(sample_of(text, self._pipeline), among)

    def _open(self, knowledge: KnowledgeBase) -> SearchIndex:
        with self._lock:
            if self._index is None or self._version != knowledge.version:
                folder = VAR_DIR / "index"
                self._index = open_index(
                    knowledge,
                    folder,
                    self._pipeline,
                    shared_encoder(),
                    lambda texts: training_cache().encode_all(texts),
                )
                self._version = knowledge.version
            return self._index


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
