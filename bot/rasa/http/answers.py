"""What a server itself answers, before or instead of a channel: errors in German, without internals, with safe headers."""

from __future__ import annotations

import json

Headers = list[tuple[bytes, bytes]]

SECURITY_HEADERS: dict[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
"""What every answer carries, whoever gives it: a channel that says something else about one of them is left alone."""

_BAD = ("bad_request", "Diese Anfrage ist fehlerhaft.")
_BROKEN = ("out_of_order", "Entschuldigung, hier ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal.")
_ERRORS: dict[int, tuple[str, str]] = {
    404: ("not_found", "Diese Seite gibt es hier nicht."),
    405: ("method", "Diese Seite lässt sich so nicht aufrufen."),
    413: ("size", "Die Anfrage ist zu groß."),
    414: ("size", "Die Adresse ist zu lang."),
    431: ("size", "Die Anfrage ist zu groß."),
    503: ("out_of_order", "Der Chat ist gerade nicht bereit. Bitte versuchen Sie es gleich noch einmal."),
}


def error_body(status: int) -> bytes:
    """Return the JSON that says ``status`` (an HTTP status from 400) in the form of the website's channel."""
    code, text = _ERRORS.get(status, _BAD if status < 500 else _BROKEN)
    return json.dumps({"error": {"code": code, "text": text}}, ensure_ascii=False).encode()


def error_headers() -> Headers:
    """Return the headers of such an answer, except for its length."""
    return with_security([(b"content-type", b"application/json; charset=utf-8"), (b"cache-control", b"no-store")])


def with_security(headers: Headers) -> Headers:
    """Return ``headers`` with those of :data:`SECURITY_HEADERS` that are not among them."""
    given = {name.lower() for name, _ in headers}
    return headers + [pair for pair in _SECURITY if pair[0] not in given]


_SECURITY: Headers = [(name.lower().encode(), value.encode()) for name, value in SECURITY_HEADERS.items()]
