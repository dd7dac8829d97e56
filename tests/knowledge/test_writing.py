"""Writing content: only the lines that change, old or new after a kill, one writer at a time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.checking import read_knowledge
from bot.knowledge.loader import load
from bot.knowledge.store import KnowledgeStore
from bot.knowledge.writing.changing import ChangedMeanwhile, ContentFiles
from bot.knowledge.writing.phrasing_file import CannotAdd, with_phrasings, without_phrasings
from bot.knowledge.writing.whole import SomebodyWrites, one_writer, write_whole
from bot.settings import ROOT
from tests.desk.small_content import PHRASINGS, write_content

FILE = """# Kopf
a-artikel:
  - eins
  - zwei ist lang und
    geht weiter  # mit Bemerkung
# gehört zu b
b-artikel:
- 'drei: vier'

"""


def test_lines_are_added_behind_the_last_one_of_the_article() -> None:
    assert (
        with_phrasings(FILE, "a-artikel", ["neu: ja", "noch eins"])
        == FILE.rstrip("\n").replace("# gehört zu b", "  - 'neu: ja'\n  - noch eins\n# gehört zu b") + "\n"
    )


def test_the_way_a_list_is_indented_is_kept() -> None:
    assert with_phrasings(FILE, "b-artikel", ["neu"]).endswith("- 'drei: vier'\n- neu\n")


def test_what_is_there_already_is_not_added_again() -> None:
    assert with_phrasings(FILE, "a-artikel", ["eins"]) == FILE


@pytest.mark.parametrize(
    "text", ["a: [eins, zwei]\n", "{a: [eins]}\n", "- a\n- b\n", "a: eins\n", "a: &x\n  - eins\nb: *x\n"]
)
def test_what_is_written_otherwise_is_left_alone(text: str) -> None:
    with pytest.raises(CannotAdd):
        with_phrasings(text, "a", ["neu"])


LINES = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x17F, blacklist_characters="\x7f\x85\xa0\xad"),
    min_size=1,
    max_size=160,
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(LINES.map(str.strip).filter(bool), min_size=1, max_size=5, unique=True),
    st.sampled_from(["a-artikel", "b-artikel", "neu"]),
)
def test_added_and_taken_out_it_is_what_it_was(added: list[str], article: str) -> None:
    """Whatever people type: it is read as it was typed, and undo gives the same file."""
    added = [text for text in added if text not in ("eins", "drei: vier")]
    if not added:
        return
    changed = with_phrasings(FILE, article, added)
    assert yaml.safe_load(changed)[article][-len(added) :] == added
    assert without_phrasings(changed, article, added) == FILE.rstrip("\n") + "\n"


def test_taking_out_leaves_remarks_and_what_is_gone_already() -> None:
    without = without_phrasings(FILE, "a-artikel", ["eins", "gibt es nicht"])
    assert without == FILE.replace("  - eins\n", "").rstrip("\n") + "\n"
    assert without_phrasings(FILE, "fremd", ["eins"]) == FILE


def test_a_new_file_has_the_rights_of_the_old_one_and_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.yaml", tmp_path / "link.yaml"
    real.write_text("alt")
    real.chmod(0o640)
    link.symlink_to(real)
    write_whole(link, "neu")
    assert link.is_symlink()
    assert (real.read_text(), real.stat().st_mode & 0o777) == ("neu", 0o640)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.yaml", "real.yaml"]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("alt")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, "neu" * 1_000)
    assert path.read_text() == "alt"
    assert [found.name for found in tmp_path.iterdir()] == ["a.yaml"]


WRITER = """
    import sys
    from pathlib import Path
    from bot.knowledge.writing.whole import one_writer, write_whole
    path, lock = Path(sys.argv[1]), Path(sys.argv[2])
    number = 0
    while True:
        with one_writer(lock):
            number += 1
            write_whole(path, f"{number}\\n" * 20_000)
        if number == 1:
            print("writes", flush=True)
