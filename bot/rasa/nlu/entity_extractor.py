"""Rasa component: entities read by rules, because a wrong number is worse than none."""

from __future__ import annotations

import logging
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.advice.understanding import reader_for
from bot.knowledge.store import KnowledgeUnavailable, shared_store

logger = logging.getLogger(__name__)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class GermanEntityExtractor(EntityExtractorMixin, GraphComponent):
    """Adds the entities of :class:`bot.language.facts.reader.Reader`; names follow the knowledge base without a restart."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GermanEntityExtractor:
        """Create the component; it has no options and learns nothing."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the entities of each message. Without a knowledge base there are none, and the log says why."""
        try:
            reader = reader_for(shared_store().snapshot())
        except KnowledgeUnavailable as error:
            logger.error("No entities are read, the knowledge base is not available: %s", error)
            return messages
        for message in messages:
            found = [
                {
                    "entity": entity.name,
                    "value": entity.value,
                    "start": entity.start,
                    "end": entity.end,
                    "extractor": self.name,
                }
                for entity in reader.read(message.get(TEXT) or "")
            ]
            message.set(ENTITIES, found, add_to_output=True)
        return messages
