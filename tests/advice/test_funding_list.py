"""A list that people can use: three lines each, one sentence on what was left out, and an honest word on what to begin with."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from typing import Any

import pytest

from bot.advice.funding_list import programme_list, recommendation
from bot.advice.funding_replies import rough_sum
from bot.advice.narrowing import Narrowing, programmes_for
from bot.advice.profile import FirmProfile
from bot.advice.programmes.own_share import share
from bot.advice.purposes import only_purpose
from bot.advice.reply import Reply
from bot.advice.wording import TOPIC_NAMES
from bot.knowledge.codes import REGIONS
from bot.language.asked.list_filters import ListWish
from tests.content import own_content

KB = own_content()
TODAY = dt.date(2026, 11, 24)
JOINER = FirmProfile(region="DE-ST", sector="holz", employees=8, topic="prozesse", amount=30_000, project="ERP")
SECURITY = FirmProfile(region="DE-NW", sector="maschinenbau", employees=50, topic="datensicherheit", amount=30_000)


def shown(firm: FirmProfile, narrowing: Narrowing = Narrowing(), offset: int = 0) -> Reply:  # noqa: B008
    return programme_list(programmes_for(firm, narrowing, KB, TODAY), firm, offset, narrowing)


@pytest.mark.parametrize("firm", [JOINER, SECURITY, FirmProfile()])
def test_each_hit_has_at_most_three_lines(firm: FirmProfile) -> None:
    for offset in range(0, 30, 3):
        reply = shown(firm, offset=offset)
        assert all(text.count("\n") <= 2 for text in reply.texts[1:-1])
        assert all(card.rows for card in reply.cards), "the page still draws all rows"


def test_the_best_is_recommended_with_its_reason_where_the_facts_say_so() -> None:
    said = shown(SECURITY).texts[-1]
    assert "Am ehesten: MID-Digitale Sicherheit, weil es sicher offen ist" in said
    assert "in Nordrhein-Westfalen gilt" in said
    assert "Am ehesten" not in shown(SECURITY, offset=3).texts[-1]


def test_what_is_not_surely_open_is_not_recommended_but_the_open_ones_are_named() -> None:
    said = shown(JOINER).texts[-1]
    assert "Am ehesten" not in said
    assert "Sicher offen ist davon: BAFA-Beratungsförderung." in said


def test_advice_is_not_recommended_to_who_wants_to_buy() -> None:
    """Whoever looks for money for a telephone system was told to begin with a grant for advice."""
    hotel = FirmProfile(region="DE-BB", sector="gastgewerbe", employees=14, topic="prozesse", project="Telefonanlage")
    assert "Am ehesten" not in shown(hotel).texts[-1]


def test_nothing_is_recommended_where_nothing_is_open() -> None:
    found = programmes_for(JOINER, Narrowing(only=("darlehen",)), KB, TODAY)
    assert recommendation(found.hits, JOINER) == "Bei keinem davon ist sicher, dass gerade Anträge möglich sind."


def test_sums_are_said_to_be_rough_and_only_where_there_are_some() -> None:
    assert "grob gerechnet" in shown(JOINER).texts[-1]
    assert "grob gerechnet" not in shown(FirmProfile(region="DE-ST", topic="prozesse")).texts[-1]


def test_what_was_left_out_is_counted_and_can_be_taken_back() -> None:
    all_hits = programmes_for(JOINER, Narrowing(), KB, TODAY).hits
    loans = sum(hit.programme.kind == "darlehen" for hit in all_hits)
    narrowing = Narrowing().changed_by(ListWish(without=frozenset({"darlehen"})))
    reply = shown(JOINER, narrowing)
    assert f"Darlehen habe ich weggelassen: {loans}." in reply.texts[-1]
    assert "Wieder alles zeigen" in [button.title for button in reply.buttons]
    again = narrowing.changed_by(ListWish(again=frozenset({"darlehen"})))
    assert programmes_for(JOINER, again, KB, TODAY).hits == all_hits
    assert narrowing.changed_by(ListWish(everything=True)) == Narrowing()


def test_each_narrowing_leaves_exactly_what_was_asked_for() -> None:
    every = programmes_for(JOINER, Narrowing(), KB, TODAY).hits
    grants = programmes_for(JOINER, Narrowing(only=("zuschuss",)), KB, TODAY)
    assert [hit.programme.id for hit in grants.hits] == [
        h.programme.id for h in every if h.programme.kind == "zuschuss"
    ]
    surely = programmes_for(JOINER, Narrowing(surely_open=True), KB, TODAY)
    assert [hit.programme.id for hit in surely.hits] == [h.programme.id for h in every if h.validity.state == "open"]
    large = {hit.programme.id for hit in programmes_for(JOINER, Narrowing(at_least=10_000), KB, TODAY).hits}
    assert "bafa-unternehmensberatung" not in large
    assert {"st-ib-digitalisierungsdarlehen", "st-digital-innovation"} <= large
    both = programmes_for(JOINER, Narrowing(only=("zuschuss",), surely_open=True), KB, TODAY)
    assert both.said.startswith("Weggelassen habe ich ")
    assert both.count + len(both.hits) == len(every)


def test_another_purpose_comes_beside_and_its_sums_are_not_reckoned_from_the_firms_own() -> None:
    reply = shown(JOINER, Narrowing(also=("qualifizierung",)))
    assert "auch zu „Schulung und Weiterbildung“" in reply.texts[0]
    assert "st-weiterbildung-betrieb" in reply.ids
    assert all("30.000 €" not in text for text in reply.texts[1:-1] if "WEITERBILDUNG" in text)


def test_wishes_that_leave_nothing_are_said_to() -> None:
    reply = shown(JOINER, Narrowing(only=("beteiligung",), surely_open=True))
    assert "nur Beteiligungen" in reply.texts[0]
    assert reply.buttons[0].title == "Wieder alles zeigen"


@pytest.mark.parametrize(
    "narrowing", [Narrowing(), Narrowing(("zuschuss",), ("darlehen",), True, 5_000, ("ki",)), Narrowing(at_least=1)]
)
def test_a_narrowing_survives_its_slot(narrowing: Narrowing) -> None:
    assert Narrowing.of(narrowing.stored()) == narrowing


def test_whose_money_it_is_narrows_and_widens() -> None:
    """ "Nur vom Land", "ohne EU", in the records' own field; what is left out is counted and said."""
    of_land = Narrowing().changed_by(ListWish(levels=frozenset({"land"})))
    found = programmes_for(JOINER, of_land, KB, TODAY)
    assert found.hits
    assert {hit.programme.level for hit in found.hits} == {"land"}
    assert "Programme des Bundes" in found.said
    without = of_land.changed_by(ListWish(levels=frozenset({"bund"}))).changed_by(ListWish(no_levels=frozenset({"eu"})))
    assert (without.levels, without.no_levels) == (("bund",), ("eu",))
    assert Narrowing.of(without.stored()) == without
    assert without.changed_by(ListWish(everything=True)) == Narrowing()


