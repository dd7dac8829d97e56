"""The REST channel: there when asked for, and nobody in somebody else's talk."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import serving
from bot.rasa.channels.rate_limit import ADDRESS_PER_MINUTE, TALK_PER_MINUTE, cost_of
from bot.rasa.channels.requests import Refused
from bot.rasa.channels.rest_channel import conversation_name, is_wanted
from bot.rasa.channels.safe_input import MAX_CHARACTERS
from tests.conftest import Servers, start_servers
from tests.web.test_requests import send
from tests.web.test_web_channel import call

WEBHOOK = "/webhooks/rest/webhook"


def say(servers: Servers, text: Any, sender: Any = None, **headers: str) -> tuple[int, Any]:
    body = {"message": text} if sender is None else {"sender": sender, "message": text}
    status, answer, _ = send(servers, "POST", WEBHOOK, json.dumps(body).encode(), headers)
    return status, json.loads(answer)


@pytest.mark.parametrize("settings", [{"LOTSE_DEMO": "true"}, {"LOTSE_REST": "true"}, {"LOTSE_REST": " TRUE "}])
def test_it_is_there_when_asked_for(settings: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """S6."""
    for name in ("LOTSE_DEMO", "LOTSE_REST"):
        monkeypatch.delenv(name, raising=False)
    assert not is_wanted()
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert is_wanted()


def test_senders_that_begin_alike_have_talks_of_their_own() -> None:
    """S7: the first hundred characters decided."""
    begin = "https://kunde.example/" + "a" * 90
    names = {conversation_name(f"{begin}/{end}") for end in ("erster", "zweiter")}
    assert len(names) == 2
    assert all(len(name) == 64 for name in names)
    assert conversation_name("kunde 7, München") == "kunde 7, München"


@given(st.text(max_size=200), st.text(max_size=200))
def test_two_senders_never_share_a_talk(one: str, other: str) -> None:
    """S7: neither by length nor by odd signs, nor by naming the hash of another."""

    def name(sender: str) -> str:
        try:
            return conversation_name(sender)
        except Refused as refused:
            assert refused.status == 400
            return f"refused {sender}"

    assert (name(one) == name(other)) is (one == other)
    assert name(name(one * 30)) != name(one * 30) or len(one * 30) <= 100


@pytest.mark.servers
def test_a_request_without_a_sender_is_a_talk_of_its_own(servers: Servers) -> None:
    """S6: all of them shared the talk "default"."""
    _, first = say(servers, "Wir sind eine Tischlerei in Stendal mit 8 Leuten")
    _, second = say(servers, "Was wissen Sie über meinen Betrieb?")
    assert first[0]["recipient_id"] != second[0]["recipient_id"]
    assert "Stendal" not in str(second)
    _, again = say(servers, "Was wissen Sie über meinen Betrieb?", first[0]["recipient_id"])
    assert "8 Beschäftigte" in str(again)


@pytest.mark.servers
def test_the_contract(servers: Servers) -> None:
    for sender in (f"kunde {uuid.uuid4()}", "https://kunde.example/" + "b" * 500):
        status, messages = say(servers, "Was ist ein ERP-System?", sender)
        assert status == 200
        assert {message["recipient_id"] for message in messages} == {sender}
        assert any(message.get("text") for message in messages)
    assert send(servers, "GET", "/webhooks/rest/")[:2] == (200, b'{"status":"ok"}')
    assert say(servers, None)[0] == 200, "nothing said"


@pytest.mark.servers
@pytest.mark.parametrize(
    ("text", "sender"),
    [(["Hallo"], "a"), ({"a": 1}, "a"), (7, "a"), ("Hallo", 7), ("Hallo", "\ud800"), ("Hallo", "a\0")],
)
def test_other_types_are_refused(servers: Servers, text: Any, sender: Any) -> None:
    """S13: sender "\\ud800" was an apology and an error in the log."""
    status, answer = say(servers, text, sender)
    assert status == 400
    assert answer["error"].endswith(".")


@pytest.mark.servers
def test_whoever_comes_through_a_proxy_is_limited_like_the_website(servers: Servers) -> None:
    """S6: there was no limit at all. Programs on this machine, which whoever runs it has asked for, have none."""
    sender, visitor = uuid.uuid4().hex, {"X-Forwarded-For": "198.51.100.78"}
    statuses = [say(servers, "Hallo", sender, **visitor)[0] for _ in range(TALK_PER_MINUTE + 1)]
    assert statuses == [200] * TALK_PER_MINUTE + [429]
    own = {"sender": sender, "message": "Hallo"}
    assert {call(servers.rasa_url + WEBHOOK, own).status for _ in range(TALK_PER_MINUTE + 1)} == {200}


@pytest.mark.servers
def test_an_address_has_no_more_room_by_using_both_channels(servers: Servers) -> None:
    """S6, S10: what the website has counted counts here, too. Too long texts are counted, and cost no time."""
    visitor, long = {"X-Forwarded-For": "198.51.100.77"}, "x" * MAX_CHARACTERS + "x"
    token = json.loads(send(servers, "POST", "/ui/session", b"{}", visitor)[1])["token"]
    body = json.dumps({"token": token, "text": long, "id": "1"}).encode()
    for _ in range(TALK_PER_MINUTE // cost_of(long)):
        assert send(servers, "POST", "/ui/message", body, visitor)[0] == 200
    left = (ADDRESS_PER_MINUTE - TALK_PER_MINUTE) // cost_of(long)
    assert [say(servers, long, **visitor)[0] for _ in range(left + 1)] == [200] * left + [429]


@pytest.fixture(scope="module")
def production(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Servers as a website has them: without the demo page."""
    running = start_servers(
        tmp_path_factory.mktemp("production"), demo=False, LOTSE_HOSTS="chat.beispiel.de", LOTSE_PROXIES="1"
    )
    yield running
    serving.stop(running.processes)


@pytest.mark.servers
def test_by_default_it_is_not_there(production: Servers) -> None:
    """S6."""
    assert send(production, "GET", "/webhooks/rest/")[0] == 404
    assert send(production, "POST", WEBHOOK, b'{"sender": "a", "message": "Hallo"}')[0] == 404
    assert send(production, "GET", "/ui/")[0] == 404


@pytest.mark.servers
def test_the_chat_is_reached_by_the_name_that_is_set(production: Servers) -> None:
    """S6."""
    for host in ("chat.beispiel.de", "CHAT.beispiel.de:443"):
        own = {"Host": host, "Origin": "https://chat.beispiel.de"}
        assert send(production, "POST", "/ui/session", b"{}", own)[0] == 200
    assert send(production, "GET", "/ui/health", None, {"Host": "www.beispiel.de"})[0] == 421


def test_the_warm_up_needs_no_routes() -> None:
    """Without the channel the server still reads its word lists before the first visitor comes."""
    from bot.rasa.channels.rest_channel import SafeRestInput

    async def never(message: Any) -> None:
        raise AssertionError

    routes = SafeRestInput().blueprint(never)
    assert routes._future_listeners
