"""Each field on whom a programme is for, at its limits: what rules a firm out, what has to be checked, and what is said of it.

That nothing fitting is withheld and nothing unfit shown is proven in ``test_completeness.py``; here stand the words and the edges.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from bot.advice.aspects import programme_aspect
from bot.advice.for_whom import findings
from bot.advice.funding import exclusions, match
from bot.advice.funding_list import programme_list
from bot.advice.funding_replies import profile_text, programme_reply
from bot.advice.funding_why import why_list_reply, why_reply
from bot.advice.profile import FirmProfile, agreeing
from bot.advice.sheet import build_sheet
from bot.knowledge.for_whom import ForWhom
from tests.content import own_content

KB = own_content()
TODAY = dt.date(2026, 11, 24)
PLAIN = dataclasses.replace(KB.programmes["weiterbildung-beschaeftigter-qcg"], max_employees=None)
LAW_FIRM = FirmProfile(
    region="DE-ST", sector="dienstleistung", profession="Anwaltskanzlei", employees=6, topic="prozesse"
)
CLUB = FirmProfile(region="DE-ST", sector="sonstige", legal_form="ev", employees=5, topic="prozesse")

# Each row: the fields, the firm, and what is said: "no" rules it out, "check" asks, nothing at all where it is clear.
ROWS: list[tuple[dict[str, Any], dict[str, Any], str, str]] = [
    ({"size": "kmu"}, {"employees": 249}, "", ""),
    ({"size": "kmu"}, {"employees": 250}, "no", "nur für kleine und mittlere Betriebe"),
    ({"size": "klein"}, {"employees": 49}, "", ""),
    ({"size": "klein"}, {"employees": 50}, "no", "nur für kleine Betriebe"),
    ({"size": "kleinst"}, {"employees": 10}, "no", "nur für Kleinstbetriebe"),
    ({"size": "kmu"}, {}, "check", "nur für kleine und mittlere Betriebe"),
    ({"size": "kmu"}, {"employees": 30, "small": False}, "no", "nur für kleine und mittlere Betriebe"),  # F7
    ({"size": "alle"}, {"employees": 400, "small": False}, "yes", "auch für größere Betriebe"),
    ({"size": "kmu"}, {"employees": 30, "group_member": True}, "check", "Firmen Ihrer Gruppe zählen bei der Größe mit"),
    ({"size": "kmu", "linked_firms": "zaehlen-nicht-mit"}, {"employees": 30, "group_member": True}, "", ""),
    ({"size": "kmu", "linked_firms": "unklar"}, {"employees": 30, "group_member": True}, "check", "mitzählen"),
    ({"size": "kmu"}, {"employees": 30, "group_member": False}, "", ""),
    ({"min_age_months": 12}, {"age_months": 11}, "no", "erst ab einem Jahr nach der Gründung"),
    ({"min_age_months": 12}, {"age_months": 12}, "", ""),
    ({"min_age_months": 24}, {"stage": "planned"}, "no", "erst ab zwei Jahren nach der Gründung"),
    ({"min_age_months": 12}, {"stage": "young"}, "check", "erst ab einem Jahr nach der Gründung"),
    ({"max_age_months": 59}, {"age_months": 59}, "", ""),
    ({"max_age_months": 59}, {"age_months": 60}, "no", "nur in den ersten fünf Jahren nach der Gründung"),
    ({"max_age_months": 60}, {"age_months": 60}, "", ""),
    ({"max_age_months": 60}, {"age_months": 61}, "no", "nur bis fünf Jahre nach der Gründung"),
    ({"max_age_months": 18}, {}, "check", "nur bis 18 Monate nach der Gründung"),
    ({"max_age_months": 18}, {"stage": "planned"}, "", ""),
    (
        {"max_age_months": 59, "including": ("nachfolge",)},
        {"age_months": 480, "stage": "takeover"},
        "yes",
        "Betriebsübernahmen",
    ),
    ({"excluding": ("vor-gruendung",)}, {"stage": "planned"}, "no", "nicht für Vorhaben vor der Gründung"),
    ({"excluding": ("vor-gruendung",)}, {}, "", ""),
    ({"excluding": ("bestehende",)}, {"age_months": 3}, "no", "nicht für bestehende Betriebe"),
    ({"only": ("gewerbe",)}, {"sector": "holz"}, "", ""),
    ({"only": ("gewerbe",)}, {"sector": "it"}, "check", "nur für gewerbliche Betriebe"),
    ({"only": ("gewerbe",)}, {"legal_form": "ev"}, "no", "nur für gewerbliche Betriebe"),
    ({"only": ("gewerbe",)}, {"profession": "Arztpraxis"}, "no", "nur für gewerbliche Betriebe"),
    (
        {"only": ("gewerbe",)},
        {"profession": "Steuerkanzlei", "legal_form": "gmbh"},
        "check",
        "nur für gewerbliche Betriebe",
    ),
    (
        {"only": ("gewerbe", "freie-berufe")},
        {"profession": "Steuerkanzlei"},
        "yes",
        "ausdrücklich auch für freie Berufe",
    ),
    ({"excluding": ("freie-berufe",)}, {"profession": "Steuerkanzlei"}, "no", "nicht für freie Berufe"),
    ({"excluding": ("freie-berufe",)}, {"sector": "holz"}, "", ""),
    ({"excluding": ("freie-berufe",)}, {"legal_form": "partg"}, "no", "nicht für freie Berufe"),
    ({"excluding": ("landwirtschaft",)}, {"farm": True}, "no", "nicht für Land- und Forstwirtschaft"),
    ({"excluding": ("landwirtschaft",)}, {"sector": "landwirtschaft"}, "check", "nicht für Land- und Forstwirtschaft"),
    ({"excluding": ("vereine",)}, {"legal_form": "ev"}, "no", "nicht für Vereine"),
    ({"excluding": ("vereine",)}, {"legal_form": "nicht-ev"}, "", ""),
    ({"excluding": ("gemeinnuetzige",)}, {"legal_form": "ev"}, "check", "nicht für gemeinnützige Träger"),
    (
        {"excluding": ("gemeinnuetzige",)},
        {"legal_form": "ev", "non_profit": True},
        "no",
        "nicht für gemeinnützige Träger",
    ),
    ({"excluding": ("gemeinnuetzige",)}, {"legal_form": "ggmbh"}, "no", "nicht für gemeinnützige Träger"),
    ({"only": ("juristische-personen",)}, {"legal_form": "einzelunternehmen"}, "no", "nur für juristische Personen"),
    ({"only": ("juristische-personen",)}, {"legal_form": "gbr"}, "check", "nur für juristische Personen"),
    ({"only": ("juristische-personen",)}, {"legal_form": "ug"}, "yes", "juristische Personen"),
    ({"legal_forms": ("ev", "stiftung")}, {"legal_form": "gmbh"}, "no", "nur als eingetragener Verein und Stiftung"),
    ({"legal_forms": ("ev",)}, {}, "check", "nur als eingetragener Verein"),
    (
        {"partly": (("heilberufe", "nur zum Qualitätsmanagement"),)},
        {"profession": "Arztpraxis"},
        "check",
        "Heilberufe: nur zum Qual",
    ),
    ({"partly": (("heilberufe", "nur zum Qualitätsmanagement"),)}, {"sector": "holz"}, "", ""),
    ({"places": ("Leipzig",)}, {"place": "Leipzig"}, "yes", "gilt auch in Leipzig"),
    ({"places": ("Leipzig",)}, {"place": "Magdeburg"}, "no", "gilt nur in Leipzig"),
    ({"places": ("Leipzig",)}, {}, "check", "gilt nur in Leipzig"),
    ({"places": ("Leipzig",), "area": "im Raum Leipzig"}, {"place": "Magdeburg"}, "check", "gilt nur im Raum Leipzig"),
    ({"chambers": ("ihk",)}, {"sector": "handel"}, "", ""),
    ({"chambers": ("ihk",)}, {"sector": "dienstleistung"}, "check", "Industrie- und Handelskammer"),
    ({"chambers": ("ihk", "hwk")}, {"sector": "metall"}, "", ""),
    (
        {"chambers": ("ihk", "hwk")},
        {"profession": "Arztpraxis"},
        "no",
        "Industrie- und Handelskammer oder Handwerkskammer",
    ),
    ({"chambers": ("hwk",)}, {"sector": "handel"}, "no", "nur für Mitglieder der Handwerkskammer"),
    ({}, {"legal_form": "ev"}, "check", "ob es auch für Vereine gilt"),  # F6
    ({}, {"profession": "Arztpraxis"}, "check", "ob es auch für freie Berufe gilt"),
    ({"including": ("freie-berufe",)}, {"profession": "Arztpraxis"}, "yes", "ausdrücklich auch für freie Berufe"),
]


@pytest.mark.parametrize(("fields", "firm", "fit", "text"), ROWS, ids=[f"{row[0]} {row[1]}" for row in ROWS])
def test_one_field_and_one_fact(fields: dict[str, Any], firm: dict[str, Any], fit: str, text: str) -> None:
    programme = dataclasses.replace(PLAIN, for_whom=ForWhom(**fields))
    found = [finding for finding in findings(programme, FirmProfile(**firm)) if not finding.unsure or fit == "check"]
    if not fit:
        assert found == []
        return
    assert any(finding.fit == fit and text in finding.text for finding in found), found
    assert bool(exclusions(programme, FirmProfile(**firm))) == (fit == "no")


@pytest.mark.parametrize(
    ("id_", "firm", "why"),
    [
        ("by-digitalbonus-standard", LAW_FIRM.with_facts(region="DE-BY"), "nicht für freie Berufe"),
        ("bafa-unternehmensberatung", CLUB.with_facts(non_profit=True), "nicht für gemeinnützige Träger"),
        (
            "st-digital-innovation",
            FirmProfile(region="DE-ST", employees=30, small=False),
            "nur für kleine und mittlere Betriebe",
        ),
        ("hb-digitaler-mittelstand", FirmProfile(region="DE-HB", age_months=6), "erst ab einem Jahr nach der Gründung"),
        ("sh-dku", FirmProfile(region="DE-SH", farm=True), "nicht für Land- und Forstwirtschaft"),
    ],
)
def test_a_named_programme_that_is_ruled_out_says_so_and_why_in_the_first_sentence(
    id_: str, firm: FirmProfile, why: str
) -> None:
    programme = KB.programmes[id_]
    begin = f"Für Sie kommt {programme.short_name} nicht infrage: "
    reply = programme_reply(programme, KB, TODAY, firm)
    assert reply.texts[0].startswith(begin)
    assert why in reply.texts[0].splitlines()[0]
    assert (reply.lead or "").startswith(begin), "the same above a card"
    for follow_up in ("ask_eligibility", "ask_amount", "ask_conditions", "ask_deadline"):
        assert programme_aspect(programme, follow_up, firm, TODAY).texts[0].startswith(begin)
    assert why in why_reply(programme, firm, KB, TODAY).texts[0].splitlines()[0]


def test_a_law_firm_and_a_firm_in_a_group_are_not_shown_the_consulting_grant_without_a_word() -> None:
    """Two judged cases: whether a law firm counts as consulting the record does not say, nor how large the group is."""
    bafa = KB.programmes["bafa-unternehmensberatung"]
    grouped = FirmProfile(region="DE-ST", sector="metall", employees=80, group_member=True, topic="prozesse")
    for firm, word in ((LAW_FIRM, "nicht für Beratungsunternehmen"), (grouped, "Firmen Ihrer Gruppe zählen")):
        assert bafa.id not in [hit.programme.id for hit in match(firm, KB, TODAY)[:6]]
        assert f"Bitte prüfen: {word}" in " ".join(programme_reply(bafa, KB, TODAY, firm).texts)
        assert "Bitte prüfen: " in programme_aspect(bafa, "ask_eligibility", firm, TODAY).texts[0]


def test_a_list_for_an_association_names_no_programme_for_trades_and_says_what_is_open() -> None:
    """F6; a judged list named programmes for trade businesses only."""
    hits = match(CLUB, KB, TODAY)
    assert all("gewerbe" not in hit.programme.for_whom.only for hit in hits)
    assert hits[0].programme.id == "st-partnernetzwerk-40"
    texts = programme_list(hits, CLUB).texts
    assert texts[0].startswith("Für Ihren Betrieb (eingetragener Verein, 5 Beschäftigte, Sachsen-Anhalt")
    assert "ausdrücklich auch für Vereine" in texts[1]
    assert all("Bitte prüfen: ob es auch für Vereine gilt" in text for text in texts[2:4])


@pytest.mark.parametrize(
    ("known", "told", "kept"),
    [
        ({"legal_form": "gmbh"}, {"legal_form": "nicht-gmbh"}, {"legal_form": "nicht-gmbh"}),
        ({"legal_form": "ev"}, {"legal_form": "nicht-gmbh"}, {}),
        ({}, {"profession": "nicht-"}, {"profession": None}),
        (
            {"sector": "dienstleistung", "profession": "Anwaltskanzlei"},
            {"sector": "holz"},
            {"sector": "holz", "profession": None},
        ),
        ({"sector": "landwirtschaft", "farm": True}, {"sector": "handel"}, {"sector": "handel", "farm": None}),
        ({"sector": "landwirtschaft", "farm": True}, {"employees": 5}, {"employees": 5}),
        ({"age_months": 24}, {"stage": "planned"}, {"stage": "planned", "age_months": None}),
    ],
)
def test_a_new_fact_goes_together_with_the_known_ones(
    known: dict[str, Any], told: dict[str, Any], kept: dict[str, Any]
) -> None:
    assert agreeing(told, known) == kept


def test_what_is_known_of_the_kind_of_firm_is_said_and_stands_on_the_memory_sheet() -> None:
    firm = FirmProfile(
        sector="sonstige",
        legal_form="ev",
        non_profit=True,
        small=False,
        group_member=True,
        stage="young",
        age_months=29,
        employees=3,
    )
    said = "eingetragener Verein, gemeinnützig, gegründet vor zwei Jahren, kein KMU, Teil einer Gruppe"
    assert profile_text(firm) == f"{said}, 3 Beschäftigte"
    assert ("Betrieb", said) in build_sheet([], firm, KB, TODAY).profile
    assert profile_text(FirmProfile(legal_form="nicht-gmbh", profession="nein")) == "kein freier Beruf, nicht: GmbH"


def test_the_rules_of_the_list_name_the_kind_of_firm() -> None:
    assert "was Betriebe wie Ihren ausschließt (Anwaltskanzlei)" in why_list_reply(LAW_FIRM, 12).texts[0]
    assert "ausschließt" not in why_list_reply(FirmProfile(region="DE-ST", sector="holz"), 12).texts[0]
