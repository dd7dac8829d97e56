from __future__ import annotations

import dataclasses
import datetime as dt
import re

import pytest
from advice_checks import unexplained, words

from bot.advice.articles import (
    OWN_KNOWLEDGE,
    article_reply,
    article_sources,
    did_you_mean_reply,
    host_name,
    not_found_reply,
    open_points,
)
from bot.knowledge.checking import read_knowledge
from bot.knowledge.records import KnowledgeBase
from bot.settings import KNOWLEDGE_DIR

KB = read_knowledge(KNOWLEDGE_DIR)
TODAY = dt.date(2026, 11, 24)
FOR_STAFF = re.compile(
    r"Praxisrat|Praxiswissen|keine Zahl|Suchbestand|Betreiber|Suche keine|vor Nutzung|Vor Auskunft|Vor Veröffentlichung"
)


@pytest.mark.parametrize("id_", sorted(KB.articles))
def test_every_article_can_be_told(id_: str) -> None:
    article = KB.articles[id_]
    reply = article_reply(article, KB, TODAY)
    text = "\n".join(reply.texts)
    assert reply.kind == ("centre" if article.theme == "zentrum" else "article")
    assert reply.ids == (id_,)
    assert reply.texts[0] == article.answer
    assert reply.texts[1].startswith("Nächster Schritt: ")
    assert not unexplained(reply, article)
    assert all(words(bubble) <= 60 for bubble in reply.texts)
    assert text.count("Das ist keine Rechtsberatung.") == (1 if article.theme == "recht" else 0)
    assert not FOR_STAFF.search("\n".join(reply.texts[1:]))
    assert len(reply.buttons) <= 3
    assert {button.payload for button in reply.buttons} <= {other.question for other in KB.articles.values()}
    if article.confidence == "low":
        assert "nicht abschließend geklärt" in text
    urls = [source.url for source in reply.sources]
    assert len(urls) == len(set(urls)) >= 1
    assert all(source.title for source in reply.sources)


def test_sources_name_the_page_and_its_date() -> None:
    sources = article_sources([KB.articles["ransomware-erste-hilfe"]])
    assert ("IHK Ulm: IT-Notfälle managen (nach BSI)", "2021") in [(s.title, s.date) for s in sources]
    assert host_name("https://www.ihk.de/ulm") == "ihk.de"
    own = article_sources([KB.articles["phishing-geklickt"]])
    assert [(s.title, s.url, s.date) for s in own] == [(OWN_KNOWLEDGE, "", "2026-11-23")]


def test_notes_for_staff_stay_inside() -> None:
    assert open_points("Praxisrat; keine Zahl.") == []
    assert open_points(None) == []
    assert open_points("Höhe der Zuschüsse 2026 nicht bestätigt; Landesprogramme nicht geprüft.") == [
        "Höhe der Zuschüsse 2026",
        "Landesprogramme",
    ]
    assert open_points("Gültig am 1. Januar. Vor Auskunft prüfen.") == ["Gültig am 1. Januar"]


def test_what_is_open_is_said() -> None:
    text = "\n".join(article_reply(KB.articles["datenpanne-72h"], KB, TODAY).texts)
    assert "Das ist nicht abschließend geklärt: Geplante Lockerung (96 Stunden)" in text
    assert "Bitte beachten Sie: Ausnahme gilt nur" in "\n".join(article_reply(KB.articles["bfsg"], KB, TODAY).texts)


def test_an_old_answer_says_so() -> None:
    article = KB.articles["backup-321"]
    assert "Bitte prüfen Sie" not in "\n".join(article_reply(article, KB, TODAY).texts)
    later = article_reply(article, KB, dt.date(2028, 1, 1))
    assert later.texts[-1] == "Diese Antwort ist vom 23.11.2026. Bitte prüfen Sie, ob sie noch stimmt."


def test_low_confidence_without_a_note_is_still_said() -> None:
    article = dataclasses.replace(KB.articles["backup-321"], confidence="low")
    assert "nicht abschließend geklärt" in article_reply(article, KB, TODAY).texts[-1]


def test_a_missing_relative_is_left_out() -> None:
    article = dataclasses.replace(KB.articles["backup-321"], related=("gibt-es-nicht", "loesegeld"))
    assert [button.payload for button in article_reply(article, KB, TODAY).buttons] == [
        KB.articles["loesegeld"].question
    ]


def test_did_you_mean(kb: KnowledgeBase) -> None:
    articles = list(kb.articles.values())[:5]
    reply = did_you_mean_reply(articles)
    assert reply.kind == "question"
    assert reply.ids == tuple(article.id for article in articles[:3])
    assert [button.payload for button in reply.buttons] == [article.question for article in articles[:3]]
    assert "Meinten Sie" in reply.texts[0]
    assert articles[0].question in did_you_mean_reply(articles[:1]).texts[0]
    assert did_you_mean_reply([]).kind == "fallback"


def test_not_found_offers_a_person_first_after_two() -> None:
    first, second = not_found_reply(1), not_found_reply(2)
    assert first.kind == second.kind == "fallback"
    assert first.buttons[-1].title == second.buttons[0].title == "Mit einem Menschen sprechen"
    for reply in (first, second):
        assert reply.ids == ()
        assert not unexplained(reply)
