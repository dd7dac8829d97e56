"""`make install` on a bare Debian, in a real one: who owns what, the service under its systemd, removal.

The tests are one story and run in this order.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import MODELS_DIR, VAR_DIR
from tests.operations.debian import SUITE, Booted, Debian, made

pytestmark = pytest.mark.debian

LOTSE = "/var/lib/lotse"
HEALTHY = "import urllib.request as u; u.urlopen('http://127.0.0.1:5005/ui/health', timeout=3)"


@pytest.fixture(scope="module")
def debian() -> Iterator[Debian]:
    with made() as bare:
        yield bare


@pytest.fixture(scope="module")
def installed(debian: Debian, model: Path) -> Debian:
    """Installed in a path with blanks. What was learnt for the tests is there, as learning takes minutes each time."""
    debian.run(
        "bash", "-c", f"useradd --system --home-dir {LOTSE} --shell /usr/sbin/nologin lotse; mkdir -p {LOTSE}/var"
    )
    shutil.copytree(MODELS_DIR, debian.root / LOTSE[1:] / "models", dirs_exist_ok=True)
    shutil.copytree(VAR_DIR / "index", debian.root / LOTSE[1:] / "var/index", dirs_exist_ok=True)
    debian.run("chown", "-R", "lotse:lotse", LOTSE)
    done = debian.run("bash", f"/{debian.source.relative_to(debian.root)}/deploy/install.sh")
    assert "Eingerichtet" in done.stderr
    return debian


def output(debian: Debian, *command: str) -> str:
    return debian.run(*command).stdout.strip()


def test_installed_for_its_own_user_and_read_only(installed: Debian) -> None:
    writable = "find /opt/lotse /usr/local/bin/lotse /etc/lotse -not -type l '(' -user lotse -o -perm /022 ')' -print"
    assert output(installed, "bash", "-c", writable) == ""
    modes = "stat -c '%U %a' /var/lib/lotse /var/lib/lotse/var /var/backups/lotse /etc/lotse/lotse.toml"
    assert output(installed, "bash", "-c", modes).splitlines() == ["lotse 750", "lotse 700", "lotse 700", "root 640"]
    assert not (installed.root / "opt/lotse/current/tests").exists()


def test_nothing_leads_into_the_home_of_root(installed: Debian) -> None:
    """O9: the user of the service may not enter it."""
    python = output(installed, "readlink", "-f", "/opt/lotse/current/.venv/bin/python")
    assert python.startswith("/opt/lotse/python/")
    assert output(installed, "runuser", "-u", "lotse", "--", "/opt/lotse/current/.venv/bin/lotse", "--version")
    shared = (
        "/opt/lotse/current/.venv/bin/python -c 'import ssl, sqlite3, onnxruntime, psycopg2, bot; print(bot.__file__)'"
    )
    assert output(installed, "runuser", "-u", "lotse", "--", "sh", "-c", shared).startswith("/opt/lotse/releases/")


def test_the_command_runs_as_the_service_and_nobody_else_may(installed: Debian) -> None:
    assert "Version" in output(installed, "lotse", "--version")
    assert "Datei mit Einstellungen: /etc/lotse/lotse.toml" in output(installed, "lotse", "settings")
    refused = installed.run("runuser", "-u", "nobody", "--", "lotse", "contacts", "list", check=False)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "sudo lotse contacts list" in refused.stderr


@pytest.fixture(scope="module")
def system(installed: Debian) -> Iterator[Booted]:
    """The same Debian with systemd, started, with no network: the second time nothing is fetched."""
    installed.run(
        "apt-get",
        "install",
        "-y",
        "-qq",
        "--no-install-recommends",
        "systemd",
        "systemd-sysv",
        "dbus",
        "iproute2",
        "make",
    )
    with installed.booted() as booted:
        booted.run("bash", "-c", "cd '/root/Mein Ordner/erste hilfe' && make install")
        yield booted


def value(system: Booted, unit: str, name: str) -> str:
    return system.run("systemctl", "show", unit, "-p", name, "--value").stdout.strip()


def test_the_second_time_without_a_network_it_is_a_service_that_answers(system: Booted) -> None:
    assert value(system, "lotse.service", "ActiveState") == "active"
    assert value(system, "lotse.service", "UnitFileState") == "enabled"
    system.run("python3", "-c", HEALTHY)
    timers = re.findall(r"lotse-\w+\.timer", system.run("systemctl", "list-timers", "--all", "--no-pager").stdout)
    assert sorted(timers) == [f"lotse-{name}.timer" for name in ("backup", "check", "mail", "purge")]


def test_its_sandbox_is_in_force(system: Booted) -> None:
    found = re.search(
        r"level for lotse.service: ([\d.]+)", system.run("systemd-analyze", "security", "lotse.service").stdout
    )
    assert found and float(found[1]) <= 3.0
    process = value(system, "lotse.service", "MainPID")
    status = system.run("cat", f"/proc/{process}/status").stdout
    assert (
        re.search(r"CapBnd:\s+0{16}", status)
        and re.search(r"NoNewPrivs:\s+1", status)
        and re.search(r"Seccomp:\s+2", status)
    )
    tried = "touch /opt/lotse/x; touch /etc/x; ls /root; ls /var/backups/lotse; touch /var/lib/lotse/var/x && echo only-this"
    inside = ["nsenter", "--target", process, "--mount", "runuser", "-u", "lotse", "--", "sh", "-c", tried]
    assert system.run(*inside, check=False).stdout.split() == ["only-this"]


def test_what_the_timers_start_succeeds(system: Booted) -> None:
    for unit in ("lotse-purge.service", "lotse-mail.service"):
        system.run("systemctl", "start", unit)
        assert value(system, unit, "Result") == "success"


def test_removed_with_all_data_only_when_told(installed: Debian, system: Booted) -> None:
    uninstall = "cd '/root/Mein Ordner/erste hilfe' && make uninstall"
    system.run("bash", "-c", uninstall)
    assert not (installed.root / "opt/lotse").exists()
    assert not list((installed.root / "etc/systemd/system").rglob("lotse*"))
    assert (installed.root / "etc/lotse/lotse.toml").exists()
    assert (installed.root / "var/lib/lotse/var/conversations.db").exists()
    system.run("bash", "-c", f"{uninstall} PURGE=yes")
    for path in ("etc/lotse", "var/lib/lotse", "var/backups/lotse"):
        assert not (installed.root / path).exists()
    assert system.run("id", "lotse", check=False).returncode == 1


def test_it_is_a_debian_that_we_name() -> None:
    assert SUITE in ("bookworm", "trixie")
