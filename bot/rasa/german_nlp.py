"""Rasa component: tokens and lemmas from the German pipeline that is installed."""

from __future__ import annotations

import json
import logging
from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.exceptions import RasaException
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language.pipeline import LIGHT, GermanPipeline, installed_pipeline
from bot.rasa.safe_input import clean_text

logger = logging.getLogger(__name__)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class GermanTokenizer(Tokenizer):
    """Cleans the text and splits it with the German pipeline.

    The name of the pipeline is stored with the model. Loading the model under another one is refused, because
    the lemmas would differ from those it was trained on.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Options of Rasa's tokenizers; intents are single labels here."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GermanTokenizer:
        """Create the component for training."""
        component = cls(config)
        component._storage, component._resource = model_storage, resource
        component._pipeline = GermanPipeline()
        if component._pipeline.name == LIGHT:
            logger.info("The German spaCy model is not installed; using spaCy's tokenizer with simplemma's lemmas.")
        return component

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> GermanTokenizer:
        """Load the component of a trained model.

        Raises:
            RasaException: the model was trained with another German pipeline than the one installed.
        """
        with model_storage.read_from(resource) as folder:
            trained_with = json.loads((folder / "pipeline.json").read_text(encoding="utf-8"))["pipeline"]
        installed = installed_pipeline()
        if trained_with != installed:
            raise RasaException(
                f"This model was trained with the German pipeline '{trained_with}', but '{installed}' is installed. "
                "Train it again with 'make train', or install the pipeline it was trained with."
            )
        return cls.create(config, model_storage, resource, execution_context)

    def train(self, training_data: TrainingData) -> Resource:
        """Record the pipeline; there is nothing else to learn."""
        with self._storage.write_to(self._resource) as folder:
            (folder / "pipeline.json").write_text(json.dumps({"pipeline": self._pipeline.name}), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Clean and tokenize incoming messages; a leading slash is removed, so nobody can type Rasa commands."""
        for message in messages:
            message.set(TEXT, clean_text(message.get(TEXT) or ""))
        processed: list[Message] = super().process(messages)
        return processed

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Return Rasa tokens that carry the lemma."""
        return [
            Token(token.text, token.start, token.end, lemma=token.lemma)
            for token in self._pipeline.tokens(message.get(attribute) or "")
        ]
