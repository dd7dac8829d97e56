"""The examples of nginx and Caddy with https, run as they are handed out: only names, certificates and ports are others."""

from __future__ import annotations

import contextlib
import http.client
import re
import shutil
import signal
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from bot.processes.proxy import find_nginx
from bot.settings import ROOT
from tests.conftest import free_port

NAME = "chat.zentrum.example"
PATIENCE = 30.0


class Upstream(BaseHTTPRequestHandler):
    """Stands for the chat, the staff's pages and Telegram's process: says what it was told about the visitor."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.do_POST()

    def do_OPTIONS(self) -> None:
        self.do_POST()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        told = [self.headers.get(name, "-") for name in ("Host", "X-Forwarded-For", "X-Forwarded-Proto", "Origin")]
        body = " ".join([self.server.what, self.path, *told]).encode()  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", f"default-src {self.server.what}")  # type: ignore[attr-defined]
        if self.headers.get("Origin"):
            self.send_header("Access-Control-Allow-Origin", self.headers["Origin"])
        with contextlib.suppress(ConnectionError):  # the proxy has refused what is too large
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class UpstreamServer(ThreadingHTTPServer):
    """Lets as many wait at its door as our servers do; with Python's five, a flood waits for lost packets to be sent again."""

    request_queue_size = 128


@contextlib.contextmanager
def upstream(what: str) -> Iterator[int]:
    server = UpstreamServer(("127.0.0.1", 0), Upstream)
    server.what = what  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for our name that nobody but the test believes, and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    chain, key = folder / "fullchain.pem", folder / "privkey.pem"
    subprocess.run(
        [
            *[
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
            ],
            *["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}", "-keyout", str(key), "-out", str(chain)],
        ],
        check=True,
        capture_output=True,
    )
    return chain, key


class Site:
    """The proxy under its name."""

    def __init__(self, port: int, plain: int, chain: Path) -> None:
        self.port, self.plain = port, plain
        self._trust = ssl.create_default_context(cafile=str(chain))

    def ask(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        host: str | None = None,
        comes_from: str = "127.0.0.1",
        **headers: str,
    ) -> tuple[int, dict[str, str], str]:
        """Ask as a browser does; ``X_Forwarded_For`` and other headers with an underscore for each hyphen."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, PATIENCE, (comes_from, 0))
        connection.connect()
        connection.sock = self._trust.wrap_socket(connection.sock, server_hostname=NAME)
        given = {
            "Host": host or f"{NAME}:{self.port}",
            **{key.replace("_", "-"): value for key, value in headers.items()},
        }
        connection.request(method, path, body, given)
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, text


def nginx_command(folder: Path, text: str) -> list[str]:
    program = find_nginx()
    if program is None:
        pytest.skip("no nginx (Debian: apt-get install nginx-light)")
    whole = f"""
        daemon off; pid {folder}/pid; error_log stderr crit; events {{}}
        http {{
            client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
            uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
            {text}
        }}"""
    (folder / "nginx.conf").write_text(whole, encoding="utf-8")
    return [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]


def filled_nginx(folder: Path, ports: dict[str, int], chain: Path, key: Path) -> list[str]:
    text = (ROOT / "deploy" / "https" / "nginx.conf").read_text(encoding="utf-8")
    text = re.sub(r"listen \[::\].*;\n", "", text)
    text = text.replace("listen 80;", f"listen 127.0.0.1:{ports['80']};").replace(
        "listen 443 ", f"listen 127.0.0.1:{ports['443']} "
    )
    text = text.replace(f"/etc/letsencrypt/live/{NAME}/fullchain.pem", str(chain))
    text = text.replace(f"/etc/letsencrypt/live/{NAME}/privkey.pem", str(key))
    text = text.replace("/var/log/nginx/lotse-error.log", str(folder / "error.log")).replace(
        "/var/www/html", str(folder)
    )
    for inner in ("5005", "5075", "5065"):
        text = text.replace(f"127.0.0.1:{inner}", f"127.0.0.1:{ports[inner]}")
    return nginx_command(folder, text)


def filled_caddy(folder: Path, ports: dict[str, int], chain: Path, key: Path) -> list[str]:
    program = shutil.which("caddy")
    if program is None:
        pytest.skip("no Caddy (Debian: apt-get install caddy)")
    text = (ROOT / "deploy" / "https" / "Caddyfile").read_text(encoding="utf-8")
    named = f"\n{{$LOTSE_NAME:{NAME}}} {{"
    assert named in text
    text = text.replace(named, f"\nhttps://{NAME}:{ports['443']} {{\n\ttls {chain} {key}\n\tbind 127.0.0.1")
    text = text.replace("/var/www/html", str(folder))
    for inner in ("5005", "5075", "5065"):
        text = text.replace(f"127.0.0.1:{inner}", f"127.0.0.1:{ports[inner]}")
    options = f"{{\n\tadmin off\n\tstorage file_system {folder}/storage\n\thttp_port {ports['80']}\n}}\n"
    (folder / "Caddyfile").write_text(options + text, encoding="utf-8")
    return [program, "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def site(request: pytest.FixtureRequest, certificate: tuple[Path, Path]) -> Iterator[Site]:
    # Below /tmp itself: nginx reads files as somebody who may not enter pytest's folders.
    folder = Path(mkdtemp(prefix=f"lotse-{request.param}-"))
    folder.chmod(0o755)
    security = folder / ".well-known"
    security.mkdir()
    (security / "security.txt").write_text("Contact: mailto:x@zentrum.example\n", encoding="utf-8")
    with contextlib.ExitStack() as stack:
        ports = {"80": free_port(), "443": free_port()}
        for inner, what in (("5005", "chat"), ("5075", "desk"), ("5065", "telegram")):
            ports[inner] = stack.enter_context(upstream(what))
        command = (filled_nginx if request.param == "nginx" else filled_caddy)(folder, ports, *certificate)
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                env={"HOME": str(folder), "PATH": "/usr/bin:/usr/sbin:/bin", "XDG_DATA_HOME": str(folder)},
            )
        try:
            yield started(Site(ports["443"], ports["80"], certificate[0]), process, folder / "log")
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)
            shutil.rmtree(folder, ignore_errors=True)


def started(site: Site, process: subprocess.Popen[bytes], log: Path) -> Site:
    while True:
        assert process.poll() is None, log.read_text(errors="replace")
        try:
            site.ask("GET", "/ui/health")
        except OSError:
            time.sleep(0.05)
        else:
            return site


def test_each_part_is_where_it_belongs_and_nothing_else_is_there(site: Site) -> None:
    for path, what in (
        ("/ui/", "chat"),
        ("/ui/message", "chat"),
        ("/redaktion/fragen", "desk"),
        ("/telegram", "telegram"),
    ):
        status, _, text = site.ask("POST", path, b"{}")
        assert (status, text.split()[:2]) == (200, [what, path])
    for path in ("/webhooks/rest/webhook", "/conversations/x/tracker", "/metrics", "/health/ready", "/status", "/uix/"):
        assert site.ask("POST", path, b"{}")[0] == 404, path
    status, headers, _ = site.ask("GET", "/")
    assert status == 302 and headers["location"].endswith("/ui/")


def test_the_bot_hears_of_name_visitor_and_https_and_believes_no_visitor(site: Site) -> None:
    claimed = {"X_Forwarded_For": "9.9.9.9", "X_Forwarded_Proto": "http", "Origin": "https://www.zentrum.example"}
    for path in ("/ui/session", "/redaktion/", "/telegram"):
        _, _, text = site.ask("POST", path, b"{}", **claimed)
        assert text.split()[2:] == [f"{NAME}:{site.port}", "127.0.0.1", "https", "https://www.zentrum.example"], path


def test_browsers_hear_of_https_and_of_what_the_servers_say_about_their_pages(site: Site) -> None:
    """Allowed websites (LOTSE_ORIGINS) and rules for content are the servers' own; nothing is added to or taken from them."""
    _, headers, _ = site.ask("OPTIONS", "/ui/message", Origin="https://www.zentrum.example")
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert headers["content-security-policy"] == "default-src chat"
    assert headers["access-control-allow-origin"] == "https://www.zentrum.example"
    assert "nginx/" not in headers.get("server", "") and "caddy" not in headers.get("server", "").lower()


