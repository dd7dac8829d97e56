"""Who says that an emergency is over ends the case; who tells of one step, or of more trouble, does not."""

from __future__ import annotations

import pytest

from bot.language.asked.done import tells_it_is_over


@pytest.mark.parametrize(
    "text",
    [
        "erledigt",
        "ok danke, dann ist das erledigt",
        "es läuft wieder",
        "erledigt, hab es wieder",
        "der laptop ist wieder aufgetaucht",
        "war ein Fehlalarm",
        "hat sich geklärt",
        "wir sind wieder drin",
    ],
)
def test_over(text: str) -> None:
    assert tells_it_is_over(text)


@pytest.mark.parametrize(
    "text",
    [
        "passwort ist erledigt",
        "hab ich erledigt",
        "virus gefunden auf zwei rechnern",
        "unsere daten sind im darknet aufgetaucht",
        "läuft noch nicht wieder",
        "ist wieder gesperrt",
        "die hacker sind wieder da",
        "läuft es bald wieder?",
    ],
)
def test_not_over(text: str) -> None:
    assert not tells_it_is_over(text)
    assert not tells_it_is_over(f"{text}?", cancels=True)
