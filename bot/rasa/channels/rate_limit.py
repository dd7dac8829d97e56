"""How much one talk and one address may send, so that nobody can keep the bot from answering the others."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from redis import asyncio as redis
from redis.exceptions import RedisError

from bot.core.table import PER_MINUTE
from bot.rasa.channels.requests import Refused
from bot.rasa.channels.safe_input import MAX_CHARACTERS
from bot.rasa.channels.visitors import keyed_hash
from bot.settings import VAR_DIR, redis_url
from bot.web.secret import derived_key

logger = logging.getLogger(__name__)

ADDRESS_PER_MINUTE = PER_MINUTE.default
"""Messages of one address, where ``LOTSE_PER_MINUTE`` says nothing else; all other limits grow and shrink with it."""
TALK_PER_MINUTE = 30
TALKS_PER_MINUTE = 60
"""New conversations of one address: thirty people in a course behind one router may open the page twice."""
FILES_PER_MINUTE = 30
NEWS_PER_MINUTE, NEWS_OF_ADDRESS = 60, 600
"""How often one talk, and one address, may ask whether a person has written: a browser does every three seconds."""
ADDRESS_PER_DAY = 2_000
"""Messages of one address that are stored in a day: at most about 15 MB."""
SLOW_DOWN = "Das waren viele Nachrichten in kurzer Zeit. Bitte warten Sie eine Minute, dann geht es weiter."
TOMORROW = "Von Ihrem Anschluss kamen heute sehr viele Nachrichten. Morgen geht es weiter."

CHARACTERS_PER_UNIT = 200
"""A message of a normal length counts once. A longer one is dearer to understand, and counts once more for each so many."""

MOST_KEYS = 20_000
"""Addresses and talks that are remembered, the latest of them: about 10 MB."""

_MINUTE, _DAY = 60, 86_400
_PARTS = 12
"""Into so many parts a minute and a day are cut; what was sent in one part is forgotten together."""
_SWEEP_SECONDS = 5.0
"""How often what is over is looked for where nobody sends anything."""
_REDIS_SECONDS = 0.25
_REDIS_PAUSE = 5.0
"""Seconds for which a Redis server that did not answer is left alone."""


@dataclass(frozen=True)
class Rule:
    """At most ``most`` within ``seconds``."""

    name: str
    most: int
    seconds: int = _MINUTE


@dataclass(frozen=True)
class Charge:
    """What one request counts: ``amount`` under a rule, for whoever ``key`` stands for."""

    rule: Rule
    key: bytes
    amount: int = 1


_Counted = OrderedDict[tuple[str, bytes], list[int]]
_NOTHING: _Counted = OrderedDict()


class Counts:
    """What was counted lately, in the memory of this process. Nothing stays longer than its time."""

    def __init__(self, most_keys: int = MOST_KEYS, clock: Callable[[], float] = time.monotonic) -> None:
        """``most_keys``: how many are remembered for each length of time; ``clock``: seconds that only grow."""
        self._most = most_keys
        self._clock = clock
        # By length of time and key: part of the time, amount, next part, amount ...; the key counted last comes last.
        self._counted: dict[int, _Counted] = {}

    def exceeded(self, charges: Sequence[Charge]) -> Rule | None:
        """Count ``charges`` and return None, or count none of them and return the first rule that forbids it."""
        now = self._clock()
        self._forget(now)
        for charge in charges:
            if self._recently(charge, now) + charge.amount > charge.rule.most:
                return charge.rule
        for charge in charges:
            self._add(charge, now)
        return None

    def sweep(self) -> None:
        """Forget what is over."""
        self._forget(self._clock())

    def __len__(self) -> int:
        """Return how many are remembered."""
        return sum(map(len, self._counted.values()))

    def _forget(self, now: float) -> None:
        for seconds, counted in self._counted.items():
            over = _part(now, seconds) - _PARTS
            while counted and next(iter(counted.values()))[-2] <= over:
                counted.popitem(last=False)

    def _recently(self, charge: Charge, now: float) -> int:
        counted = self._counted.get(charge.rule.seconds, _NOTHING).get((charge.rule.name, charge.key), [])
        over = _part(now, charge.rule.seconds) - _PARTS
        while counted and counted[0] <= over:
            del counted[:2]
        return sum(counted[1::2])

    def _add(self, charge: Charge, now: float) -> None:
        counted = self._counted.setdefault(charge.rule.seconds, OrderedDict())
        key, part = (charge.rule.name, charge.key), _part(now, charge.rule.seconds)
        amounts = counted.setdefault(key, [])
        if amounts and amounts[-2] == part:
            amounts[-1] += charge.amount
        else:
            amounts += (part, charge.amount)
        counted.move_to_end(key)
        if len(counted) > self._most:
            counted.popitem(last=False)


def _part(now: float, seconds: int) -> int:
    """Return the number of the part of ``seconds`` that is running."""
    return int(now * _PARTS / seconds)


class SharedCounts:
    """The same in Redis, where several processes count together."""

    def __init__(self, url: str) -> None:
        """``url``: of the Redis server. Nothing is opened yet."""
        self._redis = redis.Redis.from_url(
            url, socket_timeout=_REDIS_SECONDS, socket_connect_timeout=_REDIS_SECONDS, max_connections=32
        )
        self._script = self._redis.register_script(_SCRIPT)

    async def exceeded(self, charges: Sequence[Charge]) -> Rule | None:
        """Count ``charges`` and return None, or count none of them and return the first rule that forbids it.

        Raises:
            RedisError, OSError, asyncio.TimeoutError: the server does not answer at once.
        """
        keys = [f"lotse:limit:{charge.rule.name}:{charge.key.hex()}" for charge in charges]
        numbers = [
            number for charge in charges for number in (charge.rule.most, charge.amount, charge.rule.seconds, _PARTS)
        ]
        place = await asyncio.wait_for(self._script(keys, numbers), _REDIS_SECONDS)
        return charges[int(place) - 1].rule if place else None


# The server's own clock: the machines of several processes may differ. What lies in the future was counted before the clock
# was set back, and is forgotten.
_SCRIPT = """
local now = redis.call('TIME')
local seconds = tonumber(now[1]) + tonumber(now[2]) / 1000000
local parts = {}
for place, key in ipairs(KEYS) do
  local most, amount = tonumber(ARGV[4 * place - 3]), tonumber(ARGV[4 * place - 2])
  local span, number = tonumber(ARGV[4 * place - 1]), tonumber(ARGV[4 * place])
  local part = math.floor(seconds * number / span)
  local counted, recently = redis.call('HGETALL', key), 0
  for field = 1, #counted, 2 do
    local of = tonumber(counted[field])
    if of <= part - number or of > part then
      redis.call('HDEL', key, counted[field])
    else
      recently = recently + tonumber(counted[field + 1])
    end
  end
  if recently + amount > most then return place end
  parts[place] = part
