"""``lotse backup`` and ``lotse restore`` as an admin types them: with talks under way, onto a new machine, and refused."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import socket
import stat
import subprocess
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.commands import serving
from bot.contact.requests import ContactRequest, ContactStore
from bot.operations.private_copy import counts
from bot.privacy.tables import EVENTS, open_database
from bot.settings import HOME_DIR
from tests.conftest import Servers, start_servers
from tests.privacy.release_data import talk
from tests.settings.commands import lotse

PASSPHRASE = "Donaudampfschiff"
REQUEST = ContactRequest("a", "Eva Muster", "+49 391 7654321", None, "egal", "ERP", None, "Das Zentrum darf …")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A machine with a talk, a call-back that waits, content, settings and a secret."""
    home = tmp_path / "old"
    (home / "data" / "knowledge" / "articles").mkdir(parents=True)
    (home / "data" / "knowledge" / "articles" / "a.yaml").write_text("- id: größe\n", encoding="utf-8")
    (home / "var").mkdir(mode=0o700)
    (home / "var" / "secret").write_text("s" * 64)
    (home / "var" / "secret").chmod(0o600)
    (home / "lotse.toml").write_text("retention_days = 14\n")
    engine = open_database(database(home))
    with engine.begin() as connection:
        row = {"sender_id": "talk", "type_name": "user", "timestamp": time.time() - 3600}
        connection.execute(sa.insert(EVENTS), {**row, "data": '{"text": "Tischlerei"}'})
    ContactStore(engine).add(REQUEST, time.time())
    return home


def database(home: Path) -> str:
    return f"sqlite:///{home / 'var' / 'conversations.db'}"


