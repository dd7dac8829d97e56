"""A bot in this process whose talks can be set to any point, and told any intent there, whatever the classifier thinks."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.loading import load_data

from bot.rasa.conversations.window import shortened
from bot.settings import ROOT
from tests.conversations.talk import INTERNAL

MOST_MESSAGES = 6
"""How much the bot may say in one turn."""

FALLBACK = "nlu_fallback"
_WHO = "stage"


@dataclass(frozen=True)
class Said:
    """A message as it is understood. ``confidence``: of the intent; 1.0 is what buttons have."""

    text: str
    intent: str
    entities: tuple[dict[str, Any], ...] = ()
    confidence: float = 0.9

    def parsed(self) -> dict[str, Any]:
        """Return it as Rasa's pipeline would hand it on."""
        intent = {"name": self.intent, "confidence": self.confidence}
        return {"text": self.text, "intent": intent, "entities": list(self.entities), "intent_ranking": [intent]}


@dataclass(frozen=True)
class Outcome:
    """What a message led to. ``talk``: the stored conversation after it, to go on from."""

    messages: list[dict[str, Any]]
    talk: str

    @property
    def events(self) -> list[dict[str, Any]]:
        """The conversation's events."""
        return list(json.loads(self.talk)["events"]) if self.talk else []

    @property
    def bubbles(self) -> list[dict[str, Any]]:
        """What is seen: the machine-readable parts are not."""
        return [message for message in self.messages if message.get("text") or message.get("image")]

    def faults(self) -> list[str]:
        """Return what must not be in any turn."""
        found = []
        if not self.bubbles:
            found.append("nothing was said")
        if len(self.bubbles) > MOST_MESSAGES:
            found.append(f"{len(self.bubbles)} messages")
        found += [f"„{seen[0]}“ in: {text}" for text in self._texts() if (seen := INTERNAL.search(text))]
        actions = [event["name"] for event in self.events if event["event"] == "action"]
        if self.events and actions[-1:] != [ACTION_LISTEN_NAME]:
            found.append(f"does not listen, last actions: {actions[-3:]}")
        return found

    def _texts(self) -> Iterator[str]:
        for message in self.messages:
            yield from filter(None, (message.get("text"), *(b["title"] for b in message.get("buttons") or ())))


class Stage:
    """Plays single turns. ``agent``: the loaded bot, its conversations in memory."""

    def __init__(self, agent: Any) -> None:
        self._agent = agent
        self._loop = asyncio.new_event_loop()

    def say(self, said: Said | str, talk: str = "") -> Outcome:
        """Say something in the stored conversation ``talk``, or in a new one; a str is understood by the real pipeline."""
        store = self._agent.processor.tracker_store.store
        store.pop(_WHO, None)
        if talk:
            store[_WHO] = talk
        message = UserMessage(said if isinstance(said, str) else said.text, CollectingOutputChannel(), _WHO)
        if isinstance(said, Said):
            message.parse_data = said.parsed()
        self._loop.run_until_complete(self._agent.handle_message(message))
        return Outcome(message.output_channel.messages, store.get(_WHO, ""))

    def shortened(self, talk: str) -> str:
        """Return a stored conversation cut to its last turns, as the servers keep it."""
        store = self._agent.processor.tracker_store
        tracker = store.deserialise_tracker(_WHO, talk) if talk else None
        events = shortened(list(tracker.events), self._agent.domain.slots) if tracker else None
        if events is None:
            return talk
        cut = DialogueStateTracker.from_events(_WHO, events, self._agent.domain.slots)
        return str(store.serialise_tracker(cut))

    def understood(self, text: str) -> dict[str, Any]:
        """Return what the real pipeline understands."""
        return dict(self._loop.run_until_complete(self._agent.parse_message(text)))


def training_sentences() -> dict[str, list[str]]:
    """Return the sentences of data/nlu by intent, in their order."""
    found: dict[str, list[str]] = {}
    for file in sorted(Path(ROOT / "data" / "nlu").glob("*.yml")):
        for example in load_data(str(file)).intent_examples:
            found.setdefault(example.get("intent"), []).append(example.get("text"))
    return found
