"""Which programmes fit a firm, and why: hard exclusions here, their order in ``funding_rank``, the reasons for each."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from bot.advice.for_whom import findings
from bot.advice.funding_rank import GENERAL_TOPICS, HOME, Stand, below_minimum, points, stand
from bot.advice.in_land import as_in
from bot.advice.profile import FirmProfile
from bot.advice.reply import Reason
from bot.advice.wording import SECTOR_NAMES, TOPIC_NAMES, euro, in_land, join_words, number
from bot.knowledge.records import KnowledgeBase, Programme
from bot.knowledge.validity import Validity, validity

CRAFT_SECTORS = frozenset(
    {"handwerk", "bau", "holz", "metall", "elektro", "sanitaer", "kfz", "lebensmittel", "koerperpflege", "textil"}
)
INDUSTRY_SECTORS = frozenset({"industrie", "maschinenbau", "metall", "chemie", "holz", "textil", "lebensmittel"})
_APPLY_FIRST = re.compile(r"\bvor (?:Beginn|Projektbeginn|Vorhabenbeginn)\b|Erst nach dem Bescheid", re.IGNORECASE)


@dataclass(frozen=True)
class ProgrammeHit:
    """A programme for a firm on a day. ``stand``: to the purpose; ``score``: its points among those that stand alike."""

    programme: Programme
    validity: Validity
    stand: Stand
    score: float
    profile: FirmProfile = field(repr=False)

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """What fits the firm, and what has to be checked; found only for what is shown."""
        return reasons(self.programme, self.profile)


def match(profile: FirmProfile, knowledge: KnowledgeBase, today: dt.date) -> list[ProgrammeHit]:
    """Return the programmes that may be offered to ``profile`` on ``today``, best first (``funding_rank``).

    Never returned: programmes that have ended, are paused or not yet open; of another Land; for other sizes or sectors
    than those stated; for other purposes, where they are not general aid. What the owner has not said excludes nothing.
    """
    hits = []
    for recorded in knowledge.programmes.values():
        if not in_region(recorded, profile.region) or not _on_topic(recorded, profile):
            continue  # most fall out here, and cheaply
        state = validity(recorded, today)
        if not state.may_be_offered or _other_size_or_sector(recorded, profile):
            continue
        found = findings(recorded, profile)
        if all(finding.fit != "no" for finding in found):
            score = points(recorded, profile, state, _holds_everywhere(recorded, profile))
            programme = as_in(recorded, profile.region, knowledge)  # the order is that of the record for all of Germany
            hits.append(ProgrammeHit(programme, state, stand(recorded, profile, found), score, profile))
    return sorted(hits, key=ranked)


def ranked(hit: ProgrammeHit) -> tuple[int, float, str]:
    """Return the key that sorts hits, best first."""
    return -hit.stand, -hit.score, hit.programme.id


def exclusions(programme: Programme, profile: FirmProfile) -> tuple[str, ...]:
    """Return, in plain words, which recorded conditions rule ``profile`` out; empty if none does."""
    elsewhere = [] if in_region(programme, profile.region) else [f"gilt nur {_lands(programme.regions)}"]
    others = [finding.text for finding in findings(programme, profile) if finding.fit == "no"]
    return (*elsewhere, *_other_size_or_sector(programme, profile), *others)


def _other_size_or_sector(programme: Programme, profile: FirmProfile) -> list[str]:
    found = []
    if profile.employees is not None:
        if programme.max_employees is not None and profile.employees > programme.max_employees:
            found.append(f"nur bis {number(programme.max_employees)} Beschäftigte")
        if programme.min_employees is not None and profile.employees < programme.min_employees:
            found.append(f"erst ab {number(programme.min_employees)} Beschäftigten")
    if profile.sector and programme.sectors and not _sector_fits(programme.sectors, profile.sector):
        found.append(f"nur für {join_words([SECTOR_NAMES[code] for code in programme.sectors])}")
    return found


def in_region(programme: Programme, region: str | None) -> bool:
    """Return whether the programme holds in ``region``; an unknown one excludes nothing."""
    return region is None or "DE" in programme.regions or region in programme.regions


def _sector_fits(allowed: Iterable[str], sector: str) -> bool:
    codes = set(allowed)
    return (
        sector in codes
        or ("handwerk" in codes and sector in CRAFT_SECTORS)
        or ("industrie" in codes and sector in INDUSTRY_SECTORS)
        or (
            "dienstleistung" in codes
            and sector in {"it", "medien", "bildung", "koerperpflege", "gesundheit", "logistik"}
        )
    )


def _on_topic(programme: Programme, profile: FirmProfile) -> bool:
    return not profile.topic or profile.topic in programme.topics or not GENERAL_TOPICS.isdisjoint(programme.topics)


_AREAS = "außerhalb der Fördergebiete"
"""In ``excluded`` of a programme for regional aid, which holds in some places of the country only."""
_WHOLE_LANDS = frozenset({"DE-BB", "DE-MV", "DE-SN", "DE-ST", "DE-TH"})
"""Länder of which every place is in the area of regional aid ("Alle ostdeutschen Regionen außer Teilen Berlins": ``grw``)."""


def _holds_everywhere(programme: Programme, profile: FirmProfile) -> bool:
    """Whether every place of the Land counts; regional aid holds in the weaker ones, some offers in one half of the Land."""
    said = programme.for_whom
    if (said.area or said.places) and profile.place not in said.places:
        return False
    return profile.region in _WHOLE_LANDS or _AREAS not in (programme.excluded or "")


def reasons(programme: Programme, profile: FirmProfile) -> tuple[Reason, ...]:
    """Return, condition by condition as recorded, what fits the firm, what does not, and what has to be checked."""
    return (
        *_place_reasons(programme, profile),
        *_topic_reasons(programme, profile),
        *_size_reasons(programme, profile),
        *_sector_reasons(programme, profile),
        *_group_reasons(programme, profile),
        *_money_reasons(programme, profile),
        *_timing_reasons(programme),
    )


def _place_reasons(programme: Programme, profile: FirmProfile) -> list[Reason]:
    if "DE" in programme.regions and _AREAS not in (programme.excluded or ""):
        return [Reason("yes", "gilt in ganz Deutschland")]
    if "DE" in programme.regions:  # regional aid: the record says of which Länder all belongs to the area
        if profile.region in _WHOLE_LANDS:
            return [Reason("yes", "gilt in ganz Ostdeutschland")]
        return [
            Reason("check", "Fördergebiet: nicht jeder Ort gehört dazu, fragen Sie das Förderinstitut Ihres Landes")
        ]
    if not profile.region:
        return [Reason("check", f"gilt nur {_lands(programme.regions)}")]
    if in_region(programme, profile.region):
        return [Reason("yes", f"gilt {in_land(profile.region)}")]
    return [Reason("no", f"gilt nur {_lands(programme.regions)}")]


def _topic_reasons(programme: Programme, profile: FirmProfile) -> list[Reason]:
    if not profile.topic:
        return []
    name = TOPIC_NAMES[profile.topic]
    if profile.topic in programme.topics:
        return [Reason("yes", f"Thema {name} ist dabei")]
    return [Reason("check", f"ob {name} dazugehört, bitte nachfragen")]


def _size_reasons(programme: Programme, profile: FirmProfile) -> list[Reason]:
    if programme.max_employees is None and programme.min_employees is None:
        return []
    low, high = programme.min_employees, programme.max_employees
    text = f"bis {number(high)} Beschäftigte" if high is not None else f"ab {number(low or 0)} Beschäftigten"
    if low is not None and high is not None:
        text = f"{number(low)} bis {number(high)} Beschäftigte"
    if profile.employees is None:
        return [Reason("check", text + ", bitte prüfen")]
    too_many = programme.max_employees is not None and profile.employees > programme.max_employees
    too_few = programme.min_employees is not None and profile.employees < programme.min_employees
    return [Reason("no" if too_many or too_few else "yes", text)]


def _sector_reasons(programme: Programme, profile: FirmProfile) -> list[Reason]:
    if not programme.sectors:
        return []
    if not profile.sector:
        return [Reason("check", f"nur für {join_words([SECTOR_NAMES[code] for code in programme.sectors])}")]
    if _sector_fits(programme.sectors, profile.sector):
        return [Reason("yes", "Ihre Branche ist ausdrücklich genannt")]
    return [Reason("no", f"nur für {join_words([SECTOR_NAMES[code] for code in programme.sectors])}")]


def _group_reasons(programme: Programme, profile: FirmProfile) -> list[Reason]:
    """What the fields say of the kind of firm: form, profession, age, group, place within the Land."""
    return [Reason(finding.fit, finding.text) for finding in findings(programme, profile)]


def _money_reasons(programme: Programme, profile: FirmProfile) -> list[Reason]:
    found = []
    if below_minimum(programme, profile) and programme.amount_min_eur:
        found.append(Reason("check", f"beginnt erst bei {euro(programme.amount_min_eur)}"))
    if programme.max_revenue_eur is not None:
        known = profile.turnover is not None and profile.turnover <= programme.max_revenue_eur
        found.append(Reason("yes" if known else "check", f"Umsatz höchstens {euro(programme.max_revenue_eur)}"))
    return found


def _timing_reasons(programme: Programme) -> list[Reason]:
    """Who orders before applying gets nothing: the dearest mistake of all, so it stands on the card where it is recorded."""
    if any(_APPLY_FIRST.search(condition) for condition in programme.conditions):
        return [Reason("check", "Antrag vor Beginn: bitte noch nichts bestellen")]
    return []


def _lands(codes: Iterable[str]) -> str:
    return join_words([in_land(code) for code in codes])


def alternatives(programme: Programme, knowledge: KnowledgeBase, today: dt.date, limit: int = 3) -> list[ProgrammeHit]:
    """Return what there is instead of a programme that is over: its successor first, then what is most like it."""
    profile = FirmProfile(region=next((code for code in programme.regions if code != "DE"), HOME))
    hits = [hit for hit in match(profile, knowledge, today) if hit.programme.id != programme.id]
    topics = set(programme.topics)

    def likeness(hit: ProgrammeHit) -> tuple[bool, float]:
        shared = len(topics & set(hit.programme.topics)) / max(1, len(topics | set(hit.programme.topics)))
        same_kind = 0.5 if hit.programme.kind == programme.kind else 0.0
        return hit.programme.id == programme.successor_id, shared + same_kind + hit.score / 10

    return sorted(hits, key=likeness, reverse=True)[:limit]
