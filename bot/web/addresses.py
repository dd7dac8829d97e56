"""Network addresses: one spelling for all that one visitor has, and the one that our own proxies have written down."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from hashlib import blake2b

_WITH_PORT = re.compile(r"\[(?P<bracketed>[^\]]+)\](?::\d+)?|(?P<plain>[^:]+):\d+")
_IPV6_BITS = 64
"""One connection to the internet has at least as many IPv6 addresses as fit behind the first 64 bits."""


def forwarded(headers: Sequence[str], proxies: int) -> str | None:
    """Return the entry of X-Forwarded-For that the outermost of our proxies wrote; None where there are fewer entries.

    Args:
        headers: all headers of that name, in order.
        proxies: how many proxies of ours stand before the server, at least one.
    """
    entries = [entry.strip() for header in headers for entry in header.split(",") if entry.strip()]
    return entries[-proxies] if len(entries) >= proxies else None


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
