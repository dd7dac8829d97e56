"""Nobody can keep the bot from answering the others."""

from __future__ import annotations

from bot.rasa.rate_limit import RateLimit


def test_one_talk_is_slowed_down_and_another_is_not() -> None:
    limit = RateLimit(talk_per_minute=3, address_per_minute=100)
    assert [limit.allows_message("one", "10.0.0.1") for _ in range(4)] == [True, True, True, False]
    assert limit.allows_message("two", "10.0.0.1")


def test_many_talks_from_one_address_are_slowed_down() -> None:
    limit = RateLimit(talk_per_minute=100, address_per_minute=3)
    assert [limit.allows_message(f"talk {i}", "10.0.0.1") for i in range(4)] == [True, True, True, False]
    assert limit.allows_message("talk 9", "10.0.0.2")


def test_new_talks_are_counted_by_address() -> None:
    limit = RateLimit(talks_per_minute=2)
    assert [limit.allows_talk("10.0.0.1") for _ in range(3)] == [True, True, False]
    assert limit.allows_talk("10.0.0.2")
