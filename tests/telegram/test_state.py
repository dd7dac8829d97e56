"""What ``lotse channels check`` and the desk say of the chat in Telegram, and how to mend what is wrong."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import pytest

from bot.telegram import mending
from bot.telegram.state import telegram_state
from tests.conftest import free_port
from tests.telegram.api_double import TOKEN, Double

ADDRESS = "https://chat.zentrum.example/telegram"


@pytest.fixture(autouse=True)
def bot_of_the_double(double: Double, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSE_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("LOTSE_TELEGRAM_API", double.url)


@pytest.fixture
def port(double: Double, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Telegram calls us, and somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        number = int(listening.getsockname()[1])
        monkeypatch.setenv("LOTSE_TELEGRAM_WEBHOOK", ADDRESS)
        monkeypatch.setenv("LOTSE_TELEGRAM_SECRET", "s" * 32)
        monkeypatch.setenv("LOTSE_TELEGRAM_PORT", str(number))
        double.info["url"] = ADDRESS
        yield number


def test_where_all_is_well_there_is_nothing_to_mend(double: Double, port: int) -> None:
    state = telegram_state()
    assert (state.good, state.mend) == (True, ())
    assert f"Telegram ruft {ADDRESS} auf" in state.text


@pytest.mark.parametrize(
    ("complaint", "step"),
    [
        ("Wrong response from the webhook: 403 Forbidden", "LOTSE_TELEGRAM_SECRET"),
        ("Wrong response from the webhook: 404 Not Found", "location = /telegram { proxy_pass http://127.0.0.1:"),
        ("Wrong response from the webhook: 502 Bad Gateway", "Läuft „lotse telegram“"),
        ("SSL error {error:0A000086:SSL routines::certificate verify failed}", "fullchain.pem"),
        ("Failed to resolve host: Name or service not known", "DNS-Eintrag"),
        ("Connection timed out", "Port 443, 80, 88 oder 8443"),
        ("Wrong response from the webhook: 302 Moved Temporarily", "leitet um"),
        ("something that nobody has seen yet", "Rufen Sie https://chat.zentrum.example/telegram von außen auf"),
    ],
)
def test_what_telegram_complains_of_comes_with_what_to_do(double: Double, port: int, complaint: str, step: str) -> None:
    double.info |= {"last_error_message": complaint, "last_error_date": int(time.time()) - 60}
    state = telegram_state()
    assert not state.good
    assert complaint in state.text
    assert step in state.mend[0]


def test_a_failure_of_last_week_is_none_of_today(double: Double, port: int) -> None:
    double.info |= {"last_error_message": "Connection timed out", "last_error_date": 1_700_000_000}
    state = telegram_state()
    assert (state.good, state.mend) == (True, ())
    assert "zuletzt gestört: 14.11.2023" in state.text


def test_a_process_that_is_not_there_is_noticed(double: Double, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSE_TELEGRAM_PORT", str(free_port()))
    assert telegram_state().mend == (mending.START,)


@pytest.mark.parametrize("url", ["", "https://anders.example/telegram"])
def test_an_address_that_is_not_ours_is_noticed(double: Double, port: int, url: str) -> None:
    double.info["url"] = url
    state = telegram_state()
    assert not state.good and (url or "keine") in state.text
    assert ADDRESS in state.mend[0] and mending.OWN_BOT in state.mend


def test_messages_that_nobody_fetches_are_noticed(double: Double) -> None:
    double.info["pending_update_count"] = 3
    state = telegram_state()
    assert (state.good, state.mend) == (False, (mending.START,))
    assert "3 Nachrichten warten, und niemand holt sie ab" in state.text


def test_another_machine_with_the_same_bot_is_noticed(double: Double) -> None:
    """We ask Telegram, and it calls somebody else."""
    double.info["url"] = ADDRESS
    state = telegram_state()
    assert not state.good and mending.OWN_BOT in state.mend


def test_what_is_wrong_at_botfather_is_advice(double: Double) -> None:
    double.me |= {"can_join_groups": True, "can_read_all_group_messages": True}
    state = telegram_state()
    assert (state.good, state.mend) == (True, (mending.NO_GROUPS, mending.NO_READING))


@pytest.mark.parametrize(
    ("name", "value", "step"),
    [("LOTSE_TELEGRAM_TOKEN", TOKEN[:-1] + "x", "/mybots"), ("LOTSE_TELEGRAM_API", "http://127.0.0.1:9", "Port 443")],
)
def test_a_wrong_token_and_a_closed_way_come_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, step: str
) -> None:
    monkeypatch.setenv(name, value)
    state = telegram_state()
    assert not state.good and step in state.mend[0]
