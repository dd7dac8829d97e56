from __future__ import annotations

import dataclasses
import datetime as dt
import re

import pytest
from advice_checks import FOR_STAFF, unexplained, words

from bot.advice.articles import (
    OWN_KNOWLEDGE,
    PERSON_BUTTON,
    article_reply,
    article_sources,
    articles_of,
    did_you_mean_reply,
    further,
    host_name,
    not_found_reply,
    topic_reply,
)
from bot.advice.wording import sentences
from bot.knowledge.codes import FACETS
from bot.knowledge.plausible import gives_verdict
from bot.knowledge.records import Article, KnowledgeBase, Topic
from tests.content import own_content

KB = own_content()
TODAY = dt.date(2026, 11, 24)
QUESTIONS = {article.question for article in KB.articles.values()}
LONGEST = 90
"""Words in one bubble."""
FOR_LATER = re.compile(r"[{}]|  |\.\.")


def written(id_: str, topic: str | None) -> Article:
    return Article(id_, "ki", f"Frage {id_}?", "Eine Antwort.", "high", topic=topic, facet="kurz")


def test_what_may_have_been_meant_stands_on_the_first_button() -> None:
    article, *others = (KB.articles[id_] for id_ in sorted(KB.articles)[:3])
    reply = article_reply(article, KB, TODAY, [article, *others])
    assert [button.payload for button in reply.buttons][:2] == [other.question for other in others]
    assert len(reply.buttons) <= 3


@pytest.mark.parametrize("id_", sorted(KB.articles))
def test_every_article_can_be_told(id_: str) -> None:
    article = KB.articles[id_]
    reply = article_reply(article, KB, TODAY)
    text = "\n".join(reply.texts)
    assert reply.kind == ("centre" if article.theme == "zentrum" else "article")
    assert reply.ids == (id_,)
    assert (reply.topic, reply.facet) == (article.topic, article.facet)
    assert reply.texts[0] == article.answer
    assert reply.texts[1].startswith("Nächster Schritt: ")
    assert not unexplained(reply, article)
    assert all(words(bubble) <= LONGEST for bubble in reply.texts)
    said = text.count("Das ist keine Rechtsberatung.")
    assert said == 1 if article.theme == "recht" else said <= 1
    assert len(reply.buttons) <= 3
    assert {button.payload for button in reply.buttons} <= QUESTIONS - {article.question}
    if article.caution:
        assert f"Bitte beachten Sie: {article.caution}" in reply.texts[-1]
    elif article.confidence == "low":
        assert "nicht abschließend geklärt" in text
    urls = [source.url for source in reply.sources]
    assert len(urls) == len(set(urls)) >= 1
    assert all(source.title for source in reply.sources)
    assert FOR_STAFF not in str(article_reply(dataclasses.replace(article, note=FOR_STAFF), KB, TODAY))


@pytest.mark.parametrize("id_", sorted(KB.articles))
def test_who_asks_for_a_verdict_hears_it_first(id_: str) -> None:
    article = KB.articles[id_]
    assert gives_verdict(article.question, article.answer), f"{article.question} – {article.answer[:60]}"


@pytest.mark.parametrize("asked", FACETS)
def test_a_topic_is_told_where_the_facet_has_no_answer(asked: str) -> None:
    for topic in KB.topics.values():
        reply = topic_reply(topic, asked, KB)
        lead, summary = reply.texts
        articles = articles_of(topic, KB)
        assert f"„{topic.name}“" in lead or asked == "branche"
        assert "{" not in lead
        assert summary == topic.summary
        assert (reply.topic, reply.facet) == (topic.id, asked)
        assert not unexplained(reply, topic)
        assert words(lead) <= 40 and words(summary) <= 60
        assert [button.payload for button in reply.buttons] == [article.question for article in articles[:3]]
        assert reply.ids == tuple(article.id for article in articles[:1])
        assert not FOR_LATER.search(lead)


def test_a_topic_without_articles_is_told_all_the_same() -> None:
    alone = Topic("allein", "ki", "Roboter", "Ein Roboter hebt schwere Teile.")
    for asked in FACETS:
        reply = topic_reply(alone, asked, KB)
        assert reply.texts[1] == alone.summary
        assert (reply.ids, reply.buttons, reply.sources) == ((), (), ())


def test_articles_of_a_topic_are_its_own_and_those_that_cover_it() -> None:
    topic = Topic("t", "ki", "Thema", "Zusammenfassung.", covers=(("kosten", "b"), ("frist", "fehlt"), ("team", "c")))
    kb = KnowledgeBase("v", articles={id_: written(id_, "t" if id_ == "c" else None) for id_ in "abc"})
    assert [article.id for article in articles_of(topic, kb)] == ["c", "b"]


