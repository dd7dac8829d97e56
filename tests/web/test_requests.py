"""Whatever is sent to a channel: an answer or a German sentence, never an error."""

from __future__ import annotations

import http.client
import itertools
import json
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.rasa.channels.requests import MAX_BODY, Refused, parse_object, read_name, read_text
from bot.rasa.channels.web_channel import STATIC
from bot.web.static_files import static_file
from tests.conftest import Servers

JSON = "application/json"
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters()), inner, max_size=4),
    max_leaves=12,
)
FIELDS = ("token", "text", "id", "file", "sender", "message", "chat")
OBJECTS = st.dictionaries(st.sampled_from(FIELDS), JSON_VALUES)
DEEP = [b"[" * 8_000, b'{"a":' * 3_000, b'{"message":' + b"[" * 3_000, b'{"text":' + b"[" * 8_000 + b"]" * 8_000 + b"}"]
POSTS = (
    "/ui/session", "/ui/message", "/ui/file", "/ui/delete", "/webhooks/rest/webhook", "/webhooks/telegram/message"
)  # fmt: skip
_VISITORS = itertools.count()

from_the_wire = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def send(
    servers: Servers, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
) -> tuple[int, bytes, http.client.HTTPMessage]:
    """Send a request as it is, from a visitor of its own."""
    where = urlsplit(servers.rasa_url)
    connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=60)
    number = next(_VISITORS)
    visitor = {"X-Forwarded-For": f"100.64.{number // 250 % 250}.{number % 250}", "Content-Type": JSON}
    try:
        connection.request(method, path, body, {**visitor, **(headers or {})})
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers
    finally:
        connection.close()


def no_errors(servers: Servers) -> bool:
    log = (servers.logs / "servers.log").read_text(errors="replace")
    return "Traceback" not in log and "Error" not in log.replace("X-Forwarded-For has fewer entries", "")


def refusal(content_type: str, body: bytes, encoding: str = "") -> int:
    with pytest.raises(Refused) as caught:
        parse_object(content_type, encoding, body)
    assert caught.value.text.endswith(".")
    return caught.value.status


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        pytest.param("text/plain", b"{}", 415, id="as any website may send it"),
        pytest.param("application/x-www-form-urlencoded", b"a=1", 415, id="a form"),
        pytest.param("", b"{}", 415, id="no type"),
        pytest.param("application/jsonp", b"{}", 415, id="a type that begins alike"),
        pytest.param("application/json; charset=utf-16", '{"a":1}'.encode("utf-16"), 415, id="another encoding"),
        pytest.param(JSON, b'{"a": "' + b"x" * MAX_BODY + b'"}', 413, id="too large"),
        pytest.param(JSON, b"", 400, id="nothing"),
        pytest.param(JSON, b"\xff\xfe{}", 400, id="no UTF-8"),
        pytest.param(JSON, b'{"a": NaN}', 400, id="NaN"),
        pytest.param(JSON, b"[]", 400, id="a list"),
        pytest.param(JSON, b"null", 400, id="null"),
        *(pytest.param(JSON, body, 400, id=f"deep {number}") for number, body in enumerate(DEEP[:3])),
    ],
)
def test_what_is_no_object_is_refused(content_type: str, body: bytes, status: int) -> None:
    """S13: deep JSON was an error with a traceback."""
    assert refusal(content_type, body) == status


def test_packed_bodies_are_refused() -> None:
    assert refusal(JSON, b"{}", "gzip") == 415


@pytest.mark.parametrize("content_type", [JSON, "Application/JSON; charset=UTF-8", 'application/json;charset="utf-8"'])
def test_json_is_read(content_type: str) -> None:
    assert parse_object(content_type, "", '\ufeff{"text": "Grüße"}'.encode()) == {"text": "Grüße"}


@given(st.binary(max_size=400) | JSON_VALUES.map(lambda value: json.dumps(value).encode()), st.text(max_size=30))
@example(DEEP[3], "")
def test_any_bytes_are_an_object_or_refused(body: bytes, encoding: str) -> None:
    """S13."""
    try:
        found = parse_object(JSON, encoding, body)
    except Refused as refused:
        assert refused.status in {400, 415}
        return
    for field in (*found, "text"):
        for read in (lambda field: read_text(found, field), lambda field: read_name(found, field, 64)):
            try:
                assert isinstance(read(field), str)
            except Refused as refused:
                assert refused.status == 400


@pytest.mark.parametrize("value", ["", "x" * 65, "\ud800", "a\0", 1, None, [], {"a": 1}, True])
def test_names_are_texts_that_can_be_stored(value: Any) -> None:
    """S13: a token "\\ud800" was an error."""
    with pytest.raises(Refused):
        read_name({"id": value}, "id", 64)


@pytest.mark.servers
@pytest.mark.parametrize("path", POSTS)
def test_deep_json_over_the_wire(servers: Servers, path: str) -> None:
    """S13."""
    for body in DEEP:
        status, answer, _ = send(servers, "POST", path, body, {"Connection": "close"})
        assert status in {400, 403}
        assert json.loads(answer)["error"]
    assert no_errors(servers)


