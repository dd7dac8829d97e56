"""An incident elsewhere gets the authority of its own Land instead of the one that the article names."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.advice.articles import article_reply
from bot.advice.emergencies.whom_to_call import ELSEWHERE, calls_reply, with_land
from bot.knowledge.records import Article
from tests.content import own_content

KB, TODAY = own_content(), dt.date(2026, 11, 27)
OF_HOME = ("Landesbeauftragten", "0391", "Sachsen-Anhalt")
INCIDENTS = [
    pytest.param(article, id=article.id)
    for article in KB.articles.values()
    if any(words in article.answer for words in ("0391 81803", "0391 250-2244", "Sachsen-Anhalt sitzt diese Aufsicht"))
]


@pytest.mark.parametrize("article", INCIDENTS)
def test_elsewhere_nothing_is_said_of_the_authorities_of_sachsen_anhalt(article: Article) -> None:
    told = with_land(article_reply(article, KB, TODAY), "DE-HE", KB, TODAY)
    assert told.texts[0].startswith("Für Hessen ist zuständig")
    assert not any(word in text for word in OF_HOME for text in told.texts)


@pytest.mark.parametrize("article", INCIDENTS)
def test_at_home_it_stays_as_it_is(article: Article) -> None:
    written = article_reply(article, KB, TODAY)
    assert with_land(written, "DE-ST", KB, TODAY) == written


@pytest.mark.parametrize("article", INCIDENTS)
def test_where_the_land_is_unknown_it_is_asked_for(article: Article) -> None:
    assert with_land(article_reply(article, KB, TODAY), None, KB, TODAY).texts[-1] == ELSEWHERE


def test_other_answers_stay_as_they_are() -> None:
    written = article_reply(next(a for a in KB.articles.values() if a.theme == "ki"), KB, TODAY)
    assert with_land(written, "DE-HE", KB, TODAY) == written


def test_whom_to_call_is_of_the_own_land() -> None:
    said = "\n".join(calls_reply("DE-HE", KB, TODAY).texts)
    assert "Hessen" in said
    assert "Sachsen-Anhalt" not in said
    assert "Wo Sie eine Datenpanne melden" in said
