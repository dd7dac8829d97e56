"""Rasa component: tokens and lemmas of German text."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.language.text.pipeline import GermanPipeline
from bot.rasa.channels.safe_input import clean_text


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class GermanTokenizer(Tokenizer):
    """Cleans the text and splits it with the German pipeline, which is the same on every machine."""

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
        """Create the component; it learns nothing."""
        component = cls(config)
        component._pipeline = GermanPipeline()
        return component

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
