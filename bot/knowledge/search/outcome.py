"""What to do with what a search found: answer, tell of the topic, ask back, or say honestly that there is no answer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.knowledge.search.index import Findings, Hit

Decision = Literal["answer", "nearest", "topic", "ask_back", "told", "nothing"]
"""``told``: only what was told in this talk already fits; :func:`decide` knows no talk and never returns it."""

SURE = 0.4
"""How sure the topic of an answer must be for it to be given at once; another facet that was meant stands on a button."""
SURE_IN_TALK = 0.6
"""The same after another answer."""
OFFERED_IN_TALK = 0.08
"""Probability that each offer must have of its own inside a talk."""
SURE_OF_TOPIC = 0.8
"""Share of a topic from which its summary is told where the facet that was asked for has no answer."""
SURE_OF_FACET = 0.6
NEAR = 0.15
"""How sure the first must be to be told as what comes nearest, with the others on buttons."""
POSSIBLE = 0.08
"""How sure the first must be for a question back."""
OFFERED = 0.06
"""Probability that each offer of a question back must have of its own."""
_MOST_OFFERED = 3
AS_WELL = 0.45
"""Probability of being needed from which a second article is told of, too."""
OR_ELSE = 0.1
"""Probability from which what comes after an answer stands on a button below it: it may be what was meant."""
_MOST_ELSE = 2
_WORTH = 0.3
"""Share of the term's probability from which an article comes before it."""
LONG = 8
"""Words from which a question is never about a term alone, even if it asks what that is."""
_NEAREST_OF_NOTHING = 0.03
"""Probability that an offer beside "not found" must have."""
TERM, EXPLAINS = "term:", "kurz"


@dataclass(frozen=True)
class Outcome:
    """The decision with the candidates it concerns, best first; ``topic`` and ``facet`` as they were understood.

    ``second``: the id of an article that the question is about as well; empty if there is none. ``asked``: the facet that the
    question asks for, whatever facet was found. ``second_question``: the part of the message that ``second`` answers, where it
    asks two things. ``exact``: the question stands so among the phrasings of the first article. ``or_else``: articles beside an
    answer that may have been meant instead.
    """

    decision: Decision
    article_ids: tuple[str, ...]
    topic: str = ""
    facet: str = ""
    second: str = ""
    asked: str = ""
    second_question: str = ""
    exact: bool = False
    or_else: tuple[str, ...] = ()


def decide(findings: Findings) -> Outcome:
    """Return what to do (DESIGN 6, the ladder). The limits are calibrated on questions of strangers (``bench/README.md``)."""
    if not findings.hits:
        return Outcome("nothing", ())
    hits = _articles_first(findings)
    best = hits[0]
    ids = tuple(hit.article_id for hit in hits)
    other_facet = (
        findings.facet_odds >= SURE_OF_FACET
        and findings.facet not in {hit.facet for hit in findings.hits if hit.topic == best.topic}
        and findings.topic_share >= SURE_OF_TOPIC
    )
    if best.exact or (findings.sure >= SURE and not other_facet):
        return Outcome(
            "answer",
            ids,
            best.topic,
            best.facet,
            _second(hits),
            findings.facet,
            exact=best.exact,
            or_else=() if best.exact else _or_else(hits),
        )
    if other_facet:
        return Outcome("topic", ids, best.topic, findings.facet)
    offered = tuple(hit.article_id for hit in hits if hit.probability >= OFFERED)[:_MOST_OFFERED]
    if findings.sure >= NEAR and len(offered) > 1 and not best.article_id.startswith(TERM):
        return Outcome("nearest", offered, best.topic, best.facet, _second(hits), findings.facet)
    if findings.sure >= POSSIBLE and len(offered) > 1:
        return Outcome("ask_back", offered, best.topic, findings.facet)
    if findings.sure >= POSSIBLE and offered:
        return Outcome("answer", ids, best.topic, best.facet)
    near = (
        hit.article_id for hit in hits if hit.probability >= _NEAREST_OF_NOTHING and not hit.article_id.startswith(TERM)
    )
    return Outcome("nothing", tuple(near)[:_MOST_OFFERED], best.topic, findings.facet)


def decide_in_talk(findings: Findings, told: Collection[str]) -> Outcome:
    """Return what to do with a question inside a talk: there the search errs more often; only what is quite sure is told at once.

    Else up to three answers are offered by title and first sentence: the right one is among three far more often than first
    (``python -m bench.ladder``).

    Args:
        findings: what was found.
        told: what was told in the talk: it is not offered again.
    """
    if not findings.hits or findings.hits[0].exact or findings.sure >= SURE_IN_TALK:
        return decide(findings)
    hits = [hit for hit in _articles_first(findings) if not hit.article_id.startswith(TERM)]
    offered = [hit.article_id for hit in hits if hit.probability >= OFFERED_IN_TALK and hit.article_id not in told]
    if findings.sure < POSSIBLE or not offered or hits[0].article_id in told:
        return decide(findings)
    return Outcome("ask_back", tuple(offered[:_MOST_OFFERED]), hits[0].topic, hits[0].facet)


def _second(hits: Sequence[Hit]) -> str:
    """Return the article that is most needed beside the first: hardly a long question is about one thing alone."""
    others = [hit for hit in hits[1:] if not hit.article_id.startswith(TERM)]
    second = max(others, key=lambda hit: hit.needed, default=None)
    return "" if hits[0].exact or second is None or second.needed < AS_WELL else second.article_id


def _or_else(hits: Sequence[Hit]) -> tuple[str, ...]:
    """Return the neighbours of an answer: by one word of the question they come second, and what was meant is often among them."""
    others = [hit for hit in hits[1:] if not hit.article_id.startswith(TERM) and hit.probability >= OR_ELSE]
    return tuple(hit.article_id for hit in others[:_MOST_ELSE])


def _articles_first(findings: Findings) -> tuple[Hit, ...]:
    """Put articles before a term that comes first, unless the question asks what it is: an explanation answers nothing else."""
    best = findings.hits[0]
    long = findings.words >= LONG
    if best.exact or not best.article_id.startswith(TERM) or (findings.facet == EXPLAINS and not long):
        return findings.hits
    articles = [hit for hit in findings.hits if not hit.article_id.startswith(TERM)]
    if not articles or articles[0].probability < (OFFERED if long else best.probability * _WORTH):
        return findings.hits
    return (*articles, *(hit for hit in findings.hits if hit.article_id.startswith(TERM)))
