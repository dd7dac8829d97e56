"""Content that changed or broke never prevents a start (O4, O5)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.knowledge.loader import is_loaded, load
from bot.knowledge.store import KnowledgeStore
from bot.learning import preparing
from bot.settings import KNOWLEDGE_DIR


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE_DIR, folder)
    monkeypatch.setattr(preparing, "KNOWLEDGE_DIR", folder)
    monkeypatch.setenv("LOTSE_DB_URL", f"sqlite:///{tmp_path / 'lotse.db'}")
    return folder


def break_a_file(content: Path) -> None:
    file = content / "programmes" / "bund.yaml"
    file.write_text("\t" + file.read_text(encoding="utf-8"), encoding="utf-8")


def test_with_a_broken_file_the_state_of_before_goes_on(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """O5: a reboot with a typing error in a file used to leave no chat at all."""
    assert preparing.load_content()
    break_a_file(content)
    assert preparing.load_content()
    said = capsys.readouterr().err
    assert "programmes/bund.yaml" in said
    assert "antwortet der Chat mit dem Stand vom" in said


def test_with_a_broken_file_and_nothing_before_the_reason_is_said(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    break_a_file(content)
    assert not preparing.load_content()
    assert "keinen früheren Stand" in capsys.readouterr().err


def test_unchanged_files_are_not_read_again(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'lotse.db'}"
    assert preparing.load_content()
    assert is_loaded(content, url)
    monkeypatch.setattr("bot.knowledge.loader.read_knowledge", lambda folder: pytest.fail("read again"))
    assert preparing.load_content()
    (content / "glossary.yaml").write_text((content / "glossary.yaml").read_text(encoding="utf-8") + "\n# Ende\n")
    assert not is_loaded(content, url)


def test_a_comment_in_a_file_is_no_new_content(content: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'lotse.db'}"
    version = load(content, url).version
    (content / "glossary.yaml").write_text((content / "glossary.yaml").read_text(encoding="utf-8") + "\n# Ende\n")
    again = load(content, url)
    assert (again.changed, again.version) == (False, version)
    assert is_loaded(content, url)
    assert KnowledgeStore(url).version() == version
