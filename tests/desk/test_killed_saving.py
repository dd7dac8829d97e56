"""kill -9 while somebody saves, beside a running chat that is asked all the time: it says what stood there before, or the new."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest
import yaml

from bot.desk.contents.kinds import KINDS
from bot.desk.live import RunningChat
from bot.knowledge.checking import read_knowledge
from bot.knowledge.store import KnowledgeStore
from bot.knowledge.writing.changing import ContentFiles
from bot.knowledge.writing.record_file import with_changes
from bot.settings import ROOT
from tests.desk.test_in_browser import Running, running

__all__ = ["running"]
pytestmark = pytest.mark.servers

FILE, ARTICLE, QUESTION = "articles/einstieg.yaml", "wo-anfangen", "Wo fangen wir an?"
SAVER = """
    import sys
    from itertools import cycle
    from pathlib import Path
    from bot.desk.contents.kinds import KINDS
    from bot.knowledge.writing.changing import ContentFiles
    from bot.knowledge.writing.record_file import with_changes
    home, url, file, article, *answers = sys.argv[1:]
    home = Path(home)
    content = ContentFiles(home / "data" / "knowledge", url, home / "var" / "run" / "writing.lock")
    content.warm()
    for answer in cycle(answers):
        print("saving", flush=True)
        values = {"answer": answer}
        content.change(lambda read: {file: with_changes(read(file), article, values, KINDS["artikel"].fields)})
"""


def test_old_or_new_and_never_half(running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.desk.live.VAR_DIR", running.home / "var")  # asks with the desk's key: no limit of visitors
    url, home = f"sqlite:///{running.servers.database}", running.home
    folder = home / "data" / "knowledge"
    before = KnowledgeStore(url).snapshot().articles[ARTICLE].answer
    answers = (f"{before} Das ist die erste Fassung.", f"{before} Das ist die zweite Fassung.")
    chat, said, stop = RunningChat(running.servers.rasa_url), list[str](), threading.Event()
    script = tmp_path / "saver.py"
    script.write_text(textwrap.dedent(SAVER), encoding="utf-8")

    def ask() -> None:
        while not stop.is_set():
            shown = chat.ask(QUESTION)
            said.append(shown.texts[0] if shown and shown.texts else "nothing")

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        for moment in range(4):
            saver = subprocess.Popen(
                [sys.executable, str(script), str(home), url, FILE, ARTICLE, *answers],
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )
            assert saver.stdout is not None
            for _ in range(2):
                saver.stdout.readline()
            time.sleep(0.4 * moment)
            saver.kill()
            saver.wait()
            assert answer_in(folder) in (before, *answers)
    finally:
        stop.set()
        asking.join()
    content = ContentFiles(folder, url, home / "var" / "run" / "writing.lock")
    content.change(lambda read: {FILE: with_changes(read(FILE), ARTICLE, {"answer": before}, KINDS["artikel"].fields)})
    assert KnowledgeStore(url).snapshot() == read_knowledge(folder)
    starts = {one.split("\n")[0][:60] for one in (before, *answers)}
    assert said and all(any(start in one for start in starts) for one in said), set(said)
    endings = [one for one in said if "Fassung" in one]
    assert all(one.count("Fassung") == 1 for one in endings)


def answer_in(folder: Path) -> str:
    return next(
        str(row["answer"])
        for row in yaml.safe_load((folder / FILE).read_text(encoding="utf-8"))
        if row["id"] == ARTICLE
    )