@pytest.mark.servers
@pytest.mark.parametrize("path", POSTS)
@from_the_wire
@given(body=st.binary(max_size=200) | OBJECTS.map(lambda value: json.dumps(value).encode()))
@example(body=b'{"sender": "\\ud800", "message": "Hallo", "token": "\\ud800", "text": "a", "id": "\\ud800"}')
def test_any_body_gets_an_answer(servers: Servers, path: str, body: bytes) -> None:
    """S13: nothing that is sent is an error of ours."""
    status, answer, _ = send(servers, "POST", path, body)
    assert status in {200, 400, 401, 403, 415}
    json.loads(answer)


@pytest.mark.servers
@from_the_wire
@given(name=st.text(st.characters(min_codepoint=33, max_codepoint=126, blacklist_characters="#?"), max_size=300))
@example(name="a" * 300)
@example(name="a/" * 3_000)
@example(name="%00")
@example(name="page.css%00.png")
@example(name="..%2f..%2fconfig.yml")
@example(name="%ff%fe")
@example(name="%")
@example(name="reife-100-100-100-100.svg/..")
def test_any_path_is_there_or_not(servers: Servers, name: str) -> None:
    """S13: names that are too long for a file system, NUL, dots, odd encodings."""
    for folder in ("/ui/static/", "/ui/bilder/", "/ui/datei/"):
        assert send(servers, "GET", folder + name)[0] in {200, 400, 404, 414}


@pytest.mark.servers
@from_the_wire
@given(name=st.from_regex(r"(reife(-(x|100|[0-9]{1,2})){4}|laenderkarte(-DE-[A-Z]{2})?)\.(svg|png)", fullmatch=True))
@example(name="reife-x-x-x-x.png")
@example(name=quote("reife-٣-0-0-0.svg"))
def test_any_picture_is_drawn_or_not_there(servers: Servers, name: str) -> None:
    assert send(servers, "GET", f"/ui/bilder/{name}")[0] in {200, 404}


@pytest.mark.servers
def test_every_static_file_is_served(servers: Servers) -> None:
    for path in filter(lambda found: found.is_file(), STATIC.rglob("*")):
        status, content, _ = send(servers, "GET", f"/ui/static/{path.relative_to(STATIC).as_posix()}")
        assert (status, content) == (200, static_file(path).content)  # without comments: tests/web/test_static_files.py


@pytest.mark.servers
@pytest.mark.parametrize(
    ("method", "path"),
    [
        *(("GET", path) for path in ("/ui/", "/ui/health", "/ui/static/page.css", "/ui/notice", "/ui/bilder/x.svg")),
        *(("GET", path) for path in ("/ui/datei/merkzettel.pdf", "/webhooks/rest/")),
        *(("POST", path) for path in POSTS),
        ("OPTIONS", "/ui/message"),
    ],
)
def test_every_route_answers_to_our_names_and_pages_only(servers: Servers, method: str, path: str) -> None:
    """S6: DNS rebinding (a foreign name that points to this machine), and pages of other websites."""
    port = urlsplit(servers.rasa_url).port
    body = b"{}" if method == "POST" else None
    for name in (f"localhost:{port}", f"[::1]:{port}", "LOCALHOST"):
        assert send(servers, method, path, body, {"Host": name})[0] not in {403, 421} or "telegram" in path
    for headers in ({"Host": "evil.example"}, {"Host": "evil.example", "Origin": "http://evil.example"}):
        status, answer, _ = send(servers, method, path, body, headers)
        assert status == 421
        assert b"LOTSE_HOSTS" in answer
    status, answer, found = send(servers, method, path, body, {"Origin": "https://evil.example"})
    assert status == 403
    assert "Access-Control-Allow-Origin" not in found
    own = {"Origin": f"http://127.0.0.1:{port}"}
    assert send(servers, method, path, body, own)[0] != 403 or "telegram" in path
    if method == "POST":
        assert send(servers, method, path, body, {"Origin": "null"})[0] == 403


@pytest.mark.servers
@pytest.mark.parametrize("path", POSTS[:5])
def test_simple_posts_of_other_websites_are_refused(servers: Servers, path: str) -> None:
    """S6: a browser sends these without asking first, and without Origin from old ones."""
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        body = b'{"sender": "default", "message": "Hallo"}'
        assert send(servers, "POST", path, body, {"Content-Type": kind})[0] == 415


@pytest.mark.servers
def test_two_names_at_once_are_none(servers: Servers) -> None:
    where = urlsplit(servers.rasa_url)
    connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=60)
    connection.putrequest("GET", "/ui/health", skip_host=True)
    for name in ("localhost", "evil.example"):
        connection.putheader("Host", name)
    connection.endheaders()
    assert connection.getresponse().status in {400, 421}
    connection.close()


@pytest.mark.servers
def test_odd_keys_of_our_own_process_are_refused(servers: Servers) -> None:
    """S13: Authorization with ü was an error."""
    for key in ("Bearer ü".encode("latin-1"), b"Bearer \xff\xfe", b"Bearer x", "Bearer 鍵".encode()):
        where = urlsplit(servers.rasa_url)
        connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=60)
        connection.putrequest("POST", "/webhooks/telegram/message")
        connection.putheader("Content-Type", JSON)
        connection.putheader("Content-Length", "2")
        connection.putheader("Authorization", key)
        connection.endheaders(b"{}")
        assert connection.getresponse().status in {400, 403}
        connection.close()
