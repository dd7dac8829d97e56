"""Despair and an acute incident are recognised by plain words; the same words about others or an if are not."""

from __future__ import annotations

import pytest

from bot.language.asked.urgent import urgent_intent


@pytest.mark.parametrize(
    "text",
    [
        "ich will nicht mehr leben",
        "Ich mag einfach nimmer leben.",
        "dann bring ich mich um",
        "ich denk an selbstmord wegen der schulden",
        "mein mann redet davon sich was anzutun wegen der schulden",
        "er wollte sich etwas antun",
        "Ohne mich wäre die Familie besser dran",
        "alles verschlüsselt und ich will nicht mehr leben",
    ],
)
def test_despair(text: str) -> None:
    assert urgent_intent(text) == "crisis"


@pytest.mark.parametrize(
    "text",
    [
        "alles verschlüsselt!",
        "unsere daten sind seit heute früh verschluesselt",
        "wir wurden gehackt",
        "ich werde gerade erpresst",
        "lösegeldforderung auf dem bildschirm",
    ],
)
def test_incident(text: str) -> None:
    assert urgent_intent(text) == "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "was tun wenn unsere daten verschlüsselt sind",
        "Damals wurden wir gehackt. Wie schützen wir uns?",
        "wie verschlüssele ich einen usb stick",
        "ohne mich läuft der laden nicht",
        "kann man vom onlineshop leben",
        "das bringt mich nicht um, aber es nervt",
    ],
)
def test_neither(text: str) -> None:
    assert urgent_intent(text) is None
