"""What counts as a yes to the bot's own offer (issue 14: "ja zeigen sie mal" showed examples instead of programmes)."""

from __future__ import annotations

import pytest

from bot.language.asked.agreeing import agrees


@pytest.mark.parametrize(
    "text",
    [
        "ja zeigen sie mal",
        "ja bitte zeigen",
        "gerne her damit",
        "klar",
        "na klar, immer her damit",
        "ok",
        "jo mach",
        "lassen Sie mal sehen",
        "ja, wir sind übrigens 8 Leute",
        "Bitte zeigen",
        "warum nicht",
        "würde mich interessieren",
        "dann zeigen sie mal was es gibt",
    ],
)
def test_a_yes_in_many_words(text: str) -> None:
    assert agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        "nein danke",
        "ja, aber was kostet das?",
        "Ja aber erst später",
        "ja zeigen Sie mir Beispiele",
        "ja, löschen Sie alles",
        "was ist ein ERP",
        "bitte erklären Sie mir erst einmal die Datenschutzgrundverordnung",
        "lieber nicht",
        "kann mich jemand anrufen",
    ],
)
def test_what_is_no_yes_or_a_yes_to_something_else(text: str) -> None:
    assert not agrees(text)
