"""``lotse channels check``: what is configured and what can be reached."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.cli import main
from bot.telegram import mending
from tests.conftest import Servers, free_port
from tests.telegram.api_double import TOKEN, Double, running

pytestmark = pytest.mark.servers


@pytest.fixture(autouse=True)
def rest_is_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSE_REST", "true")


@pytest.fixture
def double(monkeypatch: pytest.MonkeyPatch) -> Iterator[Double]:
    with running() as found:
        monkeypatch.setenv("LOTSE_TELEGRAM_TOKEN", TOKEN)
        monkeypatch.setenv("LOTSE_TELEGRAM_API", found.url)
        yield found


def check(capsys: pytest.CaptureFixture[str], rasa: str) -> tuple[int, str]:
    code = main(["channels", "check", "--rasa", rasa])
    return code, capsys.readouterr().out


def test_everything_is_well(
    servers: Servers, double: Double, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOTSE_ORIGINS", "https://www.zentrum.example")
    code, said = check(capsys, servers.rasa_url)
    assert code == 0
    assert said.count("✓") == 3
    assert "https://www.zentrum.example" in said
    assert "@erste_hilfe_bot; wir fragen Telegram" in said
    assert TOKEN not in said


def test_what_is_not_configured_is_no_fault(
    servers: Servers, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LOTSE_TELEGRAM_TOKEN", raising=False)
    code, said = check(capsys, servers.rasa_url)
    assert code == 0
    assert "nicht eingerichtet" in said
    assert "noch keine Website" in said


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("LOTSE_TELEGRAM_TOKEN", TOKEN[:-1] + "x", "nicht anerkannt"),
        ("LOTSE_TELEGRAM_TOKEN", "quatsch", "sieht nicht wie ein Token aus"),
        ("LOTSE_TELEGRAM_API", "http://127.0.0.1:9", "nicht erreichbar"),
        ("LOTSE_ORIGINS", "*", "LOTSE_ORIGINS"),
    ],
)
def test_what_is_wrong_is_said(
    servers: Servers,
    double: Double,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
    complaint: str,
) -> None:
    monkeypatch.setenv(name, value)
    code, said = check(capsys, servers.rasa_url)
    assert code == 1
    assert complaint in said


def test_a_webhook_that_telegram_does_not_call_is_noticed(
    servers: Servers, double: Double, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOTSE_TELEGRAM_WEBHOOK", "https://chat.zentrum.example/telegram")
    monkeypatch.setenv("LOTSE_TELEGRAM_SECRET", "s" * 32)
    code, said = check(capsys, servers.rasa_url)
    assert code == 1
    assert "andere Adresse auf: keine" in said


def test_servers_of_another_installation_are_noticed(
    servers: Servers, double: Double, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They would turn away whatever Telegram brings."""
    monkeypatch.setenv("LOTSE_SECRET", "x" * 40)
    code, said = check(capsys, servers.rasa_url)
    assert code == 1
    assert "die Server weisen dieses Programm ab" in said
    assert f"→ {mending.SAME_SECRET}" in said


def test_what_is_wrong_comes_with_what_to_do(
    servers: Servers, double: Double, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cases are in ``tests/telegram/test_state.py``."""
    monkeypatch.setenv("LOTSE_TELEGRAM_TOKEN", TOKEN[:-1] + "x")
    assert f"    → {mending.NEW_TOKEN}" in check(capsys, servers.rasa_url)[1].splitlines()


def test_servers_that_are_down(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LOTSE_TELEGRAM_TOKEN", raising=False)
    code, said = check(capsys, f"http://127.0.0.1:{free_port()}")
    assert code == 1
    assert said.count("make serve") == 2
