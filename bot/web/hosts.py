"""Under which names the chat is reached, and which websites may ask it.

Whoever listens on loopback is reached by every website that the operator's browser opens: a foreign name can be made to
point to 127.0.0.1 ("DNS rebinding"). So a request has to name us by a name that is ours.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from bot.core.table import HOSTS

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""Names of this machine, good with any port."""

_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]{2,45}\]|[a-z0-9](?:[a-z0-9._-]{0,252}[a-z0-9])?)\.?(?::(?P<port>\d{1,5}))?")
_ORIGIN = re.compile(r"(?P<scheme>https?)://(?P<host>[^/@\\?#\s]+)")
_USUAL_PORTS = {"http": "80", "https": "443"}


@dataclass(frozen=True)
class Host:
    """Name and port that somebody is addressed by. ``name``: in small letters and punycode; ``port``: None for the usual one."""

    name: str
    port: str | None = None


def read_host(given: str) -> Host | None:
    """Return what a ``Host`` header names, or None where it is no name with or without a port."""
    found = _HOST.fullmatch(given.lower())
    return Host(found["name"], found["port"]) if found else None


def allowed_hosts() -> frozenset[Host]:
    """Return the names of ``LOTSE_HOSTS``; none by default, then the chat is reached on this machine only.

    Raises:
        ValueError: one of them is no name.
    """
    found = (read_host(name) for name in HOSTS.value())
    return frozenset(host for host in found if host is not None)


def is_ours(host: Host, allowed: Collection[Host]) -> bool:
    """Whether ``host`` is this machine or one of ``allowed``; a name without a port is good for every port."""
    return host.name in LOOPBACK or host in allowed or Host(host.name) in allowed


def is_same_site(origin: str, host: Host) -> bool:
    """Whether a page of ``origin`` (as in the ``Origin`` header) comes from ``host`` itself."""
    found = _ORIGIN.fullmatch(origin.lower())
    if not found:
        return False
    asking, usual = read_host(found["host"]), _USUAL_PORTS[found["scheme"]]
    return asking is not None and (asking.name, asking.port or usual) == (host.name, host.port or usual)
