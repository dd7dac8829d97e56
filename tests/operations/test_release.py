"""``make release`` refuses what is no release, and packs what is one, with checksums, the list of parts and a tag."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.settings import ROOT
from bot.version import VERSION

NAME = f"erste-hilfe-4.0-{VERSION}"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What is committed, in a folder of its own; what is not yet, as a commit on top."""
    folder = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--no-tags", str(ROOT), str(folder))
    for name in ("bot/version.py", "pyproject.toml", "uv.lock", "CHANGELOG.md", "scripts/release.sh", "README.md"):
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "tests" / "privacy" / "releases", folder / "tests/privacy/releases", dirs_exist_ok=True)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    if (ROOT / ".tools").exists():
        (folder / ".tools").symlink_to(ROOT / ".tools")
    with (folder / ".git" / "info" / "exclude").open("a") as excluded:
        excluded.write(".venv\n.tools\n")
    commit(folder)
    return folder


def git(folder: Path, *words: str) -> str:
    person = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    return subprocess.run(["git", *person, *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "Test")


def release(folder: Path) -> subprocess.CompletedProcess[str]:
    person = {f"GIT_{who}_{what}": "test@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    variables = {**os.environ, **person, "PYTHONPATH": str(folder)}
    command = ["bash", "scripts/release.sh"]
    return subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)


def test_what_is_not_committed_is_no_release(clone: Path) -> None:
    (clone / "new.txt").write_text("neu")
    said = release(clone)
    assert said.returncode == 1 and "ohne Commit" in said.stderr


def test_a_version_that_the_list_of_changes_does_not_know_is_none(clone: Path) -> None:
    for name in ("bot/version.py", "pyproject.toml"):
        path = clone / name
        path.write_text(path.read_text(encoding="utf-8").replace(f'"{VERSION}"', '"99.0.0"'), encoding="utf-8")
    commit(clone)
    said = release(clone)
    assert said.returncode == 1 and "CHANGELOG.md" in said.stderr


def test_two_versions_are_none(clone: Path) -> None:
    path = clone / "bot" / "version.py"
    path.write_text(path.read_text(encoding="utf-8").replace(VERSION, "99.0.0"), encoding="utf-8")
    commit(clone)
    said = release(clone)
    assert said.returncode == 1 and "pyproject.toml" in said.stderr


def test_a_version_is_released_once(clone: Path) -> None:
    git(clone, "tag", f"v{VERSION}")
    said = release(clone)
    assert said.returncode == 1 and "gibt es schon" in said.stderr


@pytest.mark.skipif(
    importlib.util.find_spec("bot.procurement") is None, reason="bot.procurement makes the list of parts"
)
def test_a_release(clone: Path) -> None:
    said = release(clone)
    assert said.returncode == 0, said.stderr
    folder = clone / "dist" / NAME
    sums = dict(reversed(line.split()) for line in (folder / "SHA256SUMS").read_text().splitlines())
    assert set(sums) == {f"./{NAME}.tar.gz", f"./{NAME}-papers.tar.gz", f"./{NAME}.cdx.json"}
    for name, digest in sums.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert json.loads((folder / f"{NAME}.cdx.json").read_text(encoding="utf-8"))["specVersion"] == "1.6"
    assert git(clone, "tag", "--list").split() == [f"v{VERSION}"]
    packed = subprocess.run(
        ["tar", "-tzf", folder / f"{NAME}.tar.gz"], capture_output=True, text=True, check=True
    ).stdout
    assert f"{NAME}/bot/version.py" in packed and "/var/" not in packed and "/.venv" not in packed
