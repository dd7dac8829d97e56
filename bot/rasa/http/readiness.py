"""Whether the bot can answer: what an answer needs is asked, not assumed."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

import aiohttp
from rasa.core.tracker_store import TrackerStore

from bot.knowledge.store import KnowledgeUnavailable, shared_store
from bot.rasa.conversations.tracker_store import ConversationStoreUnavailable
from bot.rasa.measuring import ERRORS_OF_ACTIONS
from bot.settings import VAR_DIR

CHECK_SECONDS = 5.0
"""How often a running server asks."""
START_CHECK_SECONDS = 0.2
"""How often a starting one does."""
LEAST_BYTES = 20 * 1024 * 1024
"""Free space below which a server may soon be unable to keep what is written to it."""
_ANSWER_SECONDS = 5.0
_NOBODY = "readiness"


class Readiness:
    """Knows what is missing for an answer, as of the last time it asked."""

    def __init__(
        self,
        actions: Path,
        conversations: TrackerStore,
        has_model: Callable[[], bool] = lambda: True,
        folder: Path = VAR_DIR,
    ) -> None:
        """``actions``: the action server's socket. ``conversations``: where the talks are kept.

        ``has_model``: whether there is a model to answer with; ``folder``: whose disk needs room.
        """
        self._actions = actions
        self._conversations = conversations
        self._has_model = has_model
        self._folder = folder
        self.missing: str | None = "start"
        """``actions``, ``knowledge`` or ``conversations``; None when all is there that an answer needs."""
        self.parts: dict[str, bool] = {}
        """The same of each by name, and of ``model`` and ``disk``."""

    async def check(self) -> str | None:
        """Ask, and return what is missing."""
        needed = dict(
            zip(
                ("actions", "knowledge", "conversations"),
                await asyncio.gather(
                    self._actions_answer(), self._knowledge_is_there(), self._conversations_are_there()
                ),
                strict=True,
            )
        )
        self.parts = {**needed, "model": self._has_model(), "disk": self._has_room()}
        self.missing = next((name for name, good in needed.items() if not good), None)
        return self.missing

    async def keep_checking(self) -> None:
        """Ask again and again until cancelled."""
        while True:
            await asyncio.sleep(CHECK_SECONDS)
            await self.check()

    async def _knowledge_is_there(self) -> bool:
        try:
            # In a thread, because a data base that does not answer must not hold up those who ask for nothing of it.
            await asyncio.wait_for(
                asyncio.get_running_loop().run_in_executor(None, shared_store().snapshot), _ANSWER_SECONDS
            )
        except (KnowledgeUnavailable, asyncio.TimeoutError):
            return False
        return True

    async def _conversations_are_there(self) -> bool:
        try:
            await asyncio.wait_for(self._conversations.retrieve(_NOBODY), _ANSWER_SECONDS)
        except (Exception, ConversationStoreUnavailable):  # whatever it is, no message could be kept
            return False
        return True

    def _has_room(self) -> bool:
        try:
            return shutil.disk_usage(self._folder).free >= LEAST_BYTES
        except OSError:
            return False

    async def _actions_answer(self) -> bool:
        try:
            async with (
                aiohttp.ClientSession(
                    connector=aiohttp.UnixConnector(str(self._actions)),
                    timeout=aiohttp.ClientTimeout(total=_ANSWER_SECONDS),
                ) as session,
                session.get("http://actions/health") as response,
            ):
                if response.status == 200:
                    ERRORS_OF_ACTIONS.set(int((await response.json()).get("errors", 0)))
                return response.status == 200
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError):
            return False
