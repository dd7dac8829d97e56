"""Whether the bot can answer: what an answer needs is asked, not assumed."""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiohttp
from rasa.core.tracker_store import TrackerStore

from bot.knowledge.store import KnowledgeUnavailable, shared_store

CHECK_SECONDS = 5.0
"""How often a running server asks."""
START_CHECK_SECONDS = 0.2
"""How often a starting one does."""
_ANSWER_SECONDS = 5.0
_NOBODY = "readiness"


class Readiness:
    """Knows what is missing for an answer, as of the last time it asked."""

    def __init__(self, actions: Path, conversations: TrackerStore) -> None:
        """``actions``: the action server's socket. ``conversations``: where the talks are kept."""
        self._actions = actions
        self._conversations = conversations
        self.missing: str | None = "start"
        """``actions``, ``knowledge`` or ``conversations``; None when all is there."""

    async def check(self) -> str | None:
        """Ask, and return what is missing."""
        self.missing = await self._missing()
        return self.missing

    async def keep_checking(self) -> None:
        """Ask again and again until cancelled."""
        while True:
            await asyncio.sleep(CHECK_SECONDS)
            await self.check()

    async def _missing(self) -> str | None:
        if not await self._actions_answer():
            return "actions"
        try:
            # In a thread, because a data base that does not answer must not hold up those who ask for nothing of it.
            await asyncio.wait_for(
                asyncio.get_running_loop().run_in_executor(None, shared_store().snapshot), _ANSWER_SECONDS
            )
        except (KnowledgeUnavailable, asyncio.TimeoutError):
            return "knowledge"
        try:
            await asyncio.wait_for(self._conversations.retrieve(_NOBODY), _ANSWER_SECONDS)
        except Exception:  # whatever it is, no message could be kept
            return "conversations"
        return None

    async def _actions_answer(self) -> bool:
        try:
            async with (
                aiohttp.ClientSession(
                    connector=aiohttp.UnixConnector(str(self._actions)),
                    timeout=aiohttp.ClientTimeout(total=_ANSWER_SECONDS),
                ) as session,
                session.get("http://actions/health") as response,
            ):
                return response.status == 200
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
            return False
