"""The whole bot in one process, without servers: for ``lotse ask`` and ``lotse chat``."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection

from bot.privacy.conversations import tracker_url
from bot.privacy.keeping import erase
from bot.privacy.tables import open_database
from bot.rasa.agent import QuickAgent
from bot.rasa.channels.files import make_file
from bot.rasa.conversations.asking import ask
from bot.rasa.conversations.tracker_store import ERASE

logger = logging.getLogger(__name__)


class InProcessActions(EndpointConfig):
    """Runs the actions here instead of sending them to an action server; Rasa sees an endpoint like any other."""

    def __init__(self) -> None:
        """Register the actions."""
        super().__init__(url="in-process:/actions")
        self._executor = ActionExecutor()
        self._executor.register_package("actions")

    async def request(self, json: dict[str, Any] | None = None, **kwargs: Any) -> Any:
        """Run the action that Rasa asks for and return its events and responses."""
        try:
            return await self._executor.run(json)
        except ActionExecutionRejection as rejection:
            body = f'{{"error": "{rejection}", "action_name": "{rejection.action_name}"}}'
            raise ClientResponseError(400, str(rejection), body) from rejection


class ForgettingMemory(InMemoryTrackerStore):
    """Conversations in memory that are deleted when the owner asks for it, as in the data base."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the conversation, or drop it."""
        if tracker.get_slot(ERASE):
            self.store.pop(tracker.sender_id, None)
            erase(open_database(tracker_url()), tracker.sender_id)
            return
        await super().save(tracker)


class Bot:
    """A loaded bot that answers messages; conversations live in memory and end with the process."""

    def __init__(self, model: Path) -> None:
        """Load ``model`` (about ten seconds)."""
        self._agent = QuickAgent(action_endpoint=InProcessActions())
        self._agent.load_model(model)
        self._agent.tracker_store = ForgettingMemory(self._agent.domain)
        assert self._agent.processor is not None
        self._agent.processor.tracker_store = self._agent.tracker_store

    async def answer(self, text: Any, conversation: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
        """Return the messages for ``text`` and what was understood (Rasa's parse result; empty if the text was refused)."""
        before = await self._latest(conversation)
        messages = await ask(self._handle, text, conversation, "cmdline")
        after = await self._latest(conversation)
        understood = after.parse_data if after is not None and after is not before and after.text else {}
        return messages, dict(understood)

    async def file(self, name: str, conversation: str) -> bytes | None:
        """Return a file made for the conversation (``bot.web.download_link``), or None if there is none."""
        made = await make_file(name, conversation, self._agent.tracker_store)
        return made.content if made else None

    async def understand(self, text: str) -> dict[str, Any]:
        """Return what Rasa understands of ``text`` (its parse result), without a conversation."""
        understood: dict[str, Any] = await self._agent.parse_message(text)
        return understood

    async def _handle(self, message: UserMessage) -> None:
        assert isinstance(message.output_channel, CollectingOutputChannel)
        await self._agent.handle_message(message)

    async def _latest(self, conversation: str) -> Any:
        tracker = await self._agent.tracker_store.retrieve(conversation)
        return None if tracker is None else tracker.latest_message
