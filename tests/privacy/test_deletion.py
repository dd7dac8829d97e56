"""An owner asks for deletion in the chat, and afterwards the data base files hold nothing of it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from bot.privacy.conversations import StoredConversations
from bot.settings import ROOT
from tests.conftest import Servers
from tests.conversations.talk import Talk

pytestmark = pytest.mark.servers


def files_with(servers: Servers, text: str) -> list[str]:
    """Return the names of all files of the servers (data bases, their logs, the log files) that hold ``text``."""
    return [path.name for path in servers.logs.iterdir() if path.is_file() and text.encode() in path.read_bytes()]


def test_deleted_on_request(servers: Servers) -> None:
    talk = Talk(servers, "deletion")
    talk.say("Wir sind die Seilerei Kabelitz in Stendal mit 23 Leuten")
    talk.say("Wie sichern wir unsere Daten richtig?")
    assert files_with(servers, "Kabelitz") == [
        name for name in files_with(servers, "Kabelitz") if "conversations" in name
    ]
    assert files_with(servers, "Kabelitz")
    assert "23 Beschäftigte" in talk.say("Was wissen Sie über mich?").texts[0]
    asked = talk.say("Löschen Sie alles")
    assert files_with(servers, "Kabelitz"), "deleted without asking"
    assert asked.facts["asks"] == "delete"
    talk.press("Ja, alles löschen")
    assert files_with(servers, "Kabelitz") == []
    assert files_with(servers, "talk deletion") == []
    assert "weiß ich noch nichts" in talk.say("Was wissen Sie über mich?").texts[0]


def test_kept_after_a_no_and_deleted_only_by_an_answer_to_the_question(servers: Servers) -> None:
    talk = Talk(servers, "kept")
    talk.say("wir sind 23 leute")
    talk.say("Löschen Sie alles")
    talk.press("Nein, behalten")
    talk.say("ja")
    assert "23 Beschäftigte" in talk.say("Was wissen Sie über mich?").texts[0]


def test_export_and_purge_on_the_console(servers: Servers) -> None:
    talk = Talk(servers, "export")
    talk.say("Wir sind die Glockengießerei Wendeltraut")
    url = f"sqlite:///{servers.logs / 'conversations.db'}"

    def lotse(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "bot.cli", "privacy", *arguments]
        environment = {**os.environ, "LOTSE_TRACKER_URL": url}
        return subprocess.run(
            command, capture_output=True, text=True, cwd=ROOT, env=environment, timeout=60, check=False
        )

    assert "Wendeltraut" in lotse("export", "rest-talk export").stdout
    assert lotse("export", "nobody").returncode == 1
    assert lotse("purge", "--days", "0").returncode == 1
    assert "Gelöscht: 0 Gespräche" in lotse("purge").stdout
    assert StoredConversations.at(url).export("rest-talk export")
