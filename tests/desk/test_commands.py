"""``lotse desk``: accounts on the console. Passwords are asked for or made, and never stand on the command line."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from bot.cli import main
from bot.desk.accounts import Accounts
from bot.desk.audit import Audit
from bot.desk.roles import Role
from bot.privacy.tables import open_database

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


def test_there_is_no_option_for_a_password(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["desk", "add", "anna", "--role", "lesen", "--password", PASSWORD])
    assert Accounts(open_database(url)).all() == []
