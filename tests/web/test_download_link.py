"""Links to files: signed by the server for its own conversation, short-lived, and of no use after deletion."""

from __future__ import annotations

import json
import time
import uuid
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest

from bot.rasa.channels.rate_limit import FILES_PER_MINUTE
from bot.settings import VAR_DIR
from bot.web import download_link
from bot.web.download_link import (
    EXPORT,
    LIFETIME,
    PARAMETER,
    SHEET,
    BrokenLinkError,
    deadline_file,
    download_path,
    programme_of,
    ticket_of,
    with_links,
)
from bot.web.secret import ALGORITHM, derived_key, server_secret
from tests.conftest import Servers
from tests.conversations.talk import Talk
from tests.web.test_requests import send


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    monkeypatch.setattr(download_link, "VAR_DIR", tmp_path)
    return derived_key(tmp_path, "file")


def key_in(path: str) -> str:
    return parse_qs(urlsplit(path).query)[PARAMETER][0]


def offer(file: Any) -> dict[str, Any]:
    return {"text": "Bitte", "custom": {"kind": "smalltalk", "download": {"title": "Merkzettel", "file": file}}}


def test_a_link_is_signed_for_the_talk_it_goes_out_in(key: str) -> None:
    """S6: an action server that anybody could call signed links to any conversation it was told of."""
    message = {**offer(SHEET), "recipient_id": "web-fremd"}
    message["custom"]["sender_id"] = "web-fremd"
    download = with_links([message], "web-1")[0]["custom"]["download"]
    assert download["title"] == "Merkzettel"
    assert urlsplit(download["url"]).path == "/ui/datei/merkzettel.pdf", "the key is not in the path"
    assert ticket_of(key_in(download["url"]), SHEET).conversation == "web-1"


def test_the_last_day_of_a_programme_is_a_file_of_ours(key: str) -> None:
    file = deadline_file("bafa-unternehmensberatung")
    download = with_links([offer(file)], "web-1")[0]["custom"]["download"]
    assert urlsplit(download["url"]).path == "/ui/datei/frist-bafa-unternehmensberatung.ics"
    assert ticket_of(key_in(download["url"]), file).conversation == "web-1"
    with pytest.raises(BrokenLinkError):
        ticket_of(key_in(download["url"]), deadline_file("zim"))


@pytest.mark.parametrize(
    "file", ["frist-.ics", "frist-../secret.ics", "frist-ZIM.ics", "frist-zim.ics.exe", "x/frist-zim.ics"]
)
def test_what_only_looks_like_a_day_is_none(key: str, file: str) -> None:
    assert programme_of(file) is None
    assert "download" not in with_links([offer(file)], "web-1")[0]["custom"]


@pytest.mark.parametrize("file", ["../secret", "", None, 7, ["merkzettel.pdf"], {"a": 1}])
def test_an_answer_that_names_no_file_of_ours_gets_no_link(key: str, file: Any) -> None:
    assert with_links([offer(file)], "web-1") == [{"text": "Bitte", "custom": {"kind": "smalltalk"}}]
    assert with_links([{"custom": {"download": "merkzettel.pdf"}}], "web-1") == [{"custom": {}}]


def test_a_link_is_good_for_minutes_except_for_our_own_process(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """S14: whoever reads a log found a link that was good for a day."""
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now - LIFETIME.total_seconds() - 60)
    old = key_in(download_path("telegram-1", EXPORT))
    monkeypatch.undo()
    monkeypatch.setattr(download_link, "_key", lambda: key)
    with pytest.raises(BrokenLinkError):
        ticket_of(old, EXPORT)
    assert ticket_of(old, EXPORT, of_any_age=True).conversation == "telegram-1"


def test_forged_links_are_refused(key: str) -> None:
    claims = {"sub": "web-1", "aud": "file", "file": SHEET, "iat": time.time(), "exp": time.time() + 60}

    def signed(secret: str = key, **changed: Any) -> str:
        kept = {name: value for name, value in {**claims, **changed}.items() if value is not None}
        return jwt.encode(kept, secret, algorithm=ALGORITHM)

    assert ticket_of(signed(), SHEET).conversation == "web-1"
    forged = [
        signed("x" * 64),
        signed(file=EXPORT),
        signed(aud="other"),
        signed(exp=None),
        signed(iat=None),
        jwt.encode(claims, "", algorithm="none"),
        "",
        "\ud800",
        "a.b.c",
    ]
    for token in forged:
        with pytest.raises(BrokenLinkError):
            ticket_of(token, SHEET)


