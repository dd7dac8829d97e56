"""What both servers do with requests that are malformed, too large, never finished or too many; over raw sockets."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

import psutil
import pytest

from bot.rasa.http import protocol as http_protocol
from bot.rasa.http import serving as http_server
from bot.rasa.http.answers import SECURITY_HEADERS
from bot.rasa.http.guard import Application, Message, Receive, Send
from bot.rasa.http.keeper import Alone
from tests.conftest import Servers
from tests.rasa.raw_http import PATIENCE, Target, malformed, read_one, read_to_end, status_of

_MB = 1024 * 1024


@pytest.fixture(params=["rasa", "actions"])
def target(request: pytest.FixtureRequest, servers: Servers) -> Target:
    if request.param == "rasa":
        return Target(servers.ports.of_rasa[0], "/ui/session", "/ui/health")
    return Target(servers.actions_socket, "/webhook", "/health")


def process_of(target: Target, servers: Servers) -> psutil.Process:
    return psutil.Process(servers.pid(target.address) if isinstance(target.address, int) else servers.actions_pid())


def has_security_headers(answer: bytes) -> bool:
    head = answer.split(b"\r\n\r\n")[0].decode().lower()
    names = set(SECURITY_HEADERS) - {"Cache-Control"}
    return all(f"{name}: {SECURITY_HEADERS[name]}".lower() in head for name in names)


@pytest.mark.servers
def test_malformed_requests_are_refused_and_nobody_else_notices(target: Target) -> None:
    """S3, R3: one of them stopped the server for ever; others were taken for two requests, or were answered by 500."""
    requests = malformed(target.post)
    assert len(requests) >= 200
    with target.connect() as beside:
        for kind, data in requests.items():
            answer = target.answer(data)
            assert answer, f"no answer to {kind}"
            assert status_of(answer) == 400, kind
            assert answer.count(b"HTTP/1.1 ") == 1, f"{kind} was taken for two requests"
            assert has_security_headers(answer), kind
            assert b"Diese Anfrage ist fehlerhaft." in answer, kind
            ask = f"GET {target.health} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
            beside.sendall(ask.encode())
            assert status_of(read_one(beside)) == 200, f"somebody else suffered from {kind}"
    assert target.healthy()


@pytest.mark.servers
@pytest.mark.parametrize("framing", ["Content-Length: 90000000", "Content-Length: 999999"])
def test_large_bodies_are_refused_from_the_head(target: Target, framing: str) -> None:
    """S11: the answer comes although nothing of the body was sent."""
    head = f"POST {target.post} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n{framing}\r\n\r\n"
    answer = target.answer(head.encode())
    assert status_of(answer) == 413
    assert has_security_headers(answer)


@pytest.mark.servers
def test_large_chunked_bodies_are_refused_while_they_come(target: Target, servers: Servers) -> None:
    """S11: eight clients sent 60 MB each, and 517 MB were kept."""
    process = process_of(target, servers)
    before = process.memory_info().rss
    head = f"POST {target.post} HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    chunk = b"10000\r\n" + b" " * 65536 + b"\r\n"
    connections = [target.connect() for _ in range(8)]
    for connection in connections:
        connection.sendall(head)
        with contextlib.suppress(ConnectionError):  # it may end the connection before we stop
            for _ in range(960):
                connection.sendall(chunk)
    assert process.memory_info().rss - before < 30 * _MB
    for connection in connections:
        connection.close()
    one = head + chunk * 9
    assert status_of(target.answer(one)) == 413


@pytest.mark.servers
def test_many_unfinished_requests_cost_little_memory(target: Target, servers: Servers) -> None:
    """S11: nobody keeps the servers from answering with half requests."""
    process = process_of(target, servers)
    before = process.memory_info().rss
    start = f"POST {target.post} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    parts = [start.encode(), (start + "Content-Length: 16000\r\n\r\n" + " " * 15999).encode(), b"P"]
    connections = []
    for number in range(600):
        connection = target.connect()
        connection.sendall(parts[number % len(parts)])
        connections.append(connection)
    assert target.healthy()
    assert process.memory_info().rss - before < 60 * _MB
    for connection in connections:
        connection.close()
    assert target.healthy()


@pytest.mark.servers
def test_errors_of_the_server_are_german_and_safe(target: Target) -> None:
    """S13: 404, 405, 414 and 431 said something else, in English, without the headers that all other answers carry."""
    host = "Host: 127.0.0.1\r\nConnection: close\r\n"
    for request, status, text in (
        (f"GET /nirgends HTTP/1.1\r\n{host}\r\n", 404, "Diese Seite gibt es hier nicht."),
        (f"PUT {target.post} HTTP/1.1\r\n{host}Content-Length: 2\r\n\r\n{{}}", 405, "lässt sich so nicht aufrufen"),
        (f"GET /{'a' * 5000} HTTP/1.1\r\n{host}\r\n", 414, "Die Adresse ist zu lang."),
        (f"GET / HTTP/1.1\r\n{host}X: {'a' * 17000}\r\n\r\n", 431, "Die Anfrage ist zu groß."),
        (f"GET / HTTP/1.1\r\n{host}X: {'a' * 300_000}", 431, "Die Anfrage ist zu groß."),
    ):
        answer = target.answer(request.encode())
        assert status_of(answer) == status
        assert text in answer.decode()
        assert has_security_headers(answer), status


@pytest.mark.servers
def test_the_action_server_has_no_port_and_its_socket_is_private(servers: Servers) -> None:
    """S6: whoever could reach the port ran actions for any conversation, and was told what the call had held."""
    process = psutil.Process(servers.actions_pid())
    assert not process.connections("inet")
    path = servers.actions_socket
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    target = Target(path, "/webhook", "/health")
    for body in (
        b'{"next_action":"Quastenflosser","tracker":{}}',
        b'{"next_action":"action_greet_Quastenflosser"}',
        b'{"next_action":"action_export_data","tracker":{"Quastenflosser":1}}',
        b'["Quastenflosser"]',
        b"Quastenflosser",
        b"[" * 100_000,
    ):
        head = b"POST /webhook HTTP/1.1\r\nHost: actions\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body)
        answer = target.answer(head + body)
        assert status_of(answer) in {400, 404, 500}
        assert b"Quastenflosser" not in answer
        assert b"Traceback" not in answer
    assert "Quastenflosser" not in (servers.logs / "servers.log").read_text(errors="replace")


@contextlib.asynccontextmanager
async def serving(app: Application, max_body: int = 16 * 1024) -> AsyncIterator[Target]:
    """Serve ``app`` in this event loop, by the code that serves in the forks."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    running = asyncio.ensure_future(http_server.serve(app, listening, max_body, Alone()))
    await asyncio.sleep(0)  # from now on SIGTERM is the server's
    try:
        yield Target(port, "/", "/")
    finally:
        os.kill(os.getpid(), signal.SIGTERM)
        await running


