"""Which questions ask the same, and which article is likely meant: with the chat's own encoder and search.

They need 200 MB of memory and some seconds to open, so that happens once, when the first person comes in.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Any, Protocol

import numpy as np

from bot.feedback.grouping import group
from bot.feedback.settling import NumberedQuestion
from bot.knowledge.records import KnowledgeBase
from bot.language.text.normalise import fold

_KEPT = 3_000
"""Vectors of questions that are kept: 5 MB."""
TERM = "term:"


@dataclass(frozen=True)
class QuestionGroup:
    """Questions that ask the same, as far as they are open. ``label``: the most typical; ``texts``: all of them, each once;
    ``ids``: of their rows; ``newest``: seconds since 1970; ``count``: how often it was asked.
    """

    label: str
    texts: tuple[str, ...]
    ids: tuple[int, ...]
    newest: float

    @property
    def count(self) -> int:
        """Return how often it was asked."""
        return len(self.ids)


@dataclass(frozen=True)
class Likely:
    """An article that may answer a question. ``percent``: how probable that is among all."""

    id: str
    question: str
    percent: int


class Mind(Protocol):
    """Gives vectors and finds articles (:class:`ChatsMind`)."""

    def encode(self, texts: list[str]) -> np.ndarray[Any, Any]:
        """Return one vector a text."""

    def find(self, text: str, knowledge: KnowledgeBase) -> Sequence[tuple[str, float]]:
        """Return ids of articles with their probabilities, best first."""


class ChatsMind:
    """The encoder and the search that the chat answers with."""

    def __init__(self) -> None:
        """Open them: some seconds."""
        from actions.services import article_search
        from bot.language.meaning.encoder import shared_encoder

        self._encoder = shared_encoder()
        self._search = article_search()

    def encode(self, texts: list[str]) -> np.ndarray[Any, Any]:
        """Return one vector a text."""
        return np.asarray(self._encoder.encode_all(texts))

    def find(self, text: str, knowledge: KnowledgeBase) -> Sequence[tuple[str, float]]:
        """Return ids of articles with their probabilities, best first."""
        found = self._search.find(text, knowledge)
        return [(hit.article_id, hit.probability) for hit in found.hits if not hit.article_id.startswith(TERM)]


class Meaning:
    """Groups and likely articles. Safe to share between threads."""

    def __init__(self, mind: Mind | None = None) -> None:
        """``mind``: the chat's own by default, opened when it is needed first."""
        self._mind = mind
        self._lock = Lock()
        self._vectors: OrderedDict[str, np.ndarray[Any, Any]] = OrderedDict()

    def wake(self) -> None:
        """Open encoder and search behind what is going on: somebody has come in and will want them."""
        if self._mind is None:
            Thread(target=self._wake, name="opening encoder and search", daemon=True).start()

    def groups(self, questions: Sequence[NumberedQuestion]) -> list[QuestionGroup]:
        """Return the questions that ask the same together, what was asked most first, the newer first among equals."""
        with self._lock:
            found = group([question.text for question in questions], self._encode)
        made = []
        for one in found:
            keys = {fold(text) for text in one.texts}
            mine = [question for question in questions if fold(question.text) in keys]
            ids = tuple(question.id for question in mine)
            made.append(QuestionGroup(one.label, one.texts, ids, max(question.created for question in mine)))
        return sorted(made, key=lambda one: (-one.count, -one.newest))

    def likely(self, text: str, knowledge: KnowledgeBase, most: int = 3) -> list[Likely]:
        """Return the articles that may answer a question, the most probable first."""
        with self._lock:
            found = self._opened().find(text, knowledge)
        known = [(id_, share) for id_, share in found if id_ in knowledge.articles][:most]
        return [Likely(id_, knowledge.articles[id_].question, round(100 * share)) for id_, share in known]

    def _wake(self) -> None:
        with self._lock:
            self._opened()

    def _opened(self) -> Mind:
        if self._mind is None:
            self._mind = ChatsMind()
        return self._mind

    def _encode(self, texts: list[str]) -> np.ndarray[Any, Any]:
        new = [text for text in texts if text not in self._vectors]
        if new:
            self._vectors.update(zip(new, self._opened().encode(new), strict=True))
        vectors: np.ndarray[Any, Any] = np.stack([self._vectors[text] for text in texts])
        while len(self._vectors) > max(_KEPT, len(texts)):
            self._vectors.popitem(last=False)
        return vectors


def by_words(text: str, knowledge: KnowledgeBase, most: int = 12) -> list[Likely]:
    """Return the articles in whose question, names of the topic or id all words of ``text`` stand, for whoever looks for one."""
    words = fold(text).split()
    found = []
    for article in knowledge.articles.values():
        topic = knowledge.topics.get(article.topic) if article.topic else None
        read = fold(f"{article.question} {article.id.replace('-', ' ')} {topic.name if topic else ''}")
        if words and all(word in read for word in words):
            found.append(Likely(article.id, article.question, 0))
    return sorted(found, key=lambda one: len(one.question))[:most]
