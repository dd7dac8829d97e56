"""Examples from other firms: which one is like the owner's, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.advice.profile import FirmProfile
from bot.advice.reply import Reason
from bot.advice.wording import REGION_NAMES, SECTOR_NAMES, TOPIC_NAMES, employees_text, region_phrase
from bot.knowledge.records import CaseStudy, KnowledgeBase
from bot.language.facts.sector import find_trades
from bot.language.facts.trade.kinds import kinds_of_trade
from bot.language.text.normalise import fold
from bot.language.text.sentence import Sentence

CRAFTS = frozenset({"handwerk", "holz", "bau", "metall", "elektro", "sanitaer", "kfz", "lebensmittel", "koerperpflege"})
"""Sectors in which a small firm is most often a craft business."""

_FAMILIES = (
    frozenset({"industrie", "maschinenbau", "metall", "chemie", "textil"}),
    frozenset({"dienstleistung", "it", "medien", "bildung"}),
    frozenset({"handel", "lebensmittel", "gastgewerbe"}),
)

_ALIKE = (
    frozenset({"handwerk", "holz", "bau", "metall", "elektro", "sanitaer"}),
    frozenset({"metall", "maschinenbau", "industrie", "chemie", "textil"}),
    frozenset({"lebensmittel", "gastgewerbe"}),
    frozenset({"lebensmittel", "handel"}),
)
"""Sectors that work alike: on site and in the workshop, in a hall, with fresh food. That both are crafts is
not enough: a baker learns little from a roofer, an undertaker from neither."""
_AT_A_DESK = frozenset(
    [
        "steuerbuero",
        "anwaltskanzlei",
        "planungsbuero",
        "agentur",
        "software",
        "versicherung",
        "hausverwaltung",
        "verlag",
    ]
)
"""Trades that work alike at a desk: their sectors hold too much else, such as cleaners."""
_HOLDS_ALL_SORTS = frozenset({"dienstleistung", "sonstige"})
"""Sectors in which two firms need have nothing in common."""

# Same trade or sector outweighs everything but topic and kinship together; region and size only decide between equals.
_SAME_TRADE, _SAME_SECTOR, _OTHER_TRADE, _SAME_TOPIC, _KIN_SECTOR, _FAMILY = 90, 80, 60, 50, 40, 30
_OTHER_CRAFT, _SAME_REGION, _SIMILAR_SIZE = 25, 20, 10
_WEAK_RECORD = {"high": 0, "medium": 2, "low": 6}
_SIZE_FACTOR = 2
_SIZE_SLACK = 5
_FAR_LARGER = 5
_HOME = "DE-ST"
# The records say so in their note when the Land is a guess.
_GUESSED_REGION = ("Region nach Bericht angenommen", "Region unsicher", "Bundesland aus allgemeiner Kenntnis")


@dataclass(frozen=True)
class CaseHit:
    """An example with what it has in common with the firm. ``score`` only orders; higher is closer."""

    case: CaseStudy
    reasons: tuple[Reason, ...]
    score: int


def match(profile: FirmProfile, kb: KnowledgeBase) -> list[CaseHit]:
    """Return the examples closest to the firm, best first.

    Who names a sector or a topic gets the examples that share at least one of them; if there are none, all examples
    in order of nearness, each with what sets it apart. The order is stable: equal hits by year, then by id.
    """
    hits = [compare(profile, case) for case in kb.case_studies.values()]
    related = [hit for hit in hits if is_related(profile, hit.case)]
    return sorted(related or hits, key=lambda hit: (-hit.score, -(hit.case.year or 0), hit.case.id))


def compare(profile: FirmProfile, case: CaseStudy) -> CaseHit:
    """Weigh one example against the firm and put into words what is alike and what is not."""
    parts = (
        *_sector_part(profile, case),
        *_topic_part(profile, case),
        *_region_part(profile, case),
        *_size_part(profile, case),
    )
    score = sum(points for points, _ in parts) - _WEAK_RECORD[case.confidence]
    if profile.region is None and case.region == _HOME:
        score += 1
    return CaseHit(case, tuple(reason for _, reason in parts), score)


def is_related(profile: FirmProfile, case: CaseStudy) -> bool:
    """Return whether the example shares the sector, a kindred one or the topic."""
    return has_sector(profile, case) or has_kindred_sector(profile, case) or has_topic(profile, case)


def has_sector(profile: FirmProfile, case: CaseStudy) -> bool:
    """Return whether the example is of the owner's own sector; "handwerk" alone takes in every craft business."""
    if profile.sector is None or profile.sector == "sonstige":
        return False
    if profile.sector == "handwerk":
        return is_craft(case)
    return profile.sector in sectors_of(case)


