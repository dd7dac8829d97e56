"""Logs for operators: causes, never what an owner wrote."""

from __future__ import annotations

import logging
import warnings

from rasa.utils.log_utils import configure_structlog


def keep_quiet(level: int = logging.ERROR) -> None:
    """Show messages from ``level`` on. Rasa logs texts and entities at debug level, and structlog shows all unless told."""
    warnings.filterwarnings("ignore", category=UserWarning, module="rasa")
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger().setLevel(level)
    configure_structlog(level)
