"""Where a rate is not the same in all Länder, the one of the firm's Land is named and reckoned with, from the record."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.advice.funding import match
from bot.advice.funding_replies import money_text
from bot.advice.in_land import as_in
from bot.advice.profile import FirmProfile
from bot.advice.programmes.fee import FEE, ask_for_fee, fee_reply
from bot.knowledge.codes import REGIONS
from tests.content import own_content

KB = own_content()
ADVICE = KB.programmes["bafa-unternehmensberatung"]


@pytest.mark.parametrize(
    ("region", "said"), [("DE-TH", "80 %, höchstens 2.800 €"), ("DE-NW", "50 %, höchstens 1.750 €")]
)
def test_the_rate_of_the_land_stands_in_the_list(region: str, said: str) -> None:
    hits = match(FirmProfile(region=region, topic="prozesse", employees=8), KB, dt.date(2026, 11, 24))
    assert next(money_text(hit.programme) for hit in hits if hit.programme.id == ADVICE.id) == said


@pytest.mark.parametrize("region", [None, "DE-SN", "DE-NI"])
def test_where_the_land_is_not_known_or_has_two_rates_the_range_stays(region: str | None) -> None:
    assert as_in(ADVICE, region, KB) == ADVICE


@pytest.mark.parametrize(
    ("region", "fee", "grant", "own"),
    [
        ("DE-TH", 3_000, "2.400 € (80 %)", "600 €"),
        ("DE-BY", 3_000, "1.500 € (50 %)", "1.500 €"),
        ("DE-BY", 6_000, "höchstens 1.750 € (50 %, aber gedeckelt)", "mindestens 4.250 €"),
        ("DE-SN", 3_000, "2.400 € (80 %)", "600 €"),
    ],
)
def test_the_fee_is_reckoned_not_the_purchase(region: str, fee: int, grant: str, own: str) -> None:
    firm = FirmProfile(region=region, amount=14_000)
    said = "\n".join(fee_reply(ADVICE, fee, firm, KB).texts)
    assert f"- Zuschuss: {grant}" in said
    assert f"- Ihr Anteil: {own}" in said
    assert "14.000" not in said
    assert ("Region Leipzig" in said) == (region == "DE-SN"), "another share in a part of the Land is said"


def test_the_question_says_what_the_money_is_for_and_which_rate_holds() -> None:
    asked = ask_for_fee(ADVICE, FirmProfile(region="DE-ST"), KB)
    assert asked.asks == FEE
    assert "in Sachsen-Anhalt 80 % vom Honorar" in asked.texts[0]
    assert "hängt vom Bundesland ab" in ask_for_fee(ADVICE, FirmProfile(), KB).texts[0]


@pytest.mark.parametrize("way", [way for way in KB.applications.values() if way.rates], ids=lambda way: way.programme)
def test_rates_by_land_are_those_of_the_record(way: object) -> None:
    programme = KB.programmes[way.programme]  # type: ignore[attr-defined]
    rates = way.rates  # type: ignore[attr-defined]
    named = [region for rate in rates for region in rate.regions]
    assert sorted(named) == sorted(set(REGIONS) - {"DE"}), "each Land once"
    conditions = " ".join(programme.conditions)
    for rate in rates:
        assert programme.rate_percent_min <= rate.percent <= programme.rate_percent_max
        assert f"{rate.percent:g} Prozent" in conditions
        assert rate.amount_max_eur <= programme.amount_max_eur
