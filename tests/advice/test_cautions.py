"""A caution is for the owner and always told; a note is for staff and told nobody, whatever the answer looks like."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator

import pytest
from advice_checks import FOR_STAFF

from bot.advice.articles import article_reply, did_you_mean_reply, topic_reply
from bot.advice.aspects import OUTCOME, article_aspect, case_aspect, programme_aspect
from bot.advice.cases import case_list_reply, case_reply
from bot.advice.cases import match as match_cases
from bot.advice.funding import match
from bot.advice.funding_list import programme_list
from bot.advice.funding_replies import programme_reply
from bot.advice.glossary import glossary_reply
from bot.advice.profile import FirmProfile
from bot.advice.regions import region_reply
from bot.advice.reply import Reply
from bot.advice.sheet import build_sheet
from bot.knowledge.codes import FACETS
from bot.knowledge.records import KnowledgeBase
from tests.content import own_content

KB = own_content()
TODAY = dt.date(2026, 11, 24)
CAUTION = "Das gilt nur bis auf Weiteres."
FIRM = FirmProfile(region="DE-ST", sector="holz", employees=8, amount=30_000)
FOLLOW_UPS = (
    "ask_conditions",
    "ask_deadline",
    "ask_amount",
    "ask_eligibility",
    "ask_link",
    "ask_source",
    "ask_details",
)


@pytest.fixture(scope="module")
def noted() -> KnowledgeBase:
    """The content in which staff have noted something everywhere."""
    kinds = {
        kind: {id_: dataclasses.replace(row, note=FOR_STAFF) for id_, row in getattr(KB, kind).items()}
        for kind in ("programmes", "case_studies", "articles")
    }
    return dataclasses.replace(KB, version="noted", **kinds)


def answers(kb: KnowledgeBase) -> Iterator[Reply]:
    for programme in kb.programmes.values():
        yield programme_reply(programme, kb, TODAY, FIRM)
        yield from (programme_aspect(programme, asked, FIRM, TODAY) for asked in FOLLOW_UPS)
    for case in kb.case_studies.values():
        yield case_reply(case)
        yield from (case_aspect(case, asked) for asked in (*FOLLOW_UPS, OUTCOME))
    for article in kb.articles.values():
        yield article_reply(article, kb, TODAY)
        yield from (article_aspect(article, asked, TODAY) for asked in FOLLOW_UPS)
    for topic in kb.topics.values():
        yield topic_reply(topic, FACETS[len(topic.name) % len(FACETS)], kb)
    for profile in (FIRM, FirmProfile()):
        hits, examples = match(profile, kb, TODAY), match_cases(profile, kb)
        yield from (programme_list(hits, profile, offset) for offset in range(0, len(hits), 3))
        yield from (case_list_reply(examples, profile, offset) for offset in range(0, len(examples), 3))
    yield from (glossary_reply(term, kb) for term in kb.terms.values())
    yield from (region_reply(code, kb) for code in kb.regions)
    yield did_you_mean_reply(list(kb.articles.values())[:3])


def test_no_answer_shows_a_note(noted: KnowledgeBase) -> None:
    count = 0
    for count, reply in enumerate(answers(noted), start=1):  # noqa: B007
        assert FOR_STAFF not in f"{reply}"
    assert count > 5_000


def test_no_sheet_shows_a_note(noted: KnowledgeBase) -> None:
    kept = [*noted.programmes, *noted.case_studies, *noted.articles]
    assert FOR_STAFF not in str(build_sheet(kept, FIRM, noted, TODAY))


@pytest.mark.parametrize("id_", sorted(KB.programmes)[::10])
def test_the_caution_of_a_programme_is_told(id_: str) -> None:
    programme = dataclasses.replace(KB.programmes[id_], caution=CAUTION)
    kb = dataclasses.replace(KB, programmes={**KB.programmes, id_: programme})
    assert f"Bitte beachten Sie: {CAUTION}" in programme_reply(programme, kb, TODAY).texts
    for asked in set(FOLLOW_UPS) - {"ask_link"}:
        assert CAUTION in programme_aspect(programme, asked, FIRM, TODAY).texts[-1]
    assert CAUTION in str(build_sheet([id_], FIRM, kb, TODAY))


def test_a_doubted_programme_is_doubted_in_the_list() -> None:
    hits = match(FirmProfile(), KB, TODAY)
    for confidence, doubted in (("high", False), ("medium", True), ("low", True)):
        programme = dataclasses.replace(hits[0].programme, caution=f"{CAUTION} Und mehr.", confidence=confidence)
        reply = programme_list([dataclasses.replace(hits[0], programme=programme)], FirmProfile())
        assert (f"Noch offen: {CAUTION}" in reply.texts[1]) is doubted
        assert any(CAUTION in reason.text for reason in reply.cards[0].reasons) is doubted
        assert "Und mehr" not in reply.texts[1]


def test_the_caution_of_an_example_and_of_an_article_is_told_and_kept() -> None:
    case = dataclasses.replace(next(iter(KB.case_studies.values())), caution=CAUTION)
    article = dataclasses.replace(KB.articles["backup-321"], caution=CAUTION)
    cases, articles = {**KB.case_studies, case.id: case}, {**KB.articles, article.id: article}
    kb = dataclasses.replace(KB, case_studies=cases, articles=articles)
    assert CAUTION in case_reply(case).texts[-1]
    for asked in ("ask_source", "ask_amount", OUTCOME):
        assert CAUTION in case_aspect(case, asked).texts[-1]
    assert CAUTION in article_reply(article, kb, TODAY).texts[-1]
    for id_ in (case.id, article.id):
        assert CAUTION in str(build_sheet([id_], FIRM, kb, TODAY))
