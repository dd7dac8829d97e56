"""Reading requests strictly: what two readers could understand differently is refused, and nobody may be slow or large.

uvicorn and httptools read HTTP/1.1; this narrows what they let pass to what browsers, nginx and our own clients send. A
refused request ends its connection, so nothing that follows in it is taken for another request.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, cast

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from bot.rasa.http.answers import error_body, error_headers

MAX_HEAD = 16 * 1024
"""Bytes of a request's first line and headers."""
MAX_TARGET = 4 * 1024
"""Bytes of an address with its query."""
REQUEST_SECONDS = 30.0
"""How long a request may take to arrive, from the opening of its connection or from its first byte in an open one."""
MAX_CONNECTIONS = 1000
"""Connections at once. For one more, that of them goes which has waited longest and of which no request is being answered."""

_LINGER_SECONDS = 2.0
_LINGER_BYTES = 1024 * 1024
_METHODS = frozenset({b"GET", b"HEAD", b"POST", b"PUT", b"PATCH", b"DELETE", b"OPTIONS"})
_TARGET = re.compile(rb"/[!-\"$-~]*")
_LENGTH = re.compile(rb"[0-9]{1,6}")
_LARGE = re.compile(rb"[1-9][0-9]{6,14}")
_ANY_BYTES = frozenset({b"cookie", b"user-agent", b"referer"})
"""Headers that nobody reads here; browsers may send more than ASCII in them."""


class _RefusedError(Exception):
    """Leaves the parser; the status is kept by the protocol."""


class StrictProtocol(HttpToolsProtocol):
    """One connection."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
        *,
        max_body: int,
    ) -> None:
        """``max_body``: bytes of a body that are taken; the other arguments are uvicorn's."""
        super().__init__(config, server_state, app_state, _loop)
        self.waiting_since: float | None = self.loop.time()
        self._max_body = max_body
        self._in_head = True
        self._head_bytes = 0
        self._body_bytes = 0
        self._status = HTTPStatus.BAD_REQUEST
        self._refused = False
        self._discarded = 0
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Give the connection its time for a request, and make room for it if there are too many."""
        super().connection_made(transport)
        self._end_in(REQUEST_SECONDS)
        if len(self.connections) > MAX_CONNECTIONS:
            _drop_longest_waiting(cast("set[StrictProtocol]", self.connections))

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._stop_timer()
        self._unset_keepalive_if_required()
        super().connection_lost(exc)

    def eof_received(self) -> None:
        """Close, because half a connection is of no use here."""

    def data_received(self, data: bytes) -> None:
        """Read on, or throw away what comes after a refusal."""
        if self._refused:
            self._discarded += len(data)
            if self._discarded > _LINGER_BYTES:
                self.transport.abort()
            return
        if self._timer is None and self._in_head:
            self._end_in(REQUEST_SECONDS)
        if self._in_head:
            self._head_bytes += len(data)
        super().data_received(data)
        if self._in_head and self._head_bytes > MAX_HEAD and not self._refused:
            self._status = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
            self.send_400_response("")

    def send_400_response(self, msg: str) -> None:
        """Refuse the request with the status that was found, and end the connection. ``msg`` is not told.

        What the client is still sending is thrown away for a moment: with unread data a connection would be reset, and the
        client might never see the answer.
        """
        if self._refused or self.transport.is_closing():
            return
        self._refused = True
        cycle = self.cycle
        answered = cycle is not None and cycle.response_started and not cycle.response_complete
        if cycle is not None and not cycle.response_complete:
            cycle.disconnected = True
            cycle.message_event.set()
        self.flow.resume_reading()
        if answered:  # in the middle of another answer nothing can be said
            self.transport.abort()
            return
        body = error_body(self._status)
        lines = [b"HTTP/1.1 %d %s" % (self._status.value, self._status.phrase.encode())]
        headers = [*error_headers(), (b"content-length", b"%d" % len(body)), (b"connection", b"close")]
        lines += [name + b": " + value for name, value in headers]
        self.transport.write(b"\r\n".join(lines) + b"\r\n\r\n" + body)
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self._end_in(_LINGER_SECONDS)

    def on_message_begin(self) -> None:
        """Begin a request. One that comes before the last is answered is refused: nobody here sends two at once."""
        if self.cycle is not None and not self.cycle.response_complete:
            raise self._refusal(HTTPStatus.BAD_REQUEST)
        self._body_bytes = 0
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header. One after the body could change what was read before, so it is refused."""
        if not self._in_head:
            raise self._refusal(HTTPStatus.BAD_REQUEST)
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Check the head and hand the request on."""
        status = self._objection()
        if status is not None:
            raise self._refusal(status)
        self._in_head = False
        self._head_bytes = 0
        self.waiting_since = None
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Take a part of the body, up to its limit."""
        self._body_bytes += len(body)
        if self._body_bytes > self._max_body:
            raise self._refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """End the time in which the request has to arrive."""
        self._stop_timer()
        self._in_head = True
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Wait for the next request; an answer that nobody fetches does not keep the connection for ever."""
        super().on_response_complete()
        self.waiting_since = self.loop.time()
        if self.transport.is_closing() and self.transport.get_write_buffer_size():
            self._end_in(REQUEST_SECONDS)

    def timeout_keep_alive_handler(self) -> None:
        """End an idle connection, also one whose client does not fetch its answer."""
        self.transport.abort()

    def _objection(self) -> HTTPStatus | None:
        """Return the status of the answer to a request that goes no further."""
        if len(self.url) > MAX_TARGET:
            return HTTPStatus.REQUEST_URI_TOO_LONG
        if len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers) > MAX_HEAD:
            return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
        version, method = self.parser.get_http_version(), self.parser.get_method()
        if version not in {"1.0", "1.1"} or method not in _METHODS or self.parser.should_upgrade():
            return HTTPStatus.BAD_REQUEST
        if not _TARGET.fullmatch(self.url) or b"%00" in self.url:
            return HTTPStatus.BAD_REQUEST
        if not all(value.isascii() for name, value in self.headers if name not in _ANY_BYTES):
            return HTTPStatus.BAD_REQUEST
        lengths, encodings, hosts = (self._values(name) for name in (b"content-length", b"transfer-encoding", b"host"))
        if len(hosts) > 1 or (version == "1.1" and not hosts) or len(lengths) + len(encodings) > 1:
            return HTTPStatus.BAD_REQUEST
        if encodings and (encodings != [b"chunked"] or version == "1.0"):
            return HTTPStatus.BAD_REQUEST
        if lengths and not _LENGTH.fullmatch(lengths[0]):
            only_large = _LARGE.fullmatch(lengths[0])
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE if only_large else HTTPStatus.BAD_REQUEST
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE if lengths and int(lengths[0]) > self._max_body else None

    def _values(self, wanted: bytes) -> list[bytes]:
        return [value for name, value in self.headers if name == wanted]

    def _refusal(self, status: HTTPStatus) -> Exception:
        self._status = status
        return _RefusedError(status.phrase)

    def _end_in(self, seconds: float) -> None:
        self._stop_timer()
        self._timer = self.loop.call_later(seconds, self.transport.abort)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def protocol_for(max_body: int) -> Callable[..., StrictProtocol]:
    """Return what makes connections whose requests may have ``max_body`` bytes."""

    def protocol(**arguments: Any) -> StrictProtocol:
        return StrictProtocol(**arguments, max_body=max_body)

    return protocol


def _drop_longest_waiting(connections: set[StrictProtocol]) -> None:
    waiting = [(one.waiting_since, id(one), one) for one in connections if one.waiting_since is not None]
    if waiting:
        min(waiting)[2].transport.abort()