end
for place, key in ipairs(KEYS) do
  redis.call('HINCRBY', key, string.format('%d', parts[place]), ARGV[4 * place - 2])
  redis.call('EXPIRE', key, ARGV[4 * place - 1])
end
return 0
"""


class RateLimit:
    """Says no to whoever sends too much. Counts in memory, or in Redis where several processes count together."""

    def __init__(self, per_minute: int | None = None) -> None:
        """``per_minute``: messages of one address; by default what ``LOTSE_PER_MINUTE`` says.

        Raises:
            ValueError: ``LOTSE_PER_MINUTE`` is no whole number from 1.
        """
        given = PER_MINUTE.value() if per_minute is None else per_minute

        def scaled(most: int) -> int:
            return max(1, most * given // ADDRESS_PER_MINUTE)

        self._address = Rule("address", given)
        self._day = Rule("day", scaled(ADDRESS_PER_DAY), _DAY)
        self._talk = Rule("talk", scaled(TALK_PER_MINUTE))
        self._talks = Rule("talks", scaled(TALKS_PER_MINUTE))
        self._files = Rule("files", scaled(FILES_PER_MINUTE))
        self._news = Rule("news", scaled(NEWS_PER_MINUTE))
        self._listening = Rule("listening", scaled(NEWS_OF_ADDRESS))
        self._key = derived_key(VAR_DIR, "limits").encode()
        self._counts = Counts()
        self._sweeping = False
        url = redis_url()
        self._shared = SharedCounts(url) if url else None
        self._alone_until = 0.0

    async def message(self, talk: str, address: str, text: str) -> None:
        """Count one message.

        Args:
            talk: the conversation.
            address: where it comes from (``bot.rasa.channels.visitors``).
            text: what is written, for what it costs.

        Raises:
            Refused: it was too much.
        """
        cost = cost_of(text)
        await self._count(
            self._charge(self._talk, talk, cost),
            self._charge(self._address, address, cost),
            self._charge(self._day, address),
        )

    async def talk(self, address: str) -> None:
        """Count a new conversation.

        Raises:
            Refused: it was too much.
        """
        await self._count(self._charge(self._talks, address))

    async def file(self, address: str) -> None:
        """Count a file or a picture that has to be drawn, or a deletion.

        Raises:
            Refused: it was too much.
        """
        await self._count(self._charge(self._files, address))

    async def news(self, talk: str, address: str) -> None:
        """Count a question whether a person has written.

        Raises:
            Refused: it was too much.
        """
        await self._count(self._charge(self._news, talk), self._charge(self._listening, address))

    def _charge(self, rule: Rule, who: str, amount: int = 1) -> Charge:
        # What is dearer than all that a talk may cost would never pass.
        return Charge(rule, keyed_hash(self._key, who), min(amount, rule.most))

    async def _count(self, *charges: Charge) -> None:
        exceeded = await self._exceeded(charges)
        if exceeded is not None:
            raise Refused(429, "slow_down", TOMORROW if exceeded is self._day else SLOW_DOWN)

    async def _exceeded(self, charges: Sequence[Charge]) -> Rule | None:
        if self._shared is not None and time.monotonic() >= self._alone_until:
            try:
                return await self._shared.exceeded(charges)
            except (RedisError, OSError, asyncio.TimeoutError) as error:
                logger.error("The limits are counted by each process alone for now: %s", type(error).__name__)
                self._alone_until = time.monotonic() + _REDIS_PAUSE
        self._sweep_later()
        return self._counts.exceeded(charges)

    def _sweep_later(self) -> None:
        """See to it that what is over is forgotten, even if nobody comes any more."""
        if not self._sweeping:
            self._sweeping = True
            asyncio.get_running_loop().call_later(_SWEEP_SECONDS, self._sweep)

    def _sweep(self) -> None:
        self._counts.sweep()
        self._sweeping = False
        if len(self._counts):
            self._sweep_later()


@lru_cache(maxsize=1)
def shared_limit() -> RateLimit:
    """Return the one limit of this process: an address has the same room however many channels it uses."""
    return RateLimit()


def cost_of(text: str) -> int:
    """Return how often a message counts; what is too long is not read and costs no more than the longest that is."""
    return 1 + max(0, min(len(text), MAX_CHARACTERS) - 1) // CHARACTERS_PER_UNIT
