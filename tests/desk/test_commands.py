"""``lotse desk``: accounts on the console. Passwords are asked for or made, and never stand on the command line."""

from __future__ import annotations

import datetime as dt
import io
import re
import socket
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.cli import main
from bot.commands import serving
from bot.desk.accounts import Accounts
from bot.desk.attempts import Attempts
from bot.desk.audit import Audit
from bot.desk.roles import Role
from bot.desk.sessions import Sessions
from bot.feedback.figures import add, read
from bot.privacy.desk_tables import DESK_ATTEMPTS, DESK_SESSIONS
from bot.privacy.keeping import purge
from bot.privacy.tables import open_database
from tests.conftest import free_port

PASSWORD = "gurke-fahrrad-lampe-7"


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    found = f"sqlite:///{tmp_path / 'gespraeche.db'}"
    monkeypatch.setenv("LOTSE_TRACKER_URL", found)
    monkeypatch.delenv("LOTSE_DESK", raising=False)
    return found


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_an_account_from_the_first_day_to_the_last(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, f"{PASSWORD}\n")
    assert main(["desk", "add", "Anna", "--role", "bearbeiten"]) == 0
    accounts = Accounts(open_database(url))
    assert accounts.let_in("anna", PASSWORD, "", 1.0) is not None
    assert main(["desk", "role", "anna", "--role", "verwalten"]) == 0
    assert accounts.get("anna").role is Role.MANAGE  # type: ignore[union-attr]
    assert main(["desk", "list"]) == 0
    assert re.search(r"^anna +verwalten$", capsys.readouterr().out, re.M)
    assert main(["desk", "totp-off", "anna"]) == 0
    assert main(["desk", "remove", "anna"]) == 0
    assert accounts.all() == []
    said = [entry.what for entry in Audit(open_database(url)).latest(9)]
    assert said == ["account removed", "second factor off", "role", "account added"]


def test_a_made_password_is_shown_once_and_lets_in(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["desk", "add", "anna", "--role", "lesen", "--make"]) == 0
    said = capsys.readouterr().out
    made = re.search(r"Passwort: (\S+)", said)
    assert made
    assert Accounts(open_database(url)).let_in("anna", made[1], "", 1.0) is not None
    assert "LOTSE_DESK=true" in said


@pytest.mark.parametrize(
    ("words", "text", "said"),
    [
        (["add", "anna", "--role", "lesen"], "kurz\n", "mindestens 12 Zeichen"),
        (["add", "A B", "--role", "lesen"], f"{PASSWORD}\n", "Der Name besteht aus"),
        (["password", "niemand"], f"{PASSWORD}\n", "gibt es nicht"),
        (["remove", "niemand"], "", "gibt es nicht"),
    ],
)
def test_what_is_wrong_is_one_german_sentence(
    url: str,
    words: list[str],
    text: str,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    typed(monkeypatch, text)
    assert main(["desk", *words]) == 1
    assert said in capsys.readouterr().err


def test_a_port_that_is_taken_is_said_before_anything_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        monkeypatch.setenv("LOTSE_DESK_PORT", str(somebody.getsockname()[1]))
        monkeypatch.setenv("LOTSE_DESK", "true")
        assert "LOTSE_DESK_PORT" in str(serving._objection(serving.Ports(free_port())))
        monkeypatch.setenv("LOTSE_DESK", "false")
        assert serving._objection(serving.Ports(free_port())) is None, "off, as it is by default"


def test_what_the_staff_did_is_kept_for_a_year_and_counters_for_ever(url: str) -> None:
    engine, now = open_database(url), 1_800_000_000.0
    day = 86_400.0
    Audit(engine).note("anna", "login", "", now - 366 * day)
    Audit(engine).note("anna", "login", "", now - 364 * day)
    Attempts(engine).note("anna", "192.0.2.1", now - 2 * day)
    Sessions(engine).begin("anna", now - 2 * day)
    add(engine, dt.date(2020, 1, 1), {"talks": 1})
    purge(engine, 30, now, believe_clock=True)
    assert len(Audit(engine).latest(9)) == 1
    with engine.connect() as connection:
        assert connection.execute(select(DESK_ATTEMPTS)).all() == connection.execute(select(DESK_SESSIONS)).all() == []
    assert read(engine, dt.date(2020, 1, 1)) == {dt.date(2020, 1, 1): {"talks": 1}}


def test_there_is_no_option_for_a_password(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["desk", "add", "anna", "--role", "lesen", "--password", PASSWORD])
    assert Accounts(open_database(url)).all() == []
