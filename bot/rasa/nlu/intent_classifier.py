"""Rasa component: the intent of a sentence, decided by :class:`bot.language.meaning.classifier.SentenceClassifier`."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language.asked.urgent import urgent_intent
from bot.language.meaning.classifier import SentenceClassifier
from bot.language.meaning.encoder import SENTENCE_VECTOR, pack, shared_encoder, training_cache
from bot.language.meaning.features import Sample

RANKING_LENGTH = 5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class GermanIntentClassifier(IntentClassifier, GraphComponent):
    """Logistic regression over n-grams and sentence vectors.

    Two intents do not depend on statistics alone: plain words of despair and of an acute incident are recognised by
    rules first (:mod:`bot.language.asked.urgent`), because missing one of them is worse than any other mistake.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Tokens with lemmas have to be there."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The options of :meth:`SentenceClassifier.train`, and ``knowledge_weight``: of an example from the knowledge base.

        ``lift`` gives an intent a head start (added to the log-probability): what is none of ours has no bounds that
        examples could show.
        """
        return {
            "strength": 10.0,
            "nearest_weight": 18.0,
            "knowledge_weight": 0.25,
            "lift": {"out_of_scope": 2.0},
        }

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        """Use :meth:`create` or :meth:`load`."""
        self._config = config
        self._storage = storage
        self._resource = resource
        self._classifier: SentenceClassifier | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GermanIntentClassifier:
        """Create an untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> GermanIntentClassifier:
        """Load a trained component."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._classifier = SentenceClassifier.load(folder, shared_encoder())
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Train on all examples and persist the result."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        weights = [
            self._config["knowledge_weight"] if (example.get("metadata") or {}).get("from_knowledge") else 1.0
            for example in examples
        ]
        self._classifier = SentenceClassifier.train(
            [_sample(example) for example in examples],
            [example.get(INTENT) for example in examples],
            shared_encoder(),
            training_cache().encode_all,
            sample_weight=weights,
            strength=self._config["strength"],
            nearest_weight=self._config["nearest_weight"],
            lift=self._config["lift"],
        )
        with self._storage.write_to(self._resource) as folder:
            self._classifier.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent and its ranking on each message."""
        for message in messages:
            ranking = self._ranking(message)
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
            message.set(SENTENCE_VECTOR, self._vector(message), add_to_output=True)
        return messages

    def _vector(self, message: Message) -> dict[str, str]:
        """Return the vector of the sentence for the search of the action server, which need not compute it again."""
        assert self._classifier is not None
        text = self._classifier.mended(_sample(message)).text
        return {"text": text, "packed": pack(shared_encoder().encode(text))}

    def _ranking(self, message: Message) -> list[dict[str, Any]]:
        text = message.get(TEXT) or ""
        if not any(char.isalnum() for char in text):
            return [{"name": "nlu_fallback", "confidence": 1.0}]
        urgent = urgent_intent(text)
        if urgent:
            return [{"name": urgent, "confidence": 1.0}]
        assert self._classifier is not None
        best = self._classifier.guesses(_sample(message), limit=RANKING_LENGTH)
        return [{"name": guess.label, "confidence": guess.probability} for guess in best]


def _sample(message: Message) -> Sample:
    tokens = message.get(TOKENS_NAMES[TEXT]) or []
    return Sample(message.get(TEXT) or "", " ".join(token.lemma for token in tokens))
