"""The units for systemd, as far as they can be looked at without starting them; test_debian.py starts them."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.settings import ROOT

UNITS = ROOT / "deploy" / "systemd"
SERVICES = sorted(path.name for path in UNITS.glob("*.service"))
TIMERS = sorted(path.stem for path in UNITS.glob("*.timer"))


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The units where systemd would look for them, in a root of their own, with something at the program's place."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze (Debian: apt-get install systemd)")
    root = tmp_path_factory.mktemp("root")
    folder = root / "etc/systemd/system"
    shutil.copytree(UNITS, folder)
    for program in ("opt/lotse/current/.venv/bin/lotse", "bin/sh", "usr/bin/find"):
        path = root / program
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("#!/bin/sh\n")
        path.chmod(0o755)
    system = Path("/usr/lib/systemd/system")
    shutil.copytree(system, root / "usr/lib/systemd/system", symlinks=True)
    return root


def analyze(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["systemd-analyze", *arguments, f"--root={root}"], capture_output=True, text=True, check=False
    )


def test_the_units_are_sound_and_shut_in(installed: Path) -> None:
    names = [*SERVICES, *(f"{name}.timer" for name in TIMERS)]
    verified = analyze(installed, "verify", "--man=no", *names)
    ours = [line for line in verified.stderr.splitlines() if "lotse" in line]
    assert ours == []
    for name in SERVICES:
        done = analyze(installed, "security", "--offline=true", "--threshold=30", "--no-pager", name)
        found = re.search(r"exposure level for \S+: ([\d.]+)", done.stdout)
        assert found, done.stdout + done.stderr
        assert float(found[1]) <= 3.0, f"{name} {done.stdout}"


def read(name: str) -> configparser.ConfigParser:
    parsed = configparser.ConfigParser(strict=False, interpolation=None, delimiters=("=",))
    parsed.optionxform = str  # type: ignore[assignment,method-assign]
    parsed.read_string((UNITS / name).read_text(encoding="utf-8"))
    return parsed


def test_each_timer_has_its_service_and_catches_up_after_a_night_without_power() -> None:
    assert TIMERS == ["lotse-backup", "lotse-check", "lotse-mail", "lotse-purge"]
    for name in TIMERS:
        assert f"{name}.service" in SERVICES
        assert read(f"{name}.timer")["Timer"]["Persistent"] == "true"


def test_the_timers_call_commands_that_there_are() -> None:
    """A command that was renamed would fail at night, and nobody would see it."""
    text = "\n".join((UNITS / f"{name}.service").read_text(encoding="utf-8") for name in TIMERS)
    called = re.findall(r"/opt/lotse/current/\.venv/bin/lotse ((?:[a-z]+ ?)+)", text)
    assert {words.split()[0] for words in called} == {"privacy", "contacts", "backup", "knowledge", "doctor"}
    for words in called:
        done = subprocess.run(
            [ROOT / ".venv/bin/python", "-m", "bot.cli", *words.split(), "--help"],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )
        assert done.returncode == 0, f"{words}: {done.stderr}"


def test_the_service_waits_for_what_it_needs_and_is_watched() -> None:
    unit = read("lotse.service")
    assert {"network-online.target", "postgresql.service", "redis-server.service"} <= set(unit["Unit"]["After"].split())
    assert unit["Service"]["Type"] == "notify"
    assert (unit["Service"]["WatchdogSec"], unit["Service"]["Restart"]) == ("60", "always")
    assert unit["Service"]["MemoryMax"] and unit["Service"]["User"] == "lotse"


def test_back_ups_end_when_the_deletion_concept_says() -> None:
    """The days stand in the unit, twice: for those of the nights and for any other file. The paper takes them from there."""
    unit = read("lotse-backup.service")["Service"]
    kept = re.findall(r"--keep (\d+)|-mtime \+(\d+) -delete", f"{unit['ExecStart']} {unit['ExecStartPost']}")
    assert {one or other for one, other in kept} == {"14"} and len(kept) == 2
