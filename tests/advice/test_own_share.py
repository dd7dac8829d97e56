"""What is left to pay follows from the recorded rate and cap and the owner's sum, and from nothing else."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.advice.funding_rank import below_minimum
from bot.advice.payback import Payback, with_grant_words
from bot.advice.profile import FirmProfile
from bot.advice.programmes.own_share import OWN_SHARE, share, share_reply
from bot.advice.programmes.side_by_side import compare_reply
from bot.advice.sheet import build_sheet
from tests.content import own_content

KB = own_content()
TODAY = dt.date(2026, 11, 24)
JOINER = FirmProfile(region="DE-ST", sector="holz", employees=8, topic="prozesse", amount=64_000)
programmes = st.sampled_from(sorted(KB.programmes.values(), key=lambda programme: programme.id))
PLUS, STANDARD, LOAN = (
    KB.programmes[id_] for id_ in ("by-digitalbonus-plus", "by-digitalbonus-standard", "st-ib-digitalisierungsdarlehen")
)


@settings(deadline=None)
@given(programme=programmes, amount=st.integers(100, 5_000_000))
def test_the_parts_add_up_to_what_is_spent(programme: object, amount: int) -> None:
    found = share(programme, FirmProfile(amount=amount))  # type: ignore[arg-type]
    if found is None:
        return
    record = KB.programmes[programme.id]  # type: ignore[attr-defined]
    assert record.kind == "zuschuss"
    assert not below_minimum(record, FirmProfile(amount=amount))
    assert found.high <= (record.amount_max_eur or found.high)
    assert found.high == min(round(amount * (record.rate_percent_max or 0) / 100), record.amount_max_eur or amount)
    assert 0 <= (found.low or 0) <= found.high <= amount
    assert found.spending == amount


def test_in_german_numbers_line_by_line() -> None:
    reply = share_reply([PLUS], JOINER, KB)
    said = reply.texts[0]
    assert "- Ihre Ausgaben: 64.000 €" in said
    assert "- Zuschuss: höchstens 30.000 € (mehr gibt es nicht)" in said, "50 % were 32.000 €, the cap is lower"
    assert "- Ihr Anteil: mindestens 34.000 €" in said
    assert "- Zuerst zu zahlen: 64.000 €" in said, "grants are paid after the invoices"
    assert "- Zu überbrücken: bis zu 30.000 €" in said
    assert "keine Zusage" in reply.texts[1]
    assert reply.table is not None
    assert reply.table.head == ("", "Digitalbonus Plus")


def test_several_grants_side_by_side() -> None:
    reply = share_reply([PLUS, STANDARD], JOINER, KB)
    assert reply.table is not None
    assert {row[0]: row[1:] for row in reply.table.rows}["Ihr Anteil"] == (
        "mindestens 34.000 €",
        "mindestens 56.500 €",
    )


@pytest.mark.parametrize(
    ("id_", "said"),
    [
        ("st-ib-digitalisierungsdarlehen", "Sie zahlen es zurück"),
        ("bafa-unternehmensberatung", "für Beratung"),
        ("mittelstand-digital-zentren", "kostet nichts"),
        ("forschungszulage", "Steuervorteil"),
    ],
)
def test_where_no_grant_can_be_reckoned_that_is_said(id_: str, said: str) -> None:
    reply = share_reply([KB.programmes[id_]], JOINER, KB)
    assert said in reply.texts[0]
    assert reply.table is None
    assert "Ihr Anteil" not in " ".join(reply.texts)


def test_without_a_planned_sum_it_is_asked_for() -> None:
    """What is ordered is no planned spending: then the sum is gone, and nothing is reckoned before another is named."""
    reply = share_reply([PLUS], JOINER.with_facts(amount=None), KB)
    assert reply.asks == OWN_SHARE
    assert "noch nicht bestellt" in reply.texts[0]
    assert "€" not in " ".join(reply.texts)


def test_below_the_least_sum_nothing_is_promised() -> None:
    bhp = next(p for p in KB.programmes.values() if p.kind == "zuschuss" and (p.amount_min_eur or 0) > 1_000)
    reply = share_reply([bhp], FirmProfile(amount=(bhp.amount_min_eur or 0) - 1), KB)
    assert share(bhp, FirmProfile(amount=(bhp.amount_min_eur or 0) - 1)) is None
    assert "Ihr Anteil" not in reply.texts[0]


def test_payback_with_a_grant_is_sooner_and_no_promise() -> None:
    sum_ = Payback(minutes=60, times=20, hourly=50, once=30_000, monthly=0)
    assert sum_.months() == 30
    said = with_grant_words(sum_, 15_000, "Digitalbonus Plus")
    assert "etwa 15 Monaten" in said
    assert "keine Zusage" in said
    assert with_grant_words(Payback(1, 1, 1, 30_000, 500), 15_000, "x") == ""


def test_the_sheet_has_the_share_and_the_day() -> None:
    sheet = build_sheet(("by-digitalbonus-plus", LOAN.id), JOINER.with_facts(region="DE-BY"), KB, TODAY)
    rows = dict(sheet.programmes[0].rows)
    assert rows["Ihr Anteil"] == "mindestens 34.000 €"
    assert rows["Zuerst zu zahlen"].startswith("64.000 €")
    assert "Ihr Anteil" not in dict(sheet.programmes[1].rows), "a loan has no share that is given"
    assert sheet.steps[0].startswith("Bis 31.12.2027: Antrag für Digitalbonus Plus")
    ordered = build_sheet(("by-digitalbonus-plus",), JOINER.with_facts(amount=None), KB, TODAY)
    assert not {"Ihr Anteil", "Grob gerechnet"} & set(dict(ordered.programmes[0].rows))


def test_a_comparison_shows_the_same_sums() -> None:
    table = compare_reply(PLUS, STANDARD, JOINER.with_facts(region="DE-BY"), TODAY).table
    assert table is not None
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["Ihr Anteil"] == ("mindestens 34.000 €", "mindestens 56.500 €")
    assert {"Art", "Geld", "Status", "Für wen", "Aufwand", "Zu beachten"} <= set(rows)
    assert len(table.rows) <= 11, "who reads on a phone reads a small table"
