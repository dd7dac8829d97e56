"""A firm held against the fields that say whom a programme is for (``bot.knowledge.for_whom``).

Each field gives one finding: it fits, it rules the firm out, or it has to be checked because the owner has not told the fact.
What was not told rules nothing out. ``doubtful`` marks what most probably does not fit though nothing rules it out: a grant for
founders where nobody spoke of founding, or one for small firms where the firm belongs to a group. Such programmes come last.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.advice.groups import CORPORATIONS, CRAFTS, TRADES, age_of, belongs, is_taking_over, stage_of, suspected
from bot.advice.profile import FirmProfile
from bot.advice.wording import CHAMBER_NAMES, FORM_NAMES, GROUP_NAMES, SIZE_NAMES, age_text, join_words
from bot.knowledge.codes import SIZE_LIMITS
from bot.knowledge.for_whom import NOBODY_RULED_OUT, ForWhom
from bot.knowledge.records import Programme

_YEAR = 12
_NAMED = 3
"""Groups that one line names; the rest stands in the record."""
_FOUNDING = frozenset({"planned", "founding"})
_BEGINNING = _FOUNDING | {"takeover"}
_SILENT_ABOUT = ("vereine", "gemeinnuetzige", "freie-berufe")
"""Groups that ordinary texts on firms may or may not mean."""
_COUNTS_AS = {
    "freie-berufe": {"selbststaendige", "heilberufe", "rechts-und-steuerberufe", "planungsberufe"},
    "vereine": {"gemeinnuetzige", "juristische-personen"},
    "gemeinnuetzige": {"vereine"},
}
"""Groups whose naming in a record says enough about another one."""


@dataclass(frozen=True)
class Finding:
    """What one field says of this firm.

    ``doubtful``: nothing rules it out, but most probably it is not meant; ``unsure``: the record speaks
    of such a firm under a condition only, or not at all.
    """

    fit: Literal["yes", "no", "check"]
    text: str
    doubtful: bool = False
    unsure: bool = False


def findings(programme: Programme, firm: FirmProfile) -> list[Finding]:
    """Return what the fields of ``programme`` say of ``firm``, field by field; the text is a phrase in German."""
    said = programme.for_whom
    if said is NOBODY_RULED_OUT:
        return _silent(said, firm)
    return [
        *_only(said, firm),
        *_excluding(said, firm),
        *_partly(said, firm),
        *_including(said, firm),
        *_legal_forms(said, firm),
        *_size(programme, firm),
        *_linked(programme, firm),
        *_age(said, firm),
        *_places(said, firm),
        *_chambers(said, firm),
        *_silent(said, firm),
    ]


def _only(said: ForWhom, firm: FirmProfile) -> list[Finding]:
    found = [belongs(group, firm) for group in said.only]
    if not said.only or True in found:
        return []
    text = f"nur für {_named(said.only)}"
    if None not in found:
        return [Finding("no", text)]
    ordinary = set(said.only) & {"gewerbe", "freie-berufe", "juristische-personen"}
    return [Finding("check", text, doubtful=not ordinary and stage_of(firm) not in _BEGINNING)]


def _excluding(said: ForWhom, firm: FirmProfile) -> list[Finding]:
    found = {group: belongs(group, firm) for group in said.excluding}
    hit = [group for group, value in found.items() if value]
    if hit:
        return [Finding("no", f"nicht für {_named(hit)}")]
    open_ = [group for group, value in found.items() if value is None]
    near = [group for group in open_ if suspected(group, firm)]
    if near:
        return [Finding("check", f"nicht für {_named(near)}", doubtful=True)]
    return [Finding("check", f"nicht für {_named(open_)}")] if open_ else []


def _partly(said: ForWhom, firm: FirmProfile) -> list[Finding]:
    return [
        Finding("check", f"{GROUP_NAMES[group]}: {condition}", unsure=True)
        for group, condition in said.partly
        if belongs(group, firm) or suspected(group, firm)
    ]


def _including(said: ForWhom, firm: FirmProfile) -> list[Finding]:
    named = [group for group in dict.fromkeys((*said.including, *said.only)) if group != "gewerbe"]
    hit = [group for group in named if belongs(group, firm)]
    return [Finding("yes", f"ausdrücklich auch für {_named(hit)}")] if hit else []


def _legal_forms(said: ForWhom, firm: FirmProfile) -> list[Finding]:
    if not said.legal_forms or firm.legal_form in said.legal_forms:
        return []
    told = firm.legal_form is not None and firm.legal_form in FORM_NAMES
    return [Finding("no" if told else "check", f"nur als {_join([FORM_NAMES[code] for code in said.legal_forms])}")]


def _size(programme: Programme, firm: FirmProfile) -> list[Finding]:
    size = programme.for_whom.size
    if size is None:
        return []
    most = SIZE_LIMITS[size]
    if most is None:
        return [Finding("yes", "auch für größere Betriebe")] if firm.small is False else []
    most = most if programme.max_employees is None else programme.max_employees
    text = f"nur für {SIZE_NAMES[size]}"
    too_large = firm.employees is not None and firm.employees > most
    if too_large and programme.max_employees is not None:
        return []  # the head count alone says it
    if firm.small is False or too_large:
        return [Finding("no", text)]
    if firm.employees is None and programme.max_employees is None:
        return [Finding("check", text)]
    return []


def _linked(programme: Programme, firm: FirmProfile) -> list[Finding]:
    """In a group the other firms count for the size (EU recommendation 2003/361/EC, annex, articles 3 and 6)."""
    counted = programme.for_whom.linked_firms
    for_small = SIZE_LIMITS.get(programme.for_whom.size or "alle") is not None
    if firm.group_member is not True or counted == "zaehlen-nicht-mit" or not (for_small or counted):
        return []
    if counted == "unklar":
        return [Finding("check", "ob Firmen Ihrer Gruppe bei der Größe mitzählen", doubtful=True)]
    return [Finding("check", "Firmen Ihrer Gruppe zählen bei der Größe mit", doubtful=for_small)]


def _age(said: ForWhom, firm: FirmProfile) -> list[Finding]:
    low, high = said.min_age_months, said.max_age_months
    found, months, stage = [], age_of(firm), stage_of(firm)
    founding = stage in _FOUNDING
    if low is not None and (months is None or months < low):
        out = founding or months is not None
        found.append(Finding("no" if out else "check", f"erst ab {age_text(low, 'n')} nach der Gründung"))
    successor = "nachfolge" in said.including and is_taking_over(firm)
    if high is not None and not founding and not successor and (months is None or months > high):
        within = f"in den ersten {age_text(high + 1, 'n')}" if (high + 1) % _YEAR == 0 else f"bis {age_text(high)}"
        limit = f"nur {within} nach der Gründung"
        if months is None:
            found.append(Finding("check", limit, doubtful=stage != "young"))
        else:
            found.append(Finding("no", limit))
    return found


def _places(said: ForWhom, firm: FirmProfile) -> list[Finding]:
    if not said.places and said.area is None:
        return []
    if firm.place in said.places:
        return [Finding("yes", f"gilt auch in {firm.place}")]
    where = said.area or f"in {_join(said.places)}"
    return [Finding("no" if said.area is None and firm.place else "check", f"gilt nur {where}")]


def _chambers(said: ForWhom, firm: FirmProfile) -> list[Finding]:
    if not said.chambers:
        return []
    found = [_member(chamber, firm) for chamber in said.chambers]
    either = len(found) > 1 and firm.sector in TRADES and None in found  # a craft or not: it is in one of the two
    if True in found or either:
        return []
    names = _join([CHAMBER_NAMES[code] for code in said.chambers], "oder")
    return [Finding("no" if None not in found else "check", f"nur für Mitglieder der {names}")]


def _member(chamber: str, firm: FirmProfile) -> bool | None:
    """Whether the firm is in a chamber: trades have to be in one, liberal professions, farms and associations are in neither."""
    corporation = firm.legal_form in CORPORATIONS
    if (
        belongs("freie-berufe", firm)
        or belongs("vereine", firm)
        or (belongs("landwirtschaft", firm) and not corporation)
    ):
        return False
    if firm.sector in CRAFTS:  # "Metallverarbeitung" may be a craft or an industry
        return True if chamber == "hwk" and firm.sector == "handwerk" else None
    if firm.sector in TRADES:
        return chamber == "ihk"
    return None


def _silent(said: ForWhom, firm: FirmProfile) -> list[Finding]:
    """Say where the record does not tell whether such an applicant is meant, which is no ordinary firm."""
    found = []
    for group in _SILENT_ABOUT:
        spoken_of = said.groups & {group, *_COUNTS_AS[group]}
        if belongs(group, firm) and not spoken_of and not (set(said.only) - {"gewerbe"}):
            found.append(Finding("check", f"ob es auch für {GROUP_NAMES[group]} gilt", unsure=True))
    return found[:1]


def _named(groups: Iterable[str]) -> str:
    names = [GROUP_NAMES[group] for group in groups]
    return _join(names) if len(names) <= _NAMED else f"{', '.join(names[:_NAMED])} und andere"


def _join(names: Iterable[str], last: str = "und") -> str:
    return join_words(list(names), last)
