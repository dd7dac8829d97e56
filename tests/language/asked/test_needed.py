"""Whether a question asks for nothing but whether something is needed."""

from __future__ import annotations

import pytest

from bot.language.asked.needed import asks_whether_needed


@pytest.mark.parametrize(
    "text",
    [
        "Brauchen wir eine TSE?",
        "muss ich E-Rechnungen schreiben",
        "Und müssen wir das haben?",
        "i muss jetz e-rechnungen schreiben, oder",
    ],
)
def test_only_whether_it_is_needed(text: str) -> None:
    assert asks_whether_needed(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ab wann muss ich E-Rechnungen schreiben?",
        "Was muss ins Impressum?",
        "Muss ich auch als Verein",
        "wie muss das aussehen",
        "was kostet das",
    ],
)
def test_more_than_that(text: str) -> None:
    assert not asks_whether_needed(text)
