"""The two promises of the product: nothing that is over is offered as open, and no figure is invented.

Both are checked against the fields of the records, not with the code that keeps the promises.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from advice_checks import numbers_in, numbers_of, unexplained
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.advice.articles import article_reply
from bot.advice.aspects import OUTCOME, article_aspect, case_aspect, programme_aspect
from bot.advice.cases import case_list_reply, case_reply
from bot.advice.cases import match as match_cases
from bot.advice.funding import ProgrammeHit, alternatives, match
from bot.advice.funding_list import programme_list
from bot.advice.funding_replies import programme_reply
from bot.advice.profile import FirmProfile
from bot.advice.reply import Reply
from bot.knowledge.codes import REGIONS, SECTORS, TOPICS
from bot.knowledge.records import Programme
from tests.content import own_content

KB = own_content()
TODAY = dt.date(2026, 11, 24)
FOLLOW_UPS = ("ask_conditions", "ask_deadline", "ask_amount", "ask_eligibility", "ask_link", "ask_source")
YEAR = dt.timedelta(days=365)

dates = st.dates(dt.date(2015, 1, 1), dt.date(2040, 12, 31))
# The days on which something changes are the ones on which an "off by one" would show.
turning_points = sorted(
    day + dt.timedelta(days=step)
    for programme in KB.programmes.values()
    for day in (programme.valid_from, programme.valid_until)
    if day
    for step in (-1, 0, 1)
)
days = st.one_of(dates, st.sampled_from(turning_points))
profiles = st.builds(
    FirmProfile,
    region=st.none() | st.sampled_from([code for code in REGIONS if code != "DE"]),
    sector=st.none() | st.sampled_from(SECTORS),
    employees=st.none() | st.integers(0, 3000),
    amount=st.none() | st.integers(100, 5_000_000),
    topic=st.none() | st.sampled_from(TOPICS),
)
programmes = st.sampled_from(sorted(KB.programmes))


def may_be_open(programme: Programme, day: dt.date) -> bool:
    """Whether the record leaves it possible that applications are taken on ``day``."""
    return (
        programme.status in {"offen", "unklar"}
        and not (programme.valid_until and day > programme.valid_until)
        and not (programme.valid_from and day < programme.valid_from)
    )


def is_surely_open(programme: Programme, day: dt.date) -> bool:
    """Whether the record says so, and a source of the last year does."""
    as_of = programme.status_as_of
    recent = as_of is not None and dt.timedelta(0) <= day - as_of <= YEAR
    return may_be_open(programme, day) and programme.status == "offen" and recent


def by_the_rule(programme: Programme, spending: int | None) -> set[str]:
    """The shares of the spending that follow from the recorded rates; only of money that is not paid back."""
    if not spending or programme.kind not in {"zuschuss", "beratung"}:
        return set()
    rates = (programme.rate_percent_min, programme.rate_percent_max)
    return {str(round(spending * rate / 100)) for rate in rates if rate is not None}


def pages(hits: list[ProgrammeHit], profile: FirmProfile) -> Iterator[Reply]:
    for offset in range(0, len(hits), 3):
        yield programme_list(hits, profile, offset)


@given(profile=profiles, day=days)
@settings(max_examples=300, deadline=None)
def test_only_what_may_be_open_is_offered_and_only_what_surely_is_looks_open(
    profile: FirmProfile, day: dt.date
) -> None:
    for reply in pages(match(profile, KB, day), profile):
        assert len(reply.ids) == len(reply.cards) == len(reply.texts) - 2
        for id_, card, text in zip(reply.ids, reply.cards, reply.texts[1:-1], strict=True):
            programme = KB.programmes[id_]
            assert may_be_open(programme, day), f"{id_} is offered on {day}"
            sure = is_surely_open(programme, day)
            assert (card.tone == "open") == sure
            assert card.badge.startswith("offen") == sure
            assert ("Status: offen (" in text) == sure


@given(id_=programmes, day=days)
@example(id_="digital-jetzt", day=TODAY)
@example(id_="go-digital", day=TODAY)
@settings(max_examples=500, deadline=None)
def test_a_programme_asked_for_by_name_is_never_called_open_when_it_is_not(id_: str, day: dt.date) -> None:
    programme = KB.programmes[id_]
    reply = programme_reply(programme, KB, day)
    (card,) = reply.cards
    sure, over = is_surely_open(programme, day), not may_be_open(programme, day)
    assert (card.tone == "open") == sure
    assert (card.tone == "over") == over
    assert ("Status: offen (" in reply.texts[0]) == sure
    assert ("Achtung: " in reply.texts[0]) == over
    deadline = programme_aspect(programme, "ask_deadline", FirmProfile(), day).texts[0]
    assert ("Status: offen (" in deadline) == sure
    instead = alternatives(programme, KB, day) if over else []
    assert all(may_be_open(hit.programme, day) and hit.programme.id != id_ for hit in instead)
    named = next((text for text in reply.texts if text.startswith("Stattdessen")), "")
    assert all(hit.programme.short_name in named for hit in instead)


@given(profile=profiles, day=days)
@settings(max_examples=300, deadline=None)
def test_no_recorded_condition_is_violated_by_a_hit(profile: FirmProfile, day: dt.date) -> None:
    for hit in match(profile, KB, day):
        programme = hit.programme
        assert not profile.region or {"DE", profile.region} & set(programme.regions)
        if profile.employees is not None:
            assert profile.employees <= (programme.max_employees or profile.employees)
            assert profile.employees >= (programme.min_employees or 0)


@pytest.mark.parametrize("id_", sorted(KB.programmes))
def test_every_figure_about_a_programme_is_recorded(id_: str) -> None:
    programme = KB.programmes[id_]
    firm = FirmProfile(region="DE-ST", sector="holz", employees=8, amount=30_000)
    stated = {"8", "30000"}
    for day in (TODAY, dt.date(2023, 5, 1), dt.date(2031, 1, 1)):
        shown = [programme, *(hit.programme for hit in alternatives(programme, KB, day))]
        assert not unexplained(programme_reply(programme, KB, day), *shown)
        for follow_up in FOLLOW_UPS:
            assert not unexplained(programme_aspect(programme, follow_up, FirmProfile(), day), programme)
        amount = programme_aspect(programme, "ask_amount", firm, day)
        assert not unexplained(amount, programme, allowed=stated | by_the_rule(programme, 30_000))


@given(profile=profiles, day=days)
@settings(max_examples=200, deadline=None)
def test_every_figure_in_a_list_of_programmes_is_recorded_or_was_said_by_the_owner(
    profile: FirmProfile, day: dt.date
) -> None:
    stated = {str(value) for value in (profile.employees, profile.amount) if value is not None}
    for reply in pages(match(profile, KB, day), profile):
        shown = [KB.programmes[id_] for id_ in reply.ids]
        computed = {figure for programme in shown for figure in by_the_rule(programme, profile.amount)}
        assert not unexplained(reply, *shown, allowed=stated | computed)
        for card, programme in zip(reply.cards, shown, strict=True):
            said = [card.badge, *(row.value for row in card.rows), *(reason.text for reason in card.reasons)]
            allowed = numbers_of(programme) | by_the_rule(programme, profile.amount)
            assert numbers_in(" ".join(said)) <= allowed | ({str(profile.amount)} if profile.amount else set())


@pytest.mark.parametrize("id_", sorted(KB.case_studies))
def test_every_figure_about_an_example_is_recorded(id_: str) -> None:
    case = KB.case_studies[id_]
    assert not unexplained(case_reply(case), case)
    for follow_up in ("ask_amount", "ask_source", "ask_details", OUTCOME):
        assert not unexplained(case_aspect(case, follow_up), case)


@given(profile=profiles)
@settings(max_examples=200, deadline=None)
def test_every_figure_in_a_list_of_examples_is_recorded_or_was_said_by_the_owner(profile: FirmProfile) -> None:
    stated = {str(value) for value in (profile.employees, profile.amount) if value is not None}
    reply = case_list_reply(match_cases(profile, KB), profile)
    assert not unexplained(reply, *(KB.case_studies[id_] for id_ in reply.ids), allowed=stated)


@pytest.mark.parametrize("id_", sorted(KB.articles))
def test_every_figure_in_an_article_is_recorded(id_: str) -> None:
    article = KB.articles[id_]
    assert not unexplained(article_reply(article, KB, TODAY), article)
    for follow_up in ("ask_details", "ask_source", "ask_link", "ask_amount"):
        assert not unexplained(article_aspect(article, follow_up, TODAY), article)
