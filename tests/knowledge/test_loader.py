"""Loading is everything or nothing, and nothing twice; on SQLite and on PostgreSQL."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from knowledge_samples import Content

from bot.knowledge import loader, models
from bot.knowledge.checking import BrokenContent, read_knowledge
from bot.knowledge.database import open_loader
from bot.knowledge.loader import load
from bot.knowledge.store import KnowledgeStore
from bot.settings import KNOWLEDGE_DIR
from tests.content import own_content


def test_what_is_read_is_what_the_files_say(content: Content, url: str) -> None:
    result = load(content.folder, url)
    assert result.changed
    assert result.counts == {
        "Programme": 2,
        "Antragswege": 1,
        "Beispiele": 1,
        "Themen": 2,
        "Artikel": 2,
        "Fragen zu Artikeln": 5,
        "Begriffe": 1,
        "Länder": 2,
        "Arten von Notfällen": 1,
    }
    assert KnowledgeStore(url).snapshot() == read_knowledge(content.folder)


def test_topics_contacts_and_what_is_said_to_whom_survive_the_data_base(content: Content, url: str) -> None:
    load(content.folder, url)
    knowledge = KnowledgeStore(url).snapshot()
    assert list(knowledge.topics) == ["datensicherung", "einstieg"]
    assert knowledge.topics["datensicherung"].covers == (("schritte", "wo-anfangen"),)
    assert knowledge.topics["datensicherung"].aliases == ("Sicherungskopie", "Backup-Konzept")
    assert knowledge.topics["datensicherung"].related == ("einstieg",)
    police, other = knowledge.contacts
    assert (police.phone, police.hours, police.source.date) == ("0391 1", "rund um die Uhr", "2026-05")
    assert (other.region, other.phone, other.web) == ("DE-SN", None, "https://example.org/zac")
    article = knowledge.articles["wo-anfangen"]
    assert (article.topic, article.facet, article.sector_detail) == ("einstieg", "schritte", "Tischlerei")
    assert (article.caution, article.note) == ("Planen Sie genug Zeit ein.", "Nur für uns.")
    assert knowledge.programmes["st-digi"].caution == "Die Mittel reichen oft nur bis zum Herbst."
    assert knowledge.case_studies["tischlerei-muster"].caution == "Das Jahr ist geschätzt."


def test_topics_and_contacts_that_are_gone_leave_the_data_base(content: Content, url: str) -> None:
    load(content.folder, url)
    content.files["topics/alle.yaml"][0]["aliases"] = []
    content.files["emergency_contacts.yaml"].pop(0)
    content.write()
    assert load(content.folder, url).changed
    knowledge = KnowledgeStore(url).snapshot()
    assert knowledge.topics["datensicherung"].aliases == ()
    assert [contact.region for contact in knowledge.contacts] == ["DE-SN"]


def test_all_content_of_the_project_survives_the_data_base(url: str) -> None:
    load(KNOWLEDGE_DIR, url)
    assert KnowledgeStore(url).snapshot() == own_content()


def test_loading_twice_changes_nothing(content: Content, url: str) -> None:
    first = load(content.folder, url)
    store = KnowledgeStore(url)
    loaded_at = store.loaded_at()
    second = load(content.folder, url)
    assert not second.changed
    assert (second.version, second.counts) == (first.version, first.counts)
    assert store.loaded_at() == loaded_at
    assert loaded_at.utcoffset() == dt.timedelta(0)


def test_changed_and_removed_records_replace_the_old_ones(content: Content, url: str) -> None:
    load(content.folder, url)
    content.programme["amount_max_eur"] = 90_000
    content.files["case_studies.yaml"][0]["id"] = "neuer-betrieb"
    content.files["glossary.yaml"].clear()
    content.write()
    assert load(content.folder, url).changed
    knowledge = KnowledgeStore(url).snapshot()
    assert knowledge.programmes["st-digi"].amount_max_eur == 90_000
    assert list(knowledge.case_studies) == ["neuer-betrieb"]
    assert knowledge.terms == {}


def test_one_broken_record_changes_nothing(content: Content, url: str) -> None:
    load(content.folder, url)
    before = KnowledgeStore(url).snapshot()
    content.programme["amount_max_eur"] = 90_000
    content.files["glossary.yaml"][0]["theme"] = "quatsch"
    content.write()
    with pytest.raises(BrokenContent):
        load(content.folder, url)
    assert KnowledgeStore(url).snapshot() == before


def test_a_failure_in_the_middle_changes_nothing(content: Content, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    load(content.folder, url)
    before = KnowledgeStore(url).snapshot()
    content.programme["amount_max_eur"] = 90_000
    content.write()

    def fail(*_: object) -> object:
        raise RuntimeError("power cut")

    monkeypatch.setattr(loader, "_links", fail)
    with pytest.raises(RuntimeError):
        load(content.folder, url)
    assert KnowledgeStore(url).snapshot() == before


def test_broken_content_creates_no_data_base(content: Content, tmp_path: Path) -> None:
    content.programme["status"] = "laufend"
    content.write()
    with pytest.raises(BrokenContent):
        load(content.folder, f"sqlite:///{tmp_path / 'neu' / 'neu.db'}")
    assert not (tmp_path / "neu").exists()


def test_tables_of_an_older_layout_are_built_anew_and_foreign_tables_stay(content: Content, url: str) -> None:
    engine = open_loader(url)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE content (id INTEGER PRIMARY KEY, version TEXT, loaded_at DATE)"))
        connection.execute(sa.text("CREATE TABLE programme (id VARCHAR(80) PRIMARY KEY)"))
        connection.execute(sa.text("CREATE TABLE events (id INTEGER)"))
        connection.execute(sa.text("INSERT INTO events VALUES (7)"))
    load(content.folder, url)
    assert KnowledgeStore(url).snapshot() == read_knowledge(content.folder)
    with engine.begin() as connection:
        assert connection.execute(sa.text("SELECT id FROM events")).scalar() == 7
        connection.execute(sa.update(models.Content).values(layout="older"))
        connection.execute(sa.text("ALTER TABLE programme RENAME COLUMN note TO remark"))
    assert load(content.folder, url).changed, "same content, other layout"
    assert KnowledgeStore(url).snapshot() == read_knowledge(content.folder)
    engine.dispose()


def test_several_loaders_at_once_leave_one_whole_content(content: Content, url: str) -> None:
    results: list[bool] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            results.append(load(content.folder, url).changed)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not failures
    assert sorted(results) == [False, False, False, True]
    assert KnowledgeStore(url).snapshot() == read_knowledge(content.folder)


def test_sqlite_runs_in_wal_mode(content: Content, sqlite_url: str) -> None:
    load(content.folder, sqlite_url)
    with sa.create_engine(sqlite_url, future=True).connect() as connection:
        assert connection.execute(sa.text("PRAGMA journal_mode")).scalar() == "wal"
