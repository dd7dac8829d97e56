"""What only repeats what was just said to somebody is no fact of their firm."""

from __future__ import annotations

import pytest

from bot.language.facts.echoes import is_echo

SAID = "Moteleum (Hamburg): Betrieb ohne Rezeption. Ein Vorfall kostet im Mittel 26.200 Euro."


@pytest.mark.parametrize(
    ("text", "detail", "echo"),
    [
        ("Vorhin war doch eins aus Hamburg dabei, erzählen Sie mal", "Hamburg", True),
        ("26.200 Euro?! das ist ja ein Kleinwagen", "26.200 Euro", True),
        ("Wir sitzen auch in Hamburg, was gibt es da", "Hamburg", False),
        ("bei uns in hamburg ist das anders", "hamburg", False),
        ("Unser Schaden war 26.200 Euro", "26.200 Euro", False),
        ("Und was gibt es in Bremen", "Bremen", False),
    ],
)
def test_echo(text: str, detail: str, echo: bool) -> None:
    start = text.index(detail)
    assert is_echo(text, start, start + len(detail), SAID) is echo
