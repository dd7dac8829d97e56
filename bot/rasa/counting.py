"""Writing down every few seconds how much a server has answered (``bot.feedback.figures``): numbers, nothing of anybody."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

from sqlalchemy.exc import SQLAlchemyError

from actions.services import private_database
from bot.clock import today
from bot.rasa.conversations.asking import COUNTING

SECONDS = 10.0
"""How often. Who is killed in between loses so much."""

logger = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def counting() -> AsyncIterator[None]:
    """Write again and again, and once more at the end. A data base in trouble costs no answer."""
    writing = asyncio.ensure_future(_keep_writing())
    try:
        yield
    finally:
        writing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await writing
        await asyncio.to_thread(_write)


async def _keep_writing() -> None:
    while True:
        await asyncio.sleep(SECONDS)
        await asyncio.to_thread(_write)


def _write() -> None:
    try:
        COUNTING.write(private_database(), today())
    except SQLAlchemyError as error:
        logger.error("The figures of the day could not be written: %s", type(error).__name__)
