"""The next question of the funding search: the one whose answer tells most of which programmes come first.

The idea is Lindley's measure of what an experiment tells ("On a measure of the information provided by an experiment", Annals
of Mathematical Statistics 27, 1956), used for questions as in Quinlan's ID3 ("Induction of decision trees", Machine Learning 1,
1986). Let P be a programme drawn from the first three of the list, and A the answer to a question. What A tells of P is

    I(A; P) = H(P) - sum over answers a of p(a) * H(P | a),    H(P) = - sum p log2 p, in bits

which is 0 where every answer leaves the same three, and log2 of the number of answers where each brings three of its own. The
lists for each answer are those the owner would see, with the other facts as far as they are told. How likely an answer is comes
from what firms tell that ask for money (:data:`LIKELY`).
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence

from bot.advice.funding_rank import HOME
from bot.advice.narrowing import Narrowing, programmes_for
from bot.advice.profile import FirmProfile
from bot.knowledge.codes import REGIONS
from bot.knowledge.records import KnowledgeBase

FIRST = 3
"""Programmes that are shown at once, and so those that an answer has to change."""
LEAST_BITS = 0.25
"""Information below which nobody is asked. A fact that brings three other programmes to 3 % of the firms tells 0.19 bits."""

LIKELY: Mapping[str, Mapping[str | int, float]] = {
    "region": {code: 15.0 if code == HOME else 1.0 for code in REGIONS if code != "DE"},
    "employees": {0: 14, 5: 69, 25: 65, 120: 31, 400: 5},
    "topic": {
        "prozesse": 86,
        "vertrieb-online": 21,
        "ki": 15,
        "datensicherheit": 11,
        "geschaeftsmodelle": 10,
        "qualifizierung": 9,
        "innovation": 1,
        "akzeptanz": 1,
        "finanzierung": 1,
    },
}
"""Answers to each question with their weights. Heads and topics: how often the 200 requests of ``bench/funding`` tell them, by
their readers' notes, at least once; a size of each class stands for all of it. Land: half of those who ask are from the
centre's."""


def next_fact(
    profile: FirmProfile,
    open_facts: Sequence[str],
    knowledge: KnowledgeBase,
    today: dt.date,
    narrowing: Narrowing = Narrowing(),  # noqa: B008, frozen
) -> str | None:
    """Return the fact to ask for, or None where no answer would be worth its question.

    Args:
        profile: what is known of the firm; a fact that the owner does not know counts as unknown.
        open_facts: the facts that may still be asked for, keys of :data:`LIKELY`; of two that tell the same the first is asked.
        knowledge: the programmes.
        today: the day their status is computed for.
        narrowing: what the list is limited to ("nur Zuschüsse").
    """
    bits = {fact: information(fact, profile, knowledge, today, narrowing) for fact in open_facts}
    best = max(bits, key=lambda fact: bits[fact], default=None)
    return best if best is not None and bits[best] >= LEAST_BITS else None


def information(
    fact: str,
    profile: FirmProfile,
    knowledge: KnowledgeBase,
    today: dt.date,
    narrowing: Narrowing = Narrowing(),  # noqa: B008, frozen
) -> float:
    """Return how many bits the answer to the question for ``fact`` tells of the first programmes, see the module."""
    likely = LIKELY[fact]
    weight = sum(likely.values())
    together: dict[str, float] = {}
    left = 0.0
    for answer, share in likely.items():
        found = programmes_for(profile.with_facts(**{fact: answer}), narrowing, knowledge, today).hits[:FIRST]
        for hit in found:
            id_ = hit.programme.id
            together[id_] = together.get(id_, 0.0) + share / weight / len(found)
        left += share / weight * math.log2(max(1, len(found)))
    told = sum(together.values())  # less than 1 where an answer leaves no programme at all
    nothing = {"": 1.0 - told} if told < 1.0 else {}
    return entropy({**together, **nothing}) - left


def entropy(shares: Mapping[str, float]) -> float:
    """Return the entropy of a distribution in bits."""
    return -sum(share * math.log2(share) for share in shares.values() if share > 0.0)
