"""What was told in full is not told again: a narrower question gets its sentence."""

from __future__ import annotations

from bot.advice.narrow import passage_on
from tests.content import own_content

KB = own_content()


def test_the_sentence_that_a_question_is_about() -> None:
    shop = KB.articles["onlineshop-kosten"]
    assert "im Monat" in str(passage_on(shop, "und was kostet das im Monat?"))
    assert "Agentur" in str(passage_on(shop, "und wenn das eine Agentur macht"))


def test_nothing_where_nothing_fits() -> None:
    assert passage_on(KB.articles["onlineshop-kosten"], "und im Weltall") is None
