"""New content works in running servers, without training and without a restart."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from actions.services import ArticleSearch
from bot.commands import serving
from bot.knowledge.loader import load
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
    until = time.monotonic() + 60
    while (turn := talk.say(str(NEW["question"]))).facts["ids"] != [NEW["id"]]:
        assert time.monotonic() < until
        assert not any("ausgefallen" in text for text in turn.texts)
    assert NEW["id"] in talk.say("Wie kann eine Kamera Risse im Glas finden?").facts["ids"]


def test_the_index_of_before_does_not_name_what_is_gone(model: Path, tmp_path: Path) -> None:
    load(KNOWLEDGE_DIR, f"sqlite:///{tmp_path / 'lotse.db'}")
    before = KnowledgeStore(f"sqlite:///{tmp_path / 'lotse.db'}").snapshot()
    gone = before.articles["e-rechnung-pflicht"]
    after = replace(before, version="later", articles={a.id: a for a in before.articles.values() if a is not gone})
    search = ArticleSearch()
    assert search.find("ab wann muss ich e-rechnungen schreiben", before)[0].article_id == gone.id
    search._learning = after.version  # as long as the new index is being learnt
    hits = search.find("ab wann muss ich e-rechnungen schreiben", after)
    assert hits
    assert gone.id not in [hit.article_id for hit in hits]
