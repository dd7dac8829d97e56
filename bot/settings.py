"""Where things are, and the settings that most of the code asks for. All settings: ``bot.core.table``."""

from __future__ import annotations

from pathlib import Path

from bot.core.file import CODE
from bot.core.table import DB_URL, HOME, PROXIES, REDIS_URL, TRACKER_URL

ROOT = CODE
"""The folder of the code, with Rasa's configuration, training data, pictures and pages. It may be read-only."""

HOME_DIR = Path(HOME.text() or ROOT).absolute()
"""The folder of content, model and local data: ``LOTSE_HOME``, or the folder of the code."""

KNOWLEDGE_DIR = HOME_DIR / "data" / "knowledge"
VAR_DIR = HOME_DIR / "var"
MODELS_DIR = HOME_DIR / "models"


def database_url() -> str:
    """Return the SQLAlchemy URL of the content: ``LOTSE_DB_URL``, or an SQLite file in ``var/``."""
    return DB_URL.text() or f"sqlite:///{VAR_DIR / 'lotse.db'}"


def tracker_url() -> str:
    """Return the SQLAlchemy URL of the conversations: ``LOTSE_TRACKER_URL``, or an SQLite file in ``var/``."""
    return TRACKER_URL.text() or f"sqlite:///{VAR_DIR / 'conversations.db'}"


def outer_proxies() -> int:
    """Return how many proxies that are not started by us stand before the servers: ``LOTSE_PROXIES``.

    Each appends to X-Forwarded-For whom it has heard from. Without the number everybody would seem to come from the proxy.

    Raises:
        ValueError: it is no whole number from 0.
    """
    return PROXIES.value()


def redis_url() -> str | None:
    """Return the URL of the Redis server that several processes share: ``LOTSE_REDIS_URL``; None for a single process.

    Raises:
        ValueError: it is no address of a Redis server.
    """
    return REDIS_URL.value()
