"""The first promise: nothing expired is ever offered as open."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.records import Programme, Status
from bot.knowledge.validity import CONFIRMATION_DAYS, validity

TODAY = dt.date(2026, 11, 23)
DAY = dt.timedelta(days=1)
DATES = st.dates(dt.date(2010, 1, 1), dt.date(2070, 1, 1))


def programme(
    status: Status = "offen",
    valid_from: dt.date | None = None,
    valid_until: dt.date | None = None,
    status_as_of: dt.date | None = TODAY,
) -> Programme:
    return Programme(
        id="p",
        name="P",
        short_name="P",
        provider="Amt",
        level="land",
        regions=("DE",),
        kind="zuschuss",
        topics=(),
        beneficiaries="alle",
        status=status,
        confidence="high",
        valid_from=valid_from,
        valid_until=valid_until,
        status_as_of=status_as_of,
    )


PROGRAMMES = st.builds(
    programme,
    status=st.sampled_from(["offen", "beendet", "pausiert", "unklar"]),
    valid_from=st.none() | DATES,
    valid_until=st.none() | DATES,
    status_as_of=st.none() | DATES,
)


@pytest.mark.parametrize(
    ("given_programme", "state"),
    [
        (programme(), "open"),
        (programme(valid_until=TODAY), "open"),
        (programme(valid_until=TODAY - DAY), "ended"),
        (programme(valid_from=TODAY), "open"),
        (programme(valid_from=TODAY + DAY), "not_yet"),
        (programme(status_as_of=None), "unconfirmed"),
        (programme(status_as_of=TODAY - CONFIRMATION_DAYS * DAY), "open"),
        (programme(status_as_of=TODAY - (CONFIRMATION_DAYS + 1) * DAY), "unconfirmed"),
        (programme(status_as_of=TODAY + DAY), "unconfirmed"),
        (programme("unklar"), "unclear"),
        (programme("unklar", status_as_of=None), "unclear"),
        (programme("unklar", valid_until=TODAY - DAY), "ended"),
        (programme("unklar", valid_from=TODAY + DAY), "not_yet"),
        (programme("beendet"), "ended"),
        (programme("beendet", valid_until=TODAY + DAY), "ended"),
        (programme("pausiert"), "paused"),
        (programme("pausiert", valid_until=TODAY - DAY), "ended"),
    ],
)
def test_state_of_one_programme(given_programme: Programme, state: str) -> None:
    assert validity(given_programme, TODAY).state == state


@given(PROGRAMMES, DATES)
def test_open_means_recorded_open_within_dates_and_confirmed(any_programme: Programme, today: dt.date) -> None:
    found = validity(any_programme, today)
    if found.state == "open":
        assert any_programme.status == "offen"
        assert any_programme.valid_from is None or any_programme.valid_from <= today
        assert any_programme.valid_until is None or today <= any_programme.valid_until
        assert any_programme.status_as_of is not None
        assert 0 <= (today - any_programme.status_as_of).days <= 365
        assert found.confirmed_within_year


@given(PROGRAMMES, DATES)
def test_nothing_past_its_last_day_may_be_offered(any_programme: Programme, today: dt.date) -> None:
    if any_programme.valid_until is not None and any_programme.valid_until < today:
        found = validity(any_programme, today)
        assert found.state == "ended" and not found.may_be_offered


@given(PROGRAMMES, DATES, st.integers(0, 20_000))
def test_what_is_over_stays_over(any_programme: Programme, today: dt.date, days: int) -> None:
    if validity(any_programme, today).state == "ended":
        assert validity(any_programme, today + days * DAY).state == "ended"


@given(PROGRAMMES, DATES)
def test_recorded_as_ended_or_paused_is_never_offered(any_programme: Programme, today: dt.date) -> None:
    if any_programme.status in {"beendet", "pausiert"}:
        assert not validity(any_programme, today).may_be_offered


@given(PROGRAMMES, DATES)
def test_unclear_is_never_called_open_or_unconfirmed(any_programme: Programme, today: dt.date) -> None:
    if any_programme.status == "unklar":
        assert validity(any_programme, today).state in {"unclear", "ended", "not_yet"}
