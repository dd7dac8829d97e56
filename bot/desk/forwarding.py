"""What the proxies before the desk say: who asks, by https or not, under which path. Believed only where there are some."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.requests import Request

from bot.web.addresses import forwarded, normalised

_PREFIX = re.compile(r"(?:/[A-Za-z0-9._~-]{1,40}){1,4}")


@dataclass(frozen=True)
class Forwarded:
    """``address``: of the visitor, normalised; ``is_https``: whether they came over https; ``prefix``: before ``/redaktion``."""

    address: str
    is_https: bool
    prefix: str


def read(request: Request, proxies: int) -> Forwarded:
    """Return what is known of where a request comes from; ``proxies``: how many of ours stand before the desk."""
    direct = normalised(request.client.host if request.client else "") or "unknown"
    if not proxies:
        return Forwarded(direct, False, "")
    found = forwarded(request.headers.getlist("x-forwarded-for"), proxies)
    schemes = request.headers.getlist("x-forwarded-proto")
    is_https = bool(schemes) and schemes[-1].split(",")[0].strip().lower() == "https"
    prefix = request.headers.get("x-forwarded-prefix", "").rstrip("/")
    address = (normalised(found) if found else None) or direct
    return Forwarded(address, is_https, prefix if _PREFIX.fullmatch(prefix) else "")
