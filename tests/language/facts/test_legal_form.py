"""Legal forms, associations, liberal professions, groups and founding are facts of the firm, no purpose of money (F5-F7)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bot.language.facts.firm import age
from bot.language.facts.firm.kind import FIRM_KINDS, profession_class, read_firm_kind
from bot.language.facts.legal_form import LEGAL_FORMS
from bot.language.project.purpose import can_be_purpose

KINDS: list[tuple[str, dict[str, Any]]] = [
    ("und als gmbh", {"legal_form": "gmbh"}),  # F5
    ("Wir sind eine GmbH & Co. KG", {"legal_form": "gmbh-co-kg"}),
    ("UG (haftungsbeschränkt)", {"legal_form": "ug"}),
    ("als e.K.", {"legal_form": "ek"}),
    ("Tischlerei Meier GmbH, 8 Leute", {"legal_form": "gmbh"}),
    ("Welche Förderung gibt es für eine GmbH?", {"legal_form": "gmbh"}),
    ("als Einzelunternehmer", {"legal_form": "einzelunternehmen"}),
    ("gibts förderung für vereine", {"legal_form": "ev"}),  # F6
    ("und wenn wir nur ehrenamtliche haben", {"non_profit": True}),  # F6
    ("Musikschule e. V.", {"legal_form": "ev"}),
    ("Kindergarten, gemeinnütziger Verein", {"legal_form": "ev", "non_profit": True}),
    ("eine gGmbH", {"legal_form": "ggmbh"}),
    ("Agrargenossenschaft", {"legal_form": "eg", "farm": True}),
    ("ich bin Arzt", {"profession": "Arzt"}),
    ("als Steuerberaterin", {"profession": "Steuerberaterin"}),
    ("Steuerkanzlei in Halle", {"profession": "Steuerkanzlei"}),
    ("Architekturbüro, 4 Leute", {"profession": "Architekturbüro"}),
    ("Zahnarztpraxis mit 5 Leuten", {"profession": "Zahnarztpraxis"}),
    ("bin freiberuflich tätig", {"legal_form": "freiberuf"}),
    ("gründe gerade", {"stage": "founding"}),
    ("GmbH in Gründung", {"legal_form": "gmbh", "stage": "founding"}),
    ("wir wollen gründen", {"stage": "planned"}),
    ("seit 3 Monaten", {"age_months": 3, "stage": "young"}),
    ("vor zwei Jahren gegründet", {"age_months": 24, "stage": "young"}),
    ("vor fünf Jahren gegründet", {"age_months": 60, "stage": "young"}),
    ("Tischlerei, seit 40 Jahren am Markt", {"age_months": 480, "stage": "running"}),
    ("keine Gründung, uns gibt es seit 12 Jahren", {"age_months": 144, "stage": "running"}),
    ("unsere Firma ist drei Jahre alt", {"age_months": 36, "stage": "young"}),
    ("unser Kindergarten ist ein gemeinnütziger Verein", {"legal_form": "ev", "non_profit": True}),
    ("ich will den Betrieb meines Vaters übernehmen", {"stage": "takeover"}),
    ("Wir sind kein KMU", {"small": False}),  # F7
    ("wir haben 400 Leute und sind kein KMU", {"small": False}),  # F7
    ("wir sind ein KMU", {"small": True}),
    ("wir gehören zu einem Konzern", {"group_member": True}),
    ("wir sind Teil einer Unternehmensgruppe", {"group_member": True}),
    ("Eine andere Firma hält 30 Prozent an uns", {"group_member": True}),
    ("Landwirt in der Altmark", {"farm": True}),
]
DENIED: list[tuple[str, dict[str, Any]]] = [
    ("wir sind keine GmbH", {"legal_form": "nicht-gmbh"}),
    ("eine GmbH sind wir nicht", {"legal_form": "nicht-gmbh"}),
    ("wir sind doch kein Verein, sondern eine GmbH", {"legal_form": "gmbh"}),
    ("und gemeinnützig sind wir auch nicht", {"non_profit": False}),
    ("wir sind keine Freiberufler", {"profession": "nein"}),
    ("Ich bin kein Anwalt", {"profession": "nicht-"}),
    ("wir gehören zu keinem Konzern", {"group_member": False}),
    ("Wir sind ein eigenständiges Unternehmen", {"group_member": False}),
    ("wir sind keine Landwirtschaft", {"farm": False}),
]
OF_OTHERS = [
    "mein Steuerberater sagt, das geht",
    "unsere Steuerkanzlei sagt nein",
    "Was kostet ein Steuerberater?",
    "unser Kunde ist eine GmbH",
    "Meier GmbH schuldet uns Geld",
    "Muss eine GmbH E-Rechnungen annehmen?",
    "Der Verein hat uns verklagt",
    "Wir beraten Vereine",
    "Wir beliefern einen Konzern mit 3000 Mitarbeitern",
    "unser Kunde gehört zu einem Konzern",
    "Will die Firma die Kosten übernehmen?",
    "Wir haben einen Verein als Kunden",
    "unser Steuerberater ist eine GmbH",
    "wir wollen eine neue Filiale gründen",
    "wir sind unabhängig vom Stromnetz",
    "Ich bin im Verein aktiv und habe eine Tischlerei",
    "vor 10 Jahren haben wir eine neue Maschine gekauft",
    "seit 2019 nutzen wir Datev",
    "wir suchen einen Nachfolger",
    "die ganze Gruppe soll geschult werden",
    "seit 3 Monaten warte ich auf den Bescheid",
    "wir verarbeiten 20 kg am Tag",
    "Vereinbarkeit mit der Arbeit",
    "Gartenbau, 12 Leute",
]


@pytest.mark.parametrize(("text", "kind"), [*KINDS, *DENIED], ids=[row[0] for row in [*KINDS, *DENIED]])
def test_reads_the_kind_of_firm(text: str, kind: dict[str, Any]) -> None:
    found = read_firm_kind(text)
    assert found == kind
    assert found.get("legal_form", "gmbh").removeprefix("nicht-") in LEGAL_FORMS
    assert set(found) <= set(FIRM_KINDS)


@pytest.mark.parametrize("text", OF_OTHERS)
def test_what_is_told_of_others_or_asked_in_general_is_no_fact_of_the_firm(text: str) -> None:
    assert read_firm_kind(text) == {}


def test_a_year_is_counted_to_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(age, "today", lambda: dt.date(2026, 11, 24))
    assert read_firm_kind("gegründet 2024")["age_months"] == 29
    assert read_firm_kind("uns gibt es seit 1998") == {"age_months": 341, "stage": "running"}
    assert read_firm_kind("gegründet 2026")["age_months"] == 5


@pytest.mark.parametrize(
    ("word", "group"),
    [
        ("Zahnarztpraxis", "heilberufe"),
        ("Anwaltskanzlei", "rechts-und-steuerberufe"),
        ("Ingenieurbüro", "planungsberufe"),
        ("Apotheke", "apotheken"),
        ("Dolmetscherin", None),
        (None, None),
    ],
)
def test_professions_are_of_a_group_that_records_name(word: str | None, group: str | None) -> None:
    assert profession_class(word) == group


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
        "wir gehören zu einem Konzern",
    ],
)
def test_facts_and_kinds_of_money_are_no_purpose(text: str) -> None:
    assert not can_be_purpose(text)


@pytest.mark.parametrize(
    "text", ["eine neue Fräse", "Kredit für eine Maschine", "Photovoltaik als GmbH", "KI", "3D-Druck", "ERP"]
)
def test_what_is_bought_is_a_purpose(text: str) -> None:
    assert can_be_purpose(text)
