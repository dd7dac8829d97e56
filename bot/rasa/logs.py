"""Logs for operators: causes, never what an owner wrote."""

from __future__ import annotations

import logging
import warnings
from collections.abc import MutableMapping
from typing import Any

import structlog

from bot.rasa.repeats import sum_up_repeats


def keep_quiet(level: int = logging.ERROR) -> None:
    """Show messages from ``level`` on. Rasa logs texts and entities at debug level, and structlog shows all unless told."""
    warnings.filterwarnings("ignore", category=UserWarning, module="rasa")
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger().setLevel(level)
    quiet_structlog(level)
    sum_up_repeats()


def quiet_structlog(level: int) -> None:
    """Show what Rasa logs through structlog from ``level`` on, and of it only what happened."""
    structlog.configure(
        processors=[_cause],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
    )


def _cause(logger: Any, method: str, event: MutableMapping[str, Any]) -> str:
    """Return what happened. The other fields of an event of Rasa may hold what an owner wrote, so they are dropped."""
    happened = str(event.get("event"))
    error = event.get("exc_info")
    return f"{happened} ({type(error).__name__})" if isinstance(error, BaseException) else happened
