"""From which network address somebody comes, as far as it can be trusted, and what is remembered of it: a keyed hash."""

from __future__ import annotations

import ipaddress
import logging
from functools import lru_cache

from sanic.request import Request

from bot.web.addresses import forwarded, keyed_hash, normalised

__all__ = ["address_of", "is_own_program", "keyed_hash", "normalised"]

logger = logging.getLogger(__name__)


def address_of(request: Request) -> str:
    """Return the normalised address of the visitor (:func:`normalised`).

    Each proxy writes at the right end of X-Forwarded-For whom it has heard from. So the entry that our outermost proxy wrote
    counts, and nothing that stands left of it, which the visitor may have written. ``PROXIES_COUNT`` of the server says how
    many proxies there are. With fewer entries than that, the setting or the proxy is wrong, and the direct neighbour counts.
    """
    direct = normalised(str(request.ip or "")) or "unknown"
    proxies = int(request.app.config.get("PROXIES_COUNT") or 0)
    if not proxies:
        return direct
    found = forwarded(request.headers.getall("x-forwarded-for", []), proxies)
    if found is None:
        _warn(proxies)
        return direct
    return normalised(found) or direct


def is_own_program(request: Request) -> bool:
    """Whether a program on this machine asks directly: nobody else reaches loopback, and browsers are told by their headers."""
    peer = normalised(str(request.ip or ""))
    is_here = peer is not None and ipaddress.ip_address(peer.partition("/")[0]).is_loopback
    return is_here and not request.headers.getall("x-forwarded-for", [])


@lru_cache(maxsize=8)
def _warn(proxies: int) -> None:
    """Say once that visitors cannot be told apart."""
    logger.warning(
        "X-Forwarded-For has fewer entries than LOTSE_PROXIES and our own proxy make (%d): the limits count the direct "
        "neighbour. Check LOTSE_PROXIES and the proxy.",
        proxies,
    )
