from __future__ import annotations

import dataclasses

import pytest
from advice_checks import unexplained, words

from bot.advice.regions import region_reply
from bot.knowledge.records import KnowledgeBase
from tests.content import own_content

KB = own_content()


@pytest.mark.parametrize("code", sorted(KB.regions))
def test_every_land_is_placed_by_its_record(code: str) -> None:
    region = KB.regions[code]
    reply = region_reply(code, KB)
    assert reply.kind == "region"
    assert reply.ids == (code,)
    assert len(reply.texts) == max(len(region.readiness), 1)
    assert not unexplained(reply, region, allowed={str(len(KB.regions))})
    assert all(words(text) <= 60 for text in reply.texts)
    assert {source.url for source in reply.sources} == {figure.source_url for figure in region.readiness}
    for figure in region.readiness:
        shown = [text for text in reply.texts if figure.rank and figure.rank in text]
        assert shown
        if figure.year is None:
            assert any("Das Jahr nennt die Quelle nicht." in text for text in shown)


def test_unknown_is_said(kb: KnowledgeBase) -> None:
    text = "\n".join(region_reply("DE-ST", kb).texts)
    assert "Sachsen-Anhalt liegt auf Platz 15 von 16. Der Wert: 52,2 von 100 Punkten." in text
    assert "Einen Punktwert kennen wir nicht." in text
    assert "Einen eigenen Wert für das Land gibt es dort nicht." in text


def test_no_figures_at_all(kb: KnowledgeBase) -> None:
    bare = dataclasses.replace(kb.regions["DE-SL"], readiness=())
    reply = region_reply("DE-SL", dataclasses.replace(kb, regions={"DE-SL": bare}))
    assert reply.texts == ("Für das Saarland habe ich keine Kennzahlen zur Digitalisierung.",)
    assert reply.sources == ()


@pytest.mark.parametrize("code", [None, "DE", "DE-XX"])
def test_without_a_land_it_asks(code: str | None, kb: KnowledgeBase) -> None:
    reply = region_reply(code, kb)
    assert reply.kind == "question"
    assert "schreiben Sie den Namen" in reply.texts[0]
    assert reply.buttons[0].title == "Sachsen-Anhalt"
