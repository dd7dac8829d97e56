"""O11: one settings file that every command and server reads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.core import entry, file
from bot.core.table import HOSTS, ORIGINS, PORT, REST, SETTINGS, SMTP_PORT, TELEGRAM_TOKEN, TODAY
from tests.settings.commands import lotse

TOKEN = "123456789:" + "A" * 35


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A settings file that is still empty; the environment says nothing and is restored."""
    for setting in SETTINGS:
        monkeypatch.delenv(setting.name, raising=False)
        monkeypatch.setenv(setting.name, "")  # so that what is set during the test is taken back
    path = tmp_path / "lotse.toml"
    path.touch(0o600)
    monkeypatch.setenv("LOTSE_SETTINGS", str(path))
    return path


def test_values_of_all_kinds_and_the_environment_wins(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """O11."""
    written.write_text(
        'port = 5011\nrest = true\ntoday = 2027-01-31\norigins = ["https://a.example", "https://b.example"]\n'
        'hosts = "chat.example:8443"\n[smtp]\nport = 25\n[telegram]\ntoken = ""\n'
    )
    monkeypatch.setenv("LOTSE_PORT", "5012")
    file.apply(file.read(file.find()))
    assert PORT.value() == 5012
    assert (REST.value(), SMTP_PORT.value(), str(TODAY.value())) == (True, 25, "2027-01-31")
    assert ORIGINS.value() == ("https://a.example", "https://b.example")
    assert HOSTS.value() == ("chat.example:8443",)
    assert TELEGRAM_TOKEN.value() is None
    assert file.origin(PORT) == "Umgebung"
    assert file.origin(REST) == str(written)
    assert file.origin(TELEGRAM_TOKEN) == "Vorgabe"
    assert entry.check() == []


def test_every_setting_has_a_key_of_its_own(written: Path) -> None:
    keys = [setting.key for setting in SETTINGS]
    assert len(set(keys)) == len(keys)
    assert {"retention_days", "smtp.host", "mail.to", "telegram.token"} <= set(keys)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('orgins = ["https://a.example"]', "„orgins“ gibt es nicht. Meinten Sie „origins“?"),
        ("LOTSE_RETENTION_DAYS = 3", "Meinten Sie „retention_days“?"),
        ("retention-days = 3", "Meinten Sie „retention_days“?"),
        ('[smpt]\nhost = "a"', "„smpt.host“ gibt es nicht. Meinten Sie „smtp.host“?"),
        ("[origins]\nx = 1", "„origins.x“ gibt es nicht"),
        ("zzzzqqqq = 1", "„lotse settings“ zeigt alle"),
        ("port = 1.5", "„port“ muss ein Text, eine Zahl"),
        ("\nport = 5005 5006", "Zeile 2: Das ist kein TOML"),
        ('secret = "ganz geheim', "Das ist kein TOML"),
    ],
)
def test_what_cannot_be_meant_is_refused(written: Path, line: str, complaint: str) -> None:
    """O11: a key with a typo must not be without effect in silence."""
    written.write_text(line)
    [fault] = file.read(written).faults
    assert complaint in fault
    assert "geheim" not in fault


def test_files_of_other_systems(written: Path) -> None:
    written.write_bytes(b"\xef\xbb\xbfport = 5011\r\n")
    assert file.read(written).values == {"LOTSE_PORT": "5011"}
    written.write_bytes("# über\nport = 5011\n".encode("latin-1"))
    assert "UTF-8" in file.read(written).faults[0]


def test_a_file_that_is_named_and_missing(written: Path) -> None:
    written.unlink()
    assert "gibt es nicht" in file.read(file.find()).faults[0]


def test_secrets_are_for_their_owner(written: Path) -> None:
    """O11, S8: a file with a secret in it that others may read is mended; one without may be read by everybody."""
    written.chmod(0o644)
    written.write_text("port = 5011\n")
    assert file.read(written).notes == []
    assert written.stat().st_mode & 0o777 == 0o644
    for secret in (f'[telegram]\ntoken = "{TOKEN}"', 'tracker_url = "postgresql://lotse:geheim@db/lotse"'):
        written.write_text(secret)
        written.chmod(0o644)
        found = file.read(written)
        assert "war für andere lesbar" in found.notes[0]
        assert found.faults == []
        assert written.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to somebody else")
def test_a_file_of_root_for_the_group_of_the_service(written: Path) -> None:
    """Usual below /etc: mending must not lock the service out."""
    written.write_text(f'[telegram]\ntoken = "{TOKEN}"')
    os.chown(written, 0, 65534)
    written.chmod(0o644)
    assert "war für andere lesbar" in file.read(written).notes[0]
    assert written.stat().st_mode & 0o777 == 0o640
    assert file.read(written).notes == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make something immutable for itself")
def test_what_cannot_be_mended_is_refused(tmp_path: Path) -> None:
    """O11, S8: read-only medium, secret readable by all."""
    folder = tmp_path / "fixed"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", folder], check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        path = folder / "lotse.toml"
        path.write_text(f'[telegram]\ntoken = "{TOKEN}"')
        path.chmod(0o644)
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        [fault] = file.read(path).faults
        assert "chmod 600" in fault
        assert TOKEN not in fault
    finally:
        subprocess.run(["umount", folder], check=True)


def test_every_command_reads_it(tmp_path: Path) -> None:
    """O11: the shell of whoever calls a command says nothing, the file in the project's folder does."""
    (tmp_path / "lotse.toml").write_text(
        'origins = ["https://www.zentrum.example"]\ntracker_url = "sqlite:////nirgends/x.db"\n'
    )
    said = lotse("settings", home=tmp_path, LOTSE_SETTINGS="")
    assert "LOTSE_ORIGINS = https://www.zentrum.example" in said.stdout
    assert str(tmp_path / "lotse.toml") in said.stdout
    listed = lotse("contacts", "list", home=tmp_path, LOTSE_SETTINGS="")
    assert listed.returncode == 1
    assert "/nirgends/x.db gibt es noch nicht" in listed.stderr


def test_the_service_and_its_servers_read_it(tmp_path: Path) -> None:
    """O11: what is wrong in it stops ``serve`` and the servers alike, before anything is loaded."""
    (tmp_path / "elsewhere.toml").write_text("proxys = 1\n")
    named = str(tmp_path / "elsewhere.toml")
    said = lotse("serve", home=tmp_path, LOTSE_SETTINGS=named)
    assert (said.returncode, said.stderr.count("\n")) == (1, 1)
    assert "Meinten Sie „proxies“?" in said.stderr
    surroundings = {**os.environ, "LOTSE_SETTINGS": named}
    servers = subprocess.run(
        [sys.executable, "-m", "bot.processes.prefork", "--model", "x", "--rasa", "1", "--actions", "2"],
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Meinten Sie „proxies“?" in servers.stderr
    assert "Traceback" not in servers.stderr
