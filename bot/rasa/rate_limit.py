"""How much one talk and one address may send, so that nobody can keep the bot from answering the others."""

from __future__ import annotations

from limits import RateLimitItemPerMinute
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from bot.settings import redis_url

TALK_PER_MINUTE = 30
ADDRESS_PER_MINUTE = 120
TALKS_PER_MINUTE = 60
"""New conversations of one address: thirty people in a course behind one router may open the page twice."""
SLOW_DOWN = "Das waren viele Nachrichten in kurzer Zeit. Bitte warten Sie eine Minute, dann geht es weiter."


class RateLimit:
    """Counts what was sent within the last 60 seconds: in memory, or in Redis where several processes count together."""

    def __init__(
        self,
        talk_per_minute: int = TALK_PER_MINUTE,
        address_per_minute: int = ADDRESS_PER_MINUTE,
        talks_per_minute: int = TALKS_PER_MINUTE,
    ) -> None:
        """``talk_per_minute``, ``address_per_minute``: most messages of one conversation and of one network address.

        ``talks_per_minute``: most new conversations of one address.
        """
        self._storage = storage_from_string(redis_url() or "memory://")  # the limiter keeps only a weak reference
        self._limiter = MovingWindowRateLimiter(self._storage)
        self._talk = RateLimitItemPerMinute(talk_per_minute)
        self._address = RateLimitItemPerMinute(address_per_minute)
        self._talks = RateLimitItemPerMinute(talks_per_minute)

    def allows_message(self, talk: str, address: str) -> bool:
        """Count one message and return whether it may pass."""
        within_talk = self._limiter.hit(self._talk, "talk", talk)
        return bool(self._limiter.hit(self._address, "address", address) and within_talk)

    def allows_talk(self, address: str) -> bool:
        """Count a new conversation from ``address`` and return whether it may begin."""
        return bool(self._limiter.hit(self._talks, "new", address))