def done(home: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    given = {"LOTSE_SETTINGS": str(home / "lotse.toml"), **settings}
    return lotse(*words, home=home, **given)


def test_onto_a_new_machine(home: Path, tmp_path: Path) -> None:
    """Talks, call-backs, content, settings and secret are there again, for their user alone."""
    file, new = tmp_path / "a.backup", tmp_path / "new"
    new.mkdir()
    made = done(home, "backup", str(file), LOTSE_BACKUP_PASSPHRASE=PASSPHRASE)
    assert (made.returncode, made.stderr) == (0, "")
    assert "1 Gespräche, 1 wartende Rückrufbitten, 1 Dateien der Inhalte" in made.stdout
    assert not any(word in file.read_bytes() for word in (b"Tischlerei", b"Muster", b"s" * 64))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not list((home / "var").glob("working-*"))
    checked = lotse("restore", "--check", "--json", str(file), home=new, LOTSE_BACKUP_PASSPHRASE=PASSPHRASE)
    assert json.loads(checked.stdout)["talks"] == 1
    assert not (new / "data").exists()
    (tmp_path / "passphrase").write_text(PASSPHRASE + "\n")
    restored = lotse(
        "restore", str(file), "--passphrase-file", str(tmp_path / "passphrase"), home=new, LOTSE_SETTINGS=""
    )
    assert restored.returncode == 0, restored.stderr
    assert counts(database(new)) == counts(database(home))
    assert (new / "data" / "knowledge" / "articles" / "a.yaml").read_text(encoding="utf-8") == "- id: größe\n"
    assert (new / "var" / "secret").read_text() == "s" * 64
    assert (new / "lotse.toml").read_text() == "retention_days = 14\n"
    for path in (new / "var" / "secret", new / "var" / "conversations.db", new / "lotse.toml"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


def test_what_is_here_is_replaced_only_when_told_and_kept(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.backup"
    assert done(home, "backup", str(file)).returncode == 0
    with open_database(database(home)).begin() as connection:
        connection.execute(sa.update(EVENTS).values(sender_id="later"))
    (home / "data" / "knowledge" / "articles" / "new.yaml").write_text("neu")
    refused = done(home, "restore", str(file))
    assert refused.returncode == 1
    assert "1 Gespräche und 1 wartende Rückrufbitten" in refused.stderr and "--replace" in refused.stderr
    assert talks(home) == ["later"]
    assert done(home, "restore", str(file), "--replace").returncode == 0
    assert talks(home) == ["talk"]
    assert [path.name for path in (home / "data" / "knowledge" / "articles").iterdir()] == ["a.yaml"]
    [kept] = (home / "var" / "before-restore").iterdir()
    assert done(home, "restore", str(kept), "--replace").returncode == 0
    assert talks(home) == ["later"]
    assert (home / "data" / "knowledge" / "articles" / "new.yaml").read_text() == "neu"


def test_running_servers_are_left_alone(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.backup"
    assert done(home, "backup", str(file)).returncode == 0
    (home / "var" / "run").mkdir()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(home / "var" / "run" / "actions-1.sock"))
        listening.listen()
        refused = done(home, "restore", str(file), "--replace")
    assert refused.returncode == 1
    assert "Die Server laufen noch" in refused.stderr


def test_where_one_part_fails_everything_is_as_it_was(home: Path, tmp_path: Path) -> None:
    """The data base comes last; where it cannot be written, content, secret and settings are those of before again."""
    file, new = tmp_path / "a.backup", tmp_path / "new"
    assert done(home, "backup", str(file)).returncode == 0
    (new / "data" / "knowledge").mkdir(parents=True)
    (new / "data" / "knowledge" / "b.yaml").write_text("hier")
    blocked = new / "elsewhere"
    blocked.write_text("a file where a folder should be")
    refused = lotse("restore", str(file), home=new, LOTSE_SETTINGS="", LOTSE_TRACKER_URL=f"sqlite:///{blocked}/c.db")
    assert refused.returncode == 1
    assert "alles ist wie vorher" in refused.stderr and "Traceback" not in refused.stderr
    assert [path.name for path in (new / "data" / "knowledge").iterdir()] == ["b.yaml"]
    assert not (new / "lotse.toml").exists() and not (new / "var" / "secret").exists()


def test_the_latest_of_a_folder_stay(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for day in (1, 2, 3):
        (folder / f"lotse-2026-01-0{day}-030000.backup").write_text("alt")
    (folder / "notes.txt").write_text("bleibt")
    assert done(home, "backup", str(folder), "--keep", "2").returncode == 0
    names = sorted(path.name for path in folder.iterdir())
    assert names[0] == "lotse-2026-01-03-030000.backup" and names[2] == "notes.txt" and len(names) == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["backup", "/gibt/es/nicht/a.backup"], "Die Datei oder den Ordner gibt es nicht"),
        (["restore", "/gibt/es/nicht"], "Die Datei oder den Ordner gibt es nicht"),
        (["restore", __file__], "ist keine Sicherung oder beschädigt"),
    ],
)
def test_faults_are_one_sentence(words: list[str], said: str, home: Path) -> None:
    answer = done(home, *words)
    assert answer.returncode == 1
    assert said in answer.stderr and "Traceback" not in answer.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
def test_root_does_not_take_the_files_of_the_service(home: Path, tmp_path: Path) -> None:
    os.chown(home / "var", 65534, 65534)
    refused = done(home, "backup", str(tmp_path / "a.backup"))
    assert refused.returncode == 1
    assert "runuser -u nobody -- lotse backup" in refused.stderr


def talks(home: Path) -> list[str]:
    with open_database(database(home)).connect() as connection:
        return list(connection.execute(sa.select(EVENTS.c.sender_id.distinct())).scalars())


@pytest.mark.servers
@pytest.mark.postgres
def test_a_talk_goes_on_on_another_machine(
    model: Path, postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Backed up from PostgreSQL while talks are under way, restored into SQLite, and the second question is understood."""
    monkeypatch.setenv("LOTSE_TRACKER_URL", postgres_url)  # ends with the test, whatever it is set to below
    old_home, new_home = tmp_path / "old-home", tmp_path / "new-home"
    shutil.copytree(HOME_DIR / "data" / "knowledge", old_home / "data" / "knowledge")
    new_home.mkdir()
    running = start_servers(tmp_path, LOTSE_TRACKER_URL=postgres_url)
    try:
        ask(running, "tischlerei", "Wir sind eine Tischlerei in Stendal mit 12 Leuten.")
        ask(running, "tischlerei", "Was kostet ein Onlineshop?")
        with ThreadPoolExecutor(4) as owners:
            answers = [owners.submit(ask, running, f"busy-{number}", "Was ist ein ERP?") for number in range(20)]
            made = lotse("backup", str(tmp_path / "a.backup"), home=old_home, LOTSE_TRACKER_URL=postgres_url)
            assert all(answer.result() for answer in answers)
    finally:
        serving.stop(running.processes)
    assert made.returncode == 0, made.stderr
    new_url = f"sqlite:///{new_home / 'var' / 'conversations.db'}"
    restored = lotse("restore", str(tmp_path / "a.backup"), home=new_home)
    assert restored.returncode == 0, restored.stderr
    [answer] = asyncio.run(talk(new_url, ("Welche Förderung gibt es dafür?",)))
    assert "Sachsen-Anhalt" in answer


def ask(servers: Servers, sender: str, text: str) -> str:
    body = json.dumps({"sender": sender, "message": text}).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{servers.rasa_url}/webhooks/rest/webhook", body, headers)
    with urllib.request.urlopen(request, timeout=60) as response:
        messages: list[dict[str, Any]] = json.load(response)
    return " ".join(str(message.get("text", "")) for message in messages)
