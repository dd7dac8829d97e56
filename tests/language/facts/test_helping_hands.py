"""Heads told with and without helpers: the number without them is nearer to what programmes count."""

from __future__ import annotations

import pytest

from bot.language.facts.heads.helping_hands import names_helpers
from bot.language.facts.reader import Reader

TOLD = [
    ("so um die 14, mit Aushilfen 18", 14),
    ("14 Leute, mit Aushilfen 18", 14),
    ("14 fest, mit Minijobbern sind wir 18", 14),
    ("wir sind 9, mit den Azubis 11", 9),
    ("18 mit Aushilfen, ohne 14", 14),
    ("ohne Aushilfen 14", 14),
    ("rund 20, im Sommer mit Saisonkräften 35", 20),
    ("12 plus 4 Aushilfen", 16),
    ("9 Mitarbeiter und 3 Minijobber", 12),
]


@pytest.mark.parametrize(("text", "heads"), TOLD, ids=[text for text, _ in TOLD])
def test_heads_with_and_without_helpers(reader: Reader, text: str, heads: int) -> None:
    assert [item.value for item in reader.read(text) if item.name == "employees"] == [heads]


def test_sums_beside_helpers_are_no_heads(reader: Reader) -> None:
    assert not [item for item in reader.read("12.000 € mit Aushilfen 18.000 €") if item.name == "employees"]


def test_who_helps_out_is_known_by_name() -> None:
    assert names_helpers("mit aushilfen 18")
    assert names_helpers("und zwei azubis")
    assert not names_helpers("wenn wir nur ehrenamtliche haben")
    assert not names_helpers("14 leute")
