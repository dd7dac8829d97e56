"""What staff see on the console: open questions, ratings, call-backs."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from bot.cli import main
from bot.contact.requests import ContactRequest, ContactStore
from bot.feedback.store import FeedbackStore
from bot.privacy.tables import open_database

REQUEST = ContactRequest("a", "Eva Muster", "+49 391 7654321", None, "egal", "ERP", None, "Das Zentrum darf …")


@pytest.fixture(autouse=True)
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path / 'private.db'}"
    monkeypatch.setenv("LOTSE_TRACKER_URL", url)
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


def test_a_data_base_out_of_reach_is_said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOTSE_TRACKER_URL", "postgresql://nobody@127.0.0.1:1/none")
    for command in (["questions"], ["contacts", "list"]):
        assert main(command) == 1
        assert "nicht erreichbar" in capsys.readouterr().err
