"""A model that was learnt while the server runs is taken over by it, between two messages."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from bot.rasa.agent import QuickAgent

logger = logging.getLogger(__name__)

_LOOK_SECONDS = 2.0

Seen = tuple[int, int, int]
"""What changes with a file that was put in the place of another."""


async def follow(agent: QuickAgent, model: Path, look_seconds: float = _LOOK_SECONDS) -> None:
    """Look at ``model`` again and again, until cancelled, and let ``agent`` go on with a new one.

    It is loaded in a thread, so that messages are answered meanwhile. One that cannot be loaded is said once; what was
    good before goes on.
    """
    seen = _seen(model)
    while True:
        await asyncio.sleep(look_seconds)
        now = _seen(model)
        if now in {seen, None}:
            continue
        seen = now
        try:
            agent.take_over(await asyncio.get_running_loop().run_in_executor(None, agent.processor_for, model))
        except Exception as error:
            logger.error("The new model cannot be loaded (%s); the one of before goes on.", type(error).__name__)


def _seen(model: Path) -> Seen | None:
    try:
        state = model.stat()
    except OSError:
        return None
    return state.st_ino, state.st_size, state.st_mtime_ns
