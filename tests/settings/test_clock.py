"""R14: the day is Germany's. R15: a wrong clock deletes nothing."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import clock
from bot.clock import LARGEST_STEP, LONGEST_DOUBT, ClockMemory, clock_is_plausible, german_time, remember_clock, today

HOUR, DAY = 3_600.0, 86_400.0
NOW = 1_795_000_000.0


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_the_year_ends_in_germany(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """R14: at 23:30 UTC on New Year's Eve it is next year in Germany, whatever the server's zone is."""
    monkeypatch.delenv("LOTSE_TODAY", raising=False)
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        for moment, day in {
            "2026-12-31T22:59:59+00:00": "2026-12-31",
            "2026-12-31T23:30:00+00:00": "2027-01-01",
            "2027-06-30T21:59:59+00:00": "2027-06-30",
            "2027-06-30T22:00:00+00:00": "2027-07-01",
        }.items():
            seconds = dt.datetime.fromisoformat(moment).timestamp()
            monkeypatch.setattr(time, "time", lambda seconds=seconds: seconds)
            assert str(today()) == day
            assert str(german_time(seconds).date()) == day
    finally:
        monkeypatch.undo()
        time.tzset()


def test_without_the_zones_of_the_system() -> None:
    """R14: small containers have no /usr/share/zoneinfo; the package tzdata stands in."""
    pytest.importorskip("tzdata")
    code = "from bot.clock import german_time; print(german_time(1798759800))"
    surroundings = {**os.environ, "PYTHONTZPATH": ""}
    found = subprocess.run([sys.executable, "-c", code], env=surroundings, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "2027-01-01 00:30:00+01:00"


def hours_of_deleting(
    clock_of: dict[int, float], hours: int, memory: ClockMemory | None = None
) -> list[tuple[int, float]]:
    """Return the hours in which a duty that runs every hour would delete, with what its clock said then.

    ``clock_of``: seconds by which the clock is wrong from an hour on.
    """
    wrong, found = 0.0, []
    for hour in range(hours):
        wrong = clock_of.get(hour, wrong)
        now = NOW + hour * HOUR + wrong
        if clock_is_plausible(now, NOW, memory):
            found.append((hour, now))
        memory = remember_clock(now, NOW, memory)
    return found


def test_a_right_clock_deletes_every_hour() -> None:
    assert len(hours_of_deleting({}, 100)) == 100


def test_a_quiet_site_deletes_too() -> None:
    """R15: silence of months is no sign of a wrong clock once the duty runs."""
    memory: ClockMemory | None = None
    deleted = 0
    for hour in range(24 * 90):
        deleted += clock_is_plausible(NOW + hour * HOUR, NOW - 300 * DAY, memory)
        memory = remember_clock(NOW + hour * HOUR, NOW - 300 * DAY, memory)
    assert deleted == 24 * 90 - LONGEST_DOUBT / HOUR


def test_the_very_first_run_without_any_talk() -> None:
    assert clock_is_plausible(NOW, None)


def test_a_month_ahead_at_the_start() -> None:
    """R15: as it was found: 31 days ahead, first run, 369 talks gone."""
    assert not clock_is_plausible(NOW + 31 * DAY, NOW)


def test_a_month_ahead_under_way_and_set_right_again() -> None:
    """R15."""
    hours = [hour for hour, _ in hours_of_deleting({10: 31 * DAY, 34: 0.0}, 60)]
    assert hours == [*range(10), *range(34, 60)]


def test_a_talk_of_the_wrong_time_proves_nothing() -> None:
    """R15: somebody writes while the clock is wrong; the newest event then agrees with it."""
    memory = remember_clock(NOW, NOW, None)
    ahead = NOW + 31 * DAY
    assert not clock_is_plausible(ahead, ahead - 60, memory)
    memory = remember_clock(ahead, ahead - 60, memory)
    assert not clock_is_plausible(ahead + HOUR, ahead + HOUR, memory)


def test_after_a_long_standstill_it_goes_on() -> None:
    """The promise of 30 days is kept two days late where the server was off for weeks."""
    memory = ClockMemory(NOW - 40 * DAY)
    hours = [hour for hour, _ in hours_of_deleting({}, 100, memory)]
    assert hours == list(range(int(LONGEST_DOUBT / HOUR), 100))


def test_a_machine_that_runs_an_hour_a_week_deletes_as_well() -> None:
    memory: ClockMemory | None = None
    deleted = 0
    for week in range(9):
        now = NOW + week * 7 * DAY
        deleted += clock_is_plausible(now, NOW, memory)
        memory = remember_clock(now, NOW, memory)
    assert deleted == 3


@given(
    start=st.integers(0, 200),
    length=st.integers(1, int(LONGEST_DOUBT / HOUR) - 1),
    wrong=st.floats(-3650 * DAY, 3650 * DAY),
    newest=st.floats(NOW - 300 * DAY, NOW),
)
def test_no_error_of_less_than_two_days_deletes_too_early(start: int, length: int, wrong: float, newest: float) -> None:
    """R15: whatever the error, for as long as it is noticed in time: nothing goes more than two days too early."""
    memory: ClockMemory | None = None
    for hour in range(start + length + 60):
        right = NOW + hour * HOUR
        now = right + (wrong if start <= hour < start + length else 0.0)
        if clock_is_plausible(now, newest, memory):
            assert now <= right + LARGEST_STEP
        memory = remember_clock(now, newest, memory)


def test_the_zone_is_germany() -> None:
    assert str(clock.GERMANY) == "Europe/Berlin"
