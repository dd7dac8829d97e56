"""Reaching the Redis server that several processes share."""

from __future__ import annotations

from redis import asyncio as redis

_SECONDS = 5.0


def connect(url: str) -> redis.Redis:
    """Return a client for the server at ``url``, for instance ``redis://localhost:6379/0``. Nothing is opened yet."""
    return redis.Redis.from_url(url, socket_timeout=_SECONDS, socket_connect_timeout=_SECONDS, decode_responses=True)
