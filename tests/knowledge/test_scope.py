"""Whether a first message is ours: what the intent and the search say together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.knowledge.search.fusion import SURENESS
from bot.knowledge.search.index import Findings, Hit
from bot.knowledge.search.scope import EVIDENCE, OURS, evidence_of_scope, learnt_scope, ours
from bot.knowledge.written import SCOPE, rows_in

NEAR = Findings((Hit("softwarevertrag-frist", 0.6, 0.7),), sure=0.6, evidence=(0.0,) * len(SURENESS))


def test_the_evidence_has_a_place_for_each_name() -> None:
    assert len(evidence_of_scope(0.3, NEAR)) == len(EVIDENCE)
    assert len(learnt_scope()) == len(EVIDENCE) + 1


def test_what_the_intent_takes_for_foreign_is_less_ours() -> None:
    assert ours(0.01, NEAR) > ours(0.5, NEAR) > ours(0.99, NEAR)


def test_what_the_search_is_sure_of_is_more_ours() -> None:
    assert ours(0.5, replace(NEAR, sure=0.95)) > ours(0.5, replace(NEAR, sure=0.05))


@pytest.mark.parametrize("foreign", [0.0, 0.5, 1.0])
def test_a_question_that_stands_so_is_ours_whatever_its_intent(foreign: float) -> None:
    exact = replace(NEAR, hits=(Hit("e-rechnung-pflicht", 1.0, 1.0, True),), evidence=())
    assert ours(foreign, exact) >= OURS


def test_where_nothing_is_found_nothing_is_ours() -> None:
    assert ours(0.0, Findings(())) < OURS


def test_each_hand_tells_what_is_ours_and_what_is_not_in_words_of_its_own() -> None:
    rows = list(rows_in(SCOPE))
    texts = [row["text"] for row in rows]
    assert len(set(texts)) == len(texts) > 700
    foreign = sum(row["intent"] == "out_of_scope" for row in rows)
    assert 0.6 < foreign / len(rows) < 0.7
