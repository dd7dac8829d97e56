"""Does it pay? The sum is the owner's numbers and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.advice.payback import Payback, payback_words
from bot.advice.payback_questions import read_hourly, read_minutes, read_money, read_monthly, read_times

amounts = st.floats(0, 100_000).map(lambda value: round(value, 2))


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (read_minutes, "10", 10),
        (read_minutes, "ne halbe stunde", 30),
        (read_minutes, "Viertelstunde", 15),
        (read_minutes, "2 Std", 120),
        (read_minutes, "eine Stunde", 60),
        (read_minutes, "1,5 stunden", 90),
        (read_minutes, "zwanzig Minuten", 20),
        (read_minutes, "weiß nicht", None),
        (read_minutes, "0", None),
        (read_times, "40", 40),
        (read_times, "5 mal am Tag", 105),
        (read_times, "fünfmal am tag", 105),
        (read_times, "zweimal die woche", 8),
        (read_times, "täglich", 21),
        (read_times, "12 im Jahr", 1),
        (read_times, "selten", None),
        (read_money, "6.000 €", 6000),
        (read_money, "2k", 2000),
        (read_money, "nichts", 0),
        (read_money, "kostet viel", None),
        (read_monthly, "480 im Jahr", 40),
        (read_monthly, "keine", 0),
        (read_hourly, "rund 38,50", 38.5),
        (read_hourly, "nichts", None),
    ],
)
def test_numbers_as_owners_write_them(read: object, text: str, value: float | None) -> None:
    assert read(text) == value  # type: ignore[operator]


def test_the_sum_is_shown_step_by_step() -> None:
    steps, verdict = payback_words(Payback(minutes=10, times=105, hourly=45, once=6000, monthly=80))
    assert "10 Minuten × 105-mal im Monat = 17,5 Stunden" in steps
    assert "17,5 Stunden × 45 € = 787,50 €" in steps
    assert "787,50 € − 80 € = 707,50 €" in steps
    assert "6.000 € ÷ 707,50 € = etwa 9 Monate" in steps
    assert "etwa 9 Monaten" in verdict
    assert "etwa 20 Monaten" in verdict


def test_what_does_not_pay_is_said() -> None:
    _, verdict = payback_words(Payback(minutes=5, times=4, hourly=30, once=6000, monthly=80))
    assert "trägt es sich nicht" in verdict


@given(st.floats(1, 600), st.floats(1, 2000), st.floats(1, 200), amounts, amounts)
def test_the_money_is_back_when_it_is_said_to_be(
    minutes: float, times: float, hourly: float, once: float, monthly: float
) -> None:
    sum_ = Payback(minutes, times, hourly, once, monthly)
    months = sum_.months()
    if months is None:
        assert sum_.left <= 0
    else:
        assert sum_.left * months >= once - 0.01 * max(1, months)
        assert months == 0 or sum_.left * (months - 1) < once + 0.01
        careful = sum_.months(0.5)
        assert careful is None or careful >= months
    assert all(payback_words(sum_))
