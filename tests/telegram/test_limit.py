"""How much one chat may send (T10)."""

from __future__ import annotations

from bot.telegram.limit import PER_MINUTE, ChatLimit


def test_it_is_said_once_and_there_is_room_again_after_a_minute() -> None:
    """T10."""
    limit = ChatLimit()
    rooms = [limit.count(1, now=number / 10) for number in range(200)]
    assert rooms == ["yes"] * PER_MINUTE + ["say"] + ["no"] * (200 - PER_MINUTE - 1)
    assert limit.count(2, now=20) == "yes"
    assert limit.count(1, now=60.05) == "yes"
    assert [limit.count(1, now=60.05), limit.count(1, now=60.05)] == ["say", "no"]


def test_an_album_counts_once() -> None:
    limit = ChatLimit(per_minute=2)
    assert [limit.count(1, album="a", now=0) for _ in range(10)] == ["yes"] * 10
    assert [limit.count(1, now=0), limit.count(1, now=0)] == ["yes", "say"]
    assert [limit.count(1, album="b", now=0), limit.count(1, album="b", now=0)] == ["no", "no"]


def test_the_memory_is_bounded() -> None:
    """T10: of a million chats the last ones are remembered."""
    limit = ChatLimit(chats=100)
    for chat in range(100_000):
        limit.count(chat, now=0)
    assert len(limit._windows) == 100
