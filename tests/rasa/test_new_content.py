"""New content works in running servers, without training and without a restart."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from threading import enumerate as enumerate_threads

import pytest
import yaml

from actions.services import ArticleSearch
from bot.commands import serving
from bot.knowledge.loader import load
from bot.knowledge.search.index import learnt_of
from bot.knowledge.store import KnowledgeStore
from bot.settings import KNOWLEDGE_DIR
from tests.conftest import Servers, start_servers
from tests.conversations.talk import Talk

NEW = {
    "id": "glasbruch-kamera",
    "question": "Wie erkennt eine Kamera Risse in Glasscheiben?",
    "alt_questions": ["Kamera für Glasbruch", "Risse im Glas automatisch finden", "Sichtprüfung von Scheiben"],
}


@pytest.fixture
def own_servers(model: Path, tmp_path: Path) -> Iterator[Servers]:
    servers = start_servers(tmp_path)
    yield servers
    serving.stop(servers.processes)


@pytest.mark.servers
def test_an_article_is_found_as_soon_as_it_is_loaded(own_servers: Servers, tmp_path: Path) -> None:
    content = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE_DIR, content)
    file = content / "articles" / "prozesse.yaml"
    articles = yaml.safe_load(file.read_text(encoding="utf-8"))
    file.write_text(yaml.safe_dump([*articles, {**articles[0], **NEW}], allow_unicode=True), encoding="utf-8")

    talk = Talk(own_servers, "new content")
    assert NEW["id"] not in talk.say(str(NEW["question"])).facts["ids"]
    load(content, f"sqlite:///{own_servers.database}")
    question = str(NEW["question"])
    until_found(own_servers, question)  # that of before answers as long as the new content is being read
    for text in (question, *NEW["alt_questions"]):
        assert talk.say(text).facts["ids"] == [NEW["id"]], "as it stands in the article, it is found at once (O6)"
    until_found(own_servers, "Wie kann eine Kamera Risse im Glas finden?")  # in other words, as soon as it is learnt


def until_found(servers: Servers, text: str) -> None:
    """Ask until the new article answers; each try is another visitor, because of the limits."""
    for attempt in count():
        turn = Talk(servers, f"{text} {attempt}").say(text)
        if NEW["id"] in turn.facts["ids"]:
            return
        assert not any("ausgefallen" in said for said in turn.texts)
        assert servers.processes[0].poll() is None
        time.sleep(0.5)


def test_the_index_of_before_does_not_name_what_is_gone(model: Path, tmp_path: Path) -> None:
    load(KNOWLEDGE_DIR, f"sqlite:///{tmp_path / 'lotse.db'}")
    before = KnowledgeStore(f"sqlite:///{tmp_path / 'lotse.db'}").snapshot()
    search = ArticleSearch()
    gone = before.articles[search.find("ab wann muss ich e-rechnungen schreiben", before).hits[0].article_id]
    after = replace(before, version="later", articles={a.id: a for a in before.articles.values() if a is not gone})
    search._learning = learnt_of(after)  # as long as the new index is being learnt
    hits = search.find("ab wann muss ich e-rechnungen schreiben", after).hits
    assert hits
    assert gone.id not in [hit.article_id for hit in hits]


@pytest.mark.servers
def test_what_is_read_before_the_servers_are_forked_leaves_no_thread_behind(model: Path, tmp_path: Path) -> None:
    """A thread would not be there after the fork, and a connection must not be shared (the second start, R13)."""
    url = f"sqlite:///{tmp_path / 'lotse.db'}"
    load(KNOWLEDGE_DIR, url)
    store, search, threads = KnowledgeStore(url), ArticleSearch(), set(enumerate_threads())
    search.warm(store.snapshot())
    store.disconnect()
    assert search._index is not None
    assert set(enumerate_threads()) == threads
    assert search.find("Was kostet ein Onlineshop?", store.snapshot()).hits


def test_what_was_never_learnt_is_not_learnt_before_the_servers_are_forked(model: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'lotse.db'}"
    load(KNOWLEDGE_DIR, url)
    known = KnowledgeStore(url).snapshot()
    article = next(iter(known.articles.values()))
    changed = {**known.articles, article.id: replace(article, phrasings=(*article.phrasings, "eine ganz neue Frage"))}
    search = ArticleSearch()
    search.warm(replace(known, version="changed", articles=changed))
    assert search._index is None
