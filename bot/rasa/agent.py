"""Rasa's agent with the parts that are ours: locks, quick calls of the action server, quick rules, a model without its training."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Coroutine
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from rasa.core.actions.action import Action, action_for_name_or_text
from rasa.core.agent import Agent
from rasa.core.brokers.broker import EventBroker
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
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

from bot.rasa.conversations.asking import ConversationErased, OwnersMessage
from bot.rasa.conversations.event_log import Before, ConversationVanished
from bot.rasa.conversations.locks import LocalLocks, RedisLocks
from bot.rasa.conversations.net import caught_turn
from bot.rasa.conversations.once import TURN, AnsweredBefore, Turn
from bot.rasa.conversations.person import kept_for_person
from bot.rasa.conversations.tracker_store import LiveTrackerStore
from bot.rasa.measuring import PARTS, timed
from bot.rasa.patches.quick_rules import QuickRulePolicy
from bot.rasa.patches.runner import InOrderRunner
from bot.rasa.remote_actions import ActionServer, quick
from bot.settings import redis_url

ANSWER_SECONDS = 9.0
"""After that somebody who waits gets an apology; the work goes on, and its answer is there for who asks again."""


class TooSlow(Exception):  # noqa: N818
    """Something takes longer than anybody should wait."""


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
    """Answers messages as Rasa does, with quick actions and a net under each turn."""

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

    def action_named(self, name: str) -> Action:
        """Return an action of the domain."""
        return quick(action_for_name_or_text(name, self.domain, self.action_endpoint), self.action_endpoint)

    async def parse_message(self, message: UserMessage, *arguments: Any, **named: Any) -> dict[str, Any]:
        """Return what a message means, and measure how long that took."""
        with timed("understanding"):
            understood: dict[str, Any] = await super().parse_message(message, *arguments, **named)
        return understood

    async def handle_message(self, message: UserMessage) -> list[dict[str, Any]] | None:
        """Answer a message; whatever goes wrong, the conversation listens again afterwards (``bot.rasa.conversations.net``).

        Raises:
            ConversationStoreUnavailable: the conversation cannot be read or written.
        """
        channel = message.output_channel
        tracker = await self.fetch_tracker_and_update_session(message.sender_id, channel, message.metadata)
        await caught_turn(self, message, tracker)
        await self.save_tracker(tracker)
        return channel.messages if isinstance(channel, CollectingOutputChannel) else None


class QuickAgent(Agent):
    """An agent whose processor is :class:`QuickProcessor`."""

    def load_model(self, model_path: str | Path, fingerprint: str | None = None) -> None:
        """Load a model from a file.

        Raises:
            ModelNotFound: there is none.
        """
        self.take_over(self.processor_for(model_path), fingerprint)

    def processor_for(self, model_path: str | Path) -> QuickProcessor:
        """Return a processor with a model from a file, beside the one that answers now.

        Raises:
            ModelNotFound: there is none.
        """
        return QuickProcessor(
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            action_endpoint=self.action_endpoint,
            generator=self.nlg,
        )

    def take_over(self, processor: QuickProcessor, fingerprint: str | None = None) -> None:
        """Answer with ``processor`` from the next message on; messages under way end with the one they began with."""
        self.processor = processor
        self.domain = processor.domain
        self._set_fingerprint(fingerprint)
        self.tracker_store.domain = self.domain
        self.nlg.responses = self.domain.responses


class LotseAgent(QuickAgent):
    """The agent of a server: it answers each message once."""

    def __init__(self, conversations: LiveTrackerStore, locks: LockStore, action_server: ActionServer) -> None:
        """Everything but the model comes from outside."""
        super().__init__(tracker_store=conversations, lock_store=locks, action_endpoint=action_server)
        self.conversations = conversations
        self._under_way: set[asyncio.Future[Any]] = set()

    async def handle_message(self, message: UserMessage) -> None:
        """Answer a message into its output channel, or give the answer that it got before.

        The work goes on when the browser hangs up and when time is up; its answer is there when the message is sent again.

        Raises:
            ConversationErased: the conversation was deleted and is over, or the message was part of what was deleted.
            TooSlow: there is no answer yet.
            LockError, ConversationStoreUnavailable, ConversationVanished, ActionServerGone, NoAnswer: nothing was written.
        """
        await self._in_time(self._answer(message))

    async def erase(self, conversation: str) -> None:
        """Delete everything stored of a conversation, after the messages that came before.

        Raises:
            TooSlow: it is not deleted yet, but will be.
            LockError, ConversationStoreUnavailable: it is not deleted.
        """
        await self._in_time(self._erase(conversation))

    async def _in_time(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._under_way.add(task)  # the loop itself holds tasks weakly
        task.add_done_callback(self._ended)
        await asyncio.wait({task}, timeout=ANSWER_SECONDS)
        if not task.done():
            raise TooSlow(f"nothing after {ANSWER_SECONDS:.0f} s; the work goes on")
        task.result()

    def _ended(self, task: asyncio.Future[Any]) -> None:
        self._under_way.discard(task)
        if not task.cancelled():
            task.exception()  # whoever still waits for it gets it; for nobody else it is news

    async def _erase(self, conversation: str) -> None:
        async with self.lock_store.lock(conversation):
            await self.conversations.erase(conversation)

    async def _answer(self, message: UserMessage) -> None:
        given = message if isinstance(message, OwnersMessage) else None
        turn = Turn(message.message_id if given and given.is_numbered else None, bool(given and given.is_final))
        turn.opening = given.opening if given else None
        began = time.perf_counter()
        async with self.lock_store.lock(message.sender_id):
            PARTS.labels("waiting").observe(time.perf_counter() - began)
            before = await self._before(message, turn)
            if self._is_repeated(message, before):
                if given:
                    given.is_repeated = True
                return
            try:
                if before.is_taken and await kept_for_person(message, turn, self.conversations, self.processor):
                    if given:
                        given.is_kept = True
                    return
                TURN.set(turn)  # of this task, which ends with the message
                await self.processor.handle_message(message)
            except (AnsweredBefore, ConversationVanished):
                if not self._is_repeated(message, await self._before(message, turn)):
                    raise
            finally:
                if given:
                    given.is_known = turn.is_known

    async def _before(self, message: UserMessage, turn: Turn) -> Before:
        before = await self.conversations.before(message.sender_id, turn.message_id)
        if before.is_erased_with_it or (before.is_erased and turn.is_final):
            raise ConversationErased(f"a message to a conversation that was deleted: {message.input_channel}")
        return before

    def _is_repeated(self, message: UserMessage, before: Before) -> bool:
        """Give the answer that the message got before; returns False where it is new."""
        if before.answer is None:
            return False
        message.output_channel.messages[:] = before.answer
        if isinstance(message, OwnersMessage):
            message.is_kept = not before.answer
        return True


async def load_agent(model: Path, endpoints: AvailableEndpoints) -> LotseAgent:
    """Return an agent that is ready.

    Args:
        model: the trained model.
        endpoints: what endpoints.yml says.

    Raises:
        ModelNotFound, ConnectionException, RasaException: what is missing.
    """
    broker = await EventBroker.create(endpoints.event_broker)
    conversations = TrackerStore.create(endpoints.tracker_store, event_broker=broker)
    agent = LotseAgent(conversations, lock_store(), _action_server(endpoints.action))
    agent.load_model(model)
    return agent


def lock_store() -> LockStore:
    """Return locks in Redis where ``LOTSE_REDIS_URL`` names one, else locks of this process."""
    url = redis_url()
    return RedisLocks(url) if url else LocalLocks()


def _action_server(endpoint: EndpointConfig) -> ActionServer:
    return ActionServer(endpoint.url, headers=endpoint.headers, **endpoint.kwargs)
