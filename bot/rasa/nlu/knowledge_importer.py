"""Rasa importer: the phrasings of the knowledge base are training examples, too.

Every known way to ask an article's question is also an example of "asks a knowledge question", so staff who add a
phrasing improve both the search (at once) and, at the next training, the intents.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rasa.shared.core.domain import Domain
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.knowledge.codes import CENTRE_THEME
from bot.knowledge.files import read_articles
from bot.knowledge.records import Article
from bot.knowledge.store import KnowledgeUnavailable, shared_store
from bot.rasa.nlu.turn_examples import turn_examples
from bot.settings import KNOWLEDGE_DIR, ROOT

_OTHER_INTENTS = {
    "ransomware-erste-hilfe": "emergency",
    "phishing-geklickt": "emergency",
    "stand-sachsen-anhalt": "ask_region_status",
    "assistent-was-kann": "help",
}
"""Articles whose questions an intent of its own answers."""
PHRASINGS = 5
"""Phrasings of each article that teach the intent, evenly from all of them: the search knows every one, and what a question of ours
sounds like is learnt from fewer."""


class KnowledgeImporter(RasaFileImporter, TrainingDataImporter):
    """Adds the questions of all articles to the training data of the files."""

    _examples: TrainingData | None = None

    def get_domain(self) -> Domain:
        """Return ``domain.yml`` with the texts of the folder ``domain`` beside it."""
        domain = super().get_domain()
        folder = ROOT / "domain"
        return domain.merge(Domain.load(str(folder))) if folder.is_dir() else domain

    def get_nlu_data(self, language: str | None = "de") -> TrainingData:
        """Return the examples of ``data/nlu`` and those made from ``data/knowledge``. Rasa asks three times; they are read once."""
        if self._examples is None:
            self._examples = self._read_examples(language)
        return self._examples

    def _read_examples(self, language: str | None) -> TrainingData:
        written = super().get_nlu_data(language)
        known = {example.get(TEXT) for example in written.intent_examples}
        examples = [
            Message({TEXT: text, INTENT: intent, "metadata": {"from_knowledge": True}})
            for text, intent in knowledge_examples()
            if text not in known
        ]
        known |= {example.get(TEXT) for example in examples}
        examples += [Message({TEXT: text, INTENT: intent}) for text, intent in turn_examples() if text not in known]
        return written.merge(TrainingData(training_examples=examples))


def knowledge_examples() -> list[tuple[str, str]]:
    """Return (question, intent) for every phrasing of every article, in a fixed order.

    What is loaded counts, so a mistake in a file does not hinder a training; before anything is loaded, the files.
    """
    examples: dict[str, str] = {}
    try:
        articles: Iterable[Article] = shared_store().snapshot().articles.values()
    except KnowledgeUnavailable:
        articles = read_articles(KNOWLEDGE_DIR)
    for article in articles:
        for text in (article.question, *_evenly(article.phrasings, PHRASINGS)):
            examples.setdefault(text, _intent(article))
    return list(examples.items())


def _intent(article: Article) -> str:
    if article.id in _OTHER_INTENTS:
        return _OTHER_INTENTS[article.id]
    return "ask_centre" if article.theme == CENTRE_THEME else "ask_knowledge"


def _evenly(texts: Sequence[str], most: int) -> list[str]:
    return [texts[place * len(texts) // most] for place in range(most)] if len(texts) > most else list(texts)
