"""Reaching the Redis server that several processes share."""

from __future__ import annotations

from redis import asyncio as redis
from redis.asyncio.retry import Retry
from redis.backoff import ConstantBackoff
from redis.exceptions import ConnectionError as RedisConnectionError

_SECONDS = 2.0
"""How long one answer of the server may take."""

_IDLE_SECONDS = 10
"""A connection that was idle for longer is tried before it is used."""


def connect(url: str) -> redis.Redis:
    """Return a client for the server at ``url``, for instance ``redis://localhost:6379/0``. Nothing is opened yet.

    A connection that was cut is replaced by a fresh one; a server that does not answer is an error in seconds.
    """
    return redis.Redis.from_url(
        url,
        socket_timeout=_SECONDS,
        socket_connect_timeout=_SECONDS,
        socket_keepalive=True,
        health_check_interval=_IDLE_SECONDS,
        retry=Retry(ConstantBackoff(0.05), 1),
        retry_on_error=[RedisConnectionError],
        decode_responses=True,
    )
