"""Which examples a wish finds, and what is said where there is none."""

from __future__ import annotations

import dataclasses

import pytest

from bot.advice.case_choice import Asked, choose, excluded_by, is_excluded
from bot.advice.case_match import CaseHit, has_trade, is_craft
from bot.advice.cases import case_list_reply
from bot.advice.profile import FirmProfile, with_closest_trade
from bot.language.asked.examples import ExampleWish
from tests.content import own_content

KB = own_content()
JOINER = FirmProfile(sector="holz", trade="Tischlerei", employees=8, region="DE-ST")
UNDERTAKER = FirmProfile(sector="handwerk", trade="Bestatter")


def found(firm: FirmProfile, topic: str | None = None, **wish: bool) -> tuple[tuple[CaseHit, ...], str]:
    asked = Asked(ExampleWish(**wish), KB.topics[topic] if topic else None)
    choice = choose(firm, asked, KB)
    return choice.hits, choice.lead or ""


def test_what_failed_has_failed() -> None:
    hits, lead = found(JOINER, failed=True)
    assert hits and {hit.case.course for hit in hits} == {"schiefgegangen"}
    assert "schief" in lead


def test_a_topic_without_a_failure_is_said_to_have_none() -> None:
    hits, lead = found(JOINER, "zeiterfassung-praxis", failed=True)
    assert hits
    assert lead.startswith("Zum Thema „Zeiterfassung in der Praxis“ kenne ich keinen Fall")


def test_the_own_size_is_known_and_named() -> None:
    hits, _ = found(JOINER, own_size=True)
    assert all(hit.case.employees for hit in hits)
    assert all(any("Größe" in reason.text for reason in hit.reasons) for hit in hits)


@pytest.mark.parametrize(("wish", "holds"), [("smaller", lambda size: size < 15), ("larger", lambda size: size > 15)])
def test_smaller_and_larger_than_the_one_on_the_screen(wish: str, holds) -> None:  # type: ignore[no-untyped-def]
    before = KB.case_studies["dachdecker-radke-remscheid-drohne"]  # fifteen people
    choice = choose(JOINER, Asked(ExampleWish(**{wish: True}), before=before), KB)
    assert choice.hits and all(holds(hit.case.employees) for hit in choice.hits)


def test_from_here_is_from_the_owners_land() -> None:
    hits, _ = found(JOINER, near=True)
    assert {hit.case.region for hit in hits} == {"DE-ST"}
    nowhere = dataclasses.replace(JOINER, region="DE-HB")
    hits, lead = found(nowhere, near=True)
    assert not hits and "kein Beispiel aus Bremen" in lead


def test_who_is_like_us_is_of_our_trade_first_whatever_was_talked_about() -> None:
    florist = FirmProfile(sector="handel", trade="Blumenladen", topic="vertrieb-online")
    hits, _ = found(florist, "website", like_us=True)
    assert has_trade(florist, hits[0].case)


def test_a_topic_that_was_named_and_has_no_example() -> None:
    topic = KB.topics["nachfolge"]
    choice = choose(JOINER, Asked(topic=topic, names_topic=True), KB)
    assert choice.lead and choice.lead.startswith(
        "Zum Thema „Übergabe und Verkauf des Betriebs“ kenne ich kein Beispiel"
    )
    assert "Aus Ihrer Branche" in choice.lead and choice.hits
    assert not choose(FirmProfile(), Asked(topic=topic, names_topic=True), KB).hits


def test_what_is_not_wanted_does_not_come() -> None:
    choice = choose(JOINER, Asked(without=("handwerk",)), KB)
    assert choice.hits and not any(is_craft(hit.case) for hit in choice.hits)
    assert excluded_by("Bäckerei", "lebensmittel") == ("baeckerei",)
    assert is_excluded(KB.case_studies["biobaeckerei-fischer-wettin-loebejuen"], ("baeckerei",))
    assert not is_excluded(KB.case_studies["fleischerei-freigang-bergwitz-wurstautomat"], ("baeckerei",))


def test_an_undertaker_is_told_that_there_is_none_of_his_trade_and_why_others_may_help() -> None:
    hits, _ = found(UNDERTAKER)
    lead = case_list_reply(hits, UNDERTAKER).lead or ""
    assert lead.startswith("Ein Beispiel aus Ihrem Fach („Bestatter“) kenne ich noch nicht.")
    assert "auch Handwerk" in lead
    joiner = case_list_reply(found(JOINER)[0], JOINER).lead or ""
    assert "kenne ich noch nicht" not in joiner


def test_a_trade_with_an_example_on_something_else_is_not_said_to_have_none() -> None:
    florist = FirmProfile(sector="handel", trade="Blumenladen", topic="vertrieb-online")
    hits, _ = found(florist, "website")
    assert not has_trade(florist, hits[0].case)
    assert "nur Beispiele zu anderen Themen" in (case_list_reply(hits, florist).lead or "")


def test_a_word_that_says_less_does_not_replace_the_trade() -> None:
    known = {"sector": "handel", "trade": "Blumenladen"}
    assert "trade" not in with_closest_trade({"sector": "handel", "trade": "Laden"}, known)
    assert with_closest_trade({"sector": "handel", "trade": "Buchhandlung"}, known)["trade"] == "Buchhandlung"
    assert with_closest_trade({"sector": "holz", "trade": "Sägewerk"}, known)["trade"] == "Sägewerk"
