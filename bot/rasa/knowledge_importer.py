"""Rasa importer: the phrasings of the knowledge base are training examples, too.

Every known way to ask an article's question is also an example of "asks a knowledge question", so staff who add a
phrasing improve both the search (at once) and, at the next training, the intents.
"""

from __future__ import annotations

from rasa.shared.core.domain import Domain
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.knowledge.files import read_articles
from bot.settings import KNOWLEDGE_DIR, ROOT

CENTRE_THEME = "zentrum"

_OTHER_INTENTS = {
    "ransomware-erste-hilfe": "emergency",
    "phishing-geklickt": "emergency",
    "stand-sachsen-anhalt": "ask_region_status",
    "assistent-was-kann": "help",
}
"""Articles whose questions an intent of its own answers."""


class KnowledgeImporter(RasaFileImporter, TrainingDataImporter):
    """Adds the questions of all articles to the training data of the files."""

    def get_domain(self) -> Domain:
        """Return ``domain.yml`` with the texts of the folder ``domain`` beside it."""
        domain = super().get_domain()
        folder = ROOT / "domain"
        return domain.merge(Domain.load(str(folder))) if folder.is_dir() else domain

    def get_nlu_data(self, language: str | None = "de") -> TrainingData:
        """Return the examples of ``data/nlu`` and those made from ``data/knowledge``."""
        written = super().get_nlu_data(language)
        known = {example.get(TEXT) for example in written.intent_examples}
        examples = [
            Message({TEXT: text, INTENT: intent, "metadata": {"from_knowledge": True}})
            for text, intent in knowledge_examples()
            if text not in known
        ]
        return written.merge(TrainingData(training_examples=examples))


def knowledge_examples() -> list[tuple[str, str]]:
    """Return (question, intent) for every phrasing of every article, in a fixed order."""
    examples: dict[str, str] = {}
    for article in read_articles(KNOWLEDGE_DIR):
        intent = _OTHER_INTENTS.get(article.id) or ("ask_centre" if article.theme == CENTRE_THEME else "ask_knowledge")
        for text in (article.question, *article.phrasings):
            examples.setdefault(text, intent)
    return list(examples.items())
