"""From which network address somebody comes, as far as it can be trusted, and what is remembered of it: a keyed hash."""

from __future__ import annotations

import ipaddress
import logging
import re
from functools import lru_cache
from hashlib import blake2b

from sanic.request import Request

logger = logging.getLogger(__name__)

_WITH_PORT = re.compile(r"\[(?P<bracketed>[^\]]+)\](?::\d+)?|(?P<plain>[^:]+):\d+")
_IPV6_BITS = 64
"""One connection to the internet has at least as many IPv6 addresses as fit behind the first 64 bits."""


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
    headers = request.headers.getall("x-forwarded-for", [])
    entries = [entry.strip() for header in headers for entry in header.split(",") if entry.strip()]
    if len(entries) < proxies:
        _warn(proxies)
        return direct
    return normalised(entries[-proxies]) or direct


def is_own_program(request: Request) -> bool:
    """Whether a program on this machine asks directly: nobody else reaches loopback, and browsers are told by their headers."""
    peer = normalised(str(request.ip or ""))
    is_here = peer is not None and ipaddress.ip_address(peer.partition("/")[0]).is_loopback
    return is_here and not request.headers.getall("x-forwarded-for", [])


def normalised(address: str) -> str | None:
    """Return one spelling for all addresses of a visitor, or None where it is no address.

    Without port and zone; IPv4 within IPv6 as IPv4; of IPv6 the network of 64 bits: who has one of its addresses has all.
    """
    found = _WITH_PORT.fullmatch(address.strip())
    bare = (found["bracketed"] or found["plain"]) if found else address.strip()
    try:
        parsed = ipaddress.ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is None:
            return str(ipaddress.ip_network((parsed, _IPV6_BITS), strict=False))
        parsed = parsed.ipv4_mapped
    return str(parsed)


def keyed_hash(key: bytes, *parts: str) -> bytes:
    """Return 16 bytes that stand for ``parts`` and tell nothing of them to whoever lacks ``key`` (at most 64 bytes)."""
    return blake2b("\0".join(parts).encode(errors="replace"), digest_size=16, key=key).digest()


@lru_cache(maxsize=8)
def _warn(proxies: int) -> None:
    """Say once that visitors cannot be told apart."""
    logger.warning(
        "X-Forwarded-For has fewer entries than LOTSE_PROXIES and our own proxy make (%d): the limits count the direct "
        "neighbour. Check LOTSE_PROXIES and the proxy.",
        proxies,
    )