"""


def test_killed_while_writing_the_file_is_old_or_new_and_the_lock_is_free(tmp_path: Path) -> None:
    path, lock = tmp_path / "a.yaml", tmp_path / "run" / "lock"
    script = tmp_path / "writer.py"
    script.write_text(textwrap.dedent(WRITER))
    for moment in range(8):
        writer = subprocess.Popen(
            [sys.executable, str(script), str(path), str(lock)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.003 * moment)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        lines = path.read_text().splitlines()
        assert len(lines) == 20_000
        assert len(set(lines)) == 1
        with one_writer(lock, seconds=0):
            write_whole(path, "danach geht es weiter\n" * 20_000)


CHANGER = """
    import sys
    from itertools import cycle
    from pathlib import Path
    from bot.knowledge.writing.changing import ContentFiles
    from bot.knowledge.checking import read_knowledge
from bot.knowledge.loader import load
from bot.knowledge.store import KnowledgeStore
from bot.knowledge.writing.changing import ChangedMeanwhile, ContentFiles
from bot.knowledge.writing.phrasing_file import with_phrasings, without_phrasings
    folder = Path(sys.argv[1])
    content = ContentFiles(folder / "knowledge", f"sqlite:///{folder / 'lotse.db'}", folder / "run" / "lock")
    name, added = "phrasings/redaktion/einstieg.yaml", ["eine neue frage", "noch eine neue frage"]
    for change in cycle((with_phrasings, without_phrasings)):
        content.change(lambda read: {name: change(read(name), "drohne", added)})
        print("changed", flush=True)
"""


def test_killed_while_changing_the_content_it_is_whole_and_the_next_change_loads_it(tmp_path: Path) -> None:
    """kill -9 of the desk: the file is the old or the new one, and what the chat reads catches up."""
    write_content(tmp_path / "knowledge")
    url = f"sqlite:///{tmp_path / 'lotse.db'}"
    load(tmp_path / "knowledge", url)
    script, file = tmp_path / "changer.py", tmp_path / "knowledge" / "phrasings" / "redaktion" / "einstieg.yaml"
    script.write_text(textwrap.dedent(CHANGER))
    for moment in range(4):
        changer = subprocess.Popen(
            [sys.executable, str(script), str(tmp_path)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert changer.stdout is not None
        changer.stdout.readline()
        time.sleep(0.013 * moment)
        changer.send_signal(signal.SIGKILL)
        changer.wait()
        new = with_phrasings(PHRASINGS, "drohne", ["eine neue frage", "noch eine neue frage"])
        assert file.read_text(encoding="utf-8") in (PHRASINGS, new)
    content = ContentFiles(tmp_path / "knowledge", url, tmp_path / "run" / "lock")
    content.change(lambda read: {})
    assert KnowledgeStore(url).snapshot() == read_knowledge(tmp_path / "knowledge")


def test_somebody_who_saves_the_file_in_an_editor_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    write_content(tmp_path / "knowledge")
    url = f"sqlite:///{tmp_path / 'lotse.db'}"
    load(tmp_path / "knowledge", url)
    name = "phrasings/redaktion/einstieg.yaml"
    file = tmp_path / "knowledge" / name

    def edit(read: Callable[[str], str]) -> dict[str, str]:
        text = with_phrasings(read(name), "drohne", ["neu"])
        file.write_text(PHRASINGS + "  - aus dem Editor\n", encoding="utf-8")
        return {name: text}

    content = ContentFiles(tmp_path / "knowledge", url, tmp_path / "run" / "lock")
    with pytest.raises(ChangedMeanwhile):
        content.change(edit)
    assert "aus dem Editor" in file.read_text(encoding="utf-8")


def test_a_file_from_windows_keeps_its_ends_of_lines(tmp_path: Path) -> None:
    write_content(tmp_path / "knowledge")
    url = f"sqlite:///{tmp_path / 'lotse.db'}"
    load(tmp_path / "knowledge", url)
    name = "phrasings/redaktion/einstieg.yaml"
    file = tmp_path / "knowledge" / name
    file.write_bytes(PHRASINGS.replace("\n", "\r\n").encode())
    content = ContentFiles(tmp_path / "knowledge", url, tmp_path / "run" / "lock")
    content.change(lambda read: {name: with_phrasings(read(name), "drohne", ["neu"])})
    assert file.read_bytes() == (PHRASINGS + "  - neu\n").replace("\n", "\r\n").encode()


def test_one_writes_at_a_time(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with one_writer(lock), pytest.raises(SomebodyWrites), one_writer(lock, seconds=0):
        pass
    with one_writer(lock, seconds=0):
        pass