def test_further_are_the_other_facets_and_then_what_is_related() -> None:
    first = dataclasses.replace(written("a", "t"), related=("d", "b", "a", "fehlt"))
    articles = {"a": first, **{id_: written(id_, "t" if id_ in "bc" else None) for id_ in "bcd"}}
    kb = KnowledgeBase(
        "v", articles=articles, topics={"t": Topic("t", "ki", "Thema", "Text.", covers=(("team", "a"),))}
    )
    assert [article.id for article in further(first, kb)] == ["b", "c", "d"]
    assert [button.payload for button in article_reply(first, kb, TODAY).buttons] == [
        "Frage b?",
        "Frage c?",
        "Frage d?",
    ]
    assert [article.id for article in further(written("d", None), kb)] == []


def test_a_caution_is_said_once_and_stands_for_the_doubt() -> None:
    doubted = dataclasses.replace(written("a", None), confidence="low", caution="Das Gesetz ist noch ein Entwurf.")
    text = article_reply(doubted, KB, TODAY).texts[-1]
    assert text == "Bitte beachten Sie: Das Gesetz ist noch ein Entwurf."
    assert len(article_reply(dataclasses.replace(doubted, caution=None, confidence="high"), KB, TODAY).texts) == 1


@pytest.mark.parametrize(
    ("answer", "caution", "times"),
    [
        ("Das ist so.", None, 1),
        ("Das ist so. Das ist keine Rechtsberatung.", None, 1),
        ("Das ist so.", "Das ist keine Rechtsberatung. Fragen Sie nach.", 1),
        ("Das ist so.", "Das gilt nur bis Mai.", 1),
    ],
)
def test_law_is_no_legal_advice_and_says_so_once(answer: str, caution: str | None, times: int) -> None:
    article = dataclasses.replace(written("a", None), theme="recht", answer=answer, caution=caution)
    assert "\n".join(article_reply(article, KB, TODAY).texts).count("Das ist keine Rechtsberatung.") == times


def test_sources_name_the_page_and_its_date() -> None:
    sources = article_sources([KB.articles["ransomware-erste-hilfe"]])
    assert ("IHK Ulm: IT-Notfälle managen (nach BSI)", "2021") in [(s.title, s.date) for s in sources]
    assert host_name("https://www.ihk.de/ulm") == "ihk.de"
    own = article_sources([KB.articles["phishing-geklickt"]])
    assert [(s.title, s.url, s.date) for s in own] == [(OWN_KNOWLEDGE, "", "2026-11-23")]


def test_an_old_answer_says_so() -> None:
    article = KB.articles["backup-321"]
    assert "Bitte prüfen Sie" not in "\n".join(article_reply(article, KB, TODAY).texts)
    later = article_reply(article, KB, dt.date(2028, 1, 1))
    assert later.texts[-1] == "Diese Antwort ist vom 23.11.2026. Bitte prüfen Sie, ob sie noch stimmt."


def test_low_confidence_without_a_caution_is_still_said() -> None:
    article = dataclasses.replace(KB.articles["backup-321"], confidence="low", caution=None)
    assert "nicht abschließend geklärt" in article_reply(article, KB, TODAY).texts[-1]


def test_did_you_mean(kb: KnowledgeBase) -> None:
    articles = list(kb.articles.values())[:5]
    reply = did_you_mean_reply(articles)
    assert reply.kind == "question"
    assert reply.ids == tuple(article.id for article in articles[:3])
    assert [button.payload for button in reply.buttons] == [article.question for article in articles[:3]]
    assert "Nummer" in reply.texts[0]
    for article in articles[:3]:  # the owner sees at once what each of them says
        assert f"**{article.question}** {sentences(article.answer)[0]}" in reply.texts[1]
    alone = did_you_mean_reply(articles[:1])
    assert articles[0].question in alone.texts[1]
    assert [button.payload for button in alone.buttons] == [articles[0].question, PERSON_BUTTON.payload]
    assert did_you_mean_reply([]).kind == "fallback"


def test_not_found_offers_a_person_first_after_two() -> None:
    first, second = not_found_reply(1), not_found_reply(2)
    assert first.kind == second.kind == "fallback"
    assert first.buttons[-1].title == second.buttons[0].title == "Mit einem Menschen sprechen"
    for reply in (first, second):
        assert reply.ids == ()
        assert not unexplained(reply)
