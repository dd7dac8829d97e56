"""Readers get one whole state or an honest refusal."""

from __future__ import annotations

import sqlite3
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from knowledge_samples import Content

from bot.knowledge import database, models, store
from bot.knowledge.checking import read_knowledge
from bot.knowledge.loader import load
from bot.knowledge.store import KnowledgeStore, KnowledgeUnavailable


def test_snapshot_is_kept_until_new_content_is_loaded(content: Content, url: str) -> None:
    load(content.folder, url)
    reader = KnowledgeStore(url)
    first = reader.snapshot()
    assert reader.snapshot() is first
    assert reader.version() == first.version
    content.programme["short_name"] = "Neu"
    content.write()
    load(content.folder, url)
    assert reader.version() != first.version
    assert reader.snapshot().programmes["st-digi"].short_name == "Neu"
    assert first.programmes["st-digi"].short_name == "Digi-ST"


def test_a_load_between_two_queries_of_a_reader_mixes_nothing(
    content: Content, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(content.folder, url)
    old = read_knowledge(content.folder)
    content.files["glossary.yaml"][0]["term"] = "Neuwort"
    content.programme["short_name"] = "Neu"
    content.write()
    read_all = store._all
    loads: list[bool] = []

    def load_after_programmes(session: Any, model: Any, *relations: str) -> list[Any]:
        rows = read_all(session, model, *relations)
        if model is models.Programme and not loads:
            loads.append(load(content.folder, url).changed)
        return rows

    monkeypatch.setattr(store, "_all", load_after_programmes)
    reader = KnowledgeStore(url)
    assert reader.snapshot() == old
    assert loads == [True]
    assert reader.snapshot() == read_knowledge(content.folder)


def test_readers_in_many_threads_see_only_whole_states(content: Content, url: str) -> None:
    states = []
    for name in ("Eins", "Zwei"):
        content.programme["short_name"] = content.files["glossary.yaml"][0]["term"] = name
        states.append(content.write() and read_knowledge(content.folder).version)
        load(content.folder, url)
    stop = threading.Event()
    problems: list[object] = []
    seen: set[str] = set()

    def read() -> None:
        reader = KnowledgeStore(url)
        while not stop.is_set():
            try:
                knowledge = reader.snapshot()
            except Exception as error:
                problems.append(error)
                return
            seen.add(knowledge.version)
            if list(knowledge.terms) != [knowledge.programmes["st-digi"].short_name]:
                problems.append((knowledge.version, list(knowledge.terms)))

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for turn in range(8):
        content.programme["short_name"] = content.files["glossary.yaml"][0]["term"] = ("Eins", "Zwei")[turn % 2]
        content.write()
        assert load(content.folder, url).changed
        time.sleep(0.02)
    stop.set()
    for thread in threads:
        thread.join(60)
    assert problems == []
    assert seen == set(states)


def test_threads_share_one_store_and_one_snapshot(content: Content, url: str) -> None:
    load(content.folder, url)
    reader = KnowledgeStore(url)
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(reader.snapshot())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(found) == 8 and len({id(knowledge) for knowledge in found}) == 1


def test_missing_file_is_named_and_not_created(tmp_path: Path) -> None:
    path = tmp_path / "fehlt.db"
    reader = KnowledgeStore(f"sqlite:///{path}")
    for read in (reader.version, reader.snapshot, reader.loaded_at):
        with pytest.raises(KnowledgeUnavailable, match=r"fehlt\.db does not exist"):
            read()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_vanishes_between_check_and_opening_is_not_created(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "fehlt.db"
    reader = KnowledgeStore(f"sqlite:///{path}")
    monkeypatch.setattr(Path, "exists", lambda _: True)
    with pytest.raises(KnowledgeUnavailable, match="unable to open"):
        reader.version()
    assert list(tmp_path.iterdir()) == []


def test_snapshot_is_refused_once_the_file_is_gone_and_comes_back_with_it(content: Content, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'da.db'}"
    load(content.folder, url)
    reader = KnowledgeStore(url)
    reader.snapshot()
    for path in tmp_path.glob("da.db*"):
        path.unlink()
    with pytest.raises(KnowledgeUnavailable):
        reader.snapshot()
    load(content.folder, url)
    assert reader.snapshot() == read_knowledge(content.folder)


@pytest.mark.parametrize("written", [b"", b"this is no data base, but it is long enough to be looked at" * 20])
def test_file_that_is_no_knowledge_base(tmp_path: Path, written: bytes) -> None:
    path = tmp_path / "kaputt.db"
    path.write_bytes(written)
    with pytest.raises(KnowledgeUnavailable, match="cannot be read"):
        KnowledgeStore(f"sqlite:///{path}").version()
    assert path.read_bytes() == written


def test_folder_instead_of_file(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeUnavailable, match="cannot be read"):
        KnowledgeStore(f"sqlite:///{tmp_path}").version()


def test_a_locked_file_is_refused(content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "zu.db"
    load(content.folder, f"sqlite:///{path}")
    monkeypatch.setattr(database, "READ_WAIT_SECONDS", 0.2)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("PRAGMA locking_mode=EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    reader = KnowledgeStore(f"sqlite:///{path}")
    with pytest.raises(KnowledgeUnavailable, match="locked"):
        reader.version()
    holder.close()
    assert reader.snapshot() == read_knowledge(content.folder)


def test_empty_tables_are_no_content(content: Content, url: str) -> None:
    load(content.folder, url)
    engine = database.open_loader(url)
    with engine.begin() as connection:
        connection.execute(models.Content.__table__.delete())
    engine.dispose()
    with pytest.raises(KnowledgeUnavailable, match="holds no content"):
        KnowledgeStore(url).snapshot()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "unsinn", "gibtsnicht://host/db"])
def test_address_that_cannot_hold_the_content(url: str) -> None:
    with pytest.raises(KnowledgeUnavailable, match="LOTSE_DB_URL cannot be used"):
        KnowledgeStore(url)


def test_server_that_does_not_answer() -> None:
    with pytest.raises(KnowledgeUnavailable, match="cannot be read"):
        KnowledgeStore("postgresql+psycopg2://lotse@127.0.0.1:1/nichts").version()


def test_a_path_with_special_characters(content: Content, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'mit Leer#zeichen & ümlaut%20.db'}"
    load(content.folder, url)
    assert KnowledgeStore(url).snapshot() == read_knowledge(content.folder)


def test_who_follows_the_content_answers_from_before_until_the_new_one_is_read(
    content: Content, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(content.folder, url)
    reader = KnowledgeStore(url)
    first = reader.snapshot()
    go_on, prepared = threading.Event(), list[str]()
    read = reader._read
    monkeypatch.setattr(reader, "_read", lambda: go_on.wait(60) and read())
    reader.follow(lambda knowledge: prepared.append(knowledge.version))
    content.programme["short_name"] = "Neu"
    content.write()
    load(content.folder, url)
    for _ in range(20):
        assert reader.snapshot() is first, "nobody waits for what is being read"
        time.sleep(0.05)
    go_on.set()
    while reader.snapshot() is first:
        time.sleep(0.01)
    assert reader.snapshot() == read_knowledge(content.folder)
    assert prepared == [reader.version()], "what is made of it is made before it counts, once"


def test_the_first_who_asks_after_a_pause_gets_the_new_content(content: Content, url: str) -> None:
    load(content.folder, url)
    reader = KnowledgeStore(url)
    first = reader.snapshot()
    reader.follow()
    content.programme["short_name"] = "Neu"
    content.write()
    load(content.folder, url)
    while reader._snapshot is first:  # nobody asks
        time.sleep(0.01)
    assert reader.snapshot().programmes["st-digi"].short_name == "Neu"


def test_new_content_that_cannot_be_read_leaves_that_of_before(
    content: Content, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(content.folder, url)
    reader = KnowledgeStore(url)
    first, read = reader.snapshot(), reader._read
    tries: list[int] = []

    def broken_once() -> Any:
        tries.append(1)
        if len(tries) == 1:
            raise KnowledgeUnavailable("locked")
        return read()

    monkeypatch.setattr(reader, "_read", broken_once)
    reader.follow()
    content.programme["short_name"] = "Neu"
    content.write()
    load(content.folder, url)
    assert reader.snapshot() is first
    while reader.snapshot() is first:
        time.sleep(0.01)
    assert len(tries) == 2