def has_kindred_sector(profile: FirmProfile, case: CaseStudy) -> bool:
    """Return whether both are craft businesses or of sectors that work alike."""
    if profile.sector is None:
        return False
    return (profile.sector in CRAFTS and is_craft(case)) or _is_family(profile.sector, case)


def has_trade(profile: FirmProfile, case: CaseStudy) -> bool:
    """Return whether the example does the owner's own work, as far as the owner's word for the trade tells."""
    return bool(kinds_of_trade(profile.trade or "") & kinds_of_case(case))


def is_other_trade(profile: FirmProfile, case: CaseStudy) -> bool:
    """Return whether the owner's trade is known and the example is of another one, whatever sector they share.

    A gym is no tax office, who makes alarms for lorries is no haulier, and a chimney sweep is no joiner.
    """
    known = bool(kinds_of_trade(profile.trade or "")) or has_special_trade(profile)
    return known and not has_trade(profile, case)


def has_special_trade(profile: FirmProfile) -> bool:
    """Return whether the owner's trade is one of those crafts that no closer sector takes in ("Bestatter")."""
    return profile.sector == "handwerk" and bool(profile.trade) and "handwerk" not in fold(profile.trade or "")


def is_same_line(profile: FirmProfile, case: CaseStudy) -> bool:
    """Return whether it may be said that both are in the same line of business."""
    return has_trade(profile, case) or (has_sector(profile, case) and not is_other_trade(profile, case))


def kinds_of_case(case: CaseStudy) -> frozenset[str]:
    """Return the kinds of trade of the example, as its record names them."""
    return kinds_of_trade(case.sector_detail or case.company)


def has_topic(profile: FirmProfile, case: CaseStudy) -> bool:
    """Return whether the example deals with the owner's topic."""
    return profile.topic is not None and profile.topic in case.topics


def is_similar_size(employees: int, case: CaseStudy) -> bool:
    """Return whether the example is known to have about as many people; who works alone is one person."""
    if case.employees is None:
        return False
    smaller, larger = sorted((max(employees, 1), max(case.employees, 1)))
    return larger <= smaller * _SIZE_FACTOR or larger - smaller <= _SIZE_SLACK


def works_alike(profile: FirmProfile, case: CaseStudy) -> bool:
    """Return whether an owner may learn from the example's daily work, though the trade is another one."""
    if has_special_trade(profile):
        return False
    if kinds_of_trade(profile.trade or "") & _AT_A_DESK and kinds_of_case(case) & _AT_A_DESK:
        return True
    sectors = sectors_of(case) - _HOLDS_ALL_SORTS
    return profile.sector in sectors or any(profile.sector in alike and sectors & alike for alike in _ALIKE)


def sectors_of(case: CaseStudy) -> frozenset[str]:
    """Return the sector of the record and those its details name ("Tischlerei, Elektro")."""
    return frozenset({case.sector, *(trade for trade, _ in _trades(case))})


def is_craft(case: CaseStudy) -> bool:
    """Return whether the record shows a craft business: by its sector or by the trade it names."""
    return case.sector == "handwerk" or any(craft for _, craft in _trades(case))


def sector_text(case: CaseStudy) -> str:
    """Return the trade in the record's words: "Tischlerei"."""
    return case.sector_detail or SECTOR_NAMES.get(case.sector, case.sector)