async def in_thread(call: Callable[[], Any]) -> Any:
    return await asyncio.get_running_loop().run_in_executor(None, call)


async def answer_ok(scope: Message, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"ok"})


def test_unfinished_requests_are_dropped_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    """S11: a head, a body or a chunk that never ends, also in a connection that has been used before."""
    monkeypatch.setattr(http_protocol, "REQUEST_SECONDS", 0.3)
    post = b"POST / HTTP/1.1\r\nHost: x\r\n"
    unfinished = [
        b"",
        b"G",
        post,
        post + b"Content-Length: 5\r\n\r\n{",
        post + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{",
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP",
    ]

    async def scene() -> None:
        async with serving(answer_ok) as target:
            for data in unfinished:
                await in_thread(lambda data=data: target.answer(data))  # returns when the server has ended it
            assert await in_thread(target.healthy)

    asyncio.run(scene())


def test_trickling_does_not_buy_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """S11: the time counts for the whole request, so a byte now and then does not keep it open."""
    monkeypatch.setattr(http_protocol, "REQUEST_SECONDS", 0.5)

    def trickle(target: Target) -> bool:
        ended = threading.Event()
        with target.connect() as connection:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX: ")
            reading = threading.Thread(target=lambda: (read_to_end(connection), ended.set()))
            reading.start()
            while not ended.wait(0.05):
                with contextlib.suppress(OSError):
                    connection.sendall(b"a")
            reading.join()
        return True

    async def scene() -> None:
        async with serving(answer_ok) as target:
            assert await in_thread(lambda: trickle(target))

    asyncio.run(scene())


def test_too_many_connections_push_out_the_idle_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """S11: connections are bounded, and whoever asks is answered, however many only stand there."""
    monkeypatch.setattr(http_protocol, "MAX_CONNECTIONS", 20)

    async def scene() -> None:
        async with serving(answer_ok) as target:
            idle = [await in_thread(target.connect) for _ in range(60)]
            assert await in_thread(target.healthy)
            assert await in_thread(lambda: read_to_end(idle[0])) == b""
            for connection in idle:
                connection.close()

    asyncio.run(scene())


def test_an_unforeseen_error_tells_nobody_anything(caplog: pytest.LogCaptureFixture) -> None:
    """S13: 500 in German, one line in the log with the kind and the place of the error, and not its message."""

    async def broken(scope: Message, receive: Receive, send: Send) -> None:
        raise ValueError("Quastenflosser")

    async def scene() -> bytes:
        async with serving(broken) as target:
            request = (
                b"POST /x?token=Quastenflosser HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"
            )
            answer = await in_thread(lambda: target.answer(request))
            return bytes(answer)

    with caplog.at_level(logging.DEBUG):
        answer = asyncio.run(scene())
    assert status_of(answer) == 500
    assert has_security_headers(answer)
    assert "schiefgegangen" in answer.decode()
    assert b"Quastenflosser" not in answer
    logged = [record for record in caplog.records if record.name.startswith(("bot", "uvicorn"))]
    assert [record.getMessage().split(" at ")[0] for record in logged] == ["A POST request failed: ValueError"]
    assert logged[0].exc_info is None


def test_an_application_never_sees_a_request_that_broke_off() -> None:
    """S11: half a body whose client has gone is no body."""
    seen: list[bytes] = []

    async def app(scope: Message, receive: Receive, send: Send) -> None:
        seen.append((await receive())["body"])
        await answer_ok(scope, receive, send)

    def break_off(target: Target) -> None:
        with target.connect() as connection:
            connection.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{}")

    async def scene() -> None:
        async with serving(app) as target:
            await in_thread(lambda: break_off(target))
            whole = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n[]"
            assert status_of(await in_thread(lambda: target.answer(whole))) == 200

    asyncio.run(scene())
    assert seen == [b"[]"]


def test_what_was_asked_before_the_end_is_answered() -> None:
    """R8: nothing new is taken, what is under way is answered, and connections that only stand there do not delay that."""
    asked = threading.Semaphore(0)
    go_on = asyncio.Event()

    async def slow(scope: Message, receive: Receive, send: Send) -> None:
        asked.release()
        await go_on.wait()
        await answer_ok(scope, receive, send)

    async def scene() -> list[bytes]:
        listening = socket.create_server(("127.0.0.1", 0))
        target = Target(listening.getsockname()[1], "/", "/")
        running = asyncio.ensure_future(http_server.serve(slow, listening, 100, Alone()))
        idle = await in_thread(target.connect)
        request = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
        answers = [asyncio.ensure_future(in_thread(lambda: target.answer(request))) for _ in range(4)]
        for _ in answers:
            await in_thread(lambda: asked.acquire(timeout=PATIENCE))
        os.kill(os.getpid(), signal.SIGTERM)
        assert await in_thread(lambda: read_to_end(idle)) == b""
        with pytest.raises(ConnectionRefusedError):
            target.connect()
        go_on.set()
        await running
        return [bytes(answer) for answer in await asyncio.gather(*answers)]

    answers = asyncio.run(scene())
    assert [status_of(answer) for answer in answers] == [200] * 4


def test_what_was_sent_before_the_end_is_taken_although_nobody_has_read_it_yet() -> None:
    """R8: a busy server has connections in its queue, and requests that it has not read."""

    async def scene() -> list[bytes]:
        listening = socket.create_server(("127.0.0.1", 0))
        target = Target(listening.getsockname()[1], "/", "/")
        running = asyncio.ensure_future(http_server.serve(answer_ok, listening, 100, Alone()))
        await asyncio.sleep(0.3)
        connections = [target.connect() for _ in range(4)]  # the event loop stands still while these are opened
        for connection in connections:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(0.3)  # so the server's own round is overdue when it hears of its end
        os.kill(os.getpid(), signal.SIGTERM)
        await running
        return [read_to_end(connection) for connection in connections]

    assert [status_of(answer) for answer in asyncio.run(scene())] == [200] * 4


@pytest.mark.servers
def test_what_a_channel_has_not_foreseen_tells_nobody_anything(servers: Servers) -> None:
    """S13: names too long for a file, and JSON nested too deeply, were answered with a traceback in the log."""
    target = Target(servers.ports.of_rasa[0], "/ui/session", "/ui/health")
    end = "HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
    deep = "[" * 8000
    posted = f"Content-Type: application/json\r\nContent-Length: {len(deep)}\r\n\r\n{deep}"
    for request in (
        f"GET /ui/static/{'Quastenflosser' * 30} {end}\r\n",
        f"GET /ui/static/{'a/' * 1500} {end}\r\n",
        f"POST /ui/message {end}{posted}",
        f"POST /ui/delete {end}{posted}",
        f"POST /webhooks/rest/webhook {end}{posted}",
    ):
        answer = target.answer(request.encode())
        assert status_of(answer) in {400, 404, 500}
        assert has_security_headers(answer)
        assert b"Quastenflosser" not in answer
        assert b"Traceback" not in answer
    log = (servers.logs / "servers.log").read_text(errors="replace")
    assert "Traceback" not in log
    assert "Quastenflosser" not in log
