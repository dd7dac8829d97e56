"""The authority of each Land as an answer of its own."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.advice.emergencies.authority import authority_reply, kinds_of_article, kinds_told
from bot.advice.emergencies.whom_to_call import ELSEWHERE
from bot.knowledge.records import ContactKind
from tests.content import own_content

KB = own_content()
TODAY = dt.date(2026, 11, 28)
KINDS: tuple[ContactKind, ...] = ("datenschutzaufsicht", "zac")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("region", sorted(KB.regions))
def test_every_land_has_its_own(region: str, kind: ContactKind) -> None:
    reply = authority_reply((kind,), region, KB, TODAY)
    assert reply is not None
    records = [one for one in KB.contacts if (one.kind, one.region) == (kind, region)]
    for one in records:
        assert one.name in reply.texts[0]
        assert one.phone is None or f"{one.phone} (" in reply.texts[0]  # with its date, or that it has none
        assert one.confidence != "low" or not one.phone or "nicht bestätigt" in reply.texts[0]
    others = {one.phone for one in KB.contacts if one.phone and one.region not in {region, "DE"}}
    assert not [phone for phone in others - {one.phone for one in records} if phone in reply.texts[0]]
    assert " in dem" not in reply.texts[0]
    assert kinds_told(reply.facet) == (kind,)


def test_where_the_land_is_unknown_it_is_asked_for() -> None:
    reply = authority_reply(KINDS, None, KB, TODAY)
    assert reply is not None
    assert reply.texts[-1] == ELSEWHERE
    assert kinds_told(reply.facet) == KINDS


def test_articles_tell_whose_number_depends_on_the_land() -> None:
    assert kinds_of_article(KB.articles["datenpanne-72h"]) == ("datenschutzaufsicht",)
    assert kinds_of_article(KB.articles["wen-anrufen"]) == ("zac",)
    assert not kinds_of_article(KB.articles["chatgpt-datenschutz"])


def test_another_facet_tells_of_no_authority() -> None:
    assert not kinds_told("kosten")
    assert not kinds_told(None)
