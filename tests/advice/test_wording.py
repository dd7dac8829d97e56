from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.advice.wording import (
    REGION_NAMES,
    SECTOR_NAMES,
    TOPIC_NAMES,
    count,
    date_text,
    employees_text,
    euro,
    has_aged,
    join_words,
    number,
    percent,
    sentence,
    sentences,
    sources_line,
    stand,
)
from bot.knowledge.codes import REGIONS, SECTORS, TOPICS
from bot.knowledge.records import KnowledgeBase, Source


def test_money_and_rates() -> None:
    assert euro(30000) == "30.000 €"
    assert euro(1234.5) == "1.234,50 €"
    assert euro(0) == "0 €"
    assert percent(50) == "50 %"
    assert percent(12.5) == "12,5 %"
    assert number(64.0) == "64"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-01-22", "22.01.2024"),
        ("2024-01", "Januar 2024"),
        ("2024", "2024"),
        (dt.date(2024, 1, 2), "02.01.2024"),
        ("Juli 2019", "Juli 2019"),
        ("2024-13", "2024-13"),
        ("2024-01-22T10:00:00", "22.01.2024"),
    ],
)
def test_dates(value: str | dt.date, expected: str) -> None:
    assert date_text(value) == expected


def test_source_lines() -> None:
    assert stand(Source("IHK", "", "2024-01-22")) == "Stand 22.01.2024"
    assert stand(Source("IHK", "")) == "ohne Datum"
    assert sources_line([Source("IHK", "", "2024")]) == "Quelle: IHK (Stand 2024)"
    assert sources_line([]) == ""


def test_lists_and_counts() -> None:
    assert join_words([]) == ""
    assert join_words(["a"]) == "a"
    assert join_words(["a", "b"]) == "a und b"
    assert join_words(["a", "b", "c"]) == "a, b und c"
    assert join_words(["a", "b"], "oder") == "a oder b"
    assert count(1, "Monat", "Monate") == "1 Monat"
    assert employees_text(0) == "allein tätig"
    assert employees_text(1100) == "1.100 Beschäftigte"


def test_sentences() -> None:
    assert sentence("netz trennen") == "Netz trennen."
    assert sentence("Was nun?") == "Was nun?"
    assert sentences("Am 6. März kam es, z. B. hier. Dann wählen Sie 110. Drucken Sie das aus.") == [
        "Am 6. März kam es, z. B. hier.",
        "Dann wählen Sie 110.",
        "Drucken Sie das aus.",
    ]


def test_splitting_loses_nothing(kb: KnowledgeBase) -> None:
    for article in kb.articles.values():
        assert " ".join(sentences(article.answer)).split() == article.answer.split()


@pytest.mark.parametrize(
    ("date", "aged"),
    [("2024", True), ("2026", False), ("2025-11", False), ("2025-10-30", True), (None, True), ("neulich", True)],
)
def test_age(date: str | None, aged: bool) -> None:
    assert has_aged(date, dt.date(2026, 11, 24)) is aged


def test_every_code_has_a_name() -> None:
    assert set(SECTOR_NAMES) == set(SECTORS)
    assert set(TOPIC_NAMES) == set(TOPICS)
    assert set(REGION_NAMES) == set(REGIONS)


@given(st.integers(min_value=0, max_value=10**12))
def test_amounts_can_be_read_back(amount: int) -> None:
    assert int(euro(amount).removesuffix(" €").replace(".", "")) == amount


@given(st.dates(min_value=dt.date(1900, 1, 1)))
def test_dates_can_be_read_back(day: dt.date) -> None:
    shown = date_text(day.isoformat())
    assert shown == date_text(day)
    assert [int(part) for part in shown.split(".")] == [day.day, day.month, day.year]
