"""Which articles a search leaves out because they are about another Land."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.advice.among import of_other_lands
from bot.knowledge.records import Article, KnowledgeBase, Region

LANDS = {"DE-SN": "Sachsen", "DE-ST": "Sachsen-Anhalt", "DE-NI": "Niedersachsen"}
ARTICLE = Article("a", "foerderung", "", "", "high")


@pytest.mark.parametrize(
    ("question", "land"),
    [("Was zahlt Sachsen?", "DE-SN"), ("Was zahlt Sachsen-Anhalt?", "DE-ST"), ("Was zahlt Niedersachsen?", "DE-NI")],
)
def test_an_article_on_one_land_is_left_out_in_all_others(question: str, land: str) -> None:
    kb = KnowledgeBase(
        version=question,
        articles={"a": replace(ARTICLE, question=question)},
        regions={code: Region(code, name, "") for code, name in LANDS.items()},
    )
    assert {code for code in LANDS if not of_other_lands(kb, code)} == {land}


@pytest.mark.parametrize(
    ("answer", "left_out"),
    [
        ("Ja, wenn er in Sachsen-Anhalt liegt: Das ganze Land gehört dazu. Fragen Sie.", {"DE-SN", "DE-NI"}),
        ("Ja, meist. In Sachsen-Anhalt sitzt diese Stelle in Magdeburg.", set()),
    ],
)
def test_an_article_whose_first_sentence_is_on_one_land_is_left_out_in_all_others(
    answer: str, left_out: set[str]
) -> None:
    kb = KnowledgeBase(
        version=answer,
        articles={"a": replace(ARTICLE, question="Gehört unser Betrieb dazu?", answer=answer)},
        regions={code: Region(code, name, "") for code, name in LANDS.items()},
    )
    assert {code for code in LANDS if of_other_lands(kb, code)} == left_out
