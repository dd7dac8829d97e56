"""The example that stands under an answer: one line, and only where it truly fits.

It fits where three things hold. Somebody who has read both has written the article into the example's record
(:attr:`bot.knowledge.records.CaseStudy.articles`). The trade is the owner's or one that works alike; attacks on computers hit all
trades in the same way, so there any trade will do, and where the owner has named no trade, the topic decides alone. And the firm is
not many times larger than the owner's, nor weakly documented.

Measured for 1,601 articles and twelve firms (``tests/advice/test_case_below.py`` holds the share): 4.6 % of the pairs get a line,
185 articles name 115 examples. Of sixty pairs drawn at random and read, 58 truly fit; in the two others the headline of the example
does not show what it has to do with the question.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bot.advice.case_match import compare, is_same_line, works_alike
from bot.advice.cases import case_heading, more_payload
from bot.advice.profile import FirmProfile
from bot.advice.reply import Button, Reply
from bot.advice.wording import region_phrase, sentence
from bot.advice.worry import FAILED, WORRIES
from bot.knowledge.codes import CENTRE_THEME, FUNDING_THEME
from bot.knowledge.records import Article, CaseStudy, KnowledgeBase

_WITHOUT = frozenset({FUNDING_THEME, CENTRE_THEME})
"""Themes under whose answers no firm is named: rules for money, and who we are."""
_ACUTE = "notfall"
"""The facet of what has just happened: nobody in need reads stories."""
_HITS_ALL = "datensicherheit"
"""The theme in which trades do not matter."""

_SAME, _NEAR, _ANY = 3, 2, 1


def nearest_example(
    article: Article, profile: FirmProfile, kb: KnowledgeBase, told: Collection[str] = ()
) -> CaseStudy | None:
    """Return the example to name under ``article`` for this firm; None where none fits.

    Args:
        article: what was answered.
        profile: what is known of the firm.
        kb: the content.
        told: ids of the examples that the talk has named already.
    """
    if article.theme in _WITHOUT or article.facet == _ACUTE or article.id in WORRIES:
        return None
    found = [
        (nearness, hit)
        for case in kb.case_studies.values()
        if article.id in case.articles and case.id not in told and case.confidence != "low"
        for nearness in (_nearness(profile, case, article),)
        for hit in (compare(profile, case),)
        if nearness and not any(reason.text.startswith("deutlich größer") for reason in hit.reasons)
    ]
    best = max(found, key=lambda pair: (pair[0], pair[1].score, pair[1].case.year or 0), default=None)
    return best[1].case if best else None


def _nearness(profile: FirmProfile, case: CaseStudy, article: Article) -> int:
    """Return how near the trades are for what the article is about; 0 where they are too far apart."""
    if profile.sector is None:
        return _SAME
    if is_same_line(profile, case):
        return _SAME
    if works_alike(profile, case):
        return _NEAR
    return _ANY if article.theme == _HITS_ALL else 0


def similarity(profile: FirmProfile, case: CaseStudy) -> str:
    """Return what the firm and the example have in common, the nearest first: "gleiche Branche, ähnliche Größe"."""
    alike = []
    if profile.sector is not None:
        if is_same_line(profile, case):
            alike.append("gleiche Branche" if profile.sector != "handwerk" else "auch Handwerk")
        elif works_alike(profile, case):
            alike.append("ähnliche Branche")
    if not alike:
        alike.append("gleiches Thema")
    reasons = [reason.text for reason in compare(profile, case).reasons if reason.fit == "yes"]
    if any(reason.startswith("ähnliche Größe") for reason in reasons):
        alike.append("ähnliche Größe")
    if any(reason.startswith("auch aus") for reason in reasons) and case.region:
        alike.append(f"auch aus {region_phrase(case.region)}")
    return ", ".join(alike[:2])


def with_example(reply: Reply, case: CaseStudy, profile: FirmProfile) -> Reply:
    """Return an answer with the example as its last line, its source, and a button that tells more."""
    lead = "Ein Beispiel, das schiefging" if case.course == FAILED else "Ein Beispiel"
    line = f"{lead} ({similarity(profile, case)}): {case_heading(case)}. {sentence(case.title)}"
    more = Button("Mehr zum Beispiel", more_payload(case))
    return replace(
        reply,
        texts=(*reply.texts, line),
        ids=(*reply.ids, case.id),
        sources=tuple(dict.fromkeys((*reply.sources, *case.sources[:1]))),
        buttons=(*reply.buttons[:2], more),
    )
