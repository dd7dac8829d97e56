"""Rasa's agent with the parts that are ours: locks, quick calls of the action server, quick rules, a model without its training."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from rasa.core.actions.action import Action
from rasa.core.agent import Agent
from rasa.core.brokers.broker import EventBroker
from rasa.core.lock_store import LockStore
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints
from rasa.engine.graph import ExecutionContext
from rasa.engine.loader import load_predict_graph_runner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.local_model_storage import MODEL_ARCHIVE_METADATA_FILE, LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelMetadata, ModelStorage
from rasa.exceptions import ModelNotFound
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.rasa.locks import LocalLocks, RedisLocks
from bot.rasa.quick_rules import QuickRulePolicy
from bot.rasa.remote_actions import ActionServer, quick
from bot.rasa.runner import InOrderRunner
from bot.settings import redis_url


class CheckedDomainProvider(DomainProvider):
    """Reads the domain of a model as it was checked in training: reading and checking it takes 0.2 s with Rasa's reader."""

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> CheckedDomainProvider:
        """Return the provider of a model."""
        with model_storage.read_from(resource) as folder:
            described = yaml.load((folder / "domain.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        return cls(model_storage, resource, Domain.from_dict(described))


_QUICK: dict[type, type] = {RulePolicy: QuickRulePolicy, DomainProvider: CheckedDomainProvider}
"""What serves instead of the component that was trained."""


class ServingStorage(LocalModelStorage):
    """Reads a model for serving: how it was trained stays unread, because that names classes which import TensorFlow.

    Rules are trained by Rasa's policy and applied by ours, and the domain is not checked once more.
    """

    @staticmethod
    def _load_metadata(directory: Path) -> ModelMetadata:
        stored = json.loads((directory / MODEL_ARCHIVE_METADATA_FILE).read_text(encoding="utf-8"))
        metadata = ModelMetadata.from_dict({**stored, "train_schema": {"nodes": {}}})
        for node in metadata.predict_schema.nodes.values():
            node.uses = _QUICK.get(node.uses, node.uses)
        return metadata


class QuickProcessor(MessageProcessor):
    """Answers messages as Rasa does, with quick actions."""

    @staticmethod
    def _load_model(model_path: str | Path) -> tuple[str, ModelMetadata, GraphRunner]:
        path = Path(model_path)
        if not path.is_file():
            raise ModelNotFound(f"there is no model at {path}")
        with TemporaryDirectory() as folder:
            metadata, runner = load_predict_graph_runner(Path(folder), path, ServingStorage, InOrderRunner)
        return path.name, metadata, runner

    def predict_next_with_tracker_if_should(self, tracker: DialogueStateTracker) -> tuple[Action, PolicyPrediction]:
        """Return what to do next.

        Raises:
            ActionLimitReached: a message has led to too many actions.
        """
        action, prediction = super().predict_next_with_tracker_if_should(tracker)
        return quick(action, self.action_endpoint), prediction


class LotseAgent(Agent):
    """An agent whose processor is :class:`QuickProcessor`."""

    def load_model(self, model_path: str | Path, fingerprint: str | None = None) -> None:
        """Load a model from a file.

        Raises:
            ModelNotFound: there is none.
        """
        self.processor = QuickProcessor(
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            action_endpoint=self.action_endpoint,
            generator=self.nlg,
        )
        self.domain = self.processor.domain
        self._set_fingerprint(fingerprint)
        self.tracker_store.domain = self.domain
        self.nlg.responses = self.domain.responses


async def load_agent(model: Path, endpoints: AvailableEndpoints) -> LotseAgent:
    """Return an agent that is ready.

    Args:
        model: the trained model.
        endpoints: what endpoints.yml says.

    Raises:
        ModelNotFound, ConnectionException, RasaException: what is missing.
    """
    broker = await EventBroker.create(endpoints.event_broker)
    agent = LotseAgent(
        tracker_store=TrackerStore.create(endpoints.tracker_store, event_broker=broker),
        lock_store=lock_store(),
        action_endpoint=_action_server(endpoints.action),
    )
    agent.load_model(model)
    return agent


def lock_store() -> LockStore:
    """Return locks in Redis where ``LOTSE_REDIS_URL`` names one, else locks of this process."""
    url = redis_url()
    return RedisLocks(url) if url else LocalLocks()


def _action_server(endpoint: EndpointConfig) -> ActionServer:
    return ActionServer(endpoint.url, headers=endpoint.headers, **endpoint.kwargs)
