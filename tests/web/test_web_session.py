"""Conversation ids of the website are issued and signed by the server."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jwt
import pytest

from bot.rasa.channels.web_session import SessionError, Sessions
from bot.web.secret import ALGORITHM, derived_key, server_secret

SECRET = "s" * 40


def test_a_token_leads_back_to_its_conversation() -> None:
    sessions = Sessions(SECRET)
    token = sessions.new()
    assert sessions.conversation_of(sessions.renew(sessions.conversation_of(token))) == sessions.conversation_of(token)


def test_every_conversation_is_new() -> None:
    sessions = Sessions(SECRET)
    assert len({sessions.conversation_of(sessions.new()) for _ in range(100)}) == 100


def _token(secret: str = SECRET, algorithm: str = ALGORITHM, **claims: object) -> str:
    later = dt.datetime.now(dt.timezone.utc) + dt.timedelta(hours=1)
    return jwt.encode({"sub": "a" * 32, "exp": later, **claims}, secret, algorithm=algorithm)


@pytest.mark.parametrize(
    "token",
    [
        pytest.param(_token(secret="x" * 40), id="foreign key"),
        pytest.param(_token(exp=dt.datetime(2020, 1, 1)), id="expired"),
        pytest.param(_token(secret="", algorithm="none"), id="unsigned"),
        pytest.param(jwt.encode({"sub": "a"}, SECRET, algorithm=ALGORITHM), id="without end"),
        pytest.param("telegram-12345", id="bare conversation id"),
        pytest.param(None, id="nothing"),
        pytest.param({"sub": "a"}, id="object"),
    ],
)
def test_what_the_server_has_not_signed_is_refused(token: object) -> None:
    with pytest.raises(SessionError):
        Sessions(SECRET).conversation_of(token)


def test_the_secret_is_made_once_and_only_for_this_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LOTSE_SECRET", raising=False)
    secret = server_secret(tmp_path / "var")
    assert len(secret) == 64
    assert server_secret(tmp_path / "var") == secret
    assert (tmp_path / "var" / "secret").stat().st_mode & 0o777 == 0o600


def test_a_short_secret_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSE_SECRET", "geheim")
    with pytest.raises(ValueError, match="LOTSE_SECRET"):
        server_secret(tmp_path)


def test_a_secret_that_a_full_disk_left_empty_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """R13: an empty file used to make every session fail until somebody deleted it."""
    monkeypatch.delenv("LOTSE_SECRET", raising=False)
    (tmp_path / "secret").write_text("")
    assert len(server_secret(tmp_path)) >= 32
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_processes_that_start_together_agree_on_the_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """R13: nobody sees a secret that is half written."""
    monkeypatch.delenv("LOTSE_SECRET", raising=False)
    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(lambda _: server_secret(tmp_path), range(64)))) == 1


def test_a_derived_key_gives_away_neither_the_secret_nor_other_keys(tmp_path: Path) -> None:
    """S6: the key that travels between our processes is good for one purpose."""
    keys = {derived_key(tmp_path, purpose) for purpose in ("telegram", "erased")} | {server_secret(tmp_path)}
    assert len(keys) == 3
    assert derived_key(tmp_path, "telegram") in keys