LANDS = [None, *sorted(code for code in REGIONS if code != "DE")]
TOPIC_CODES = [None, *sorted(TOPIC_NAMES)]
PRACTICE = {"profession": "Arztpraxis", "sector": "gesundheit"}


@pytest.mark.parametrize(
    "firm", [{}, PRACTICE, {"legal_form": "ev", "non_profit": True}], ids=["firm", "practice", "club"]
)
@pytest.mark.parametrize("region", LANDS)
def test_what_the_last_line_says_is_true_of_what_is_shown(region: str | None, firm: dict[str, Any]) -> None:
    """ "Ein Zuschuss, der sicher offen ist, ist nicht dabei" stood under two grants with "Status: offen" (issue 14)."""
    for topic, amount in itertools.product(TOPIC_CODES, (None, 60_000)):
        profile = FirmProfile(region=region, topic=topic, amount=amount, employees=7, **firm)
        hits = programmes_for(profile, Narrowing(), KB, TODAY).hits
        page = programme_list(hits, profile)
        tail = page.texts[-1]
        is_open = {hit.programme.short_name: "Status: offen" in text for hit, text in zip(hits, page.texts[1:-1])}  # noqa: B905
        if "Sicher offen" in tail:
            named = tail.partition("davon: ")[2].split(". ")[0]
            assert {name for name in is_open if name in named} == {name for name, yes in is_open.items() if yes}
        if "Ein Zuschuss, der sicher offen ist, ist nicht dabei" in tail:
            assert not any("– Zuschuss" in text and "Status: offen" in text for text in page.texts)
        if "Bei keinem davon ist sicher" in tail:
            assert not any(is_open.values())


@pytest.mark.parametrize("topic", ["prozesse", "ki", "datensicherheit", "vertrieb-online", None])
@pytest.mark.parametrize("region", LANDS)
def test_money_for_courses_or_research_is_not_among_the_first_for_a_purchase(
    region: str | None, topic: str | None
) -> None:
    """QCG stood first for machines, ZIM for a telephone that is bought, with "25 % bis 100 % von 120.000 €" (issue 14)."""
    buyer = FirmProfile(region=region, topic=topic, employees=42, amount=120_000, project="Maschinen vernetzen")
    hits = programmes_for(buyer, Narrowing(), KB, TODAY).hits
    assert not [hit.programme.id for hit in hits[:3] if only_purpose(hit.programme)]
    others = [hit for hit in hits if only_purpose(hit.programme)]
    assert others, "they may still be named, only later"
    assert all(rough_sum(hit.programme, buyer) is None for hit in others)
    assert all(share(hit.programme, buyer) is None for hit in others)


def test_who_wants_courses_or_research_gets_them_first_and_reckoned() -> None:
    course = FirmProfile(region="DE-NW", topic="qualifizierung", amount=20_000, employees=42)
    assert "von 20.000 €" in programme_list(programmes_for(course, Narrowing(), KB, TODAY), course).texts[1]
    research = FirmProfile(region="DE-NI", topic="innovation", amount=200_000, employees=42)
    assert "zim" in [hit.programme.id for hit in programmes_for(research, Narrowing(), KB, TODAY).hits[:3]]
    prototype = FirmProfile(topic="ki", amount=200_000, project="Prototyp einer Prüfung mit KI")
    assert rough_sum(KB.programmes["zim"], prototype) is not None
    assert rough_sum(KB.programmes["zim"], replace(prototype, project="Telefonassistent mit KI")) is None
