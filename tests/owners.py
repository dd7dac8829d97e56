"""Owners who write to running servers and send each message again, under the same id, until it is answered."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import sqlalchemy as sa

from bot.privacy.tables import EVENTS

Messages = list[dict[str, Any]]

PATIENCE = aiohttp.ClientTimeout(total=120)


@dataclass
class Owner:
    """One talk. ``acknowledged``: the ids that were answered; ``failures``: requests that were not answered, or with an error;
    ``slowest``: seconds that one request took at most.
    """

    channel: str
    name: str
    acknowledged: list[str] = field(default_factory=list)
    apologies: int = 0
    failures: int = 0
    slowest: float = 0.0
    token: str = ""

    async def write(self, session: aiohttp.ClientSession, address: str, text: str, message_id: str) -> Messages:
        """Send a message until it is answered."""
        while True:
            began = time.monotonic()
            try:
                messages = await self._send(session, address, text, message_id)
            except (aiohttp.ClientError, asyncio.TimeoutError, json.JSONDecodeError, KeyError):
                messages = []
                self.failures += 1
            self.slowest = max(self.slowest, time.monotonic() - began)
            if messages and not is_apology(messages):
                self.acknowledged.append(message_id)
                return messages
            self.apologies += bool(messages)
            await asyncio.sleep(0.1)

    async def _send(self, session: aiohttp.ClientSession, address: str, text: str, message_id: str) -> Messages:
        if self.channel == "rest":
            body = {"sender": self.name, "message": text, "message_id": message_id}
            return list(await _post(session, f"{address}/webhooks/rest/webhook", body))
        if not self.token:
            self.token = (await _post(session, f"{address}/ui/session", {}))["token"]
        body = {"token": self.token, "text": text, "id": message_id}
        return list((await _post(session, f"{address}/ui/message", body))["messages"])


async def _post(session: aiohttp.ClientSession, address: str, body: dict[str, str]) -> Any:
    async with session.post(address, json=body) as response:
        response.raise_for_status()
        return await response.json()


def is_apology(messages: Messages) -> bool:
    return any(message.get("text", "").startswith("Entschuldigung") for message in messages)


def eight_owners(name: str, channels: Sequence[str] = ("web", "rest")) -> list[Owner]:
    """As many on each channel."""
    return [Owner(channels[number % len(channels)], f"{name} {number}") for number in range(8)]


async def write_until(owners: list[Owner], address: str, stop: asyncio.Event) -> None:
    """Let all owners write side by side, each one message after the other, until ``stop`` and the last is answered."""

    async def talk(session: aiohttp.ClientSession, owner: Owner) -> None:
        number = 0
        while not stop.is_set():
            number += 1
            await owner.write(session, address, f"wir sind {20 + number % 200} Leute", f"{owner.name} {number}")
            await asyncio.sleep(2.5 if owner.channel == "web" else 0.1)  # the website lets thirty pass in a minute

    async with aiohttp.ClientSession(timeout=PATIENCE) as session:
        await asyncio.gather(*(talk(session, owner) for owner in owners))


def stored_ids(url: str) -> Counter[str]:
    """Return how often each id stands in the conversations."""
    query = sa.select(EVENTS.c.data).where(EVENTS.c.type_name == "user")
    with sa.create_engine(url).connect() as connection:
        return Counter(json.loads(data)["message_id"] for data in connection.execute(query).scalars())


def lost_and_double(owners: list[Owner], url: str) -> tuple[list[str], list[str]]:
    """Return the ids that were acknowledged and are not stored, and those that are stored more than once."""
    stored = stored_ids(url)
    of_owners = [id_ for owner in owners for id_ in owner.acknowledged]
    return [id_ for id_ in of_owners if not stored[id_]], [id_ for id_, number in stored.items() if number > 1]
