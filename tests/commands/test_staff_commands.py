"""What staff see on the console: open questions, ratings, call-backs."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from bot.cli import main
from bot.contact.requests import ContactRequest, ContactStore
from bot.feedback.store import FeedbackStore
from bot.privacy.tables import open_database
from tests.conftest import free_port

REQUEST = ContactRequest("a", "Eva Muster", "+49 391 7654321", None, "egal", "ERP", None, "Das Zentrum darf …")


@pytest.fixture(autouse=True)
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path / 'private.db'}"
    monkeypatch.setenv("LOTSE_TRACKER_URL", url)
    open_database(url).dispose()
    return url


def test_open_questions_come_grouped(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["questions"]) == 0
    assert "keine Frage ohne Antwort" in capsys.readouterr().out
    store = FeedbackStore(open_database(url))
    for person, text in enumerate(
        ["Kassensystem fürs Restaurant", "welche kasse für das restaurant", "Drohne fürs Dach"]
    ):
        store.unanswered(str(person), text, time.time())
    store.unanswered("old", "Faxgerät reparieren lassen", time.time() - 90 * 86_400)
    assert main(["questions", "--json"]) == 0
    groups = json.loads(capsys.readouterr().out)
    assert [group["count"] for group in groups] == [2, 1]
    assert main(["questions", "--days", "365"]) == 0
    out = capsys.readouterr().out
    assert out.index("2 ×") < out.index("1 ×")
    assert "Faxgerät" in out


def test_ratings(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["questions", "--ratings"]) == 0
    assert "Noch hat niemand" in capsys.readouterr().out
    FeedbackStore(open_database(url)).rate("a", False, "article", ("backup-321",), time.time())
    assert main(["questions", "--ratings"]) == 0
    assert "1 mal nicht geholfen" in capsys.readouterr().out


def test_call_backs_are_listed_without_names_unless_asked_for(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["contacts", "list"]) == 0
    assert "keine Rückrufbitten" in capsys.readouterr().out
    ContactStore(open_database(url)).add(REQUEST, time.time())
    assert main(["contacts", "list"]) == 0
    out = capsys.readouterr().out
    assert "wartet (noch nicht versucht)" in out
    assert "Muster" not in out
    assert main(["contacts", "list", "--all"]) == 0
    assert "Eva Muster, +49 391 7654321, egal: ERP" in capsys.readouterr().out


def test_sending_says_what_is_missing(
    url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ContactStore(open_database(url)).add(REQUEST, time.time())
    assert main(["contacts", "send"]) == 1
    assert "LOTSE_SMTP_HOST" in capsys.readouterr().err
    monkeypatch.setenv("LOTSE_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("LOTSE_SMTP_PORT", "1")
    monkeypatch.setenv("LOTSE_SMTP_TLS", "none")
    monkeypatch.setenv("LOTSE_MAIL_TO", "team@zentrum.de")
    assert main(["contacts", "send"]) == 1
    assert "Nicht gelungen: 1" in capsys.readouterr().out


COMMANDS = (["questions"], ["contacts", "list"], ["contacts", "send"], ["privacy", "purge"], ["privacy", "export", "x"])


@pytest.fixture
def mail_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSE_SMTP_HOST", "localhost")
    monkeypatch.setenv("LOTSE_MAIL_TO", "team@zentrum.de")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_typo_makes_no_empty_data_base(
    command: list[str],
    mail_server: None,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """O11: an empty one says that nobody waits for a call, and the call-backs lie in another."""
    monkeypatch.setenv("LOTSE_TRACKER_URL", f"sqlite:///{tmp_path / 'typo' / 'privat.db'}")
    assert main(command) == 1
    said = capsys.readouterr()
    assert f"Die Datenbank {tmp_path / 'typo' / 'privat.db'} gibt es noch nicht" in said.err
    assert said.out == ""
    assert not (tmp_path / "typo").exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_another_data_base_is_none_of_ours(
    command: list[str],
    mail_server: None,
    empty: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """O11: the same for a name that exists and is another's, on SQLite and PostgreSQL."""
    engine = create_engine(empty)
    engine.execute("CREATE TABLE accounts (x INTEGER)")
    monkeypatch.setenv("LOTSE_TRACKER_URL", empty)
    assert main(command) == 1
    assert "steht noch nichts vom Chat" in capsys.readouterr().err
    assert inspect(engine).get_table_names() == ["accounts"]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    on_file = f"sqlite:///{tmp_path / 'other.db'}"
    return on_file if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))


@pytest.mark.parametrize("command", [["questions"], ["contacts", "list"], ["privacy", "purge"]])
def test_which_data_base_is_said(
    command: list[str], url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """O11: in one line, beside what is printed."""
    assert main(command) == 0
    said = capsys.readouterr()
    assert f"Datenbank: {url.removeprefix('sqlite:///')}\n" in said.err
    assert "Datenbank" not in said.out
    monkeypatch.setenv("LOTSE_TRACKER_URL", f"postgresql://lotse:geheim@127.0.0.1:{free_port()}/gespraeche")
    assert main(command) == 1
    said = capsys.readouterr()
    assert "Datenbank: gespraeche auf 127.0.0.1:" in said.err
    assert "geheim" not in said.err


def test_times_are_germanys(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    """R14: half past eleven in the evening at Greenwich is the next day here."""
    asked = dt.datetime(2026, 12, 31, 23, 30, tzinfo=dt.timezone.utc).timestamp()
    ContactStore(open_database(url)).add(REQUEST, asked)
    FeedbackStore(open_database(url)).unanswered("a", "Kassensystem fürs Restaurant", asked)
    main(["contacts", "list"])
    assert "01.01.2027 00:30" in capsys.readouterr().out
    main(["questions", "--days", "3650"])
    assert "(zuletzt 01.01.2027)" in capsys.readouterr().out


def test_a_data_base_out_of_reach_is_said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSE_TRACKER_URL", "postgresql://nobody@127.0.0.1:1/none")
    for command in (["questions"], ["contacts", "list"]):
        assert main(command) == 1
        assert "nicht erreichbar" in capsys.readouterr().err
