"""What a request has to look like before a channel reads it: from whom, to whom, how large, JSON and nothing else.

One reader for all channels. Whatever arrives, the answer is a German sentence with a status that fits, never an error.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.web.hosts import Host, allowed_hosts, is_ours, is_same_site, read_host
from bot.web.origins import allowed_origins

MAX_BODY = 16 * 1024
"""Bytes of a request that are read."""

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_JSON = "application/json"
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.:\[\]-]{1,255}")
_MOST_STRANGERS = 100
_STRANGERS: set[str] = set()

logger = logging.getLogger(__name__)


class Refused(Exception):  # noqa: N818
    """A request that goes no further. ``code``: for programs; ``text``: for people, in German."""

    def __init__(self, status: int, code: str, text: str) -> None:
        """``status``: of HTTP."""
        super().__init__(code)
        self.status = status
        self.code = code
        self.text = text


@dataclass(frozen=True)
class Gate:
    """Who may ask, and under which name. ``hosts``: our own names; ``origins``: other websites that may ask."""

    hosts: frozenset[Host]
    origins: tuple[str, ...]

    @classmethod
    def from_environment(cls) -> Gate:
        """Return the gate that ``LOTSE_HOSTS`` and ``LOTSE_ORIGINS`` describe.

        Raises:
            ValueError: one of them is wrong; it says what.
        """
        return cls(allowed_hosts(), allowed_origins())

    def check(self, request: Request) -> None:
        """Let a request pass that names us by our own name and comes from no foreign website.

        Raises:
            Refused: 421 for a foreign name, 403 for a foreign website.
        """
        given = request.headers.getall("host", [])
        host = read_host(given[0]) if len(given) == 1 else None
        if host is None or not is_ours(host, self.hosts):
            raise Refused(
                421,
                "host",
                "Unter diesem Namen ist der Chat nicht eingerichtet. "
                "Wer ihn betreibt, trägt den Namen in der Einstellung LOTSE_HOSTS ein.",
            )
        for origin in request.headers.getall("origin", []):
            if origin == "null" and request.method in _READING:
                continue
            if origin.lower() not in self.origins and not is_same_site(origin, host):
                _warn_of(origin)
                raise Refused(403, "origin", "Diese Website darf den Chat nicht einbinden.")


def _warn_of(origin: str) -> None:
    """Say once for each website that it has asked in vain: an operator who has forgotten it looks here."""
    if origin in _STRANGERS or len(_STRANGERS) >= _MOST_STRANGERS or not _ORIGIN.fullmatch(origin):
        return
    _STRANGERS.add(origin)
    logger.error("The website %s may not embed the chat: it is not in LOTSE_ORIGINS", origin)


def guard(routes: Blueprint, gate: Gate, render: Callable[[Refused], HTTPResponse]) -> None:
    """Let ``gate`` check every request to ``routes``, and answer each refusal with what ``render`` makes of it."""

    @routes.middleware("request")  # type: ignore[untyped-decorator]
    async def check(request: Request) -> None:
        gate.check(request)

    @routes.exception(Refused)  # type: ignore[untyped-decorator]
    async def refuse(request: Request, refused: Refused) -> HTTPResponse:
        return render(refused)


def read_object(request: Request) -> dict[str, Any]:
    """Return the JSON object that a request carries; see :func:`parse_object`.

    Raises:
        Refused: it carries none.
    """
    headers = request.headers
    return parse_object(headers.get("content-type", ""), headers.get("content-encoding", ""), request.body or b"")


def parse_object(content_type: str, encoding: str, body: bytes) -> dict[str, Any]:
    """Return the JSON object in ``body``.

    A form or a plain text is refused, because any website may send one from a visitor's browser without asking.

    Args:
        content_type: of the request, parameters included.
        encoding: of the content; packed content is refused.
        body: what was sent.

    Raises:
        Refused: 415 for another type, 413 for more than :data:`MAX_BODY` bytes, 400 for what is no JSON object.
    """
    media, *parameters = (part.strip().lower() for part in content_type.split(";"))
    charsets = {part.removeprefix("charset=").strip('"') for part in parameters if part.startswith("charset=")}
    if media != _JSON or charsets - {"utf-8", "utf8"} or encoding.strip().lower() not in {"", "identity"}:
        raise Refused(415, "type", "Erwartet wird JSON in UTF-8 mit dem Typ application/json.")
    if len(body) > MAX_BODY:
        raise Refused(413, "size", "Die Anfrage ist zu groß. Erlaubt sind 16 KB.")
    try:
        found = json.loads(body.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refused(400, "json", "Das ist kein lesbares JSON in UTF-8.") from None
    if not isinstance(found, dict):
        raise Refused(400, "fields", "Erwartet wird ein JSON-Objekt.")
    return found


def read_text(body: dict[str, Any], field: str, default: str | None = None) -> str:
    """Return what somebody has written. Signs that cannot be shown are left to ``bot.rasa.channels.safe_input``.

    Raises:
        Refused: it is no text, or missing without a ``default``; null counts as missing.
    """
    value = body.get(field)
    if value is None:
        value = default
    if not isinstance(value, str):
        raise Refused(400, "fields", f"Erwartet wird ein Text im Feld „{field}“.")
    return value


def read_name(body: dict[str, Any], field: str, longest: int) -> str:
    """Return the name of something (a token, an id): 1 to ``longest`` characters that can be stored and shown.

    Raises:
        Refused: it is none.
    """
    value = read_text(body, field)
    if not 0 < len(value) <= longest or not is_storable(value):
        raise Refused(400, "fields", f"„{field}“ ist ein Text von 1 bis {longest} Zeichen ohne Steuerzeichen.")
    return value


def is_storable(text: str) -> bool:
    """Whether every data base takes ``text``: no NUL, no half of a surrogate pair."""
    return "\0" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")
