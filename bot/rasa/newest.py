"""Waiting for the content that somebody has just changed: the desk asks at once how the chat answers now."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from bot.knowledge.store import FOLLOW_SECONDS, KnowledgeUnavailable, shared_store

CONTENT = "content"
"""In what comes with a message: the version of the content that it is to be answered with."""
_PAUSE = 0.05


async def newest_content(metadata: Any) -> None:
    """Return when this process has the content that a message is about; at once for all who wait for none, and in any case after
    some seconds. Others are answered meanwhile.

    Args:
        metadata: of the message.
    """
    wanted = metadata.get(CONTENT) if isinstance(metadata, dict) else None
    until = time.monotonic() + FOLLOW_SECONDS
    while isinstance(wanted, str) and time.monotonic() < until:
        try:
            if shared_store().snapshot().version == wanted:
                return
        except KnowledgeUnavailable:
            return  # the answer says so
        await asyncio.sleep(_PAUSE)
