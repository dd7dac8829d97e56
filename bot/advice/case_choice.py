"""Which examples are shown for a wish ("kleiner", "wo ging es schief?"), and what is said first about them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace

from bot.advice.case_match import (
    CaseHit,
    compare,
    has_topic,
    has_trade,
    is_craft,
    is_related,
    is_same_line,
    is_similar_size,
    kinds_of_case,
    region_is_guessed,
    sectors_of,
)
from bot.advice.case_topics import cases_about
from bot.advice.profile import FirmProfile
from bot.advice.reply import Reason
from bot.advice.wording import employees_text, region_phrase
from bot.advice.worry import FAILED
from bot.knowledge.records import CaseStudy, KnowledgeBase, Topic
from bot.language.asked.examples import ExampleWish
from bot.language.facts.trade.kinds import kinds_of_trade

_ABOUT = 90
"""Points of an example that is about the topic: as much as the trade, so that a kindred trade on the topic comes before the own
trade on something else (``bot.advice.case_match``)."""
_ALWAYS_CRAFTS = frozenset({"elektro", "sanitaer", "koerperpflege"})
"""Sectors that are crafts, whatever else a record tells."""
_PAGE = 3
"""Examples that a list shows at once: with fewer, those that come next are shown, too."""
_FEW = 15
"""People up to which a firm is small, where neither the owner nor the example before says what it is compared with."""
_SIZE_UNKNOWN = "Bei den meisten Beispielen ist die Zahl der Beschäftigten nicht bekannt."


@dataclass(frozen=True)
class Asked:
    """What examples are looked for.

    ``topic``: what is talked about; ``names_topic``: whether the message itself names it. ``before``: the example on the screen,
    which "kleiner" is compared with. ``without``: sectors and kinds of trade that are not wanted.
    """

    wish: ExampleWish = field(default_factory=ExampleWish)
    topic: Topic | None = None
    names_topic: bool = False
    before: CaseStudy | None = None
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """The examples to show, best first. ``lead``: what has to be said before them; None where nothing is special."""

    hits: tuple[CaseHit, ...]
    lead: str | None = None


def choose(profile: FirmProfile, asked: Asked, kb: KnowledgeBase) -> Choice:
    """Return the examples that come nearest to what is asked for, and say honestly what there is not."""
    about = cases_about(asked.topic.id, kb) if asked.topic else frozenset()
    cases = [case for case in kb.case_studies.values() if not is_excluded(case, asked.without)]
    hits = sorted((compare(profile, case) for case in cases), key=lambda hit: _order(hit, about))
    fitting = [hit for hit in hits if hit.case.id in about or is_related(profile, hit.case)]
    if asked.wish.like_us:  # "ein Laden wie meiner" is about the firm, whatever was talked about
        hits.sort(key=lambda hit: not has_trade(profile, hit.case))
        return Choice(tuple(hit for hit in hits if is_related(profile, hit.case)) or tuple(hits))
    if asked.wish.narrows:
        return _narrowed(profile, asked, hits, fitting, about)
    if asked.names_topic and asked.topic and not about:
        return _without_topic(profile, asked.topic, hits)
    if asked.topic and about and profile.sector is None:
        return Choice(
            tuple(hit for hit in fitting if hit.case.id in about), f"Zum Thema „{asked.topic.name}“ kenne ich diese:"
        )
    if asked.without and len(fitting) < _PAGE:
        fitting += [hit for hit in hits if hit not in fitting]
    return Choice(tuple(fitting or hits))


def is_excluded(case: CaseStudy, without: Collection[str]) -> bool:
    """Return whether the example is of a sector or trade that is not wanted ("nicht Handwerk")."""
    if "handwerk" in without and (is_craft(case) or case.sector in _ALWAYS_CRAFTS):
        return True
    return bool({*sectors_of(case), *kinds_of_case(case)} & set(without))


def _order(hit: CaseHit, about: Collection[str]) -> tuple[int, int, str]:
    return -hit.score - (_ABOUT if hit.case.id in about else 0), -(hit.case.year or 0), hit.case.id


def _without_topic(profile: FirmProfile, topic: Topic, hits: list[CaseHit]) -> Choice:
    """Return examples of the trade where the topic asked for has none, with that said first; none where no trade is known."""
    same = tuple(hit for hit in hits if is_same_line(profile, hit.case))
    none = f"Zum Thema „{topic.name}“ kenne ich kein Beispiel."
    return Choice(same, f"{none} Aus Ihrer Branche kenne ich diese:" if same else none)


def _narrowed(
    profile: FirmProfile, asked: Asked, hits: list[CaseHit], fitting: list[CaseHit], about: Collection[str]
) -> Choice:
    holds, said = _condition(profile, asked), _words(profile, asked.wish)
    of_size = asked.wish.own_size or asked.wish.smaller or asked.wish.larger
    if of_size:
        hits, fitting = list(map(_with_size, hits)), list(map(_with_size, fitting))
    near = tuple(hit for hit in fitting if holds(hit.case))
    # Of another trade, with another matter, and only smaller: that helps nobody.
    everywhere = near if of_size else tuple(hit for hit in hits if holds(hit.case))
    on_topic = tuple(hit for hit in near if hit.case.id in about or (not about and has_topic(profile, hit.case)))
    if on_topic or (near and not asked.topic):
        return Choice(on_topic or near, f"{said.there_is}:")
    if everywhere:
        subject = f"Zum Thema „{asked.topic.name}“" if asked.topic else "Aus Ihrer Branche"
        rest = said.on_another_topic if asked.topic else said.in_another_trade
        return Choice(near or everywhere, f"{subject} kenne ich {said.there_is_not}. {rest}:")
    return Choice((), f"Dazu kenne ich {said.there_is_not}.{f' {_SIZE_UNKNOWN}' if of_size else ''}")


def _with_size(hit: CaseHit) -> CaseHit:
    """Return the hit with its size among the reasons, where the owner's own is not known to compare it with."""
    said = any(reason.text.startswith(("ähnliche Größe", "deutlich größer")) for reason in hit.reasons)
    if said or hit.case.employees is None:
        return hit
    return replace(hit, reasons=(*hit.reasons, Reason("check", f"Größe: {employees_text(hit.case.employees)}")))


