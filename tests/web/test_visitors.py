"""Who comes from the same place, and what a visitor cannot claim."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sanic.compat import Header

from bot.rasa.channels import visitors
from bot.rasa.channels.visitors import address_of, keyed_hash, normalised


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("192.0.2.1:5555", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("[::ffff:192.0.2.1]:443", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2::9", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::1", "::/64"),
        ("unknown", None),
        ("", None),
        ("300.1.1.1", None),
        ("192.0.2.1, 9.9.9.9", None),
    ],
)
def test_addresses_of_one_visitor_are_one(address: str, expected: str | None) -> None:
    """S10: each port and each of 2**64 addresses counted as a new visitor."""
    assert normalised(address) == expected


@given(st.text())
def test_no_address_is_an_error(address: str) -> None:
    found = normalised(address)
    assert found is None or normalised(found.removesuffix("/64")) == found


def request(ip: str, *forwarded: str, proxies: int | None = None) -> Any:
    app = SimpleNamespace(config={"PROXIES_COUNT": proxies})
    return SimpleNamespace(ip=ip, app=app, headers=Header([("X-Forwarded-For", entry) for entry in forwarded]))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (None, ("9.9.9.9",), "127.0.0.1"),
        (1, ("9.9.9.9, 192.0.2.1",), "192.0.2.1"),
        (1, ("9.9.9.9", "192.0.2.1"), "192.0.2.1"),
        (2, ("9.9.9.9, 192.0.2.1, 10.0.0.1",), "192.0.2.1"),
        (2, ("192.0.2.1",), "127.0.0.1"),
        (1, (), "127.0.0.1"),
        (1, ("9.9.9.9, unknown",), "127.0.0.1"),
        (1, (" , ",), "127.0.0.1"),
    ],
)
def test_what_the_proxies_say_counts_and_nothing_else(
    proxies: int | None, forwarded: tuple[str, ...], expected: str
) -> None:
    """S10: with LOTSE_PROXIES too high, a visitor had the choice."""
    assert address_of(request("127.0.0.1", *forwarded, proxies=proxies)) == expected


def test_too_few_entries_are_said_once(caplog: pytest.LogCaptureFixture) -> None:
    """S10."""
    visitors._warn.cache_clear()  # once in a process, and another test may have been the first
    for _ in range(5):
        address_of(request("127.0.0.1", "192.0.2.1", proxies=7))
    assert len([record for record in caplog.records if "LOTSE_PROXIES" in record.getMessage()]) == 1
    assert "192.0.2.1" not in caplog.text


def test_a_hash_tells_nothing_without_its_key() -> None:
    assert keyed_hash(b"a", "192.0.2.1") == keyed_hash(b"a", "192.0.2.1")
    assert len({keyed_hash(b"a", "192.0.2.1"), keyed_hash(b"b", "192.0.2.1"), keyed_hash(b"a", "192.0.2.2")}) == 3
