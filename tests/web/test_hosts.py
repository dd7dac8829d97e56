"""Under which names the chat answers, and to which websites."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.hosts import Host, allowed_hosts, is_ours, is_same_site, read_host


@pytest.mark.parametrize(
    ("given_name", "found"),
    [
        ("chat.beispiel.de", Host("chat.beispiel.de")),
        ("CHAT.Beispiel.de.", Host("chat.beispiel.de")),
        ("chat.beispiel.de:8443", Host("chat.beispiel.de", "8443")),
        ("[::1]:5005", Host("[::1]", "5005")),
        ("127.0.0.1:5005", Host("127.0.0.1", "5005")),
        ("", None),
        ("a b", None),
        ("a/b", None),
        ("user@a", None),
        ("a:b", None),
        ("a:1:2", None),
        ("::1", None),
        ("a\0", None),
        ("bäckerei.de", None),
    ],
)
def test_a_host_header_is_read_or_refused(given_name: str, found: Host | None) -> None:
    assert read_host(given_name) == found


@pytest.mark.parametrize(
    ("asked", "ours"),
    [
        ("127.0.0.1:5005", True),
        ("localhost:99", True),
        ("[::1]", True),
        ("chat.beispiel.de", True),
        ("chat.beispiel.de:8080", True),
        ("xn--bckerei-5wa.de:8443", True),
        ("xn--bckerei-5wa.de", False),
        ("evil.example", False),
        ("chat.beispiel.de.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("192.168.0.1", False),
    ],
)
def test_only_names_of_ours_count(asked: str, ours: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """S6: a foreign name that points to this machine opens nothing."""
    host = read_host(asked)
    assert host is not None
    monkeypatch.setenv("LOTSE_HOSTS", "Chat.Beispiel.de, Bäckerei.de:8443")
    assert is_ours(host, allowed_hosts()) is ours


def test_names_are_checked_before_they_are_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LOTSE_HOSTS", raising=False)
    assert allowed_hosts() == frozenset()
    for wrong in ("https://a.de", "*", "a.de/", "*.a.de", "a.de:port", "a..\u00e4:1:2"):
        monkeypatch.setenv("LOTSE_HOSTS", f"gut.de, {wrong}")
        with pytest.raises(ValueError, match="LOTSE_HOSTS"):
            allowed_hosts()


@pytest.mark.parametrize(
    ("origin", "host", "same"),
    [
        ("https://chat.beispiel.de", "chat.beispiel.de", True),
        ("https://chat.beispiel.de", "chat.beispiel.de:443", True),
        ("http://127.0.0.1:5005", "127.0.0.1:5005", True),
        ("HTTP://LOCALHOST:5005", "localhost:5005", True),
        ("http://127.0.0.1:8000", "127.0.0.1:5005", False),
        ("https://evil.example", "chat.beispiel.de", False),
        ("https://chat.beispiel.de@evil.example", "chat.beispiel.de", False),
        ("null", "chat.beispiel.de", False),
        ("", "chat.beispiel.de", False),
        ("chrome-extension://chat.beispiel.de", "chat.beispiel.de", False),
    ],
)
def test_a_page_is_ours_when_it_comes_from_the_same_host(origin: str, host: str, same: bool) -> None:
    named = read_host(host)
    assert named is not None
    assert is_same_site(origin, named) is same


@given(st.text(), st.text())
def test_no_header_is_an_error(host: str, origin: str) -> None:
    """S13: whatever stands in a header."""
    read_host(host)
    is_same_site(origin, Host("localhost"))