def _condition(profile: FirmProfile, asked: Asked) -> Callable[[CaseStudy], bool]:
    wish = asked.wish
    if wish.failed:
        return lambda case: case.course == FAILED
    if wish.near:
        return lambda case: case.region == profile.region and not region_is_guessed(case)
    if wish.own_size:
        return lambda case: profile.employees is not None and is_similar_size(profile.employees, case)
    measure = asked.before.employees if asked.before and asked.before.employees is not None else profile.employees
    if wish.smaller:
        return lambda case: case.employees is not None and case.employees < (measure or _FEW)
    return lambda case: case.employees is not None and case.employees > (measure or _FEW)


@dataclass(frozen=True)
class _Words:
    """How examples of one kind are introduced: where they fit, where there are none, and where only others are like that."""

    there_is: str
    there_is_not: str
    on_another_topic: str
    in_another_trade: str


def _words(profile: FirmProfile, wish: ExampleWish) -> _Words:
    if wish.failed:
        return _Words(
            "Hier ging etwas schief",
            "keinen Fall, der schiefging",
            "Bei anderen Themen ging hier etwas schief",
            "In anderen Branchen ging hier etwas schief",
        )
    if wish.near:
        land = region_phrase(profile.region or "")
        return _Words(
            f"Diese Betriebe sind aus {land}",
            f"kein Beispiel aus {land}",
            f"Zu anderen Themen kenne ich diese aus {land}",
            f"Aus anderen Branchen kenne ich diese aus {land}",
        )
    size = "etwa so groß wie Sie" if wish.own_size else "kleiner" if wish.smaller else "größer"
    return _Words(
        f"Diese Betriebe sind {size}",
        "keinen Betrieb in Ihrer Größe" if wish.own_size else f"keinen {size}en Betrieb",
        f"Diese sind {size}, haben aber anderes gemacht",
        f"In anderen Branchen sind diese {size}",
    )


def excluded_by(words: str, sector: str) -> tuple[str, ...]:
    """Return what "nicht Handwerk" or "keine Bäckerei" leaves out: the kinds of trade the words name, else their sector."""
    return tuple(sorted(kinds_of_trade(words))) or (sector,)
