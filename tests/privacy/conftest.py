"""What is hidden is told by the rules, on machines with spaCy's trained model as on those without."""

from __future__ import annotations

import pytest

from bot.language.facts import person_names


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """See no names but those that the rules find."""
    monkeypatch.setattr(person_names, "TRAINED", "de_core_news_that_nobody_has")
