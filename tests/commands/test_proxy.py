"""What is said before several processes start, and what nginx lets pass and says; with a real nginx."""

from __future__ import annotations

import contextlib
import http.client
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import psutil
import pytest

from bot.commands.serving import Ports, serve
from bot.processes import proxy
from bot.rasa.http.answers import SECURITY_HEADERS
from bot.settings import ROOT
from tests.conftest import free_port, free_ports
from tests.rasa.raw_http import PATIENCE, Target, read_to_end, status_of


def test_ports_of_one_and_of_several() -> None:
    assert Ports(5005).of_rasa == [5005]
    several = Ports(5005, processes=3)
    assert several.of_rasa == [5006, 5007, 5008]


def test_several_processes_need_redis(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LOTSE_REDIS_URL", raising=False)
    assert serve(free_ports(2), demo=False) == 1
    assert "LOTSE_REDIS_URL" in capsys.readouterr().err


def test_no_process_is_no_bot(capsys: pytest.CaptureFixture[str]) -> None:
    assert serve(Ports(free_port(), processes=0), demo=False) == 1
    assert "mindestens 1" in capsys.readouterr().err


@pytest.fixture
def nginx() -> str:
    found = proxy.find_nginx()
    if found is None:
        pytest.skip("no nginx (Debian: apt-get install nginx-light)")
    return found


class Upstream(BaseHTTPRequestHandler):
    """Stands for Rasa and for the process of Telegram: says who was asked, for what and on whose behalf."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.do_POST()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = f"{self.server.server_address[1]} {self.path} {self.headers['X-Forwarded-For']}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextlib.contextmanager
def upstream() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


@contextlib.contextmanager
def running(
    nginx: str, folder: Path, ports: list[int], telegram: int | None = None, desk: int | None = None
) -> Iterator[tuple[int, Path]]:
    """Run nginx and give its port and its log."""
    port = free_port()
    command = proxy.command(nginx, f"127.0.0.1:{port}", ports, folder, telegram, desk)
    log = folder / "log"
    with log.open("wb") as output:
        process = proxy.start(command, output)
    wait_until_open(port, process)
    yield port, log
    process.send_signal(proxy.STOP_SIGNAL)
    assert process.wait(PATIENCE) == 0


def wait_until_open(port: int, process: subprocess.Popen[bytes]) -> None:
    while True:
        assert process.poll() is None, "it has ended instead"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)


def ask(port: int, method: str, path: str, body: bytes = b"") -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request(method, path, body, {"X-Forwarded-For": "9.9.9.9"})
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response.status, {name.lower(): value for name, value in response.getheaders()}, text


def assert_safe(headers: dict[str, str]) -> None:
    for name, value in SECURITY_HEADERS.items():
        assert headers[name.lower()] == value


def test_the_staff_s_pages_are_beside_the_chat_where_they_are_on(nginx: str, tmp_path: Path) -> None:
    """The desk says itself what browsers may do with its pages; without it, there is nothing at its place."""
    with upstream() as rasa, upstream() as desk, running(nginx, tmp_path, [rasa], desk=desk) as (port, _):
        assert (
            ask(port, "POST", "/redaktion/fragen", b"x" * 50_000)[2] == f"{desk} /redaktion/fragen 9.9.9.9, 127.0.0.1"
        )
        assert ask(port, "POST", "/redaktion/fragen", b"x" * 70_000)[0] == 413
        assert ask(port, "GET", "/redaktionell")[0] == 404
    with upstream() as rasa, running(nginx, tmp_path, [rasa]) as (port, _):
        assert ask(port, "GET", "/redaktion/")[0] == 404


def test_only_the_chat_and_telegram_pass(nginx: str, tmp_path: Path) -> None:
    """S6: Rasa's other channels are not reached from outside, in whatever way their path is written."""
    with upstream() as rasa, upstream() as telegram, running(nginx, tmp_path, [rasa], telegram) as (port, _):
        assert ask(port, "POST", "/ui/message", b"{}")[2] == f"{rasa} /ui/message 9.9.9.9, 127.0.0.1"
        assert ask(port, "POST", "/telegram", b"x" * 100_000)[2].startswith(f"{telegram} /telegram ")
        for path in (
            "/",
            "/ui",
            "/webhooks/rest/webhook",
            "/webhooks/telegram/message",
            "//webhooks/rest/webhook",
            "/ui/../webhooks/rest/webhook",
            "/ui/%2e%2e/webhooks/rest/webhook",
            "/telegram/",
            "/telegram/x",
            "/UI/",
            "/model",
        ):
            status, headers, text = ask(port, "POST", path, b"{}")
            assert status == 404 if path != "/ui" else status in {301, 404}, path
            assert str(rasa) not in text.split()
            if status == 404:
                assert "Diese Seite gibt es hier nicht." in text
                assert_safe(headers)
    with upstream() as rasa, running(nginx, tmp_path / "without", [rasa]) as (port, _):
        assert ask(port, "POST", "/telegram", b"{}")[0] == 404


def test_its_own_errors_are_german_and_safe(nginx: str, tmp_path: Path) -> None:
    """S13 and S14: with nobody behind it, too; and the log names nobody and no link."""
    with running(nginx, tmp_path, [free_port()]) as (port, log):
        status, headers, text = ask(port, "GET", "/ui/datei/Quastenflosser/alles.pdf")
        assert (status, "gerade nicht bereit" in text) == (503, True)
        assert_safe(headers)
        status, headers, text = ask(port, "POST", "/ui/message", b"x" * 20_000)
        assert (status, "zu groß" in text) == (413, True)
        assert_safe(headers)
        for kind in (b"GET /ui/ HTTP/1.1\r\n\r\n", b"GET /ui/ HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"):
            answer = Target(port, "/", "/").answer(kind)
            assert status_of(answer) == 400
            assert b"<html" not in answer
            assert b"Content-Security-Policy" in answer
        assert log.read_text() == ""


def test_what_nginx_has_taken_is_answered_before_it_ends(nginx: str, tmp_path: Path) -> None:
    """R8: told to stop, it listens no more and answers what is under way."""
    with socket.create_server(("127.0.0.1", 0)) as rasa:
        port = free_port()
        process = proxy.start(proxy.command(nginx, f"127.0.0.1:{port}", [rasa.getsockname()[1]], tmp_path))
        wait_until_open(port, process)
        with socket.create_connection(("127.0.0.1", port), PATIENCE) as client:
            client.sendall(b"GET /ui/ HTTP/1.1\r\nHost: x\r\n\r\n")
            inner, _ = rasa.accept()
            inner.recv(65536)
            process.send_signal(proxy.STOP_SIGNAL)
            while Target(port, "/", "/").is_open():
                time.sleep(0.05)
            inner.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nja")
            assert read_to_end(client).endswith(b"ja")
            inner.close()
        assert process.wait(PATIENCE) == 0


def test_nginx_ends_with_whoever_started_it(nginx: str, tmp_path: Path) -> None:
    """R6, T12: after kill -9 of the launcher it went on and held the port."""
    port = free_port()
    program = (
        "import sys, pathlib, time; from bot.processes import proxy; "
        f"proxy.start(proxy.command({nginx!r}, '127.0.0.1:{port}', [1], pathlib.Path({str(tmp_path)!r}))); time.sleep(1e6)"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT) as launcher:
        wait_until_open(port, launcher)
        family = psutil.Process(launcher.pid).children(recursive=True)
        assert family
        launcher.kill()
    _, alive = psutil.wait_procs(family, timeout=PATIENCE)
    assert not alive
    assert not Target(port, "/", "/").is_open()


def test_nothing_is_left_of_a_killed_nginx(nginx: str, tmp_path: Path) -> None:
    """R6: its worker knows nothing of the end of its master."""
    port = free_port()
    process = proxy.start(proxy.command(nginx, f"127.0.0.1:{port}", [1], tmp_path))
    wait_until_open(port, process)
    workers = psutil.Process(process.pid).children()
    process.kill()
    process.wait()
    proxy.end_rest(process)
    _, alive = psutil.wait_procs(workers, timeout=PATIENCE)
    assert not alive
    assert not Target(port, "/", "/").is_open()
