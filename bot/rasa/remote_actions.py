"""Calling the action server: one connection kept open, a time limit, little to tell, and answers checked quickly.

An action server that is being started again is waited for: every action may be run twice, so a call whose connection was
refused or broke is simply made again. Where no answer comes at all, the whole message fails and nothing of it is stored
(``bot.rasa.conversations.once``), so that it can be sent again: Rasa would go on without the action and call the message answered.

Rasa 3.6 opens a connection for every call, waits up to 300 s, sends the whole conversation, and checks each answer with a
JSON schema that it checks itself first, against the schema of all schemas: more than half of what a message cost here.
"""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import Iterable
from typing import Any

import aiohttp
import rasa
from rasa.core.actions.action import Action, ActionExecutionRejection, RemoteAction, action_for_name_or_text
from rasa.core.actions.forms import FormAction
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot.rasa.measuring import timed

TURNS_TOLD = 2
"""Turns that an action is told of: what the bot said last decides what an answer means, nothing before does."""

TIMEOUT_SECONDS = 8.0
"""How long an action may take. It lies well below the life of a conversation's lock (60 s)."""

RETRY_SECONDS = 6.0
"""How long an action server that cannot be reached is waited for."""

_BROKEN = (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError, aiohttp.ClientPayloadError, ConnectionError)
"""What a server leaves that dies before, while and after it begins its answer; the last comes of a connection that is closing."""
_GONE = (aiohttp.ClientConnectionError, asyncio.TimeoutError, *_BROKEN)

_PAUSES = (0.05, 0.1, 0.2, 0.5)

logger = logging.getLogger(__name__)


class ActionServerGone(BaseException):
    """The action server gave no answer, so the message cannot be answered. Not an Exception: Rasa would go on without it."""


class ActionServer(EndpointConfig):
    """The action server, over connections that stay open; over the Unix socket ``LOTSE_ACTIONS_SOCKET`` where that is set."""

    _session: aiohttp.ClientSession | None = None

    async def request(self, json: Any = None, **kwargs: Any) -> Any:
        """Post ``json`` and return the answer; tried again for some seconds where the connection is refused or breaks.

        Raises:
            ClientResponseError: the server refuses; 400 means that an action rejected its execution.
            aiohttp.ClientError, asyncio.TimeoutError: it cannot be reached or takes too long.
        """
        with timed("acting"):
            return await self._request(json)

    async def _request(self, json: Any) -> Any:
        until = time.monotonic() + RETRY_SECONDS
        failures = 0
        while True:
            try:
                return await self._post(json)
            except _BROKEN as error:
                if time.monotonic() > until:
                    raise
                if not failures:
                    logger.warning("The action server cannot be reached (%s); trying again.", type(error).__name__)
                await asyncio.sleep(_PAUSES[min(failures, len(_PAUSES) - 1)])
                failures += 1

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    async def _post(self, json: Any) -> Any:
        async with self._open().post(self.url, json=json, headers=self.headers) as response:
            if response.status >= 400:
                raise ClientResponseError(response.status, response.reason, await response.text())
            return await response.json()

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            socket = os.environ.get("LOTSE_ACTIONS_SOCKET")
            connector = aiohttp.UnixConnector(socket) if socket else None
            timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
            self._session = aiohttp.ClientSession(connector=connector, timeout=timeout)
        return self._session


class QuickRemoteAction(RemoteAction):
    """An action on the action server, told of the last turns only, and its answer checked by hand instead of by schema."""

    async def run(
        self,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> list[Event]:
        """Run the action.

        Raises:
            ActionExecutionRejection: the action rejects its execution.
            ActionServerGone: the action server cannot be reached, or takes too long.
            Exception: the action did not succeed.
        """
        try:
            return list(await super().run(output_channel, nlg, tracker, domain))
        except ActionExecutionRejection:
            raise
        except Exception as error:
            # Rasa wraps some errors and passes others on; a time that is up has a cancelled task as its cause.
            gone = [each for each in (error, error.__cause__, error.__context__) if isinstance(each, _GONE)]
            if gone:
                raise ActionServerGone(f"{self.name()}: {type(gone[0]).__name__}") from error
            raise

    def _action_call_format(self, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
        state = tracker.current_state(EventVerbosity.NONE)
        state["events"] = [event.as_dict() for event in last_turns(tracker.events, TURNS_TOLD)]
        return {
            "next_action": self.name(),
            "sender_id": tracker.sender_id,
            "tracker": state,
            "version": rasa.__version__,
        }

    def _validate_action_result(self, result: Any) -> bool:
        """Check what Rasa relies on: two lists of objects, each event with a name.

        Raises:
            RasaException: the answer has another shape.
        """
        answer = result if isinstance(result, dict) else {"events": None}
        events, responses = answer.get("events", []), answer.get("responses", [])
        if not (_are_objects(events) and _are_objects(responses) and all(map(_has_name, events or ()))):
            raise RasaException(f"The action server's answer to '{self.name()}' is not of the shape that Rasa expects.")
        return True


class QuickForm(FormAction):
    """Rasa's form, with quick remote actions."""

    async def validate_slots(
        self,
        slot_candidates: dict[str, Any],
        tracker: DialogueStateTracker,
        domain: Domain,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
    ) -> list[Event]:
        """Let the action ``validate_<form>`` check the candidates, as Rasa's form does."""
        name = f"validate_{self.name()}"
        if name not in domain.action_names_or_texts:
            return []
        candidates = [SlotSet(slot, value) for slot, value in slot_candidates.items()]
        temporary = self._temporary_tracker(tracker, candidates, domain)
        action = QuickRemoteAction(name, self.action_endpoint)
        return list(await action.run(output_channel, nlg, temporary, domain))

    async def _ask_for_slot(
        self,
        domain: Domain,
        nlg: NaturalLanguageGenerator,
        output_channel: OutputChannel,
        slot_name: str,
        tracker: DialogueStateTracker,
    ) -> list[Event]:
        name = self._name_of_utterance(domain, slot_name)
        if not name:
            return []
        action = quick(action_for_name_or_text(name, domain, self.action_endpoint), self.action_endpoint)
        return list(await action.run(output_channel, nlg, tracker, domain))


def last_turns(events: Iterable[Event], turns: int) -> list[Event]:
    """Return the last ``turns`` messages of the owner with all that followed; everything if there are fewer."""
    everything = list(events)
    messages = [place for place, event in enumerate(everything) if isinstance(event, UserUttered)]
    return everything[messages[-turns] if len(messages) >= turns else 0 :]


def quick(action: Action, action_server: EndpointConfig | None) -> Action:
    """Return the quick variant of ``action`` where there is one."""
    if type(action) is RemoteAction:
        return QuickRemoteAction(action.name(), action_server)
    if type(action) is FormAction:
        return QuickForm(action.name(), action_server)
    return action


def _are_objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _has_name(event: dict[str, Any]) -> bool:
    return isinstance(event.get("event"), str)
