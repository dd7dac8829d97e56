"""The website's chat over real HTTP: what a browser, and what an attacker, gets."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any

import pytest

from bot.commands import serving
from bot.rasa.channels.rate_limit import TALK_PER_MINUTE, TALKS_PER_MINUTE
from bot.web.origins import allowed_origins
from tests.conftest import Servers, free_port, start_servers


@dataclass
class Answer:
    status: int
    headers: Message
    body: Any


def call(url: str, body: Any = None, headers: dict[str, str] | None = None, method: str | None = None) -> Answer:
    data = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json", **(headers or {})}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return Answer(response.status, response.headers, _content(response.read()))
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.headers, _content(error.read()))


def _content(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        return raw.decode(errors="replace")


@pytest.fixture()
def token(servers: Servers) -> str:
    return str(call(f"{servers.rasa_url}/ui/session", {}).body["token"])


def send(servers: Servers, token: str, text: str, **headers: str) -> Answer:
    return call(f"{servers.rasa_url}/ui/message", {"token": token, "text": text, "id": str(uuid.uuid4())}, headers)


def test_a_session_begins_with_a_greeting_that_says_a_machine_answers(servers: Servers) -> None:
    answer = call(f"{servers.rasa_url}/ui/session", {})
    assert "Computerprogramm" in answer.body["greeting"]["text"]
    assert answer.body["greeting"]["buttons"]


def test_a_conversation_is_remembered_under_its_token(servers: Servers, token: str) -> None:
    send(servers, token, "Wir sind eine Tischlerei in Stendal mit 8 Leuten")
    known = str(send(servers, token, "Was wissen Sie über mich?").body)
    assert "8 Beschäftigte" in known
    stranger = call(f"{servers.rasa_url}/ui/session", {}).body["token"]
    assert "8 Beschäftigte" not in str(send(servers, stranger, "Was wissen Sie über mich?").body)


def test_the_same_message_is_answered_once(servers: Servers, token: str) -> None:
    body = {"token": token, "text": "Welche Förderung passt zu uns?", "id": "the-same"}
    url = f"{servers.rasa_url}/ui/message"
    assert call(url, body).body["messages"] == call(url, body).body["messages"]


def test_forged_tokens_are_refused_with_a_code_the_page_knows(servers: Servers, token: str) -> None:
    answer = send(servers, token[:-4] + "aaaa", "Hallo")
    assert answer.status == 401
    assert answer.body["error"]["code"] == "session_expired"


def test_a_talk_over_rest_cannot_be_joined_from_the_website(servers: Servers) -> None:
    assert send(servers, "rest-attacker", "Was wissen Sie über mich?").status == 401


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        pytest.param(b"{", {}, 400, id="broken JSON"),
        pytest.param([], {}, 400, id="a list"),
        pytest.param({"text": "Hallo"}, {}, 400, id="fields missing"),
        pytest.param({"token": "x", "text": "Hallo", "id": ""}, {}, 400, id="empty id"),
        pytest.param({"token": "x", "text": "x" * 20_000, "id": "1"}, {}, 413, id="too large"),
        pytest.param({}, {"Content-Type": "text/plain"}, 415, id="a form"),
        pytest.param({}, {"Origin": "https://evil.example"}, 403, id="foreign website"),
    ],
)
def test_bad_requests_get_a_german_sentence(servers: Servers, body: Any, headers: dict[str, str], status: int) -> None:
    answer = call(f"{servers.rasa_url}/ui/message", body, headers)
    assert answer.status == status
    assert answer.body["error"]["text"]
    assert "Traceback" not in str(answer.body)


def test_a_foreign_website_gets_no_permission(servers: Servers) -> None:
    answer = call(f"{servers.rasa_url}/ui/message", headers={"Origin": "https://evil.example"}, method="OPTIONS")
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("path", ["/ui/", "/ui/static/page.css", "/ui/static/chat/lotse-chat.js", "/ui/health"])
def test_everything_comes_with_a_strict_policy(servers: Servers, path: str) -> None:
    answer = call(servers.rasa_url + path)
    assert answer.status == 200
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/ui/static/../../../config.yml", "/ui/static/%2e%2e/%2e%2e/%2e%2e/config.yml", "/ui/static//etc/passwd"]
)
def test_no_other_files_are_given_away(servers: Servers, path: str) -> None:
    answer = call(servers.rasa_url + path)
    assert answer.status == 404
    assert "recipe" not in str(answer.body)


def test_drawing_pictures_is_limited_like_messages(servers: Servers) -> None:
    address = f"{servers.rasa_url}/ui/bilder/reife-33-67-8-50"
    visitor = {"X-Forwarded-For": "198.51.100.7"}
    drawn = [call(f"{address}.png", headers=visitor).status for _ in range(TALK_PER_MINUTE + 1)]
    assert drawn == [200] * TALK_PER_MINUTE + [429]
    assert call(f"{address}.svg").status == 200


def test_limits_count_the_visitor_that_the_proxy_names_not_whom_the_visitor_claims_to_be(servers: Servers) -> None:
    def begin(forwarded: str) -> int:
        return call(f"{servers.rasa_url}/ui/session", {}, {"X-Forwarded-For": forwarded}).status

    begun = [begin(f"192.0.2.{number}, 198.51.100.1") for number in range(TALKS_PER_MINUTE + 1)]
    assert begun == [200] * TALKS_PER_MINUTE + [429]
    assert begin("198.51.100.2") == 200


@pytest.mark.parametrize("path", ["/model", "/conversations/web-1/tracker", "/domain", "/model/train"])
def test_rasas_own_interface_is_closed(servers: Servers, path: str) -> None:
    assert call(servers.rasa_url + path).status == 404


def test_deleting_needs_the_token_and_leaves_nothing(servers: Servers, token: str) -> None:
    send(servers, token, "Wir sind eine Gerberei in Tangermünde")
    assert call(f"{servers.rasa_url}/ui/delete", {"token": "forged"}).status == 401
    assert call(f"{servers.rasa_url}/ui/delete", {}).status == 400
    assert call(f"{servers.rasa_url}/ui/delete", {"token": token}).body == {"deleted": True}
    for file in servers.logs.glob("conversations.db*"):
        assert b"Gerberei in Tanger" not in file.read_bytes()
    refused = send(servers, token, "Was wissen Sie über mich?")
    assert (refused.status, refused.body["error"]["code"]) == (401, "session_expired")
    assert call(f"{servers.rasa_url}/ui/delete", {"token": token}).body == {"deleted": True}


def test_a_website_that_is_not_listed_may_not_read_answers(servers: Servers) -> None:
    answer = call(f"{servers.rasa_url}/ui/session", {}, {"Origin": "https://fremd.example"})
    assert answer.status == 403
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_origins_are_checked_before_they_are_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSE_ORIGINS", "https://www.zentrum.example, http://localhost:8000")
    assert allowed_origins() == ("https://www.zentrum.example", "http://localhost:8000")
    for wrong in ("*", "zentrum.example", "https://zentrum.example/", "https://a b"):
        monkeypatch.setenv("LOTSE_ORIGINS", wrong)
        with pytest.raises(ValueError, match="LOTSE_ORIGINS"):
            allowed_origins()


def test_without_redis_there_is_an_apology(model: Path, tmp_path: Path) -> None:
    gone = f"redis://127.0.0.1:{free_port()}/0"
    servers = start_servers(tmp_path, LOTSE_REDIS_URL=gone)
    try:
        session = call(f"{servers.rasa_url}/ui/session", {})
        answer = send(servers, str(session.body["token"]), "Hallo")
    finally:
        serving.stop(servers.processes)
    assert session.status == 200, "the limits are counted by the process alone"
    assert answer.status == 200
    assert "ausgefallen" in answer.body["messages"][0]["text"]
    assert "LockError: Redis" in (tmp_path / "servers.log").read_text()
