"""Finding the article that answers a question.

All known phrasings of each article are learnt (:mod:`bot.language.classifier`). The index is built when content is
loaded, kept in ``var/index`` under the content's version, and read by every process that answers questions, so new
articles work at once and need no training of the intents.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.records import Article, KnowledgeBase
from bot.language.classifier import SentenceClassifier
from bot.language.encoder import SentenceEncoder
from bot.language.features import Encode, Sample
from bot.language.normalise import fold
from bot.language.pipeline import GermanPipeline

logger = logging.getLogger(__name__)

NEAREST_WEIGHT = 4.0
"""Weight of the nearest phrasing's similarity against the log-probability of the linear model; measured in ``bench``."""


LAYOUT = 2
"""Goes up when a stored index of before cannot be read any more."""


@dataclass(frozen=True)
class Hit:
    """An article found. ``probability``: share among all articles (0 to 1); ``similarity``: to its nearest phrasing (-1 to 1)."""

    article_id: str
    probability: float
    similarity: float
    exact: bool = False


class SearchIndex:
    """The index over one version of the content."""

    def __init__(self, classifier: SentenceClassifier, articles: Iterable[Article]) -> None:
        """Use :meth:`build` or :meth:`load`. ``articles``: those the classifier was trained on."""
        self._classifier = classifier
        self._exact = {
            fold(text): article.id for article in articles for text in (article.question, *article.phrasings)
        }

    @classmethod
    def build(
        cls, articles: Sequence[Article], pipeline: GermanPipeline, encoder: SentenceEncoder, encode_all: Encode
    ) -> SearchIndex:
        """Learn all phrasings of ``articles``."""
        pairs = sorted((article.id, text) for article in articles for text in {article.question, *article.phrasings})
        samples = [sample_of(text, pipeline) for _, text in pairs]
        ids = [article_id for article_id, _ in pairs]
        classifier = SentenceClassifier.train(
            samples, ids, encoder, encode_all, nearest_weight=NEAREST_WEIGHT, balanced=False
        )
        return cls(classifier, articles)

    def find(self, sample: Sample, among: frozenset[str] | None = None, limit: int = 3) -> list[Hit]:
        """Return the best articles for a question, best first; ``among`` restricts the articles considered."""
        owner = self._exact.get(fold(sample.text))
        if owner is not None and (among is None or owner in among):
            return [Hit(owner, 1.0, 1.0, exact=True)]
        guesses = self._classifier.guesses(sample, among, limit)
        return [Hit(guess.label, guess.probability, guess.similarity) for guess in guesses]

    def save(self, folder: Path) -> None:
        """Write the index into ``folder``."""
        self._classifier.save(folder)

    @classmethod
    def load(cls, folder: Path, articles: Sequence[Article], encoder: SentenceEncoder) -> SearchIndex:
        """Read what :meth:`save` has written for the same articles.

        Raises:
            OSError, ValueError, KeyError: the folder is incomplete or damaged.
        """
        return cls(SentenceClassifier.load(folder, encoder), articles)


def sample_of(text: str, pipeline: GermanPipeline) -> Sample:
    """Return the sample of a text with its lemmas."""
    return Sample(text, " ".join(token.lemma for token in pipeline.tokens(text)))


def open_index(
    knowledge: KnowledgeBase, folder: Path, pipeline: GermanPipeline, encoder: SentenceEncoder, encode_all: Encode
) -> SearchIndex:
    """Return the index for ``knowledge``: read from ``folder`` if it is there, else built and kept; older ones are removed."""
    home = folder / f"{knowledge.version[:16]}-{pipeline.name}-{LAYOUT}"
    articles = list(knowledge.articles.values())
    if home.exists():
        try:
            return SearchIndex.load(home, articles, encoder)
        except (OSError, ValueError, KeyError) as error:
            logger.warning("The search index %s is not readable (%s) and is built anew.", home, error)
    index = SearchIndex.build(articles, pipeline, encoder, encode_all)
    part = folder / f".{home.name}.part"
    shutil.rmtree(part, ignore_errors=True)
    index.save(part)
    shutil.rmtree(home, ignore_errors=True)
    part.rename(home)
    for old in folder.glob(f"*-{pipeline.name}*"):
        if old != home:
            shutil.rmtree(old, ignore_errors=True)
    return index
