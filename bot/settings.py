"""Where things are and what the environment may change."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(os.environ.get("LOTSE_HOME") or Path(__file__).resolve().parent.parent)
"""The project's folder: content, model and local data base live below it."""

KNOWLEDGE_DIR = ROOT / "data" / "knowledge"
VAR_DIR = ROOT / "var"
MODELS_DIR = ROOT / "models"


def database_url() -> str:
    """Return the SQLAlchemy URL of the data base: ``LOTSE_DB_URL``, or an SQLite file in ``var/``."""
    return os.environ.get("LOTSE_DB_URL") or f"sqlite:///{VAR_DIR / 'lotse.db'}"


def outer_proxies() -> int:
    """Return how many proxies that are not started by us stand before the servers: ``LOTSE_PROXIES``.

    Each appends to X-Forwarded-For whom it has heard from. Without the number everybody would seem to come from the proxy.

    Raises:
        ValueError: it is no whole number from 0.
    """
    given = os.environ.get("LOTSE_PROXIES", "0")
    if not given.isdigit():
        raise ValueError(f"LOTSE_PROXIES muss eine ganze Zahl ab 0 sein; dort steht: {given}")
    return int(given)


def redis_url() -> str | None:
    """Return the URL of the Redis server that several processes share: ``LOTSE_REDIS_URL``; None for a single process."""
    return os.environ.get("LOTSE_REDIS_URL") or None
