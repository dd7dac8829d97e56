"""Waiting that ends at once when the process has to stop, and trying again until something works."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import DataError, DBAPIError, SQLAlchemyError, StatementError

logger = logging.getLogger(__name__)

PAUSES = (1.0, 2.0, 5.0, 15.0, 30.0)
"""Seconds to wait after the first, second, ... failure; the last one for all further ones."""

Result = TypeVar("Result")


class Stop:
    """The word to stop, which may come at any time and from any task."""

    def __init__(self) -> None:
        """Nobody has asked yet."""
        self._event = asyncio.Event()

    @property
    def asked(self) -> bool:
        """Whether the process has to stop."""
        return self._event.is_set()

    def ask(self) -> None:
        """Give the word."""
        self._event.set()

    async def wait(self) -> None:
        """Wait for the word."""
        await self._event.wait()

    async def rest(self, seconds: float) -> None:
        """Wait ``seconds``, or less when the word comes."""
        if seconds > 0:
            await asyncio.wait({waiting := asyncio.ensure_future(self._event.wait())}, timeout=seconds)
            waiting.cancel()


def pause(failures: int) -> float:
    """Return the seconds to wait after so many failures before this one."""
    return PAUSES[min(failures, len(PAUSES) - 1)]


def will_pass(error: BaseException) -> bool:
    """Return whether the data base is in trouble, so that the same may work later; else what it was given is at fault."""
    if isinstance(error, DataError) or (isinstance(error, StatementError) and not isinstance(error, DBAPIError)):
        return False
    return isinstance(error, SQLAlchemyError)


async def patiently(what: Callable[[], Result], stop: Stop) -> Result | None:
    """Return what ``what`` returns, tried again as long as the data base is in trouble; None where the word to stop came.

    Raises:
        Exception: what ``what`` raises, but for troubles that pass.
    """
    failures = 0
    while not (failures and stop.asked):
        try:
            return what()
        except SQLAlchemyError as error:
            if not will_pass(error):
                raise
            logger.error("The data base does not answer (%s); trying again.", type(error).__name__)
        await stop.rest(pause(failures))
        failures += 1
    return None
