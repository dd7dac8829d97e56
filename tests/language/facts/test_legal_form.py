"""Legal forms, associations, liberal professions and founding are facts of the firm, never what the money is for (F5-F7)."""

from __future__ import annotations

import pytest

from bot.language.facts.legal_form import LEGAL_FORMS, FirmKind, read_firm_kind
from bot.language.project.purpose import can_be_purpose

KINDS: list[tuple[str, FirmKind]] = [
    ("und als gmbh", FirmKind("gmbh")),  # F5
    ("Wir sind eine GmbH & Co. KG", FirmKind("gmbh-co-kg")),
    ("UG (haftungsbeschränkt)", FirmKind("ug")),
    ("als e.K.", FirmKind("ek")),
    ("gibts förderung für vereine", FirmKind("ev", non_profit=True)),  # F6
    ("Musikschule e. V.", FirmKind("ev", non_profit=True)),
    ("eine gGmbH", FirmKind("ggmbh", non_profit=True)),
    ("Agrargenossenschaft", FirmKind("eg")),
    ("ich bin Arzt", FirmKind(profession="arzt")),
    ("Steuerkanzlei in Halle", FirmKind(profession="steuerkanzlei")),
    ("Architekturbüro, 4 Leute", FirmKind(profession="architekturbuero")),
    ("gründe gerade", FirmKind(stage="founding")),
    ("GmbH in Gründung", FirmKind("gmbh", stage="founding")),
    ("wir wollen gründen", FirmKind(stage="planned")),
    ("seit 3 Monaten", FirmKind(stage="young", months=3)),
    ("vor zwei Jahren gegründet", FirmKind(stage="young", months=24)),
    ("Tischlerei, seit 40 Jahren am Markt", FirmKind(months=480)),
    ("Wir sind kein KMU", FirmKind(small=False)),  # F7
    ("mein Steuerberater sagt, das geht", FirmKind()),
    ("seit 3 Monaten warte ich auf den Bescheid", FirmKind()),
    ("wir verarbeiten 20 kg am Tag", FirmKind()),
    ("Vereinbarkeit mit der Arbeit", FirmKind()),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[row[0] for row in KINDS])
def test_reads_the_kind_of_firm(text: str, kind: FirmKind) -> None:
    found = read_firm_kind(text)
    assert found == kind
    assert bool(found) == (kind != FirmKind())
    assert found.legal_form is None or found.legal_form in LEGAL_FORMS


@pytest.mark.parametrize(
    "text",
    [
        "und als gmbh",
        "wir sind ein Verein",
        "gründe gerade",
        "seit 3 Monaten",
        "nur Zuschuss",
        "keinen Kredit bitte",
        "bin Arzt",
        "Wir sind kein KMU",
    ],
)
def test_facts_and_kinds_of_money_are_no_purpose(text: str) -> None:
    assert not can_be_purpose(text)


@pytest.mark.parametrize(
    "text", ["eine neue Fräse", "Kredit für eine Maschine", "Photovoltaik als GmbH", "KI", "3D-Druck", "ERP"]
)
def test_what_is_bought_is_a_purpose(text: str) -> None:
    assert can_be_purpose(text)