def region_is_guessed(case: CaseStudy) -> bool:
    """Return whether the note says that the Land is not certain."""
    return any(remark in (case.note or "") for remark in _GUESSED_REGION)


def _trades(case: CaseStudy) -> Iterable[tuple[str, bool]]:
    return _trades_in(case.sector_detail) if case.sector_detail else ()


@lru_cache(maxsize=1_024)
def _trades_in(detail: str) -> tuple[tuple[str, bool], ...]:
    """Return sector and craft of the trades that a detail names; every match asks for those of every example."""
    return tuple((hit.trade.sector, hit.trade.craft) for hit in find_trades(Sentence.of(detail)))


def _is_family(sector: str, case: CaseStudy) -> bool:
    return any(sector in family and case.sector in family for family in _FAMILIES)


_Part = tuple[int, Reason]


def _sector_part(profile: FirmProfile, case: CaseStudy) -> Sequence[_Part]:
    if profile.sector is None or profile.sector == "sonstige":
        return ()
    trade = sector_text(case)
    if has_trade(profile, case):
        return ((_SAME_TRADE, Reason("yes", f"gleiche Branche: {trade}")),)
    if is_other_trade(profile, case) and has_sector(profile, case):
        if profile.sector == "handwerk":
            return ((_KIN_SECTOR, Reason("yes", f"auch Handwerk: {trade}")),)
        if not works_alike(profile, case):  # a laundry and a tax office are both services
            return ((0, Reason("no", f"andere Branche: {trade}")),)
        return ((_OTHER_TRADE, Reason("yes", f"verwandte Branche: {trade}")),)
    if profile.sector == "handwerk" and is_craft(case):
        return ((_SAME_SECTOR, Reason("yes", f"auch Handwerk: {trade}")),)
    if has_sector(profile, case):
        return ((_SAME_SECTOR, Reason("yes", f"gleiche Branche: {trade}")),)
    if profile.sector in CRAFTS and is_craft(case):
        return (
            (_KIN_SECTOR if works_alike(profile, case) else _OTHER_CRAFT, Reason("yes", f"auch Handwerk: {trade}")),
        )
    if _is_family(profile.sector, case) and (not profile.trade or works_alike(profile, case)):
        return ((_FAMILY, Reason("yes", f"verwandte Branche: {trade}")),)
    return ((0, Reason("no", f"andere Branche: {trade}")),)


def _topic_part(profile: FirmProfile, case: CaseStudy) -> Sequence[_Part]:
    if profile.topic is None:
        return ()
    if has_topic(profile, case):
        return ((_SAME_TOPIC, Reason("yes", f"gleiches Thema: {TOPIC_NAMES.get(profile.topic, profile.topic)}")),)
    named = ", ".join(TOPIC_NAMES.get(topic, topic) for topic in case.topics)
    return ((0, Reason("no", f"anderes Thema: {named}")),)


def _region_part(profile: FirmProfile, case: CaseStudy) -> Sequence[_Part]:
    if case.region is None or profile.region != case.region or case.region not in REGION_NAMES:
        return ()
    if region_is_guessed(case):
        return ((_SAME_REGION // 2, Reason("check", f"vermutlich auch aus {region_phrase(case.region)}")),)
    return ((_SAME_REGION, Reason("yes", f"auch aus {region_phrase(case.region)}")),)


def _size_part(profile: FirmProfile, case: CaseStudy) -> Sequence[_Part]:
    if profile.employees is None or case.employees is None:
        return ()
    own, other = max(profile.employees, 1), max(case.employees, 1)
    if is_similar_size(profile.employees, case):
        return ((_SIMILAR_SIZE, Reason("yes", f"ähnliche Größe: {employees_text(case.employees)}")),)
    if other >= own * _FAR_LARGER:
        return ((0, Reason("no", f"deutlich größer: {employees_text(case.employees)}")),)
    return ()
