"""Sums as owners tell them when they are asked for one: once and by the month, less what is ordered (issue 14)."""

from __future__ import annotations

import pytest

from bot.language.project.planned import Planned, first_year_sum, planned_sum, share_of_before


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sag mal 3000 für die beratung", Planned(3_000)),
        ("so 250 Euro im Monat plus 3000 Einrichtung", Planned(3_000, 250)),
        ("einmalig 3.000 €, dann 49 euro pro monat", Planned(3_000, 49)),
        ("3000 einmalig und 99 €/Monat", Planned(3_000, 99)),
        ("monatlich 120 €, Einrichtung 1.500", Planned(1_500, 120)),
        ("Software 12.000 € plus Hardware 8.000 €", Planned(20_000)),
        ("Software 12.000 und Hardware 8.000, zusammen 20.000", Planned(20_000)),
        (
            "der laser war 1800, den kann ich ja rauslassen. die software und tablets 14000 sind noch nicht bestellt",
            Planned(14_000),
        ),
        ("25000", Planned(25_000)),
    ],
)
def test_the_sum_that_was_asked_for(text: str, expected: Planned) -> None:
    assert planned_sum(text, asked=True) == expected


@pytest.mark.parametrize(
    "text", ["Software 12.000 € und Hardware 8.000 €", "wir sind 8 Leute", "2 Tablets", "der Laser war 1800 Euro", ""]
)
def test_no_sum_or_several_that_nobody_adds_up(text: str) -> None:
    assert planned_sum(text, asked=True) is None


def test_a_year_is_no_sum_unless_one_was_asked_for() -> None:
    assert planned_sum("was zahlt die BAFA 2026") is None
    assert planned_sum("2000", asked=True) == Planned(2_000)


def test_what_is_paid_by_the_month_counts_for_the_first_year() -> None:
    year = first_year_sum("250 Euro im Monat plus 3000 Einrichtung")
    assert year is not None
    assert year.first_year == 6_000
    assert first_year_sum("3000 Euro für eine Kasse") is None
    assert first_year_sum("die Kasse kostet 5.000 Euro, wir sparen 300 Euro im Monat") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wir planen doch nur ein Drittel davon", 40_000),
        ("jetzt doch nur die Hälfte vom Budget", 60_000),
        ("das Doppelte geben wir jetzt dafür als Summe aus", 240_000),
        ("die Hälfte der Leute ist krank", None),
        ("nur die Hälfte der Belegschaft macht mit", None),
    ],
)
def test_a_share_of_the_sum_told_before(text: str, expected: int | None) -> None:
    assert share_of_before(text, 120_000) == expected
