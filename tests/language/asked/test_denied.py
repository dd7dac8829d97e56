"""What is named only to deny it is no fact of the firm."""

from __future__ import annotations

import pytest

from bot.language.asked.denied import is_denied


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("Wieso 35 Leute? Ich sagte 85.", "35 Leute"),
        ("Wir sind nicht 35, wir sind 85", "35"),
        ("Handwerker sind wir nicht", "Handwerker"),
        ("Hersteller, kein Handel", "Handel"),
        ("wir sitzen in thüringen, nicht bayern!!", "bayern"),
        ("darlehen will ich keins, nur zuschuss", "darlehen"),
        ("BAYERN nicht sachsen-anhalt", "sachsen-anhalt"),
    ],
)
def test_denied(text: str, detail: str) -> None:
    start = text.index(detail)
    assert is_denied(text, start, start + len(detail))


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("wir sind 12 Leute und haben kein Backup", "12 Leute"),
        ("wir sitzen in thüringen, nicht bayern!!", "thüringen"),
        ("BAYERN nicht sachsen-anhalt", "BAYERN"),
        ("wir haben 9 leute und wollen keine cloud", "9 leute"),
        ("Tischlerei in Stendal, mit der Bank reden wir nicht", "Stendal"),
    ],
)
def test_told(text: str, detail: str) -> None:
    start = text.index(detail)
    assert not is_denied(text, start, start + len(detail))