def ask(servers: Servers, path: str, body: dict[str, Any]) -> tuple[int, Any]:
    status, answer, _ = send(servers, "POST", path, json.dumps(body).encode())
    return status, json.loads(answer)


def say(servers: Servers, token: str, text: str) -> list[dict[str, Any]]:
    body = {"token": token, "text": text, "id": uuid.uuid4().hex}
    return list(ask(servers, "/ui/message", body)[1]["messages"])


@pytest.mark.servers
def test_the_page_asks_for_a_fresh_link_until_the_talk_is_deleted(servers: Servers) -> None:
    """S6, S14: bound to the session; the link itself lives for minutes only."""
    token = ask(servers, "/ui/session", {})[1]["token"]
    assert ask(servers, "/ui/file", {"token": token, "file": SHEET})[0] == 404, "nothing said yet"
    say(servers, token, "Was ist ZIM?")
    say(servers, token, "merken")
    offered = [
        found for item in say(servers, token, "Merkzettel") if (found := (item.get("custom") or {}).get("download"))
    ]
    status, answer = ask(servers, "/ui/file", {"token": token, "file": SHEET})
    assert status == 200
    for url in (offered[0]["url"], answer["url"]):
        status, content, headers = send(servers, "GET", url)
        assert (status, content[:4]) == (200, b"%PDF")
        assert headers["Content-Disposition"] == 'attachment; filename="merkzettel.pdf"'
        assert headers["Cache-Control"] == "no-store"
    assert ask(servers, "/ui/file", {"token": "forged", "file": SHEET})[0] == 401
    assert ask(servers, "/ui/file", {"token": token})[0] == 400
    ask(servers, "/ui/delete", {"token": token})
    assert send(servers, "GET", answer["url"])[0] == 404
    assert ask(servers, "/ui/file", {"token": token, "file": SHEET})[0] in {401, 404}


@pytest.mark.servers
def test_a_link_of_a_deleted_talk_stays_dead_when_the_same_sender_goes_on(servers: Servers) -> None:
    """S4: the old link to the export worked again as soon as something new was said."""
    talk = Talk(servers, f"again {uuid.uuid4()}")
    talk.say("Tischlerei in Stendal mit 8 Leuten")
    url = talk.say("Exportieren Sie meine Daten").facts["download"]["url"]
    assert send(servers, "GET", url)[0] == 200
    talk.say("Löschen Sie alles")
    talk.press("Ja, alles löschen")
    assert send(servers, "GET", url)[0] == 404
    talk.say("Bäckerei in Halle mit 12 Leuten")
    assert send(servers, "GET", url)[0] == 404


@pytest.mark.servers
def test_our_own_process_fetches_pictures_without_the_limit_of_a_visitor(servers: Servers) -> None:
    """T10: all pictures of Telegram shared the limit of one address."""
    path = "/ui/bilder/reife-33-67-8-50.png"
    visitor = {"X-Forwarded-For": "198.51.100.9"}
    own = {**visitor, "Authorization": f"Bearer {derived_key(VAR_DIR, 'telegram')}"}
    drawn = [send(servers, "GET", path, None, own)[0] for _ in range(FILES_PER_MINUTE + 3)]
    assert set(drawn) == {200}
    for wrong in ("Bearer x", f"Bearer {server_secret(VAR_DIR)}", derived_key(VAR_DIR, "telegram")):
        headers = {**visitor, "Authorization": wrong}
        assert send(servers, "GET", "/ui/bilder/laenderkarte.svg", None, headers)[0] == 200
    asked = [
        send(servers, "GET", path, None, {**visitor, "Authorization": "Bearer x"})[0]
        for _ in range(FILES_PER_MINUTE + 1)
    ]
    assert asked == [200] * FILES_PER_MINUTE + [429]
