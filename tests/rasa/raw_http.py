"""HTTP byte by byte: sending what no client would send, and reading what comes back."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 120.0
"""Seconds before a test that hears nothing counts as hanging; no measure of speed."""


@dataclass(frozen=True)
class Target:
    """A server: a port of loopback, or the path of a Unix socket. ``post``: where it takes bodies."""

    address: int | Path
    post: str
    health: str

    def connect(self) -> socket.socket:
        """Return an open connection."""
        if isinstance(self.address, int):
            return socket.create_connection(("127.0.0.1", self.address), PATIENCE)
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(PATIENCE)
        connection.connect(str(self.address))
        return connection

    def is_open(self) -> bool:
        """Return whether somebody listens."""
        try:
            self.connect().close()
        except ConnectionError:
            return False
        return True

    def healthy(self) -> bool:
        """Ask for the health over a new connection."""
        head = f"GET {self.health} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        return status_of(self.answer(head.encode())) == 200

    def answer(self, data: bytes) -> bytes:
        """Send ``data`` and return all that comes until the server closes the connection."""
        with self.connect() as connection:
            connection.sendall(data)
            return read_to_end(connection)


def read_to_end(connection: socket.socket) -> bytes:
    """Return what the server still sends; a reset ends it like a close."""
    got = b""
    try:
        while data := connection.recv(65536):
            got += data
    except ConnectionResetError:
        pass
    return got


def read_one(connection: socket.socket) -> bytes:
    """Return one answer, which says how long it is, and leave the connection open."""
    got = b""
    while b"\r\n\r\n" not in got:
        got += _some(connection)
    head = got.split(b"\r\n\r\n")[0]
    length = next(int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
    while len(got) < len(head) + 4 + length:
        got += _some(connection)
    return got


def _some(connection: socket.socket) -> bytes:
    data = connection.recv(65536)
    if not data:
        raise ConnectionError("the server has ended the connection")
    return data


def status_of(answer: bytes) -> int:
    """Return the status of the first answer in ``answer``."""
    return int(answer.split(b" ", 2)[1])


def malformed(path: str) -> dict[str, bytes]:
    """Return requests that break the rules of HTTP/1.1 or its plain use, by what is wrong with them. ``path`` takes POST."""
    made: dict[str, bytes] = {}

    def add(kind: str, data: bytes) -> None:
        assert kind not in made
        made[kind] = data

    def request(
        *headers: bytes, line: bytes | None = None, body: bytes = b"{}", host: bytes = b"Host: 127.0.0.1"
    ) -> bytes:
        first = line if line is not None else f"POST {path} HTTP/1.1".encode()
        given = [first, *([host] if host else []), b"Content-Type: application/json", *headers]
        return b"\r\n".join(given) + b"\r\n\r\n" + body

    lengths = [
        b"-1",
        b"+2",
        b"0x2",
        b"abc",
        b"2 2",
        b"2,2",
        b"2, 2",
        b"",
        b" ",
        b"1e0",
        b"2;",
        b"2.0",
        b"0_2",
        b"2\x00",
    ]
    lengths += [b"\xd9\xa2", b"0" * 6 + b"2", b"9" * 16, b"9" * 400, b"--2", b"2-", b"NaN", b"0b10", b"\x0b2", b"'2'"]
    for name in (b"Content-Length", b"content-length", b"CONTENT-LENGTH"):
        for length in lengths:
            add(f"{name!r}: {length!r}", request(name + b": " + length))
    for first, second in ((b"2", b"2"), (b"2", b"3"), (b"0", b"2"), (b"2", b"-1"), (b"2", b"")):
        for other in (b"Content-Length", b"content-length"):
            add(
                f"two lengths {first!r} {second!r} {other!r}",
                request(b"Content-Length: " + first, other + b": " + second),
            )
    chunked = b"2\r\n{}\r\n0\r\n\r\n"
    for encoding in (b"chunked", b"identity", b"gzip"):
        both = [b"Content-Length: 2", b"Transfer-Encoding: " + encoding]
        add(f"length, then {encoding!r}", request(*both, body=chunked))
        add(f"{encoding!r}, then length", request(*both[::-1], body=chunked))
    encodings = [
        b"gzip",
        b"gzip, chunked",
        b"chunked, gzip",
        b"chunked, chunked",
        b"xchunked",
        b"chunkedx",
        b"identity",
    ]
    encodings += [b"Chunked", b"CHUNKED", b"chunked;q=1", b"\x0bchunked", b"", b"chunked,", b",chunked", b'"chunked"']
    for encoding in encodings:
        add(f"encoding {encoding!r}", request(b"Transfer-Encoding: " + encoding, body=chunked))
    add("two encodings", request(b"Transfer-Encoding: chunked", b"Transfer-Encoding: chunked", body=chunked))
    add("hidden encoding", request(b"Transfer-Encoding: chunked", b"Transfer-Encoding: identity", body=chunked))
    add(
        "chunks in HTTP/1.0",
        request(b"Transfer-Encoding: chunked", line=f"POST {path} HTTP/1.0".encode(), body=chunked),
    )
    for blank in (b" ", b"\t", b"  ", b"\x0b", b"\xa0", b"\x00"):
        for name, value in ((b"Content-Length", b"2"), (b"Transfer-Encoding", b"chunked"), (b"Host", b"127.0.0.1")):
            add(f"{blank!r} before the colon of {name!r}", request(name + blank + b": " + value, host=b""))
            add(f"{blank!r} before {name!r}", request(blank + name + b": " + value, host=b""))
    sizes = [
        b"0_2",
        b"-1",
        b"+2",
        b"0x2",
        b"g",
        b"",
        b" 2",
        b"2 2",
        b"F" * 17,
        b"2\x00",
        b"\xd9\xa2",
        b"2,",
        b"'2'",
        b"2\x0b",
    ]
    for size in sizes:
        add(f"chunk {size!r}", request(b"Transfer-Encoding: chunked", body=size + b"\r\n{}\r\n0\r\n\r\n"))
    odd_bodies = {
        "chunk too long": b"2\r\n{}}\r\n0\r\n\r\n",
        "chunk without end": b"2\r\n{}0\r\n\r\n",
        "trailer": b"2\r\n{}\r\n0\r\nX-Forwarded-For: 9.9.9.9\r\n\r\n",
        "length as trailer": b"2\r\n{}\r\n0\r\nContent-Length: 2\r\n\r\n",
    }
    for kind, body in odd_bodies.items():
        add(kind, request(b"Transfer-Encoding: chunked", body=body))
    targets = [
        "/ü".encode(),
        b"/\xff",
        b"/a b",
        b"/a\tb",
        b"/\x00",
        b"/%00",
        b"",
        b"ui/session",
        b"*",
        b"http://evil.example/",
    ]
    targets += [b"//\xc3\xa4", b"/a#b", b"/\x7f", b"?x=1", b"evil.example:80", b"/x?\xe4", b"\\ui", b"/\x0b"]
    for target in targets:
        for method in (b"GET", b"POST"):
            add(f"{method!r} {target!r}", request(b"Content-Length: 2", line=method + b" " + target + b" HTTP/1.1"))
    methods = [
        b"G\xffT",
        b"get",
        b"Post",
        b"G T",
        b"",
        b"FOO",
        b"CONNECT",
        b"PRI",
        b"P\x00ST",
        b"POST\t",
        b"TRACE",
        b"GET,POST",
    ]
    methods += [b"PROPFIND", b"SOURCE", b"M-SEARCH", b"\xe2\x82\xac", b"POSTPOST", b"X" * 300]
    for method in methods:
        line = method + f" {path} HTTP/1.1".encode()
        add(f"method {method!r}", request(b"Content-Length: 2", line=line))
    for version in (
        b"HTTP/0.9",
        b"HTTP/2.0",
        b"HTTP/1.2",
        b"HTTP/3",
        b"http/1.1",
        b"HTTP/1.1 x",
        b"HTTP/11",
        b"ICE/1.0",
    ):
        add(f"version {version!r}", request(b"Content-Length: 2", line=f"POST {path} ".encode() + version))
    add("no version", f"POST {path}\r\n\r\n".encode())
    headers = [
        b"no colon",
        b": nameless",
        b"X: a\x00b",
        b"X\x01: a",
        b"X(y): a",
        b"\xc3\xbc: a",
        b"Authorization: \xff",
        b"Origin: \xc3\xbc",
    ]
    headers += [b"X: a\r\n folded", b"X: a\rb", b"Host: second.example", b"Upgrade: websocket\r\nConnection: Upgrade"]
    headers += [b"Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings", b"X: a\n\nGET / HTTP/1.1"]
    for header in headers:
        add(f"header {header!r}", request(b"Content-Length: 2", header))
    add("no host", request(b"Content-Length: 2", host=b""))
    add("two at once", request(b"Content-Length: 2") + request(b"Content-Length: 2"))
    return made