@pytest.mark.parametrize(
    ("path", "fits", "too_much"),
    [("/ui/message", 15_000, 20_000), ("/redaktion/inhalte", 60_000, 70_000), ("/telegram", 900_000, 1_100_000)],
)
def test_what_is_too_large_never_reaches_the_bot(site: Site, path: str, fits: int, too_much: int) -> None:
    assert site.ask("POST", path, b"x" * fits)[0] == 200
    assert site.ask("POST", path, b"x" * too_much)[0] in (413, 502)


def test_where_to_tell_of_a_hole_is_for_everybody(site: Site) -> None:
    assert "Contact:" in site.ask("GET", "/.well-known/security.txt")[2]


def test_without_https_people_are_sent_to_it(site: Site) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", site.plain, timeout=PATIENCE)
    connection.request("GET", "/ui/?von=website", headers={"Host": NAME})
    response = connection.getresponse()
    assert response.status in (301, 308)
    assert re.fullmatch(rf"https://{re.escape(NAME)}(:\d+)?/ui/\?von=website", response.headers["Location"])
    connection.close()


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_old_kinds_of_encryption_are_refused(site: Site, version: ssl.TLSVersion) -> None:
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.set_ciphers("ALL:@SECLEVEL=0")
    old.minimum_version = old.maximum_version = version
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=PATIENCE)
    connection.connect()
    with pytest.raises(OSError, match=r"(?i)version|alert|handshake|reset"):
        old.wrap_socket(connection.sock, server_hostname=NAME)
    connection.close()


def test_a_flood_is_held_back_and_people_are_not(site: Site, request: pytest.FixtureRequest) -> None:
    """Caddy has no such limit: the bot counts for itself. The flood has an address of its own, of which nothing is used up."""
    with ThreadPoolExecutor(20) as flood:
        answered = list(flood.map(lambda _: site.ask("GET", "/ui/health", comes_from="127.0.0.2")[0], range(400)))
        assert site.ask("GET", "/ui/health", comes_from="127.0.0.3")[0] == 200
    assert set(answered) == ({200} if "caddy" in request.node.name else {200, 429})
    assert answered.count(200) >= 60
